"""A preset on one line: `Hip thrust – heavy 3x8-10 @ 3-1-X-2 last rep 10-0-X-0 rest 120`.

What reads a line (`reader`) is imported where one is read: its patterns take long to compile.
"""

from liftronome.domain.line.formatting import CARRIED, detail_parts, format_details, format_line
from liftronome.domain.line.text import (
    EXAMPLE_DETAILS,
    EXAMPLE_LINE,
    MAX_LINE,
    AmbiguousLine,
    LineChoice,
    LineError,
    Part,
    PartKind,
)

__all__ = [
    "CARRIED",
    "EXAMPLE_DETAILS",
    "EXAMPLE_LINE",
    "MAX_LINE",
    "AmbiguousLine",
    "LineChoice",
    "LineError",
    "Part",
    "PartKind",
    "detail_parts",
    "format_details",
    "format_line",
]
