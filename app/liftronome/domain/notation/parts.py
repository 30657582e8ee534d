"""A tempo written in parts: `31X2`, `3-1-X-2`, `3/1/X/2`, `3,1,1,0`, `10-10`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from liftronome.domain.notation.characters import UNIT
from liftronome.domain.notation.readings import EXAMPLE, AmbiguousTempo, Reading, TempoError
from liftronome.domain.tempo import EXPLOSIVE, MAX_PHASE_MS, OWN_PACE, Pace, PhaseTime, Tempo, timed

MAX_QUOTED: Final = 24
"""The most characters of a text that a message repeats."""

_SEPARATOR: Final = re.compile(r"\s*[-/:]\s*|\s+")
_LIST_MARKS: Final = ".,;·"
"""Separators only if one of them is the only separator, and gives three or four parts."""

_UNIT: Final = re.compile(rf"(?<=[\d!])\s*{UNIT}(?:(?<=['\"])|(?<=[^\W\d_])(?!\w)\.?)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_PART_NAMES: Final = (
    "the first part, the eccentric,",
    "the second part, the stretched pause,",
    "the third part, the concentric,",
    "the fourth part, the shortened pause,",
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a tempo as written, with its place in the text. `confirmed` by an exclamation mark."""

    time: PhaseTime
    position: int
    confirmed: bool = False


def tempo_of_parts(body: str, offset: int = 0) -> Tempo:
    """The tempo that `body` writes in two to four parts; `body` stands at `offset` in the whole text.

    Raises AmbiguousTempo and TempoError, with places in the whole text.
    """
    parts = _parts(body, offset)
    if len(parts) == 2:
        return _from_two(parts)
    if len(parts) == 3:
        parts.append(_Part(timed(0), offset + len(body)))
    if len(parts) != 4:
        raise _not_four(body, parts)
    return _checked(parts)


def phase_time(seconds: str, position: int) -> PhaseTime:
    """A number of seconds as the length of a phase; raises TempoError if it is too long or too fine."""
    ms = Decimal(seconds.replace(",", ".")) * 1000
    if ms > MAX_PHASE_MS:
        raise TempoError(f"{seconds} s is too long for a phase: at most {MAX_PHASE_MS // 1000} s", position)
    if ms != int(ms):
        raise TempoError(f"{seconds} s is finer than a millisecond: write at most three decimals", position)
    return timed(int(ms))


def number_of_parts(body: str) -> int:
    """How many parts a text has that is written like a tempo."""
    text = _without_units(body)
    if re.fullmatch(r"(?:[0-9X*]!?)+", text):
        return len(re.findall(r"[0-9X*]", text))
    return len(re.findall(r"[0-9]+(?:[.,][0-9]+)?|[X*]", text))


def looks_like_parts(body: str) -> bool:
    """True for a text of nothing but what parts are written with."""
    return bool(re.fullmatch(r"[0-9X*!.,;·:/\s~…-]+", _without_units(body))) and bool(
        re.search(r"[0-9X*]", body)
    )


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
    odd = re.search(r"[^0-9X*!.,;·:/\s~…-]", _without_units(body))
    if odd:
        raise TempoError(
            f"“{odd.group()}” at place {offset + odd.start() + 1} is no part of a tempo: "
            f"write seconds, X or *, as in {EXAMPLE}",
            offset + odd.start(),
        )


def _without_units(body: str) -> str:
    """The body with "s", "sec" and the like blanked, every other character at its place."""
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
    separator = _SEPARATOR
    for mark in _LIST_MARKS:
        one = rf"[^\s/:{_LIST_MARKS}-]+"
        if re.fullmatch(rf"{one}(?:\s*{re.escape(mark)}\s*{one}){{2,3}}", body):
            separator = re.compile(rf"\s*{re.escape(mark)}\s*")
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
    return _Part(phase_time(value, position), position, confirmed)


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
