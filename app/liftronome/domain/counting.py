"""What a voice says beside the phases' names: numbers, halfway, coaching. A pack without a voice is silent
at these cues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from liftronome.domain.phase import Phase
from liftronome.domain.timeline import Cue, CueKind, Span

SPOKEN_PAUSE_MS: Final = 1000
"""A pause shorter than this has no room for its own name and a number."""

HALFWAY_MIN_REPS: Final = 6
"""In a set of fewer reps, half of it is not far enough from either end to be worth a word."""

COACH_MIN_MS: Final = 2000
"""A phase shorter than this is over before coaching could help."""


class Count(StrEnum):
    """What is counted aloud."""

    NOTHING = "nothing"
    SECONDS = "seconds"
    """Within each phase from its second second on: its name stands for "one"."""
    REPS_UP = "reps_up"
    REPS_DOWN = "reps_down"
    """How many reps are left, this one included."""

    @property
    def is_of_reps(self) -> bool:
        """True if each rep is given a number."""
        return self in (Count.REPS_UP, Count.REPS_DOWN)


class Word(StrEnum):
    """Sounds that only packs with a voice have, beside numbers and coaching."""

    HALFWAY = "halfway"
    REST = "rest"
    COACH = "coach"
    WARM_UP = "warm_up"


COUNTED_BY: Final[Mapping[str, Count]] = {"voice": Count.REPS_UP, "voice-glide": Count.REPS_UP}


def usual_count(pack: str) -> Count:
    """What is counted where the lifter has not chosen: reps by the packs that speak, else nothing."""
    return COUNTED_BY.get(pack, Count.NOTHING)


def number_sound(number: int) -> str:
    """The name of a number's sound."""
    return f"number_{number}"


def number_cue(at_ms: int, kind: CueKind, number: int) -> Cue:
    """A cue at which a number is said."""
    return Cue(at_ms, kind, number_sound(number), text=str(number))


def rep_cues(spans: Sequence[Span], count: Count, *, is_open: bool = False) -> Iterable[Cue]:
    """The number of each rep, and that half of a set is done, in the longest pause of the rep (the later
    of equals), or at the rep's start if no pause is long enough. An open set has no half, and its reps are
    counted up."""
    if not count.is_of_reps:
        return
    by_rep: dict[int, list[Span]] = {}
    for span in spans:
        if span.rep is not None:
            by_rep.setdefault(span.rep, []).append(span)
    last = max(by_rep, default=0)
    is_up = is_open or count is Count.REPS_UP
    for rep, phases in by_rep.items():
        at_ms = _moment_to_speak(phases)
        if not is_open and last >= HALFWAY_MIN_REPS and rep == (last + 1) // 2:
            yield Cue(at_ms, CueKind.HALFWAY, Word.HALFWAY, text="halfway")
        yield number_cue(at_ms, CueKind.REP_COUNT, rep if is_up else last - rep + 1)


def second_cues(span: Span, count: Count) -> Iterable[Cue]:
    """The seconds within a phase: "two" when its second second begins, and so on."""
    if count is Count.SECONDS:
        for second in range(2, -(-span.duration_ms // 1000) + 1):
            yield number_cue(span.start_ms + (second - 1) * 1000, CueKind.SECOND, second)


def coach_cues(spans: Sequence[Span], coaching: Mapping[Phase, str]) -> Iterable[Cue]:
    """One coaching cue a rep, in turns, for the phases that have one and are long enough for it: every one
    in every rep would be a nuisance. It stands where its phase begins, and a voice says it after the name."""
    by_rep: dict[int, list[Span]] = {}
    for span in spans:
        if span.rep is not None and span.duration_ms >= COACH_MIN_MS and coaching.get(Phase(span.phase)):
            by_rep.setdefault(span.rep, []).append(span)
    for rep, phases in by_rep.items():
        span = phases[(rep - 1) % len(phases)]
        text = coaching[Phase(span.phase)]
        yield Cue(span.start_ms, CueKind.COACH, Word.COACH, text=text)


def _moment_to_speak(phases: Sequence[Span]) -> int:
    pauses = [span for span in phases if not Phase(span.phase).is_movement]
    longest = max(pauses, key=lambda span: (span.duration_ms, span.start_ms), default=None)
    if longest is None or longest.duration_ms < SPOKEN_PAUSE_MS:
        return phases[0].start_ms
    return longest.start_ms
