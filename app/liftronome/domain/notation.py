"""Reading a tempo as lifters write it: accept what is clear, ask about the rest, or say what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.tempo import EXPLOSIVE, MAX_PHASE_MS, OWN_PACE, Pace, PhaseTime, Tempo, timed

EXAMPLE: Final = "3-1-X-2"
MAX_TEXT: Final = 200
"""Longer texts are no tempo, and are not looked at."""

MAX_QUOTED: Final = 24
"""So much of a text is said again where it is wrong."""

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME_MEANING: Final = str.maketrans(
    {
        **dict.fromkeys("x×хХ✕✖", "X"),
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t\n\r", " "),
        **dict.fromkeys("∗＊", "*"),
        **dict.fromkeys("⁄∕", "/"),
        "。": ".",
    }
)
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
_LEAD: Final = re.compile(r"\s*(?:@|tempo\b\s*:?|tempo(?=[\d*@]))\s*", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"\s*[-/:]\s*|\s+")
_UNIT: Final = re.compile(r"(?<=[\d!])\s*(?:seconds|secs|sec|s)\b\.?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_PART_NAMES: Final = (
    "the first part, the eccentric,",
    "the second part, the stretched pause,",
    "the third part, the concentric,",
    "the fourth part, the shortened pause,",
)


class TempoError(InputError):
    """A text is no tempo. `position` is the place in the text that is to blame, None if it is the whole."""

    def __init__(self, reason: str, position: int | None = None) -> None:
        super().__init__(reason)
        self.position = position


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text: `str(tempo)` writes it so that it need not be asked again."""

    tempo: Tempo
    meaning: str


