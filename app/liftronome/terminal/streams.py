"""Standard output and error: everything that is written passes here, so that no name steers the terminal, no
error is more than a line, and a terminal without UTF-8 is no trouble."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from liftronome.terminal.libraries import missing_libraries

if TYPE_CHECKING:
    from rich.console import Console

_HANDLER: Final = "liftronome.plain"
_LONGEST: Final = 500
"""A line of an error is not longer: what was typed, and stands in it, may be of any length."""

_JOINERS: Final = "\u200c\u200d"
"""Invisible, but part of how Persian, Indic scripts and emoji are written."""

_MISSING_LIBRARY: Final = re.compile(
    r"([^\s/]+\.so[.\d]*): (?:cannot open shared object file|file too short|invalid ELF header)"
)

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


def plain(text: str) -> str:
    """A text as it may be written to a terminal: on one line, with nothing in it that steers the terminal or
    turns the direction of what follows. Names come from files that anybody may have written."""
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) == "Cf" else "?"


def say(line: str, *, at_once: bool = False) -> None:
    """Print a line; `at_once` for one that somebody waits for. Raises OSError."""
    print(plain(line), flush=at_once)


def say_json(value: object, indent: int = 2) -> None:
    """Print a value as JSON, in ASCII. Raises OSError."""
    print(json.dumps(value, indent=indent))


def console() -> Console:
    """Standard output for tables and what is redrawn, with all text `plain`."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class PlainConsole(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            for text, style, control in super().render(renderable, options):
                lines = text if control else "\n".join(plain(line) for line in text.split("\n"))
                yield Segment(lines, style, control)

    return PlainConsole(highlight=False)


def tell(message: str) -> None:
    """Say what is wrong: always one line on standard error, whatever the message has in it."""
    if sys.stderr is None:  # a windowed program has no streams
        return
    line = plain(" ".join(message.split()))
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    with contextlib.suppress(OSError):
        print(f"liftronome: {line}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Within this, what cannot be loaded ends the process with one line and exit status 1."""
    try:
        yield
    except (ImportError, MemoryError) as error:
        tell(load_failure(error))
        sys.exit(1)


def load_failure(error: ImportError | MemoryError) -> str:
    """Why a part of the program could not be loaded, or had no memory to go on with."""
    reason = str(error).strip().splitlines()[-1:] or [""]
    text = reason[0].removeprefix("Original error was: ")
    if isinstance(error, MemoryError) or "failed to map segment" in text or "allocate memory" in text:
        return "there is not enough memory: close other programs, or raise the limit (ulimit -v)"
    if missing := _MISSING_LIBRARY.search(text):
        return missing_libraries([missing[1]])
    return f"part of Liftronome cannot be loaded ({text}): reinstall it"


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
    headings, rows = (*map(plain, headings),), [(*map(plain, row),) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        say("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
