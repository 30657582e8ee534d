"""Laying out reps in time: from what is to be performed to a timeline of spans and cues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Final

from liftronome.domain.counting import Count, Word, coach_cues, rep_cues, second_cues
from liftronome.domain.exercise import NO_CUES, Exercise
from liftronome.domain.motion import WHOLE_HEIGHTS
from liftronome.domain.phase import Interval, Phase
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.scheme.scheme import BREAK_COUNT_IN_MS
from liftronome.domain.set_cues import NO_TRAITS, SetTraits, set_cues
from liftronome.domain.timeline import (
    NO_REP_PLAN,
    Cue,
    CueKind,
    RepPlan,
    Sound,
    Span,
    Timeline,
    whole_seconds_before_end,
)
from liftronome.domain.words import step_words

PRE_CUE_MIN_ECCENTRIC_MS: Final = 2000
"""A shorter eccentric is over before a warning could help."""

LAST_COUNT_IN_TICKS: Final = 3
"""How many ticks at the end of a count-in are higher than the others."""

REST_WARNING_MS: Final = 10_000
"""How long before the first phase a rest gives its word of warning."""

REST_WORD_AFTER_MS: Final = 2000
"""How long after its beginning a rest or changeover is named: the end of the set has died away by then, and
the device, which opens anew, is surely heard."""

REST_WORD_MIN_MS: Final = 15_000
"""A shorter rest is not named: its word of warning comes soon enough."""

SIDE_AFTER_MS: Final = 1500
"""How long after the beginning of the get-ready time or rest, or after the changeover was named, the side is
named."""


@dataclass(frozen=True, slots=True)
class CueChoice:
    """Which of the optional cues are wanted, whose words they use, and how far they are laid out."""

    seconds: bool = True
    """A light tick at each full second."""
    pre_cue_ms: int = 500
    """How long before the end of a long eccentric the turn is announced; 0 for not at all."""
    count: Count = Count.NOTHING
    exercise: Exercise | None = None
    """Whose words name the phases; without it, the general ones."""
    coaching: Mapping[Phase, str] = field(default_factory=lambda: NO_CUES)
    """The coaching that is spoken; none if it is only shown."""
    until_ms: int | None = None
    """Where the layout may stop for now, as in `Timeline`."""
    after: tuple[Cue, ...] = ()
    """Cues that come so soon after the set's end that its own stream sounds them, counted from that end."""
    ticks_from_ms: int = 0
    """Count-in ticks before this are left out: the stream of the set before sounds them."""
    traits: SetTraits = NO_TRAITS
    """What holds for the set as a whole."""


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
NO_BREAKS: Final[Mapping[int, int]] = MappingProxyType({})
USUAL_CUES: Final = CueChoice()


def lay_out(
    reps: Sequence[Rep],
    *,
    count_in_ms: int,
    wait: Wait = NO_WAIT,
    choice: CueChoice = USUAL_CUES,
    breaks: Mapping[int, int] = NO_BREAKS,
    plans: Sequence[RepPlan] = (),
) -> Timeline:
    """A set, from its count-in (or the quiet time before it) to its end.

    Reps may differ. Stretches of no length have no span. `breaks` are the milliseconds between mini-sets, by
    the number of the rep that they follow. `plans` has what is planned of each rep, if anything.
    """
    quiet = [Span(Interval.REST, None, 0, wait.duration_ms), Span(Interval.COUNT_IN, None, 0, count_in_ms)]
    steps: list[Span] = []
    for number, rep in enumerate(reps, start=1):
        plan = plans[number - 1] if plans else NO_REP_PLAN
        steps += [_span(step, number, plan) for step in rep.steps]
        steps += _break(breaks[number]) if number in breaks else ()
    return with_cues(end_to_end([*quiet, *steps]), wait, choice)


