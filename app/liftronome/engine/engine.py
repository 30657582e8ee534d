"""The Qt timer engine: follows a timeline on the monotonic clock while the sound card plays it.

The sound needs no timer: the output plays the whole timeline as one stream. The engine reports what
happens when, for everything that is not sound. It sets its timer by absolute deadlines and never
counts ticks, so a stalled event loop delays a report but never loses one. What was not heard is not
reported: before each report the engine checks that the sound has kept up (`liftronome.engine.gap`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Final

from PySide6.QtCore import QObject, Signal

from liftronome.audio.output import AudioOutput
from liftronome.domain.timeline import Moment, MomentKind, Timeline
from liftronome.engine.clock import NS_PER_MS, Clock, MakeTimer
from liftronome.engine.gap import Gap, GapWatch

STARTING_POLL_MS: Final = 5
"""How often the output is asked whether the sound has begun."""

HEALTH_POLL_MS: Final = 250
"""How often, at least, the output is asked whether it still plays, and how far it was heard."""


class EngineState(Enum):
    """What the engine is doing."""

    IDLE = "idle"
    STARTING = "starting"
    PLAYING = "playing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Due:
    """A moment of the timeline that came due at `at_ns` of the clock, and how late it is reported."""

    moment: Moment
    at_ns: int
    late_ms: float


class TempoEngine(QObject):
    """Plays timelines. Every signal but `sound_lost`, `paused_at_gap` and `closing` carries a `Due`.

    Clock, timer and output are handed in. If the output cannot sound, `sound_lost` carries its
    AudioError, once for each start, and the timeline goes on silently. If playing was interrupted, the
    engine is paused where the timeline was last heard, and `paused_at_gap` carries the `Gap`. `closing`
    is emitted before the engine is closed.
    """

    waiting = Signal(object)
    count_in = Signal(object)
    phase_began = Signal(object)
    second = Signal(object)
    rep_finished = Signal(object)
    set_finished = Signal(object)
    sound_lost = Signal(object)
    paused_at_gap = Signal(object)
    closing = Signal()

    def __init__(
        self, clock: Clock, make_timer: MakeTimer, output: AudioOutput, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._timer = make_timer(self._tick)
        self._output = output
        self._timeline = Timeline((), ())
        self._state = EngineState.IDLE
        self._zero_ns = 0
        self._held_ms = 0.0
        self._next = 0
        self._starts = 0
        self._fault_told = False
        self._is_reporting = False
        self._gaps = GapWatch(clock, output)
        self._signals = {
            MomentKind.WAIT: self.waiting,
            MomentKind.COUNT_IN: self.count_in,
            MomentKind.PHASE: self.phase_began,
            MomentKind.SECOND: self.second,
            MomentKind.REP_DONE: self.rep_finished,
            MomentKind.END: self.set_finished,
        }

    @property
    def state(self) -> EngineState:
        """What the engine is doing."""
        return self._state

    @property
    def is_playing(self) -> bool:
        """True while the timeline runs."""
        return self._state is EngineState.PLAYING

    @property
    def timeline(self) -> Timeline:
        """The timeline that is playing, or was last."""
        return self._timeline

    def now_ns(self) -> int:
        """The time on the engine's clock."""
        return self._clock.now_ns()

    def position_ms(self) -> float:
        """How far the timeline has come, from 0 to its length. It stands still while nothing plays."""
        if self._state is not EngineState.PLAYING:
            return self._held_ms
        elapsed_ms = (self._clock.now_ns() - self._zero_ns) / NS_PER_MS
        return min(max(elapsed_ms, 0.0), float(self._timeline.duration_ms))

    def soonest_ms(self) -> int:
        """The first moment of the timeline that a revision made now can still change."""
        position_ms = self.position_ms()
        return int(position_ms) + self._output.lead_ms(position_ms)

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:
        """Play a timeline from its beginning, as soon as the sound can.

        With `zero_ns` its beginning is, or was, at that moment of the clock, sound or no sound.
        Raises ValueError for a timeline in which nothing happens.
        """
        if not timeline.moments:
            raise ValueError("nothing happens in this timeline")
        self._timeline = timeline
        self._next = 0
        self._held_ms = 0.0
        self._starts += 1
        self._fault_told = False
        self._gaps.start()
        self._output.start(timeline, zero_ns)
        self._state = EngineState.STARTING
        if zero_ns is not None:
            self._begin(zero_ns)
        self._timer.start(0)

    def revise(self, timeline: Timeline) -> None:
        """Go on with a timeline that is the same up to now: one more rep, a phase ended, a longer rest.

        Sound is rewritten in place from `soonest_ms` on, in the same stream.
        """
        self._next = _reported(self._timeline.moments[: self._next], timeline.moments)
        self._timeline = timeline
        if self._state in (EngineState.PLAYING, EngineState.STARTING):
            self._output.revise(timeline)
            self._timer.start(0)

    def hold(self, timeline: Timeline, position_ms: float) -> None:
        """Be paused in the middle of a timeline, as if it had been played up to there."""
        self.stop()
        self._timeline = timeline
        self._held_ms = position_ms
        self._state = EngineState.PAUSED

    def pause(self) -> None:
        """Fall silent and hold the position, with the stream open for a quick start. Does nothing unless a
        timeline is playing or starting."""
        if self._state in (EngineState.PLAYING, EngineState.STARTING):
            self._hold(EngineState.PAUSED, self.position_ms())
            self._output.pause()

    def resume(self, remaining: Timeline | None) -> None:
        """Resume a paused set with what remains of it (see `liftronome.domain.revision.resumed`). With None
        nothing remains, and the set is finished. Does nothing unless paused."""
        if self._state is not EngineState.PAUSED:
            return
        if remaining is None:
            self._state = EngineState.IDLE
            self.set_finished.emit(Due(self._timeline.moments[-1], self._clock.now_ns(), 0.0))
        else:
            self.start(remaining)

    def stop(self) -> None:
        """End the timeline here and fall silent. The position is held."""
        if self._state is not EngineState.IDLE:
            self._hold(EngineState.IDLE, self.position_ms())
            self._output.stop()

    def catch_up(self) -> bool:
        """Report now what is due, as a late timer would; False if that found a gap and paused.

        A request must not act on a position that was never heard, or before what happened earlier was
        reported. Does nothing while a report is being delivered.
        """
        if self._is_reporting:
            return True
        self._is_reporting = True
        try:
            has_started = True
            while has_started:
                if self._state is EngineState.STARTING:
                    self._await_sound()
                if self._state is not EngineState.PLAYING:
                    break
                if (gap := self._gaps.look(self._zero_ns, self._timeline.duration_ms)) is not None:
                    self._pause_at(gap)
                    return False
                has_started = self._report_due()
        finally:
            self._is_reporting = False
        return True

    def set_volume(self, volume: float) -> None:
        """Set the volume, from 0 (silent) to 1 (as rendered), in the stream that is playing."""
        self._output.set_volume(volume)

    def close(self) -> None:
        """Stop, and release the sound device."""
        self.closing.emit()
        self.stop()
        self._output.close()

    def _hold(self, state: EngineState, position_ms: float) -> None:
        self._held_ms = position_ms
        self._state = state
        self._timer.stop()

    def _pause_at(self, gap: Gap) -> None:
        """What was reported was shown, and stands. The stream is late by now, so it is not used again."""
        reported_ms = self._timeline.moments[self._next - 1].at_ms if self._next else 0
        self._hold(EngineState.PAUSED, max(gap.at_ms, float(reported_ms)))
        self._output.stop()
        self.paused_at_gap.emit(gap)

    def _begin(self, zero_ns: int) -> None:
        self._zero_ns = zero_ns
        self._state = EngineState.PLAYING

    def _tick(self) -> None:
        self._tell_fault()
        self.catch_up()
        self._set_timer()

    def _await_sound(self) -> None:
        if self._output.fault() is not None:
            self._begin(self._clock.now_ns())
        elif (zero_ns := self._output.zero_ns()) is not None:
            self._begin(zero_ns)

    def _tell_fault(self) -> None:
        fault = self._output.fault()
        if fault is not None and not self._fault_told and self._state is not EngineState.IDLE:
            self._fault_told = True
            self.sound_lost.emit(fault)

    def _report_due(self) -> bool:
        """Report everything due, in order. A slot may pause, stop, revise or start something else; True if
        it started another timeline, of which something may be due as well."""
        start = self._starts
        elapsed_ms = (self._clock.now_ns() - self._zero_ns) / NS_PER_MS
        while (moment := self._next_moment()) is not None and moment.at_ms <= elapsed_ms:
            self._next += 1
            if moment.kind is MomentKind.END:
                self._held_ms = float(moment.at_ms)
                self._state = EngineState.IDLE
            at_ns = self._zero_ns + moment.at_ms * NS_PER_MS
            self._signals[moment.kind].emit(Due(moment, at_ns, elapsed_ms - moment.at_ms))
            if self._state is not EngineState.PLAYING or self._starts != start:
                break
        return self._starts != start

    def _next_moment(self) -> Moment | None:
        """A revised timeline is the same up to now, so nothing is reported twice."""
        moments = self._timeline.moments
        return moments[self._next] if self._next < len(moments) else None

    def _set_timer(self) -> None:
        if self._state is EngineState.STARTING:
            self._timer.start(STARTING_POLL_MS)
        elif self._state is EngineState.PLAYING:
            moment, until_ms = self._next_moment(), float(HEALTH_POLL_MS)
            if moment is not None:
                until_ms = moment.at_ms - (self._clock.now_ns() - self._zero_ns) / NS_PER_MS
            self._timer.start(max(0, ceil(min(until_ms, HEALTH_POLL_MS))))


def _reported(before: Sequence[Moment], moments: Sequence[Moment]) -> int:
    """How many of a revised timeline's moments need no report, when those before were reported. They are the
    same, save where a rest that was cut short is restored and its count-in had begun."""
    if not before:
        return 0
    count, last = len(before), before[-1]
    if count <= len(moments) and (moments[count - 1].at_ms, moments[count - 1].kind) == (
        last.at_ms,
        last.kind,
    ):
        return count
    return bisect_right(moments, last.at_ms, key=lambda moment: moment.at_ms)
