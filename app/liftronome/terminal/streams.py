"""Standard output and error: one line for an error, and no trouble with a terminal that knows no UTF-8."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Final

_HANDLER: Final = "liftronome.plain"
_LONGEST: Final = 500
"""A line of an error is not longer: what was typed, and stands in it, may be of any length."""

_PLAIN: Final = {
    **dict.fromkeys("·–—‑−─━", "-"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("●█▀▄", "#"),
    "…": ".",
    "×": "x",
    "↑": "^",
    "↓": "v",
    "→": ">",
    "○": ".",
    "░": ".",
}
"""What stands for our own characters where they cannot be written, one for one, so that columns keep."""


def prepare_streams() -> None:
    """Have both streams write something plainer where their encoding lacks a character."""
    codecs.register_error(_HANDLER, _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def tell(message: str) -> None:
    """Say what is wrong: always one line on standard error, whatever the message has in it."""
    if sys.stderr is None:  # a windowed program has no streams
        return
    line = "".join(char if char.isprintable() else "?" for char in " ".join(message.split()))
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    with contextlib.suppress(OSError):
        print(f"liftronome: {line}", file=sys.stderr, flush=True)


def flush() -> None:
    """Write what is still held back. Raises OSError if that fails."""
    if sys.stdout is not None:
        sys.stdout.flush()


def give_up_output() -> None:
    """Nobody reads standard output any more: let what is held back go nowhere, without a word at exit."""
    with contextlib.suppress(OSError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(char, "?") for char in error.object[error.start : error.end]), error.end


Row = tuple[str, ...]


def print_columns(headings: Row, rows: Sequence[Row]) -> None:
    """Print a line for each row under one of headings, in columns as wide as they need to be; all rows have
    as many cells."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