def end_to_end(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans, each beginning where the one before ends. Those of no length are left out."""
    placed: list[Span] = []
    for span in spans:
        if span.duration_ms:
            placed.append(replace(span, start_ms=placed[-1].end_ms if placed else 0))
    return tuple(placed)


def with_cues(spans: Sequence[Span], wait: Wait, choice: CueChoice) -> Timeline:
    """The spans of a set with their cues. Where a cue lies depends on nothing but the spans."""
    until_ms = choice.until_ms
    cues = (cue for cue in _cues(spans, wait, choice) if until_ms is None or cue.at_ms < until_ms)
    return Timeline(tuple(spans), tuple(cues), until_ms)


def _span(step: PhaseStep, rep: int, plan: RepPlan) -> Span:
    limit_ms = step.duration_ms if step.own_pace else 0
    heights = () if step.heights == WHOLE_HEIGHTS[step.phase] else step.heights
    return Span(step.phase, rep, 0, step.duration_ms, step.explosive, limit_ms, heights, plan)


def _break(duration_ms: int) -> tuple[Span, Span]:
    """A break between mini-sets, the last seconds of which are a count-in."""
    count_in_ms = min(BREAK_COUNT_IN_MS, duration_ms)
    return (
        Span(Interval.BREAK, None, 0, duration_ms - count_in_ms),
        Span(Interval.COUNT_IN, None, 0, count_in_ms),
    )


def lay_out_rest(duration_ms: int, wait: Wait = NO_WAIT) -> Timeline:
    """A rest with nothing after it. `wait` says what it is for and which side comes next."""
    return with_cues(end_to_end([Span(Interval.REST, None, 0, duration_ms)]), wait, USUAL_CUES)


def _cues(spans: Sequence[Span], wait: Wait, choice: CueChoice) -> Iterable[Cue]:
    if not spans:
        return []
    last_rep = max((span.rep or 0 for span in spans), default=0)
    cues = [*_rest_cues(spans, _first_phase_ms(spans), wait), *_count_in_cues(spans, choice)]
    cues += set_cues(spans, choice.traits)
    if not choice.traits.is_hold:
        cues += rep_cues(spans, choice.count, is_open=choice.traits.is_open)
    cues += coach_cues(spans, choice.coaching)
    for index, span in enumerate(spans):
        if choice.until_ms is not None and span.start_ms >= choice.until_ms:
            break
        if span.rep is None:
            continue
        cues.append(_phase_cue(span, choice))
        if span.rep == last_rep > 1 and not choice.traits.is_open and spans[index - 1].rep != last_rep:
            cues.append(Cue(span.start_ms, CueKind.LAST_REP, Sound.LAST_REP))
        cues += _cues_within(span, choice)
    if last_rep:
        end_ms = spans[-1].end_ms
        cues.append(Cue(end_ms, CueKind.SET_END, Sound.SET_END))
        cues += (replace(cue, at_ms=end_ms + cue.at_ms) for cue in choice.after)
    return sorted(cues, key=lambda cue: cue.at_ms)


def _phase_cue(span: Span, choice: CueChoice) -> Cue:
    text = step_words(Phase(span.phase), choice.exercise, explosive=span.explosive)
    return Cue(
        span.start_ms, CueKind.PHASE, span.phase.value, span.duration_ms, text, span.own_pace, span.heights
    )


def _cues_within(span: Span, choice: CueChoice) -> Iterable[Cue]:
    if choice.seconds:
        for at_ms in range(span.start_ms + 1000, span.end_ms, 1000):
            yield Cue(at_ms, CueKind.SECOND, Sound.TICK)
    yield from second_cues(span, choice.count)
    long_enough = span.duration_ms >= PRE_CUE_MIN_ECCENTRIC_MS
    if span.phase is Phase.ECCENTRIC and long_enough and choice.pre_cue_ms and not span.own_pace:
        yield Cue(span.end_ms - choice.pre_cue_ms, CueKind.PRE_CUE, Sound.PRE_CUE)


def _first_phase_ms(spans: Sequence[Span]) -> int:
    return next((span.start_ms for span in spans if span.rep is not None), spans[-1].end_ms)


def _rest_cues(spans: Sequence[Span], over_ms: int, wait: Wait) -> Iterable[Cue]:
    """What the quiet time is for, which side comes next, and a word ten seconds before the end of a rest,
    unless the count-in has begun by then or the rest is no longer than that."""
    rest = next((span for span in spans if span.phase is Interval.REST), None)
    if rest is None:
        return
    named_ms = rest.start_ms
    if wait.kind is WaitKind.GET_READY:
        yield Cue(named_ms, CueKind.READY, Sound.READY)
    elif wait.kind is WaitKind.CHANGEOVER:
        if rest.duration_ms > REST_WORD_AFTER_MS + 2 * SIDE_AFTER_MS:
            named_ms += REST_WORD_AFTER_MS
        yield Cue(named_ms, CueKind.REST, Sound.CHANGE_SIDES)
    elif rest.duration_ms >= REST_WORD_MIN_MS:
        yield Cue(named_ms + REST_WORD_AFTER_MS, CueKind.REST, Word.REST)
    if wait.side and rest.duration_ms > 2 * SIDE_AFTER_MS:
        yield Cue(named_ms + SIDE_AFTER_MS, CueKind.READY, wait.side)
    if wait.kind is WaitKind.REST and rest.start_ms < over_ms - REST_WARNING_MS < rest.end_ms:
        yield Cue(over_ms - REST_WARNING_MS, CueKind.REST, Sound.REST_WARNING)


def _count_in_cues(spans: Sequence[Span], choice: CueChoice) -> Iterable[Cue]:
    for span in spans:
        if span.phase is not Interval.COUNT_IN:
            continue
        for at_ms in whole_seconds_before_end(span):
            if at_ms < choice.ticks_from_ms:
                continue
            is_last = span.end_ms - at_ms <= LAST_COUNT_IN_TICKS * 1000
            sound = Sound.COUNT_IN_LAST if is_last else Sound.COUNT_IN
            left = -(-(span.end_ms - at_ms) // 1000)
            yield Cue(at_ms, CueKind.COUNT_IN, sound, text=str(left) if is_last else "")
