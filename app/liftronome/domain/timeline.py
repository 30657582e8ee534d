"""A set or a rest laid out in time: spans and cues, in whole milliseconds.

A timeline has no clock: the moment that a question is about is an argument.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from liftronome.domain.motion import Heights
from liftronome.domain.phase import Interval, Phase
from liftronome.domain.sample_rate import SAMPLE_RATE as SAMPLE_RATE
from liftronome.domain.sample_rate import SAMPLES_PER_MS as SAMPLES_PER_MS


class CueKind(StrEnum):
    """Why a cue is there."""

    COUNT_IN = "count_in"
    PHASE = "phase"
    SECOND = "second"
    PRE_CUE = "pre_cue"
    REP_COUNT = "rep_count"
    LAST_REP = "last_rep"
    SET_END = "set_end"
    REST = "rest"
    COACH = "coach"
    HALFWAY = "halfway"
    READY = "ready"
    BREAK = "break"
    LEAST = "least"
    """The least rep of a range is complete."""
    CHANGE = "change"
    """The tempo of the coming rep differs."""


class Sound(StrEnum):
    """The sounds that every cue pack has. Phase cues use the phase's own name."""

    ECCENTRIC = "eccentric"
    PAUSE_STRETCHED = "pause_stretched"
    CONCENTRIC = "concentric"
    PAUSE_SHORTENED = "pause_shortened"
    TICK = "tick"
    COUNT_IN = "count_in"
    COUNT_IN_LAST = "count_in_last"
    PRE_CUE = "pre_cue"
    LAST_REP = "last_rep"
    SET_END = "set_end"
    REST_WARNING = "rest_warning"
    READY = "ready"
    CHANGE_SIDES = "change_sides"
    BREAK = "break"
    DROP = "drop"
    """Of a break in which load is taken off."""
    OPEN = "open"
    """An open set comes next."""
    LEAST = "least"
    CHANGE = "change"
    HALF = "half"
    """Half of a hold is over."""
    TEN_SECONDS = "ten_seconds"
    """Ten seconds of a hold are left."""


@dataclass(frozen=True, slots=True)
class RepPlan:
    """What is planned of a rep beside its phases.

    `mini_set` counts from 1, and `mini_sets` has the number of reps that each mini-set of the set is laid out
    with, reps added and reps that are over included. `tempo` is "" for a hold or a beat. `change` says how
    the tempo differs from that of the rep before, "" if it does not or that was said already.
    """

    mini_set: int = 1
    mini_sets: tuple[int, ...] = ()
    tempo: str = ""
    change: str = ""

    @property
    def reps_before(self) -> int:
        """The reps of the mini-sets before."""
        return sum(self.mini_sets[: self.mini_set - 1])


NO_REP_PLAN: Final = RepPlan()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time from `start_ms` (held) to `end_ms` (not held). `rep` counts from 1.

    `heights` are those of the weight where the phase begins and ends, () for a whole movement or a pause at
    its end. A phase of own pace has a `limit_ms`, which is also its duration until the lifter ends it.
    `plan` is that of its rep.
    """

    phase: Phase | Interval
    rep: int | None
    start_ms: int
    duration_ms: int
    explosive: bool = False
    limit_ms: int = 0
    heights: Heights = ()
    plan: RepPlan = NO_REP_PLAN

    @property
    def own_pace(self) -> bool:
        """True if the lifter ends it."""
        return self.limit_ms > 0

    @property
    def is_open(self) -> bool:
        """True if the lifter has not ended it yet."""
        return self.own_pace and self.duration_ms == self.limit_ms

    @property
    def end_ms(self) -> int:
        """The moment at which the next span begins."""
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound at a moment. `length_ms` is the length of the span that a phase cue fills, otherwise 0. The end
    of an `own_pace` phase is not known in advance, so its sound does not tell how far along it is.

    `text` is what a voice says in place of the sound: the phase in the exercise's words, a number in digits,
    coaching; "" where the sound's name says it. `heights` are those of the span that a phase cue fills.
    """

    at_ms: int
    kind: CueKind
    sound: str
    length_ms: int = 0
    text: str = ""
    own_pace: bool = False
    heights: Heights = ()

    @property
    def sample(self) -> int:
        """Where the sound is mixed in, in samples from the timeline's beginning."""
        return self.at_ms * SAMPLES_PER_MS


