"""The characters of a tempo: the many ways to write the same one, each replaced by a single usual one.

Every character is replaced by exactly one, so that a place in the result is the same place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

TEMPO_WORD: Final = (
    r"(?:tempo|tempó|temps|темп|τέμπο|τεμπο|テンポ|템포|节奏|節奏|टेम्पो|טמפו|تيمبو|إيقاع|"
    r"cadence|cadencia|cadência|cadenza|ritmo|rythme)"
)
"""What lifters call a tempo, in several languages."""

UNIT: Final = (
    r"(?:seconds?|secs?|sekunden?|sek|secondes?|segundos?|segs?|секунды|секунда|секунд|сек|s|с|秒|초|\"|'')"
)
"""What stands behind a number of seconds."""

BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "「": "」", "【": "】"}

_SAME: Final = {
    **dict.fromkeys("x×хХχΧ✕✖⨯╳Ｘｘ", "X"),
    **dict.fromkeys("−ー－ｰ﹣⁃─━➖", "-"),
    **dict.fromkeys("∗＊⁎✱", "*"),
    **dict.fromkeys("⁄∕／", "/"),
    **dict.fromkeys("·‧∙⋅・･᛫", "·"),
    **dict.fromkeys("。．｡", "."),
    **dict.fromkeys("，、､،﹐", ","),
    **dict.fromkeys("；؛﹔", ";"),
    **dict.fromkeys("：﹕∶", ":"),
    **dict.fromkeys("“”„‟″＂〃", '"'),
    **dict.fromkeys("‘’‚‛′＇", "'"),
    **dict.fromkeys("•◦‣●▪", "•"),
    "٫": ".",
}


def plain(text: str) -> str:
    """The text with one usual character for each of those that mean the same.

    Digits of any script become 0–9; X, dashes, dots, quotation marks and blanks each become one of a kind.
    """
    return text if text.isascii() and "x" not in text and text.isprintable() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    if same := _SAME.get(character):
        return same
    if character.isascii():
        return character if character.isprintable() else " "
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Pd":
            return "-"
        case "Zs" | "Zl" | "Zp" | "Cf" | "Cc":
            return " "
    wide = ord(character) - 0xFEE0
    return chr(wide) if 0x21 <= wide <= 0x7E else character


def closing_place(text: str, opening: int, end: int) -> int | None:
    """Where the bracket closes that opens at a place, None if it does not before `end`."""
    kind, depth = text[opening], 0
    for place in range(opening, end):
        depth += (text[place] == kind) - (text[place] == BRACKETS[kind])
        if depth == 0:
            return place
    return None


WORD: Final = re.compile(r"[^\W\d_]+")
