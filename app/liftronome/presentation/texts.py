"""Words, numbers and times as the window and the terminal write them."""

from __future__ import annotations

from typing import Final

from liftronome.domain.preset import Side

DASH: Final = " – "
"""Between an exercise and the name of its preset."""

MAX_QUOTED: Final = 24


def capitalised(text: str) -> str:
    """`text` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def counted(count: int, thing: str) -> str:
    """A number of things: "1 rep", "4 reps"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def quoted(text: str) -> str:
    """A text as it is said again where it is wrong: in quotes, cut short, and no text as such."""
    plain = " ".join(text.split())
    cut = plain if len(plain) <= MAX_QUOTED else f"{plain[:MAX_QUOTED].rstrip()}…"
    return f"“{cut}”" if cut else "empty"


def clock_text(ms: float) -> str:
    """Milliseconds in full minutes and seconds: 1:04; from an hour on 1:02:03."""
    minutes, seconds = divmod(int(ms // 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def set_name(number: int, side: Side | None, sets: int | None = None) -> str:
    """A set, or one side of it: "set 2", "set 2 left"; with the number of sets "set 2 / 3 left"."""
    of = f" / {sets}" if sets is not None else ""
    return f"set {number}{of}{f' {side.value}' if side else ''}"


def set_apart(tempo: str) -> str:
    """A tempo in its shortest form with its parts set apart: 31X2 as 3-1-X-2."""
    return tempo if "-" in tempo else "-".join(tempo)