class MomentKind(StrEnum):
    """What can happen at a moment."""

    WAIT = "wait"
    COUNT_IN = "count_in"
    PHASE = "phase"
    SECOND = "second"
    REP_DONE = "rep_done"
    END = "end"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens at `at_ms`.

    `number` is, by kind: COUNT_IN the seconds left, rounded up (told as it begins, and on the beat); SECOND
    the full seconds since the span began; REP_DONE the rep's number; else 0. `span` is the span that begins
    or holds then (the last one at END).
    """

    at_ms: int
    kind: MomentKind
    span: Span
    number: int = 0


@dataclass(frozen=True)
class Timeline:
    """Spans that follow each other without a gap from 0 on, and cues in the order of time.

    Cues and moments are laid out up to `until_ms` (not held), or all of them if that is None: a set of own
    pace, laid out at its limits, can be 100 minutes long, and each key changes all that follows.
    """

    spans: tuple[Span, ...]
    cues: tuple[Cue, ...]
    until_ms: int | None = None

    def __post_init__(self) -> None:
        at_ms = 0
        for span in self.spans:
            if span.start_ms != at_ms or span.duration_ms <= 0:
                raise ValueError(f"a gap, an overlap or an empty span at {at_ms} ms: {span}")
            at_ms = span.end_ms

    @property
    def duration_ms(self) -> int:
        """The end of the last span. The end chime dies away after it."""
        return self.spans[-1].end_ms if self.spans else 0

    @property
    def is_whole(self) -> bool:
        """True if nothing is left to lay out."""
        return self.until_ms is None or self.until_ms > self.duration_ms

    @property
    def has_own_pace(self) -> bool:
        """True if the lifter ends a phase of it, or has ended one."""
        return any(span.own_pace for span in self.spans)

    @property
    def set_start_ms(self) -> int:
        """Where the set begins, with its count-in: the end of the quiet time before it."""
        first = self.spans[0] if self.spans else None
        return first.end_ms if first and first.phase is Interval.REST else 0

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start_ms for span in self.spans]

    def span_at(self, at_ms: float) -> Span | None:
        """The span that holds at a moment; None before the beginning and from the end on."""
        if not 0 <= at_ms < self.duration_ms:
            return None
        return self.spans[bisect_right(self._starts, at_ms) - 1]

    def span_after(self, span: Span) -> Span | None:
        """The span that follows, None after the last."""
        index = bisect_right(self._starts, span.start_ms)
        return self.spans[index] if index < len(self.spans) else None

    def quiet_at(self, at_ms: float) -> tuple[Span, ...]:
        """The rest or break that holds at a moment, with the count-in after it; () in a rep and from the
        end on."""
        held = self.span_at(at_ms)
        if held is None or held.rep is not None:
            return ()
        first = last = bisect_right(self._starts, at_ms) - 1
        while first and self.spans[first - 1].rep is None:
            first -= 1
        while last + 1 < len(self.spans) and self.spans[last + 1].rep is None:
            last += 1
        return self.spans[first : last + 1]

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Everything that happens before `until_ms`, in order. A rep is done before the next phase begins."""
        return tuple(_moments(self))

    @cached_property
    def reps(self) -> tuple[int, ...]:
        """The numbers of the reps, in order."""
        return tuple(sorted(self._spans_by_rep))

    @cached_property
    def _spans_by_rep(self) -> Mapping[int, tuple[Span, ...]]:
        found: dict[int, list[Span]] = {}
        for span in self.spans:
            if span.rep is not None:
                found.setdefault(span.rep, []).append(span)
        return {rep: tuple(spans) for rep, spans in found.items()}

    @cached_property
    def _reps_done_ms(self) -> list[int]:
        return [rep_done_ms(self.rep_spans(rep)) for rep in self.reps]

    def rep_spans(self, rep: int) -> tuple[Span, ...]:
        """The phases of one rep, in order."""
        return self._spans_by_rep.get(rep, ())

    def reps_done(self, until_ms: float) -> tuple[int, ...]:
        """The reps whose movements were both complete by a moment."""
        return self.reps[: bisect_right(self._reps_done_ms, until_ms)]

    def tension_ms(self, until_ms: float | None = None) -> Mapping[Phase, int]:
        """Milliseconds under tension by phase, of the whole or up to a moment: all four phases."""
        limit = self.duration_ms if until_ms is None else until_ms
        total = dict.fromkeys(Phase, 0)
        for span in self.spans:
            if isinstance(span.phase, Phase):
                total[span.phase] += int(min(max(limit - span.start_ms, 0), span.duration_ms))
        return total

    def as_json(self) -> dict[str, Any]:
        """The timeline in the form that scripts rely on (`render --timeline`)."""
        return {
            "sample_rate": SAMPLE_RATE,
            "duration_ms": self.duration_ms,
            "spans": [
                {
                    "phase": span.phase.value,
                    "rep": span.rep,
                    "start_ms": span.start_ms,
                    "duration_ms": span.duration_ms,
                }
                for span in self.spans
            ],
            "cues": [
                {"at_ms": cue.at_ms, "sample": cue.sample, "kind": cue.kind.value, "sound": cue.sound}
                for cue in self.cues
            ],
        }


