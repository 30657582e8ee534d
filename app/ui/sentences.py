"""Words and numbers as they stand in what is said to the lifter."""

from __future__ import annotations

from typing import Final

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
