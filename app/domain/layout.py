"""Laying reps out in time: from what is to be performed to a timeline of spans and cues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from app.domain.counting import Count, Word, coach_cues, rep_cues, second_cues
from app.domain.exercise import NO_CUES, Exercise
from app.domain.phase import Interval, Phase
from app.domain.rep import Rep
from app.domain.timeline import Cue, CueKind, Sound, Span, Timeline, rep_done_ms, whole_seconds_before_end
from app.domain.words import step_words

PRE_CUE_MIN_ECCENTRIC_MS: Final = 2000
"""An eccentric shorter than this is over before a warning could help."""

LAST_COUNT_IN_TICKS: Final = 3
"""So many ticks at the end of a count-in are higher than the others."""

REST_WARNING_MS: Final = 10_000
"""How long before the first phase a rest gives its word of warning."""

REST_WORD_AFTER_MS: Final = 2000
"""A rest is named so long after it began, when the end of the set has died away."""

REST_WORD_MIN_MS: Final = 15_000
"""In a shorter rest the word of warning is near enough."""

SIDE_AFTER_MS: Final = 1500
"""The side is named so long after the time to get ready or to change sides began."""

RESUME_COUNT_IN_MS: Final = 3000
"""The count-in after a pause."""


@dataclass(frozen=True, slots=True)
class CueChoice:
    """Which of the cues that can be left out are wanted, and whose words they are given."""

    seconds: bool = True
    """A light tick at each full second."""
    pre_cue_ms: int = 500
    """How long before the end of a long eccentric the turn is announced; 0 for not at all."""
    count: Count = Count.NOTHING
    exercise: Exercise | None = None
    """Whose words the phases are called by; the general ones without it."""
    coaching: Mapping[Phase, str] = field(default_factory=lambda: NO_CUES)
    """The coaching that is spoken; none if it is only shown."""


class WaitKind(Enum):
    """What the quiet time before a count-in is for."""

    GET_READY = "get_ready"
    REST = "rest"
    CHANGEOVER = "changeover"


@dataclass(frozen=True, slots=True)
class Wait:
    """Quiet time before a count-in. `side` is the name of the side that comes next, "" if none is named."""

    duration_ms: int
    kind: WaitKind = WaitKind.REST
    side: str = ""


NO_WAIT: Final = Wait(0)


def lay_out(
    reps: Sequence[Rep],
    *,
    count_in_ms: int,
    wait: Wait = NO_WAIT,
    choice: CueChoice = CueChoice(),
) -> Timeline:
    """A set, from its count-in (or the quiet time before it) to its end.

    Reps may differ from each other. Stretches of no length have no span.
    """
    spans: list[Span] = []

    def append(phase: Phase | Interval, duration_ms: int, rep: int | None, explosive: bool = False) -> None:
        if duration_ms:
            start_ms = spans[-1].end_ms if spans else 0
            spans.append(Span(phase, rep, start_ms, duration_ms, explosive))

    append(Interval.REST, wait.duration_ms, None)
    append(Interval.COUNT_IN, count_in_ms, None)
    for number, rep in enumerate(reps, start=1):
        for step in rep.steps:
            append(step.phase, step.duration_ms, number, step.explosive)
    return Timeline(tuple(spans), tuple(_cues(spans, wait, choice)))


def lay_out_rest(duration_ms: int) -> Timeline:
    """A rest with nothing after it."""
    spans = [Span(Interval.REST, None, 0, duration_ms)] if duration_ms else []
    return Timeline(tuple(spans), tuple(_rest_cues(spans, duration_ms, Wait(duration_ms))))


def resumed(timeline: Timeline, position_ms: float, count_in_ms: int = RESUME_COUNT_IN_MS) -> Timeline | None:
    """What remains of a set that was interrupted at `position_ms`: a count-in, then the interrupted
    rep from its start, or the next one if both its movements were complete. None if no rep remains.

    A rest goes on where it was. Reps keep their numbers, and cues their places within the reps.
    """
    span = timeline.span_at(position_ms)
    if span is not None and span.phase is Interval.REST:
        return _from(timeline, int(position_ms))
    remaining = [rep for rep in timeline.reps if rep_done_ms(timeline.rep_spans(rep)) > position_ms]
    if not remaining:
        return None
    start_ms = timeline.rep_spans(remaining[0])[0].start_ms
    return _from(timeline, start_ms, count_in_ms)


def _from(timeline: Timeline, start_ms: int, count_in_ms: int = 0) -> Timeline:
    """The timeline from a moment on, after a count-in. A span that holds then is shortened."""
    shift_ms = count_in_ms - start_ms
    count_in = [Span(Interval.COUNT_IN, None, 0, count_in_ms)] if count_in_ms else []
    spans = []
    for span in timeline.spans:
        begin_ms = max(span.start_ms, start_ms)
        if span.end_ms > begin_ms:
            kept = replace(span, start_ms=begin_ms + shift_ms, duration_ms=span.end_ms - begin_ms)
            spans.append(kept)
    cues = [replace(cue, at_ms=cue.at_ms + shift_ms) for cue in timeline.cues if cue.at_ms >= start_ms]
    return Timeline((*count_in, *spans), (*_count_in_cues(count_in), *cues))


def _cues(spans: Sequence[Span], wait: Wait, choice: CueChoice) -> Iterable[Cue]:
    if not spans:
        return []
    last_rep = max((span.rep or 0 for span in spans), default=0)
    cues = [*_rest_cues(spans, _first_phase_ms(spans), wait), *_count_in_cues(spans)]
    cues += rep_cues(spans, choice.count)
    cues += coach_cues(spans, choice.coaching)
    for index, span in enumerate(spans):
        if span.rep is None:
            continue
        cues.append(_phase_cue(span, choice))
        if span.rep == last_rep > 1 and spans[index - 1].rep != last_rep:
            cues.append(Cue(span.start_ms, CueKind.LAST_REP, Sound.LAST_REP))
        cues += _cues_within(span, choice)
    cues.append(Cue(spans[-1].end_ms, CueKind.SET_END, Sound.SET_END))
    return sorted(cues, key=lambda cue: cue.at_ms)


def _phase_cue(span: Span, choice: CueChoice) -> Cue:
    text = step_words(Phase(span.phase), choice.exercise, explosive=span.explosive)
    return Cue(span.start_ms, CueKind.PHASE, span.phase.value, span.duration_ms, text)


def _cues_within(span: Span, choice: CueChoice) -> Iterable[Cue]:
    if choice.seconds:
        for at_ms in range(span.start_ms + 1000, span.end_ms, 1000):
            yield Cue(at_ms, CueKind.SECOND, Sound.TICK)
    yield from second_cues(span, choice.count)
    long_enough = span.duration_ms >= PRE_CUE_MIN_ECCENTRIC_MS
    if span.phase is Phase.ECCENTRIC and long_enough and choice.pre_cue_ms:
        yield Cue(span.end_ms - choice.pre_cue_ms, CueKind.PRE_CUE, Sound.PRE_CUE)


def _first_phase_ms(spans: Sequence[Span]) -> int:
    return next((span.start_ms for span in spans if span.rep is not None), spans[-1].end_ms)


def _rest_cues(spans: Sequence[Span], over_ms: int, wait: Wait) -> Iterable[Cue]:
    """The word at the beginning of getting ready, changing sides or resting, the side that comes next, and
    a word ten seconds before a rest is over: unless the count-in has begun by then, or the rest is no
    longer than that anyway."""
    rest = next((span for span in spans if span.phase is Interval.REST), None)
    if rest is None:
        return
    if wait.kind is WaitKind.GET_READY:
        yield Cue(rest.start_ms, CueKind.READY, Sound.READY)
    elif wait.kind is WaitKind.CHANGEOVER:
        yield Cue(rest.start_ms, CueKind.REST, Sound.CHANGE_SIDES)
    elif rest.duration_ms >= REST_WORD_MIN_MS:
        yield Cue(rest.start_ms + REST_WORD_AFTER_MS, CueKind.REST, Word.REST)
    if wait.side and rest.duration_ms > 2 * SIDE_AFTER_MS:
        yield Cue(rest.start_ms + SIDE_AFTER_MS, CueKind.READY, wait.side)
    if wait.kind is WaitKind.REST and rest.start_ms < over_ms - REST_WARNING_MS < rest.end_ms:
        yield Cue(over_ms - REST_WARNING_MS, CueKind.REST, Sound.REST_WARNING)


def _count_in_cues(spans: Sequence[Span]) -> Iterable[Cue]:
    for span in spans:
        if span.phase is not Interval.COUNT_IN:
            continue
        for at_ms in whole_seconds_before_end(span):
            is_last = span.end_ms - at_ms <= LAST_COUNT_IN_TICKS * 1000
            sound = Sound.COUNT_IN_LAST if is_last else Sound.COUNT_IN
            left = -(-(span.end_ms - at_ms) // 1000)
            yield Cue(at_ms, CueKind.COUNT_IN, sound, text=str(left) if is_last else "")
