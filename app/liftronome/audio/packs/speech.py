"""Saying words at cues so that none runs into the next cue.

The rules:

1. A word has from its cue until `BREATH_MS` before the next audible cue, of any kind. The word for a phase is
   never longer than the phase.
2. Words due at the same moment are said one after another, `BREATH_MS` apart, in the order of `_RANKS`, the
   phase first. A word is said if its shortest form fits beside the shortest forms of those before it;
   otherwise it is left out.
3. Any room left goes to fuller forms, in the same order.
4. Coaching comes last. It may run over seconds, which are then not said, but over nothing else.
5. The end of a phase of own pace is not known in advance. Words in it have `OWN_PACE_ROOM_MS`, coaching has
   `OWN_PACE_COACHING_MS`, and both fade out when the phase ends.

What is said depends only on the cues, and within a phase of own pace not on when it ends. So a word that has
begun stays the same when the set is laid out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from liftronome.audio.packs.pack import Part, part_of
from liftronome.audio.synthesis.waves import Samples, cut
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, CueKind

BREATH_MS: Final = 50
"""The silence after a word."""

OWN_PACE_ROOM_MS: Final = 1000
OWN_PACE_COACHING_MS: Final = 5000

CUT_MS: Final = 20
"""The fade of a word that is cut off."""

_BREATH: Final = BREATH_MS * SAMPLES_PER_MS

_RANKS: Final = {
    kind: rank
    for rank, kind in enumerate(
        (
            *(CueKind.PHASE, CueKind.COUNT_IN, CueKind.SET_END, CueKind.BREAK, CueKind.READY, CueKind.REST),
            *(
                CueKind.LAST_REP,
                CueKind.LEAST,
                CueKind.CHANGE,
                CueKind.HALFWAY,
                CueKind.REP_COUNT,
                CueKind.SECOND,
            ),
        )
    )
}

Forms = Sequence[Samples]
"""The forms of a word, fullest first; empty if it cannot be said."""

FormsOf = Callable[[Cue], Forms]


@dataclass(frozen=True, slots=True)
class Said:
    """A word said at a cue. It starts at sample `first`: after the cue if another word precedes it."""

    cue: Cue
    first: int
    sound: Samples

    @property
    def end(self) -> int:
        """The sample after its last."""
        return self.first + len(self.sound)

    @property
    def part(self) -> Part:
        """The word as a part of a track."""
        return part_of(self.first, self.sound)


def say(heard: Iterable[Cue], forms_of: FormsOf) -> list[Said]:
    """What is said at the cues of a set, by the rules above.

    `heard` are all audible cues, spoken or not.
    """
    moments = _moments(heard)
    said: list[Said] = []
    busy_until = 0
    own_pace: Cue | None = None
    for index, cues in enumerate(moments):
        own_pace = _own_pace(cues, own_pace)
        words = [cue for cue in cues if cue.kind is not CueKind.COACH]
        now = (
            _together(words, forms_of, _room(moments, index, own_pace))
            if cues[0].sample >= busy_until
            else []
        )
        coaching = _coaching(cues, now, forms_of, _coaching_room(moments, index, own_pace))
        if coaching:
            busy_until = coaching.end + _BREATH
            now.append(coaching)
        said += now if own_pace is None else _cut_off(now, _end(own_pace))
    return said


def fit(ladders: Sequence[Sequence[int]], room: int) -> list[int | None]:
    """The index of the form that is said of each word; None if the word is left out.

    `ladders` holds the lengths of each word's forms, the most important word first.
    """
    kept: list[int] = []
    left = room
    for index, lengths in enumerate(ladders):
        needed = min(lengths) + (_BREATH if kept else 0)
        if needed <= left:
            left -= needed
            kept.append(index)
    chosen: list[int | None] = [None] * len(ladders)
    for index in kept:
        most = min(ladders[index]) + left
        form = next(place for place, length in enumerate(ladders[index]) if length <= most)
        chosen[index] = form
        left = most - ladders[index][form]
    return chosen


def _moments(cues: Iterable[Cue]) -> list[list[Cue]]:
    ordered = sorted(cues, key=lambda cue: cue.at_ms)
    return [list(group) for _, group in groupby(ordered, key=lambda cue: cue.at_ms)]


def _together(cues: Sequence[Cue], forms_of: FormsOf, room: int) -> list[Said]:
    words = [(cue, forms_of(cue)) for cue in sorted(cues, key=lambda cue: _RANKS.get(cue.kind, len(_RANKS)))]
    words = [(cue, forms) for cue, forms in words if forms]
    chosen = fit([[len(form) for form in forms] for _, forms in words], room)
    said: list[Said] = []
    for (cue, forms), form in zip(words, chosen, strict=True):
        if form is not None:
            said.append(Said(cue, said[-1].end + _BREATH if said else cue.sample, forms[form]))
    return said


def _coaching(cues: Sequence[Cue], before: Sequence[Said], forms_of: FormsOf, room: int) -> Said | None:
    for cue in cues:
        if cue.kind is CueKind.COACH:
            first = before[-1].end + _BREATH if before else cue.sample
            for form in forms_of(cue):
                if first + len(form) <= cue.sample + room:
                    return Said(cue, first, form)
    return None


_ENDLESS: Final = 1 << 62


def _room(moments: Sequence[Sequence[Cue]], index: int, own_pace: Cue | None) -> int:
    """The samples available to the words that begin at a moment."""
    return _room_until(moments, index, index + 1, own_pace)


def _room_until(moments: Sequence[Sequence[Cue]], index: int, following: int, own_pace: Cue | None) -> int:
    """Like `_room`, where `following` is the moment that nothing may run into."""
    if own_pace is not None:
        return OWN_PACE_ROOM_MS * SAMPLES_PER_MS - _BREATH
    cues = moments[index]
    lengths = [cue.length_ms * SAMPLES_PER_MS for cue in cues if cue.length_ms]
    is_last = following >= len(moments)
    until_next = _ENDLESS if is_last else moments[following][0].sample - cues[0].sample - _BREATH
    return min([until_next, *lengths])


def _coaching_room(moments: Sequence[Sequence[Cue]], index: int, own_pace: Cue | None) -> int:
    if own_pace is not None:
        return OWN_PACE_COACHING_MS * SAMPLES_PER_MS
    following = index + 1
    while following < len(moments) and all(cue.kind is CueKind.SECOND for cue in moments[following]):
        following += 1
    return _room_until(moments, index, following, None)


def _own_pace(cues: Sequence[Cue], before: Cue | None) -> Cue | None:
    """The phase of own pace that these cues are in, if any."""
    for cue in cues:
        if cue.kind is CueKind.PHASE:
            return cue if cue.own_pace else None
    return before if before is not None and cues[0].sample < _end(before) else None


def _end(phase: Cue) -> int:
    return phase.sample + phase.length_ms * SAMPLES_PER_MS


def _cut_off(said: Iterable[Said], end: int) -> Iterable[Said]:
    return [
        replace(word, sound=cut(word.sound, end - word.first, CUT_MS)) for word in said if word.first < end
    ]
