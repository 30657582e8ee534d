"""A tempo in prose, in which each part names its phase: `3 s down, 1 s pause, 2 s up`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from liftronome.domain.notation.characters import UNIT
from liftronome.domain.notation.parts import phase_time
from liftronome.domain.notation.readings import AmbiguousTempo, Reading, TempoError
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import EXPLOSIVE, OWN_PACE, Pace, PhaseTime, Tempo, timed

PROSE_EXAMPLE: Final = "3 s down, 1 s pause, 2 s up"


class _Kind(Enum):
    DOWN = auto()
    UP = auto()
    ECCENTRIC = auto()
    CONCENTRIC = auto()
    PAUSE = auto()
    STRETCHED = auto()
    """A pause that says itself where it is held."""
    BOTTOM = auto()
    TOP = auto()
    NUMBER = auto()
    NONE = auto()
    EXPLOSIVE = auto()
    BREAK = auto()
    """What stands between two parts."""


_WORDS: Final[Mapping[str, _Kind]] = {
    **dict.fromkeys(("down", "downward", "downwards"), _Kind.DOWN),
    **dict.fromkeys(("up", "upward", "upwards"), _Kind.UP),
    **dict.fromkeys(
        (
            *("lower", "lowers", "lowering", "lowered", "eccentric", "eccentrics", "eccentrically", "ecc"),
            *("negative", "negatives", "neg", "descent", "descend", "descending"),
        ),
        _Kind.ECCENTRIC,
    ),
    **dict.fromkeys(
        (
            *("lift", "lifts", "lifting", "lifted", "concentric", "concentrics", "concentrically", "conc"),
            *("positive", "positives", "pos", "ascent", "ascend", "ascending"),
        ),
        _Kind.CONCENTRIC,
    ),
    **dict.fromkeys(
        (
            *("pause", "pauses", "paused", "pausing", "hold", "holds", "holding", "held", "squeeze"),
            *("squeezes", "squeezing", "squeezed", "iso", "isometric"),
        ),
        _Kind.PAUSE,
    ),
    **dict.fromkeys(("stretch", "stretched", "stretching"), _Kind.STRETCHED),
    **dict.fromkeys(("no", "without", "zero", "none", "nil"), _Kind.NONE),
    **dict.fromkeys(("explode", "explosive", "explosively", "explosion", "fast", "quickly"), _Kind.EXPLOSIVE),
    "bottom": _Kind.BOTTOM,
    "top": _Kind.TOP,
    **dict.fromkeys(("and", "then", "followed", "plus"), _Kind.BREAK),
}

_SPELT: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FILLERS: Final = frozenset(
    (
        *("a", "an", "the", "of", "for", "with", "by", "on", "in", "at", "as", "possible", "is"),
        *("way", "phase", "count", "counts", "tempo"),
    )
)
_TOKEN: Final = re.compile(
    rf"(?P<number>[0-9]+(?:[.,](?=[0-9])[0-9]+)?)(?:\s*(?:{UNIT}(?!\w)|(?<=[0-9])(?:\"|''))\.?)?"
    r"|(?P<symbol>[X*])(?!\w)|(?P<word>[^\W\d_]+)|(?P<break>[,;/·+&|•>→-]+|\.(?=\s|$))|(?P<blank>[\s:=]+)",
    re.IGNORECASE,
)
_PLACES: Final = (_Kind.BOTTOM, _Kind.TOP)
_PHASE_KINDS: Final = frozenset(
    (_Kind.DOWN, _Kind.UP, _Kind.ECCENTRIC, _Kind.CONCENTRIC, _Kind.PAUSE, _Kind.STRETCHED, *_PLACES)
)
_VALUE_KINDS: Final = frozenset((_Kind.NUMBER, _Kind.NONE, _Kind.EXPLOSIVE))


_NO_TIME: Final = timed(0)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str
    position: int
    time: PhaseTime = _NO_TIME


_Pair = tuple[_Token, _Token]
"""The name of a phase, and how long it lasts."""


def names_a_phase(text: str) -> bool:
    """True if any word of a text names a phase of a rep."""
    words = (word.lower() for word in re.findall(r"[^\W\d_]+", text))
    return any(_WORDS.get(word) in _PHASE_KINDS for word in words)


def tempo_of_prose(body: str, offset: int = 0, *, down_lifts: bool = False) -> Tempo:
    """The tempo that prose describes; `body` stands at `offset` in the whole text.

    `down_lifts`: the weight is lifted on the way down, as on a pulldown. A pause behind the eccentric is the
    stretched one, a pause behind the concentric the shortened one. Raises AmbiguousTempo where a movement
    is not mentioned, and TempoError, with places in the whole text.
    """
    found: dict[Phase, _Pair] = {}
    pairs = _pairs(_tokens(body, offset))
    if len(pairs) == 1 and pairs[0][0].kind is _Kind.PAUSE:
        raise _which_pause(pairs[0])
    for pair in pairs:
        phase = _phase(pair[0], found, down_lifts=down_lifts)
        if phase in found:
            raise TempoError(
                f"“{pair[0].text}” at place {pair[0].position + 1} says the same phase again: "
                f"name each once, as in {PROSE_EXAMPLE}",
                pair[0].position,
            )
        _check(phase, pair)
        found[phase] = pair
    times = {phase: time.time for phase, (_, time) in found.items()}
    if all(time.is_nothing for time in times.values()):
        raise TempoError(f"no phase is given a time: write as in {PROSE_EXAMPLE}", offset)
    return _complete(times, offset)


def _tokens(body: str, offset: int) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(body):
        match = _TOKEN.match(body, at)
        if match is None:
            raise _unknown(body[at], offset + at)
        place, text = offset + at, match[0].strip()
        at = match.end()
        if match["number"]:
            tokens.append(_Token(_Kind.NUMBER, text, place, phase_time(match["number"], place)))
        elif match["symbol"]:
            own = match["symbol"] == "*"
            tokens.append(_Token(_Kind.NUMBER if own else _Kind.EXPLOSIVE, text, place, _symbol(own=own)))
        elif match["word"]:
            _add_word(tokens, match["word"], place)
        elif match["break"]:
            tokens.append(_Token(_Kind.BREAK, text, place))
    return tokens


def _which_pause(pair: _Pair) -> TempoError:
    """A pause alone: which one, as no movement tells?"""
    name, time = pair
    if time.time.is_nothing or time.time.pace is Pace.EXPLOSIVE:
        return _unpaired(name)
    return AmbiguousTempo(
        "no movement is mentioned",
        (
            Reading(Tempo(timed(0), time.time, timed(0), timed(0)), "a hold in the stretched position"),
            Reading(Tempo(timed(0), timed(0), timed(0), time.time), "a hold in the shortened position"),
        ),
        name.position,
    )


def _symbol(*, own: bool) -> PhaseTime:
    return OWN_PACE if own else EXPLOSIVE


def _add_word(tokens: list[_Token], written: str, place: int) -> None:
    word = written.lower()
    if word in _FILLERS or re.fullmatch(UNIT, word):
        return
    if word in _SPELT:
        tokens.append(_Token(_Kind.NUMBER, written, place, timed((_SPELT.index(word) + 1) * 1000)))
        return
    kind = _WORDS.get(word)
    if kind is None:
        raise _unknown(written, place)
    if kind in _PLACES and tokens and tokens[-1].kind is _Kind.PAUSE:
        tokens[-1] = replace(tokens[-1], kind=kind)
    else:
        tokens.append(_Token(kind, written, place, EXPLOSIVE if kind is _Kind.EXPLOSIVE else timed(0)))


def _unknown(text: str, place: int) -> TempoError:
    return TempoError(
        f"“{text}” at place {place + 1} names no phase and no time: write as in {PROSE_EXAMPLE}", place
    )


def _pairs(tokens: Sequence[_Token]) -> list[_Pair]:
    """Each phase with its time: by the parts that are set apart, else in turns from the first token on."""
    parts: list[list[_Token]] = [[]]
    for token in tokens:
        if token.kind is _Kind.BREAK:
            parts.append([])
        else:
            parts[-1].append(token)
    pairs: list[_Pair] = []
    for part in parts:
        pairs += _pairs_of_part(part)
    return pairs


def _pairs_of_part(part: Sequence[_Token]) -> list[_Pair]:
    if len(part) == 1 and part[0].kind is _Kind.EXPLOSIVE:
        return [(replace(part[0], kind=_Kind.CONCENTRIC), part[0])]
    pairs: list[_Pair] = []
    for index in range(0, len(part), 2):
        two = part[index : index + 2]
        names = [token for token in two if token.kind in _PHASE_KINDS]
        times = [token for token in two if token.kind in _VALUE_KINDS]
        if not names or not times:
            raise _unpaired(two[0])
        if pairs and (two[0] is names[0]) != (part[0].kind in _PHASE_KINDS):
            raise _unpaired(two[0])
        pairs.append((names[0], times[0]))
    return pairs


def _unpaired(token: _Token) -> TempoError:
    named = token.kind in _PHASE_KINDS
    missing = "has no time of its own" if named else "belongs to no phase"
    return TempoError(
        f"“{token.text}” at place {token.position + 1} {missing}: write as in {PROSE_EXAMPLE}", token.position
    )


def _phase(name: _Token, before: Mapping[Phase, _Pair], *, down_lifts: bool) -> Phase:
    match name.kind:
        case _Kind.ECCENTRIC:
            return Phase.ECCENTRIC
        case _Kind.CONCENTRIC:
            return Phase.CONCENTRIC
        case _Kind.DOWN:
            return Phase.CONCENTRIC if down_lifts else Phase.ECCENTRIC
        case _Kind.UP:
            return Phase.ECCENTRIC if down_lifts else Phase.CONCENTRIC
        case _Kind.STRETCHED:
            return Phase.PAUSE_STRETCHED
        case _Kind.BOTTOM | _Kind.TOP:
            stretched = (name.kind is _Kind.TOP) == down_lifts
            return Phase.PAUSE_STRETCHED if stretched else Phase.PAUSE_SHORTENED
    movements = [phase for phase in before if phase.is_movement]
    if not movements:
        raise TempoError(
            f"“{name.text}” at place {name.position + 1} stands before any movement: name the movement "
            f"first that it follows, as in {PROSE_EXAMPLE}",
            name.position,
        )
    after_lowering = movements[-1] is Phase.ECCENTRIC
    return Phase.PAUSE_STRETCHED if after_lowering else Phase.PAUSE_SHORTENED


def _check(phase: Phase, pair: _Pair) -> None:
    name, time = pair
    if time.time.pace is Pace.EXPLOSIVE and phase is not Phase.CONCENTRIC:
        raise TempoError(
            f"“{time.text}” at place {time.position + 1} goes with the concentric alone: "
            f"give “{name.text}” in seconds, as in {PROSE_EXAMPLE}",
            time.position,
        )


def _complete(times: Mapping[Phase, PhaseTime], offset: int) -> Tempo:
    """The tempo, if both movements were mentioned."""
    tempo = Tempo(*(times.get(phase, timed(0)) for phase in _WRITTEN))
    if Phase.CONCENTRIC not in times and Phase.ECCENTRIC in times:
        raise AmbiguousTempo(
            "the lifting is not mentioned",
            (
                Reading(replace(tempo, concentric=EXPLOSIVE), "lift as fast as intended"),
                Reading(tempo, "no lift, lowering only"),
            ),
            offset,
        )
    if Phase.ECCENTRIC not in times and Phase.CONCENTRIC in times:
        raise AmbiguousTempo(
            "the lowering is not mentioned",
            (
                Reading(replace(tempo, eccentric=timed(1000)), "lowered in one second"),
                Reading(tempo, "no lowering, lifting only"),
            ),
            offset,
        )
    if tempo.concentric.is_nothing and not tempo.eccentric.is_nothing:
        raise AmbiguousTempo(
            "0 as the concentric can be read two ways",
            (
                Reading(replace(tempo, concentric=EXPLOSIVE), "lift as fast as intended"),
                Reading(tempo, "no lift, lowering only"),
            ),
            offset,
        )
    return tempo


_WRITTEN: Final = (Phase.ECCENTRIC, Phase.PAUSE_STRETCHED, Phase.CONCENTRIC, Phase.PAUSE_SHORTENED)