def rep_done_ms(rep: tuple[Span, ...]) -> int:
    """When a rep is done: its last movement is complete; a rep of pauses alone is done at its end."""
    movements = [span for span in rep if isinstance(span.phase, Phase) and span.phase.is_movement]
    return (movements or list(rep))[-1].end_ms


def _moments(timeline: Timeline) -> list[Moment]:
    found: list[tuple[int, int, Moment]] = []
    until_ms = timeline.duration_ms + 1 if timeline.until_ms is None else timeline.until_ms

    def add(rank: int, moment: Moment) -> None:
        found.append((moment.at_ms, rank, moment))

    for span in timeline.spans:
        if span.start_ms >= until_ms:
            break
        if span.phase in (Interval.REST, Interval.BREAK):
            add(2, Moment(span.start_ms, MomentKind.WAIT, span))
        elif span.phase is Interval.COUNT_IN:
            for at_ms in dict.fromkeys((span.start_ms, *whole_seconds_before_end(span))):
                left = -(-(span.end_ms - at_ms) // 1000)
                add(2, Moment(at_ms, MomentKind.COUNT_IN, span, left))
        else:
            add(2, Moment(span.start_ms, MomentKind.PHASE, span))
        if span.phase is not Interval.COUNT_IN:
            for second in range(1, -(-span.duration_ms // 1000)):
                add(2, Moment(span.start_ms + second * 1000, MomentKind.SECOND, span, second))
    for rep in timeline.reps:
        spans = timeline.rep_spans(rep)
        done_ms = rep_done_ms(spans)
        last = next(span for span in reversed(spans) if span.end_ms <= done_ms)
        add(1, Moment(done_ms, MomentKind.REP_DONE, last, rep))
    if timeline.spans:
        add(3, Moment(timeline.duration_ms, MomentKind.END, timeline.spans[-1]))
    found.sort(key=lambda entry: entry[:2])
    return [moment for at_ms, _, moment in found if at_ms < until_ms]


def whole_seconds_before_end(span: Span) -> range:
    """The moments of a span at whole seconds before its end, so that the end is on the beat."""
    return range(span.end_ms - span.duration_ms // 1000 * 1000, span.end_ms, 1000)
