"""The text of a line, the parts that were understood in it, and what can be wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from liftronome.domain.errors import InputError

EXAMPLE_LINE: Final = "Hip thrust – heavy 3x10 @ 3-1-X-2 rest 90"
EXAMPLE_DETAILS: Final = "3x8-10 @ 3-1-X-2 rest 90"
"""A line that names no exercise."""

MAX_LINE: Final = 4000
"""Long enough for twenty sets that differ in everything that a scheme has."""

_SAME: Final = {
    **dict.fromkeys("×✕✖⨯╳хχ", "x"),
    **dict.fromkeys("ХΧ", "X"),
    **dict.fromkeys("‐‑﹣－", "-"),
    **dict.fromkeys("−ー⁃─━", "–"),
    **dict.fromkeys("∗⁎", "*"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("·‧∙⋅・", "·"),
    **dict.fromkeys("。．", "."),
    **dict.fromkeys("，、،", ","),
    **dict.fromkeys("；؛", ";"),
    **dict.fromkeys("“”„‟″＂", '"'),
    **dict.fromkeys("‘’′", "'"),
    **dict.fromkeys("→⟶➔", ">"),
    "٫": ".",
}


class PartKind(StrEnum):
    """What a part of a line says. Each but a note is said once in a line."""

    LABEL = "label"
    EXERCISE = "exercise"
    NAME = "name"
    SETS = "sets"
    REPS = "reps"
    WARM_UP = "warm_up"
    TEMPO = "tempo"
    PAUSE = "pause"
    HOLD = "hold"
    LAST_REP = "last_rep"
    REP_TEMPO = "rep_tempo"
    ONE_AND_A_HALF = "one_and_a_half"
    DROP = "drop"
    BREAK = "break"
    REST = "rest"
    EVERY = "every"
    LOAD = "load"
    EFFORT = "effort"
    SIDES = "sides"
    CHANGEOVER = "changeover"
    COUNT_IN = "count_in"
    READY = "ready"
    START = "start"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line that was understood, from `start` to `end`, and what it means in words."""

    start: int
    end: int
    kind: PartKind
    meaning: str


class LineError(InputError):
    """A line cannot be read. `position` is the index of the character at fault."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.position = position


@dataclass(frozen=True, slots=True)
class LineChoice:
    """One way to read a line: the `line` that says it clearly, the `text` that differs in it, and what that
    means."""

    line: str
    text: str
    meaning: str


class UnknownExercise(LineError):  # noqa: N818  (it may be a new one)
    """A line names an exercise, from `position` to `end`, that is not known. `name` is as it is written."""

    def __init__(self, reason: str, position: int, name: str, end: int) -> None:
        super().__init__(reason, position)
        self.name = name
        self.end = end


class AmbiguousLine(LineError):  # noqa: N818  (a question, not a failure)
    """A line means one thing to some lifters and another to others: `choices` has both."""

    def __init__(self, why: str, choices: Sequence[LineChoice], position: int) -> None:
        told = " or ".join(f"{choice.text} ({choice.meaning})" for choice in choices)
        super().__init__(f"{why}: write {told}", position)
        self.why = why
        self.choices = tuple(choices)

    @property
    def lines(self) -> tuple[str, ...]:
        """The line as each reading would be written."""
        return tuple(choice.line for choice in self.choices)


class Question(Exception):  # noqa: N818
    """A stretch of a line can be read in two ways; `choices` are the text and the meaning of each."""

    def __init__(self, why: str, start: int, end: int, *choices: tuple[str, str]) -> None:
        super().__init__(why)
        self.why = why
        self.start = start
        self.end = end
        self.choices = choices

    def about(self, line: str) -> AmbiguousLine:
        """The question with the whole line for each answer."""
        choices = [
            LineChoice(f"{line[: self.start]}{text}{line[self.end :]}", text, meaning)
            for text, meaning in self.choices
        ]
        return AmbiguousLine(self.why, choices, self.start)


def plain_line(line: str) -> str:
    """The line with one usual character for each of those that mean the same, each at its place.

    Dashes become an en dash, hyphens stay; brackets around numbers become blanks.
    """
    text = line if line.isascii() and line.isprintable() else "".join(map(_plain, line))
    return re.sub(r"[(\[{]([\dxX*+./:,;\s–-]+)[)\]}]", lambda match: f" {match[1]} ", text)


def _plain(character: str) -> str:
    if same := _SAME.get(character):
        return same
    if character.isascii():
        return character if character.isprintable() else " "
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Pd":
            return "–"
        case "Zs" | "Zl" | "Zp" | "Cf" | "Cc":
            return " "
    wide = ord(character) - 0xFEE0
    return chr(wide) if 0x21 <= wide <= 0x7E else character


def ends_word(text: str, at: int) -> bool:
    """True if a word or number that ends at a place does not go on."""
    return not text[at : at + 1].isalnum()
