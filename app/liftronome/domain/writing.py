"""What lifters write themselves: names, cues and notes, in any script, and how names are compared."""

from __future__ import annotations

import unicodedata
from typing import Final

from liftronome.domain.errors import InputError

_CONTROL: Final = {"Cc", "Cs", "Zl", "Zp"}
"""Control characters, halves of characters, and line breaks. Joiners (Cf) are part of many scripts."""

_INVISIBLE: Final = {"Cf", "Cn", "Co", "Mn", "Zs"}


def check_text(what: str, text: str, most: int, *, may_break: bool = False) -> None:
    """Raises InputError if `text` has more than `most` characters, or one that no screen can show.

    Line breaks and tabs are allowed if it `may_break`.
    """
    if len(text) > most:
        raise InputError(f"{what} is {len(text)} characters long: at most {most} will do")
    if text.isprintable():
        return
    for place, character in enumerate(text, start=1):
        if may_break and character in "\n\t":
            continue
        if unicodedata.category(character) in _CONTROL:
            raise InputError(
                f"{what} has a character that cannot be shown at place {place} (U+{ord(character):04X}): "
                "leave it out"
            )


def written_name(text: str, most: int, *, whose: str, example: str) -> str:
    """`text` as a name: trimmed, with single spaces, 1 to `most` characters of which one can be seen.

    Raises InputError, with an example of a name that would do.
    """
    name = " ".join(text.split())
    if all(unicodedata.category(character) in _INVISIBLE for character in name):
        raise InputError(f"{whose} needs a name, such as “{example}”")
    check_text("the name", name, most)
    return name


def folded_name(name: str) -> str:
    """The form in which names are compared: case, composition and extra spaces do not matter."""
    decomposed = unicodedata.normalize("NFD", name).casefold()
    return " ".join(unicodedata.normalize("NFC", decomposed).split())
