"""How far the current set has come, across pauses and in the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from liftronome.domain.performance import Ended, SetLog, SetPlan
from liftronome.domain.preset import Preset, Round, Side
from liftronome.domain.timeline import Timeline
from liftronome.engine.recorder import Recorder


@dataclass(frozen=True, slots=True)
class SetResult:
    """A set, or one side of it, as performed: reps done, milliseconds under tension, and whether it was ended
    early. `set_id` is the log's name for it, "" if it is not logged. `mini_sets` has the reps done in each
    mini-set that was begun, () where there is only one."""

    set_number: int
    side: Side | None
    reps_done: int
    tension_ms: float
    ended_early: bool
    set_id: str = ""
    mini_sets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a set to which `SetProgress.back_to` can return."""

    is_on: bool
    reps_before: int
    tension_before_ms: float
    mini_sets_before: tuple[int, ...]
    set_id: str
    stored: frozenset[int]


def set_plan(preset: Preset, round_: Round, session_id: str, started_at: float) -> SetPlan:
    """What is to be performed in a round of a preset that begins now."""
    return SetPlan(
        session_id=session_id,
        started_at=started_at,
        exercise_id=preset.exercise.id,
        exercise_name=preset.exercise.name,
        preset_name=preset.name,
        tempo=str(round_.planned.tempo) if round_.planned.tempo else "",
        start=preset.start,
        set_number=round_.set_number,
        sets=preset.number_of_sets,
        side=round_.side,
        reps=round_.reps or None,
        warm_up=round_.planned.warm_up,
        open=round_.planned.open,
        reps_least=round_.planned.least or (),
        rep_tempos=tuple(str(found.tempo) for found in round_.planned.reps if found.tempo is not None),
        loads=round_.planned.loads,
    )


class SetProgress:
    """Adds up the timelines of one set: each pause begins another.

    `is_on` from the set's first phase to its end. `tell` is called with a line for the lifter if the log
    fails.
    """

    def __init__(self, log: SetLog, tell: Callable[[str], None]) -> None:
        self.is_on = False
        self.reps_before = 0
        self.tension_before_ms = 0.0
        self._mini_sets_before: tuple[int, ...] = ()
        self._recorder = Recorder(log, tell)

    def begin(self, plan: SetPlan) -> None:
        """The first phase has begun."""
        self.is_on = True
        self._recorder.begin(plan)

    def follow(self, timeline: Timeline, position_ms: float) -> None:
        """The timeline has reached a position. Store the reps that are over."""
        self._recorder.follow(timeline, position_ms)

    def interrupt(self, timeline: Timeline, position_ms: float) -> None:
        """The timeline is paused. Store the interrupted rep as far as it got."""
        self._recorder.interrupt(timeline, position_ms)

    def carry_over(self, timeline: Timeline, position_ms: float, rep: int, paused_ms: int) -> None:
        """The set goes on with another timeline after a pause of `paused_ms` at `rep`."""
        if self.is_on:
            self._recorder.paused(rep, paused_ms)
        self._mini_sets_before = self._mini_sets(timeline, position_ms)
        self.reps_before = self.reps_done(timeline, position_ms)
        self.tension_before_ms = self.tension_ms(timeline, position_ms)

    def reps_done(self, timeline: Timeline, position_ms: float) -> int:
        """The complete reps, including those before a pause."""
        return self.reps_before + len(timeline.reps_done(position_ms))

    def tension_ms(self, timeline: Timeline, position_ms: float) -> float:
        """The time under tension, including that before a pause."""
        return self.tension_before_ms + sum(timeline.tension_ms(position_ms).values())

    def ended_by_key(self, round_: Round, timeline: Timeline, position_ms: float) -> Ended:
        """How the set ends if it is ended now: an open one is complete with its written reps, or one."""
        planned, done = round_.planned, self.reps_done(timeline, position_ms)
        is_complete = planned.open and done >= max(len(planned.reps), 1)
        return Ended.COMPLETED if is_complete else Ended.EARLY

    def close(self, round_: Round, timeline: Timeline, position_ms: float, ended: Ended) -> SetResult:
        """The set is over."""
        self.interrupt(timeline, position_ms)
        reps_done = self.reps_done(timeline, position_ms)
        tension_ms = self.tension_ms(timeline, position_ms)
        mini_sets = self._mini_sets(timeline, position_ms)
        if self.is_on:
            self._recorder.end(ended, reps_done, round(tension_ms))
        set_id = self._recorder.set_id if self.is_on else ""
        self.is_on, self.reps_before, self.tension_before_ms, self._mini_sets_before = False, 0, 0.0, ()
        early = ended is not Ended.COMPLETED
        several = mini_sets if len(round_.planned.written) > 1 else ()
        return SetResult(round_.set_number, round_.side, reps_done, tension_ms, early, set_id, several)

    def mark(self) -> Mark:
        """Where the set is now."""
        before = self.reps_before, self.tension_before_ms, self._mini_sets_before
        return Mark(self.is_on, *before, *self._recorder.token)

    def _mini_sets(self, timeline: Timeline, position_ms: float) -> tuple[int, ...]:
        """The complete reps of each mini-set, including those before a pause."""
        done = dict(enumerate(self._mini_sets_before, start=1))
        for rep in timeline.reps_done(position_ms):
            mini_set = timeline.rep_spans(rep)[0].plan.mini_set
            done[mini_set] = done.get(mini_set, 0) + 1
        return tuple(done.get(number, 0) for number in range(1, max(done, default=0) + 1))

    def back_to(self, mark: Mark) -> None:
        """Go on with a set whose end was undone."""
        self.is_on = mark.is_on
        self.reps_before = mark.reps_before
        self.tension_before_ms = mark.tension_before_ms
        self._mini_sets_before = mark.mini_sets_before
        if mark.is_on:  # else the recorder's last set is the one before, and its end stands
            self._recorder.reopen((mark.set_id, mark.stored))
