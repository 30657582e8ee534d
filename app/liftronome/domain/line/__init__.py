"""A preset on one line: `Hip thrust – heavy 3x8-10 @ 3-1-X-2 last rep 10-0-X-0 rest 120`."""

from liftronome.domain.line.formatting import format_line
from liftronome.domain.line.reader import LineReading, read_line
from liftronome.domain.line.text import (
    EXAMPLE_LINE,
    MAX_LINE,
    AmbiguousLine,
    LineChoice,
    LineError,
    Part,
    PartKind,
)

__all__ = [
    "EXAMPLE_LINE",
    "MAX_LINE",
    "AmbiguousLine",
    "LineChoice",
    "LineError",
    "LineReading",
    "Part",
    "PartKind",
    "format_line",
    "read_line",
]
