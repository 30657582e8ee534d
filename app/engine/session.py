"""A session: the sets of an exercise and the rests between them, run on the engine."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.audio.output import AudioError
from app.domain.layout import WaitKind
from app.domain.phase import Interval
from app.domain.preset import Preset, Round, Side
from app.domain.revision import resumed
from app.engine.engine import Due, TempoEngine
from app.engine.snapshot import Place, Snapshot, Stage, snapshot


@dataclass(frozen=True, slots=True)
class SetResult:
    """A set, or one side of it, as it was performed: reps done, milliseconds under tension, and whether
    it was ended early."""

    set_number: int
    side: Side | None
    reps_done: int
    tension_ms: float
    ended_early: bool


class Session(QObject):
    """Leads through all sets of a preset.

    `stage_changed` carries the new Stage, `set_ended` a SetResult, `notice` a line for the lifter.
    The engine's own signals tell what happens within a set. Requests that make no sense in a stage
    do nothing.
    """

    stage_changed = Signal(object)
    set_ended = Signal(object)
    notice = Signal(str)

    def __init__(self, preset: Preset, engine: TempoEngine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preset = preset
        self.engine = engine
        self.results: list[SetResult] = []
        self._stage = Stage.GET_READY
        self._rounds = preset.rounds()
        self._index = 0
        self._reps_before = 0
        self._tension_before_ms = 0.0
        engine.waiting.connect(self._follow)
        engine.count_in.connect(self._follow)
        engine.phase_began.connect(self._follow)
        engine.set_finished.connect(self._set_finished)
        engine.sound_lost.connect(self._tell_sound_lost)

    @property
    def stage(self) -> Stage:
        """Where the session is."""
        return self._stage

    @property
    def round(self) -> Round:
        """The set that is on or comes next."""
        return self._rounds[self._index]

    def snapshot(self) -> Snapshot:
        """Everything that a screen shows, now."""
        place = Place(
            self._stage,
            self.round,
            self.preset.sets,
            self.preset.reps,
            self.preset.start,
            self._reps_before,
            self._tension_before_ms,
        )
        return snapshot(place, self.engine.timeline, self.engine.position_ms())

    def begin(self) -> None:
        """Begin with the first set, or the time to get ready for it."""
        self._start_round(None)

    def go(self) -> None:
        """The one key of the bench: pause what is running, take up what is paused."""
        if self._stage is Stage.PAUSED:
            self._take_up()
        else:
            self.pause()

    def pause(self) -> None:
        """Interrupt whatever is running."""
        if self._stage in (Stage.PAUSED, Stage.FINISHED):
            return
        self.engine.pause()
        self._enter(Stage.PAUSED)

    def end_set(self) -> None:
        """End the set here: what was done of it counts, and the rest before the next set begins."""
        span = self.snapshot().span
        if self._stage is Stage.FINISHED or span is None or span.phase is Interval.REST:
            return
        position_ms = self.engine.position_ms()
        self.engine.stop()
        self._close_set(position_ms, ended_early=True)
        self._go_on(zero_ns=None)

    def leave(self) -> None:
        """End the session here; a set that has begun is counted as far as it was done."""
        if self._stage is Stage.FINISHED:
            return
        snap = self.snapshot()
        self.engine.stop()
        if snap.tension_ms:
            self._close_set(self.engine.position_ms(), ended_early=True)
        self._enter(Stage.FINISHED)

    def _take_up(self) -> None:
        timeline, position_ms = self.engine.timeline, self.engine.position_ms()
        self.engine.resume(
            resumed(timeline, position_ms, wait=self.round.wait, choice=self.preset.cue_choice)
        )
        if self._stage is not Stage.PAUSED:
            return  # no rep was left: the set is closed, and the session has gone on
        self._reps_before += len(timeline.reps_done(position_ms))
        self._tension_before_ms += sum(timeline.tension_ms(position_ms).values())
        self._enter(self._stage_of(self.engine.timeline.spans[0].phase))

    def _follow(self, due: Due) -> None:
        self._enter(self._stage_of(due.moment.span.phase))

    def _stage_of(self, phase: object) -> Stage:
        if phase is Interval.COUNT_IN:
            return Stage.COUNT_IN
        if phase is Interval.REST:
            return Stage.GET_READY if self.round.wait.kind is WaitKind.GET_READY else Stage.RESTING
        return Stage.WORKING

    def _enter(self, stage: Stage) -> None:
        if stage is not self._stage:
            self._stage = stage
            self.stage_changed.emit(stage)

    def _set_finished(self, due: Due) -> None:
        self._close_set(self.engine.position_ms(), ended_early=False)
        self._go_on(due.at_ns)

    def _close_set(self, position_ms: float, *, ended_early: bool) -> None:
        timeline = self.engine.timeline
        result = SetResult(
            self.round.set_number,
            self.round.side,
            self._reps_before + len(timeline.reps_done(position_ms)),
            self._tension_before_ms + sum(timeline.tension_ms(position_ms).values()),
            ended_early,
        )
        self._reps_before = 0
        self._tension_before_ms = 0.0
        self.results.append(result)
        self.set_ended.emit(result)

    def _go_on(self, zero_ns: int | None) -> None:
        if self._index + 1 == len(self._rounds):
            self._enter(Stage.FINISHED)
            return
        self._index += 1
        self._start_round(zero_ns)

    def _start_round(self, zero_ns: int | None) -> None:
        self.engine.start(self.preset.round_timeline(self.round), zero_ns)
        self._enter(self._stage_of(self.engine.timeline.spans[0].phase))

    def _tell_sound_lost(self, fault: AudioError) -> None:
        self.notice.emit(f"No sound: {fault}. The set is paced silently.")
