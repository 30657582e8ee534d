"""What is told of a set that varies: its breaks, its least reps, another tempo, an open end, a hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from liftronome.domain.counting import Word
from liftronome.domain.phase import Interval
from liftronome.domain.timeline import Cue, CueKind, RepPlan, Sound, Span, rep_done_ms

WORD_MIN_MS: Final = 4000
"""A quiet time shorter than this has no room for a word of its own before its count-in."""

WORD_BEFORE_COUNT_IN_MS: Final = 2500
"""How long before a count-in it is told what comes next: behind the warning of ten seconds."""

HALF_OF_HOLD_MIN_MS: Final = 10_000
"""The half of a shorter hold is not told."""

END_OF_HOLD_MS: Final = 10_000
"""How long before the end of a hold that is told; of a longer one alone."""


@dataclass(frozen=True, slots=True)
class SetTraits:
    """What holds for a set as a whole. An open set has no last rep; load is taken off in the breaks of a
    dropping one; `least` has the lower end of the range of each mini-set, 0 where there is none."""

    is_open: bool = False
    is_hold: bool = False
    is_dropping: bool = False
    is_warm_up: bool = False
    least: tuple[int, ...] = ()


NO_TRAITS: Final = SetTraits()


def set_cues(spans: Sequence[Span], traits: SetTraits) -> Iterable[Cue]:
    """All cues of this kind in a set, in no order."""
    if traits.is_hold:
        yield from _hold_cues(spans)
    if traits.is_warm_up:
        yield from _warm_up_cue(spans)
    is_open_told = not traits.is_open
    for index, span in enumerate(spans):
        before = spans[index - 1] if index else None
        if span.rep is None:
            if before is not None and before.rep is not None:
                word = Sound.DROP if traits.is_dropping else Sound.BREAK
                yield Cue(span.start_ms, CueKind.BREAK, word)
        elif before is None or before.rep != span.rep:
            if not is_open_told and span.plan.mini_set >= len(span.plan.mini_sets):
                is_open_told = True
                yield Cue(_moment_before(spans, index), CueKind.READY, Sound.OPEN)
            if span.plan.change:
                at_ms = _moment_before(spans, index)
                yield Cue(at_ms, CueKind.CHANGE, Sound.CHANGE, text=span.plan.change)
    yield from _least_cues(spans, traits.least)


def _warm_up_cue(spans: Sequence[Span]) -> Iterable[Cue]:
    """That the set is a warm-up, in the quiet time before it if that is long enough for a word."""
    for span in spans:
        if span.rep is not None:
            return
        if span.phase is Interval.REST and span.duration_ms >= WORD_MIN_MS:
            yield Cue(span.end_ms - WORD_BEFORE_COUNT_IN_MS, CueKind.READY, Word.WARM_UP)


def least_rep(plan: RepPlan, least: Sequence[int]) -> int | None:
    """The number of the rep with which the least of a rep's mini-set is complete; None without a range."""
    number = plan.mini_set - 1
    return plan.reps_before + least[number] if number < len(least) and least[number] else None


def _least_cues(spans: Sequence[Span], least: Sequence[int]) -> Iterable[Cue]:
    if not any(least):
        return
    found = [span for span in spans if span.rep is not None and span.rep == least_rep(span.plan, least)]
    for rep in sorted({span.rep for span in found if span.rep is not None}):
        at_ms = rep_done_ms(tuple(span for span in found if span.rep == rep))
        yield Cue(at_ms, CueKind.LEAST, Sound.LEAST, text=str(rep))


def _hold_cues(spans: Sequence[Span]) -> Iterable[Cue]:
    for span in spans:
        if span.rep is None:
            continue
        if span.duration_ms >= HALF_OF_HOLD_MIN_MS:
            half_ms = span.start_ms + span.duration_ms // 2
            yield Cue(half_ms, CueKind.HALFWAY, Sound.HALF)
        if span.duration_ms > END_OF_HOLD_MS:
            yield Cue(span.end_ms - END_OF_HOLD_MS, CueKind.PRE_CUE, Sound.TEN_SECONDS)


def _moment_before(spans: Sequence[Span], index: int) -> int:
    """When it is told what the rep that begins with a span is like: in the quiet time before it if there
    is one, else in the longest phase (the later of equals) of the rep before."""
    before = index
    while before and spans[before - 1].rep == spans[index - 1].rep:
        before -= 1
    others = spans[before:index]
    if not others:
        return spans[index].start_ms
    if others[0].rep is not None:
        return max(others, key=lambda span: (span.duration_ms, span.start_ms)).start_ms
    wait = next((span for span in others if span.phase is not Interval.COUNT_IN), None)
    if wait is None or wait.duration_ms < WORD_MIN_MS:
        return others[0].start_ms
    return wait.end_ms - WORD_BEFORE_COUNT_IN_MS
