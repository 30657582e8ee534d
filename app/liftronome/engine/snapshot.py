"""What a screen shows of a session at one moment, so that no screen calculates times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from liftronome.domain.layout import Wait, WaitKind
from liftronome.domain.motion import height_during
from liftronome.domain.phase import Interval, Start
from liftronome.domain.preset import Round, Side
from liftronome.domain.scheme.load import Load
from liftronome.domain.scheme.planned import PlannedSet
from liftronome.domain.set_cues import least_rep
from liftronome.domain.set_layout import traits_of
from liftronome.domain.timeline import NO_REP_PLAN, RepPlan, Span, Timeline


class Stage(StrEnum):
    """Where a session is."""

    GET_READY = "get_ready"
    COUNT_IN = "count_in"
    WORKING = "working"
    BREAK = "break"
    """Between mini-sets, until the count-in of the next one."""
    PAUSED = "paused"
    RESTING = "resting"
    WAITING = "waiting"
    """The rest is over, and the next set begins with a key."""
    FINISHED = "finished"


def stage_of(span: Span, wait: Wait) -> Stage:
    """The stage of a session that is in a span of a round with that quiet time before it."""
    match span.phase:
        case Interval.COUNT_IN:
            return Stage.COUNT_IN
        case Interval.BREAK:
            return Stage.BREAK
        case Interval.REST:
            return Stage.GET_READY if wait.kind is WaitKind.GET_READY else Stage.RESTING
        case _:
            return Stage.WORKING


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session at one moment. Times are in milliseconds.

    `span` is the current stretch of time (the interrupted one while paused), None before the first start
    and once all is finished; `next_span` is what follows it. `progress` (0 to 1) and `left_ms` say how far
    along it is. `rep` is the current or next rep. `tension_ms` is the set's time under tension so far.
    `bar_height` is 0 stretched, 1 shortened. `pause_reason` says in a sentence why the session paused by
    itself, "" if the lifter paused it.

    `reps` and `mini_sets`, the reps of each mini-set, count reps that were added; of an open set they are
    those that are written, 0 where there is no number.

    `planned` is the set as planned: whether it is a warm-up set, open or a hold, its time limit, loads and
    effort. `mini_set` is the current or next mini-set, counted from 1. `least` is the number of the rep with
    which the least of the mini-set is complete, None without a range. `break_left_ms` is what is left of a
    break and its count-in, None at other times. `next_tempo` and `next_change` are the tempo of the coming
    rep and how it differs, "" if it does not. With `every_ms` a set begins each so often;
    `next_start_ms` is then what is left until the next one, None where none is on or none follows.
    """

    stage: Stage
    set_number: int
    sets: int
    side: Side | None
    rep: int
    reps: int
    reps_done: int
    span: Span | None
    next_span: Span | None
    progress: float
    left_ms: float
    tension_ms: float
    bar_height: float
    planned: PlannedSet
    mini_set: int
    mini_sets: tuple[int, ...]
    least: int | None
    break_left_ms: float | None
    next_tempo: str
    next_change: str
    every_ms: int | None
    next_start_ms: float | None = None
    pause_reason: str = ""

    @property
    def is_least_reached(self) -> bool:
        """True once the least reps of the mini-set are complete."""
        return self.least is not None and self.reps_done >= self.least

    @property
    def load(self) -> Load | None:
        """What is planned to be lifted in the mini-set."""
        return self.planned.loads[self.mini_set - 1] if self.planned.loads else None

    @property
    def counts_up(self) -> bool:
        """True in a phase of own pace, whose end is unknown."""
        return self.span is not None and self.span.is_open

    @property
    def seconds_shown(self) -> int:
        """The number on the screen: the seconds left, or the seconds so far in a phase of own pace."""
        if self.span is not None and self.counts_up:
            return int((self.span.duration_ms - self.left_ms) // 1000)
        return self.seconds_left

    @property
    def seconds_left(self) -> int:
        """The seconds left of the span, rounded up, as a lifter counts down."""
        return max(0, -int(-self.left_ms // 1000))


@dataclass(frozen=True, slots=True)
class Place:
    """What a session knows besides its timeline: the set, and the totals of its earlier parts."""

    stage: Stage
    round: Round
    sets: int
    reps: int
    start: Start
    reps_before: int = 0
    tension_before_ms: float = 0.0
    pause_reason: str = ""
    every_ms: int | None = None
    next_start_ms: float | None = None


def snapshot(place: Place, timeline: Timeline, position_ms: float) -> Snapshot:
    """The session's state when its timeline has come to `position_ms`."""
    span = timeline.span_at(position_ms) if place.stage is not Stage.FINISHED else None
    progress = (position_ms - span.start_ms) / span.duration_ms if span else 0.0
    reps_done = place.reps_before + len(timeline.reps_done(position_ms))
    planned = place.round.planned
    last = timeline.reps[-1] if timeline.reps else max(place.reps, 1)
    rep = span.rep if span and span.rep else min(reps_done + 1, last)
    plan, coming = _plans(timeline, rep, span)
    at_rest = span is None or isinstance(span.phase, Interval)
    return Snapshot(
        stage=place.stage,
        set_number=place.round.set_number,
        sets=place.sets,
        side=place.round.side,
        rep=rep,
        reps=len(planned.reps) if planned.open or not timeline.reps else last,
        reps_done=reps_done,
        span=span,
        next_span=timeline.span_after(span) if span else None,
        progress=progress,
        left_ms=span.end_ms - position_ms if span else 0.0,
        tension_ms=place.tension_before_ms + sum(timeline.tension_ms(position_ms).values()),
        bar_height=height_during(
            Interval.REST if at_rest or span is None else span.phase,
            progress,
            place.start,
            span.heights if span else (),
        ),
        planned=planned,
        mini_set=plan.mini_set,
        mini_sets=_mini_sets(planned, plan),
        least=least_rep(plan, traits_of(planned).least),
        break_left_ms=_break_left_ms(timeline, position_ms) if at_rest and span else None,
        next_tempo=coming.tempo if coming.change else "",
        next_change=coming.change,
        every_ms=place.every_ms,
        next_start_ms=place.next_start_ms,
        pause_reason=place.pause_reason,
    )


def _mini_sets(planned: PlannedSet, plan: RepPlan) -> tuple[int, ...]:
    written = tuple(reps or 0 for reps in planned.written)
    laid_out = plan.mini_sets or written
    return (*laid_out[:-1], written[-1]) if planned.open else laid_out


def _plans(timeline: Timeline, rep: int, span: Span | None) -> tuple[RepPlan, RepPlan]:
    """The plan of the current or next rep, and of the coming one."""
    plan = next((found.plan for found in timeline.rep_spans(rep)), NO_REP_PLAN)
    is_on = span is not None and span.rep is not None
    after = next((found.plan for found in timeline.rep_spans(rep + 1)), NO_REP_PLAN)
    return plan, after if is_on else plan


def _break_left_ms(timeline: Timeline, position_ms: float) -> float | None:
    """What is left of the break between mini-sets and its count-in, None outside one."""
    quiet = timeline.quiet_at(position_ms)
    return quiet[-1].end_ms - position_ms if any(span.phase is Interval.BREAK for span in quiet) else None
