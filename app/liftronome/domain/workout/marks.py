"""What a line of a sheet has beside its words, and how a sheet names what a line does not."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_HEADING: Final = re.compile(r"\s*#{1,6}\s+|\s*>\s*")
_BULLET: Final = re.compile(r"\s*(?:[-*+•‣◦▪●○·–—]|\[[ xX]?\]|[☐☑✅✔])\s+(?=\S)")
_STRONG: Final = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS: Final = re.compile(r"(?<![\w*])([*_`])(?=[^\W\d_])([^*_`]*(?<=[\w½)])[.:)]?)\1(?![\w*])")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"\(?(?P<label>[A-Za-z][0-9]{1,2}|[0-9]{1,2}[A-Za-z](?=\s+[-–—]\s))\)?(?:\s*[-–—]\s+|\s+)(?=[^\W\d_])"
)
"""A place in a workout without a full stop behind it: `A1 Back squat`, `(A1) Back squat`."""

_USUAL: Final = (
    (re.compile(r"\bsets?\s*[:=]\s*([0-9]{1,2})(?![0-9.,]*\s*[xX×])", re.IGNORECASE), r"\1 sets"),
    (re.compile(r"\b(?:load|weight)\s*[:=]\s*(?=[0-9+])", re.IGNORECASE), ""),
    (
        re.compile(
            r"(\brest\b[^,;]*?|[0-9]\s*(?:s|sec|secs|min|mins|minutes|seconds)\.?(?:\s+rest)?)\s+"
            r"(?:between|after)\s+(?:each\s+|every\s+|all\s+|the\s+)?"
            r"(?:sets?|rounds?|supersets?|exercises?|pairs?|circuits?)\b",
            re.IGNORECASE,
        ),
        r"\1",
    ),
)


def is_blank(line: str) -> bool:
    """True for a line without a letter or a digit: empty, or drawn."""
    return not any(character.isalnum() for character in line)


def is_heading(line: str) -> bool:
    """True for a line that Markdown shows as a heading."""
    return bool(re.match(r"\s*#{1,6}\s", line))


def unmarked(line: str) -> str:
    """A line without heading marks, bullets, emphasis and pictures in front."""
    text = _BREAK.sub(", ", line.replace("\ufeff", ""))
    text = _HEADING.sub("", text, count=1) if _HEADING.match(text) else text
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", _STRONG.sub(r"\2", text)))
    while True:
        bare = text.lstrip()
        if bullet := _BULLET.match(bare):
            bare = bare[bullet.end() :]
        elif bare and unicodedata.category(bare[0]) in ("So", "Sk", "Cf", "Mn"):
            bare = bare[1:]
        else:
            break
        text = bare
    return " ".join(text.split())


def as_line(text: str) -> str:
    """A line of a sheet in the words of a line: `Sets: 3, Load: 60kg` as `3 sets, 60kg`."""
    if label := _LABEL.match(text):
        text = f"{label['label']}. {text[label.end() :]}"
    for pattern, usual in _USUAL:
        text = pattern.sub(usual, text)
    return text