class AmbiguousTempo(TempoError):  # noqa: N818  (a question, not a failure)
    """A text means one thing to some lifters and another to others."""

    def __init__(self, why: str, readings: tuple[Reading, Reading], position: int | None = None) -> None:
        choices = " or ".join(f"{reading.tempo} ({reading.meaning})" for reading in readings)
        super().__init__(f"{why}: write {choices}", position)
        self.why = why
        self.readings = readings


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a tempo as written, with its place in the text. `confirmed` by an exclamation mark."""

    time: PhaseTime
    position: int
    confirmed: bool = False


def parse_tempo(text: str) -> Tempo:
    """The tempo that `text` describes.

    Raises AmbiguousTempo where lifters read the text in two ways, and TempoError where it is none;
    both say in one line what would be right. `parse_tempo(str(tempo)) == tempo` for every tempo.
    """
    if len(text) > MAX_TEXT:
        raise TempoError(f"that is too long for a tempo: write four parts, as in {EXAMPLE}", MAX_TEXT)
    body, offset = _unwrapped(text.translate(_FULL_WIDTH).translate(_SAME_MEANING))
    if not body:
        raise TempoError(f"there is no tempo yet: write four parts, as in {EXAMPLE}")
    parts = _parts(body, offset)
    if len(parts) == 2:
        return _from_two(parts)
    if len(parts) == 3:
        parts.append(_Part(timed(0), offset + len(body)))
    if len(parts) != 4:
        raise _not_four(body, parts)
    return _checked(parts)


def _unwrapped(text: str) -> tuple[str, int]:
    """The text without what may stand around a tempo, and where it begins."""
    start, end = 0, len(text)
    while True:
        lead = _LEAD.match(text, start, end)
        if lead and lead.end() > start:
            start = lead.end()
        elif start < end and text[start].isspace():
            start += 1
        elif start < end and text[end - 1].isspace():
            end -= 1
        elif start < end and _BRACKETS.get(text[start]) == text[end - 1]:
            start, end = start + 1, end - 1
        else:
            return text[start:end], start


def _parts(body: str, offset: int) -> list[_Part]:
    _refuse_words(body, offset)
    if re.fullmatch(r"(?:[0-9X*]!?)+", body):
        return _bare_parts(body, offset)
    if re.search(r"[~…]|\.\.", body):
        raise TempoError(f"a range is no tempo: decide on one number a part, as in {EXAMPLE}", offset)
    return [_part(token, offset + at) for token, at in _tokens(_without_units(body), offset)]


def _refuse_words(body: str, offset: int) -> None:
    if re.search(r"[0-9)\]]\s*(?:to|bis|through)\s*[0-9]", body, re.IGNORECASE):
        raise TempoError(f"a range is no tempo: decide on one number a part, as in {EXAMPLE}", offset)
    odd = re.search(r"[^0-9X*!.,:/\s~…-]", _without_units(body))
    if odd:
        raise TempoError(
            f"“{odd.group()}” at place {offset + odd.start() + 1} is no part of a tempo: "
            f"write seconds, X or *, as in {EXAMPLE}",
            offset + odd.start(),
        )


def _without_units(body: str) -> str:
    """The body with the letters of "s" and "sec" blanked, every other character at its place."""
    return _UNIT.sub(lambda match: " " * len(match.group()), body).rstrip()


def _bare_parts(body: str, offset: int) -> list[_Part]:
    parts = [_part(match.group(), offset + match.start()) for match in re.finditer(r"[0-9X*]!?", body)]
    if len(parts) in (3, 4):
        return parts
    raise _not_four(body, parts)


def _not_four(body: str, parts: list[_Part]) -> TempoError:
    """What is wrong with too few parts, or too many: of these the fifth is to blame."""
    count = f"{len(parts)} part{'s' * (len(parts) > 1)}"
    found = f"“{body if len(body) <= MAX_QUOTED else f'{body[:MAX_QUOTED]}…'}” has {count}"
    if len(parts) > 4:
        return TempoError(f"{found}, and a tempo has four, as in 31X2 or 10-1-X-2", parts[4].position)
    return TempoError(f"{found}, and a tempo has four: write all, as in 31X2 or 10-1-X-2")


def _tokens(body: str, offset: int) -> list[tuple[str, int]]:
    """The parts between the separators, each with its place in the body."""
    dotted = re.fullmatch(r"[^.\s/:,-]+(?:\s*\.\s*[^.\s/:,-]+){2,3}", body)
    separator = re.compile(r"\s*\.\s*") if dotted else _SEPARATOR
    kinds = {match.group().strip() for match in separator.finditer(body)}
    tokens, at = [], 0
    for match in separator.finditer(body):
        tokens.append((body[at : match.start()], at))
        at = match.end()
    tokens.append((body[at:], at))
    empty = next((place for token, place in tokens if not token), None)
    if empty is not None:
        raise TempoError(_about_empty(body, empty), offset + empty)
    if len(kinds) > 1:
        raise TempoError(
            f"ranges and mixed separators are not clear: one number a part, one separator, as in {EXAMPLE}",
            offset,
        )
    return tokens


def _about_empty(body: str, place: int) -> str:
    after_hyphen = body[:place].rstrip().endswith("-") or body.startswith("-")
    if after_hyphen and re.match(r"\s*-?\s*[0-9]", body[place:]):
        return f"a phase cannot be negative: write {EXAMPLE}, with one hyphen between the parts"
    return f"a part is missing at place {place + 1}: write four, as in {EXAMPLE}"


def _part(token: str, position: int) -> _Part:
    confirmed = token.endswith("!") and len(token) > 1
    value = token[:-1] if confirmed else token
    if value == "X":
        return _Part(EXPLOSIVE, position, confirmed)
    if value == "*":
        return _Part(OWN_PACE, position, confirmed)
    if not _NUMBER.fullmatch(value):
        raise TempoError(
            f"“{token}” at place {position + 1} is no number of seconds, X or *: write as in {EXAMPLE}",
            position,
        )
    ms = Decimal(value.replace(",", ".")) * 1000
    if ms > MAX_PHASE_MS:
        raise TempoError(f"{value} s is too long for a phase: at most {MAX_PHASE_MS // 1000} s", position)
    if ms != int(ms):
        raise TempoError(f"{value} s is finer than a millisecond: write at most three decimals", position)
    return _Part(timed(int(ms)), position, confirmed)


def _from_two(parts: list[_Part]) -> Tempo:
    first, second = parts
    nothing = _Part(timed(0), second.position)
    if first.time == second.time:
        return _checked([first, nothing, second, nothing])
    raise AmbiguousTempo(
        "two parts can be read two ways",
        (
            Reading(Tempo(first.time, timed(0), second.time, timed(0)), "eccentric first"),
            Reading(Tempo(second.time, timed(0), first.time, timed(0)), "concentric first"),
        ),
        first.position,
    )


def _checked(parts: list[_Part]) -> Tempo:
    for name, part in zip(_PART_NAMES[1::2], parts[1::2], strict=True):
        if part.time.pace is Pace.EXPLOSIVE:
            raise TempoError(
                f"{name} cannot be X, as nothing moves in it: give it in seconds, as in {EXAMPLE}",
                part.position,
            )
    for name, part in zip(_PART_NAMES, parts, strict=True):
        _refuse_needless_mark(name, part)
    if all(part.time.is_nothing for part in parts):
        raise TempoError(
            f"all four parts are 0: give at least one a time, as in {EXAMPLE}", parts[0].position
        )
    eccentric, stretched, concentric, shortened = (part.time for part in parts)
    return _unambiguous(Tempo(eccentric, stretched, concentric, shortened), parts)


def _unambiguous(tempo: Tempo, parts: list[_Part]) -> Tempo:
    """The tempo, if every lifter reads its parts alike or an odd one was confirmed."""
    eccentric, concentric = tempo.eccentric, tempo.concentric
    if eccentric.pace is Pace.EXPLOSIVE and not parts[0].confirmed:
        raise AmbiguousTempo(
            "X as the eccentric can be read two ways",
            (
                Reading(_lifting_first(tempo), _about_swap(tempo)),
                Reading(tempo, "dropped as fast as possible"),
            ),
            parts[0].position,
        )
    if concentric.is_nothing and not eccentric.is_nothing and not parts[2].confirmed:
        raise AmbiguousTempo(
            "0 as the concentric can be read two ways",
            (
                Reading(replace(tempo, concentric=EXPLOSIVE), "lift as fast as intended"),
                Reading(tempo, "no lift, lowering only"),
            ),
            parts[2].position,
        )
    return tempo


def _refuse_needless_mark(name: str, part: _Part) -> None:
    odd = (name == _PART_NAMES[0] and part.time == EXPLOSIVE) or (
        name == _PART_NAMES[2] and part.time.is_nothing
    )
    if part.confirmed and not odd:
        raise TempoError(f"{name} needs no “!”: write as in {EXAMPLE}", part.position)


def _lifting_first(tempo: Tempo) -> Tempo:
    """What a tempo with X in the first place means if it was written concentric first."""
    if tempo.concentric.pace is Pace.EXPLOSIVE:
        return Tempo(timed(1000), tempo.pause_stretched, EXPLOSIVE, tempo.pause_shortened)
    return Tempo(tempo.concentric, tempo.pause_shortened, EXPLOSIVE, tempo.pause_stretched)


def _about_swap(tempo: Tempo) -> str:
    both = tempo.concentric.pace is Pace.EXPLOSIVE
    return "lowered in one second" if both else "written concentric first"
