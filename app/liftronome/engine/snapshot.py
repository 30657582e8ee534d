"""What a screen shows of a session at one moment, so that no screen calculates times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from liftronome.domain.motion import height_during
from liftronome.domain.phase import Interval, Start
from liftronome.domain.preset import Round, Side
from liftronome.domain.timeline import Span, Timeline


class Stage(StrEnum):
    """Where a session is."""

    GET_READY = "get_ready"
    COUNT_IN = "count_in"
    WORKING = "working"
    PAUSED = "paused"
    RESTING = "resting"
    WAITING = "waiting"
    """The rest is over, and the next set begins with a key."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session at one moment. Times are in milliseconds.

    `span` is the current stretch of time (the interrupted one while paused), None before the first start
    and once all is finished; `next_span` is what follows it. `progress` (0 to 1) and `left_ms` say how far
    along it is. `rep` is the current or next rep. `tension_ms` is the set's time under tension so far.
    `bar_height` is 0 stretched, 1 shortened. `pause_reason` says in a sentence why the session paused by
    itself, "" if the lifter paused it.
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
    pause_reason: str = ""

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


def snapshot(place: Place, timeline: Timeline, position_ms: float) -> Snapshot:
    """The session's state when its timeline has come to `position_ms`."""
    span = timeline.span_at(position_ms) if place.stage is not Stage.FINISHED else None
    progress = (position_ms - span.start_ms) / span.duration_ms if span else 0.0
    reps_done = place.reps_before + len(timeline.reps_done(position_ms))
    reps = timeline.reps[-1] if timeline.reps else place.reps
    at_rest = span is None or isinstance(span.phase, Interval)
    return Snapshot(
        stage=place.stage,
        set_number=place.round.set_number,
        sets=place.sets,
        side=place.round.side,
        rep=span.rep if span and span.rep else min(reps_done + 1, reps),
        reps=reps,
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
        pause_reason=place.pause_reason,
    )
