"""A session: the sets of an exercise and the rests between them, led through on the engine.

The stages are those of `Stage`. Every request is allowed at any time, and does nothing in a stage where it
makes no sense. Which key makes which request is up to the screen.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from liftronome.audio.output import AudioError
from liftronome.domain.errors import InputError
from liftronome.domain.layout import WaitKind
from liftronome.domain.limits import REST
from liftronome.domain.performance import Ended, NoLog, SetLog
from liftronome.domain.phase import Interval
from liftronome.domain.preset import Preset, Round, Side
from liftronome.domain.set_layout import MAX_SET_MS
from liftronome.domain.tempo import seconds_text
from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.engine import Due, TempoEngine
from liftronome.engine.gap import Gap
from liftronome.engine.live_changes import TOO_LONG
from liftronome.engine.progress import SetProgress, SetResult, set_plan
from liftronome.engine.rounds import Rounds
from liftronome.engine.snapshot import Place, Snapshot, Stage, snapshot, stage_of
from liftronome.engine.undo import LastDone, Part, Undo


class Session(QObject):
    """Leads through all sets of a preset.

    `stage_changed` carries the new Stage, the first one included; `set_ended` a SetResult; `notice` a line
    for the lifter; `changed` is emitted when something other than the stage has changed. The engine's own
    signals tell what happens within a set. `wall_clock` gives Unix time in seconds, for the log only.

    A gap in playing pauses the session where it was last heard; `notice` and the snapshot's
    `pause_reason` say why.
    """

    stage_changed = Signal(object)
    set_ended = Signal(object)
    notice = Signal(str)
    changed = Signal()

    def __init__(
        self,
        preset: Preset,
        engine: TempoEngine,
        log: SetLog | None = None,
        parent: QObject | None = None,
        *,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.preset = preset
        self.engine = engine
        self.results: list[SetResult] = []
        self.id = uuid.uuid4().hex
        self._wall_clock = wall_clock
        self._progress = SetProgress(log or NoLog(), self.notice.emit)
        self._stage = Stage.GET_READY
        self._rounds = Rounds(preset, engine)
        self._changes = self._rounds.changes
        self._paused_ns = 0
        self._rested_ns = 0
        self._last_done = LastDone(engine.now_ns)
        self._pause_reason = ""
        self._has_begun = False
        for signal in (engine.waiting, engine.count_in, engine.phase_began):
            signal.connect(self._follow)
        engine.second.connect(self._extend_or_end)
        engine.set_finished.connect(self._finished)
        engine.sound_lost.connect(self._tell_sound_lost)
        engine.paused_at_gap.connect(self._pause_at_gap)
        engine.closing.connect(self.leave)

    @property
    def stage(self) -> Stage:
        """Where the session is."""
        return self._stage

    @property
    def round(self) -> Round:
        """The current or next set."""
        return self._rounds.current

    @property
    def undo_offer(self) -> Undo | None:
        """What can still be undone."""
        return self._last_done.offer

    def snapshot(self) -> Snapshot:
        """Everything that a screen shows, now."""
        position_ms = self.engine.position_ms()
        place = Place(
            self._stage,
            self.round,
            self.preset.number_of_sets,
            self.round.reps,
            self.preset.start,
            self._progress.reps_before,
            self._progress.tension_before_ms,
            self._pause_reason if self._stage is Stage.PAUSED else "",
            self.preset.scheme.every_ms,
            self._rounds.next_start_ms(position_ms) if self._progress.is_on else None,
        )
        return snapshot(place, self.engine.timeline, position_ms)

    def begin(self) -> None:
        """Begin with the first set, or the time to get ready for it."""
        self._start_round(None)

    def go(self) -> None:
        """The one key of the bench: starts a set that waits, ends a phase of own pace or a break, or else
        pauses what is running and resumes what is paused.

        If it uncovers a gap, it leaves the session paused."""
        if not self.engine.catch_up():
            return
        if self._stage is Stage.WAITING:
            self._begin_set_at_once()
        elif self._stage is Stage.PAUSED:
            self._resume()
        elif self._stage is Stage.BREAK:
            self._change_wait("skipped break", -REST.most)
        elif self._stage is not Stage.WORKING or not self._changes.end_own_pace(self.round.wait):
            self.pause()

    def pause(self) -> None:
        """Interrupt whatever is running."""
        self.engine.catch_up()
        if self._stage in (Stage.PAUSED, Stage.WAITING, Stage.FINISHED):
            return
        self.engine.pause()
        self._enter_pause("")

    def end_set(self) -> None:
        """End the set here: what was done of it counts, and the rest before the next set begins. A set whose
        first phase has not begun is skipped. An open set is complete then, if it has the reps that are
        written."""
        self.engine.catch_up()
        if not self._is_set_on():
            return
        part = self._part()
        self.engine.stop()
        if self._progress.is_on:
            self._close_set(
                part.position_ms, self._progress.ended_by_key(self.round, part.timeline, part.position_ms)
            )
        is_on_time = self.preset.scheme.every_ms is not None
        self._go_on(self.engine.now_ns() if is_on_time else None)
        self._offer_undo("end of the set", lambda: self._reopen(part))

    def one_more_rep(self) -> None:
        """Add a rep like its last to the mini-set that is on, or comes next."""
        self.engine.catch_up()
        if not self._is_set_on():
            return
        try:
            if self.preset.scheme.every_ms is not None:
                self._changes.choice = replace(self._changes.choice, after=())
            added = self._changes.one_more_rep(self.round.wait)
        except InputError as error:
            self.notice.emit(str(error))
        else:
            self._offer_undo("one more rep", lambda: self._changes.one_rep_less(added, self.round.wait))

    def skip_wait(self) -> None:
        """Skip the rest of a rest or a break, or of the get-ready time."""
        self.engine.catch_up()
        self._change_wait("skipped break" if self._is_break_on() else "skipped rest", -REST.most)

    def change_rest(self, by_ms: int) -> None:
        """Make a rest or a break longer or, with a negative number, shorter."""
        self.engine.catch_up()
        if self._is_break_on():
            self._change_wait("change of break", by_ms)
        elif self.round.wait.kind is not WaitKind.GET_READY:
            self._change_wait("change of rest", by_ms)

    def restart_set(self) -> None:
        """Perform the set again from its first rep, after a count-in."""
        self.engine.catch_up()
        if not self._is_set_on():
            return
        part = self._part()
        self.engine.stop()
        if self._progress.is_on:
            self._progress.close(self.round, part.timeline, part.position_ms, Ended.RESTARTED)
        self._begin_set_at_once()
        self._offer_undo("restart of the set", lambda: self._reopen(part))

    def undo(self) -> None:
        """Undo what was done last, if that is still offered."""
        self.engine.catch_up()
        offer = self.undo_offer
        self._last_done.forget()
        if offer is not None:
            offer.undo()
            self.changed.emit()

    def set_volume(self, volume: float) -> None:
        """Set the volume, from 0 to 1, in the stream that is playing."""
        self.engine.set_volume(min(max(volume, 0.0), 1.0))

    def leave(self) -> None:
        """End the session here, as closing the engine does. A set that has begun counts as far as it was
        done."""
        self.engine.catch_up()
        self._last_done.forget()
        if self._stage is Stage.FINISHED:
            return
        position_ms = self.engine.position_ms()
        self.engine.stop()
        if self._progress.is_on:
            self._close_set(position_ms, Ended.LEFT)
        self._enter(Stage.FINISHED)

    def _is_set_on(self) -> bool:
        """True from the beginning of a count-in to the end of its set, paused or not."""
        span = self.snapshot().span
        at_work = self._stage in (Stage.COUNT_IN, Stage.WORKING, Stage.BREAK, Stage.PAUSED)
        return at_work and not (span and span.phase is Interval.REST)

    def _is_break_on(self) -> bool:
        """True in a break between mini-sets, paused or not."""
        span = self.engine.timeline.span_at(self.engine.position_ms())
        return span is not None and span.phase is Interval.BREAK

    def _resume(self) -> None:
        timeline, position_ms = self.engine.timeline, self.engine.position_ms()
        rep = self.snapshot().rep
        self._rounds.resume()
        if self._stage is not Stage.PAUSED:
            return  # no rep was left: the set is closed, and the session has gone on
        paused_ms = (self.engine.now_ns() - self._paused_ns) // NS_PER_MS
        self._progress.carry_over(timeline, position_ms, rep, paused_ms)
        self._enter_first_stage()

    def _change_wait(self, what: str, by_ms: int) -> None:
        self.engine.catch_up()
        if self._stage is Stage.FINISHED:
            return
        before = self._changes.rep_after_wait()
        changed_ms = self._changes.change_wait(by_ms, self.round.wait)
        if changed_ms:
            self._offer_undo(what, lambda: self._restore_wait(-changed_ms, before))

    def _restore_wait(self, by_ms: int, before: int | None) -> None:
        """Undo a change of the quiet time before a rep, unless that has begun."""
        if self._stage is Stage.WAITING:
            if self._rounds.rest_on(by_ms, self._rested_ns):
                self._enter_first_stage()
            return
        if self._changes.rep_after_wait() != before:
            return
        wait = self._changes.restore_wait(by_ms, self.round.wait)
        if wait is not None and self._stage is not Stage.PAUSED:
            self._enter(stage_of(wait, self.round.wait))

    def _reopen(self, part: Part) -> None:
        """Go on, after a count-in, with a set that was ended or restarted. A set that has begun since
        was a false start."""
        if self._progress.is_on:
            self._progress.close(self.round, self.engine.timeline, self.engine.position_ms(), Ended.RESTARTED)
        self._rounds.go_to(part.index)
        self._rounds.clock.back_to(part.index, part.clock_ms)
        del self.results[part.results :]
        self._progress.back_to(part.mark)
        self.engine.hold(part.timeline, part.position_ms)
        self._paused_ns = self.engine.now_ns()
        self._enter(Stage.PAUSED)
        self._resume()

    def _part(self) -> Part:
        position_ms = self.engine.position_ms()
        self._progress.interrupt(self.engine.timeline, position_ms)
        return Part(
            self._rounds.index,
            self.engine.timeline,
            position_ms,
            len(self.results),
            self._progress.mark(),
            self._rounds.clock.before_ms,
        )

    def _offer_undo(self, what: str, undo: Callable[[], None]) -> None:
        self._last_done.note(what, undo)
        self.changed.emit()

    def _follow(self, due: Due) -> None:
        span = due.moment.span
        if span.rep is not None and not self._progress.is_on:
            self._progress.begin(set_plan(self.preset, self.round, self.id, self._wall_clock()))
            if self.round.side is not Side.RIGHT:
                self._rounds.clock.begin(self._rounds.index, due.moment.at_ms)
        if span.rep is not None or span.phase is Interval.BREAK:
            self._progress.follow(self.engine.timeline, due.moment.at_ms)
        self._enter(stage_of(span, self.round.wait))
        self._changes.extend(self.round.wait)

    def _extend_or_end(self, due: Due) -> None:
        """Lay out more of a set of own pace; end it if it goes on beyond the length of a set."""
        timeline = self.engine.timeline
        end_ms = timeline.set_start_ms + MAX_SET_MS
        if due.moment.at_ms >= end_ms < timeline.duration_ms and self._is_set_on():
            self.notice.emit(TOO_LONG)
            self.end_set()
        else:
            self._changes.extend(self.round.wait)

    def _enter_first_stage(self) -> None:
        self._enter(stage_of(self.engine.timeline.spans[0], self.round.wait))

    def _enter(self, stage: Stage) -> None:
        if stage is not self._stage or not self._has_begun:
            self._has_begun = True
            self._stage = stage
            self.stage_changed.emit(stage)

    def _finished(self, due: Due) -> None:
        if not self.engine.timeline.reps:
            self._rested_ns = due.at_ns
            self._enter(Stage.WAITING)
            return
        self._close_set(self.engine.position_ms(), Ended.COMPLETED)
        self._last_done.forget()
        self._go_on(None if self._stage is Stage.PAUSED else due.at_ns)

    def _close_set(self, position_ms: float, ended: Ended) -> None:
        result = self._progress.close(self.round, self.engine.timeline, position_ms, ended)
        self.results.append(result)
        self.set_ended.emit(result)

    def _go_on(self, zero_ns: int | None) -> None:
        if self._rounds.is_last:
            self._enter(Stage.FINISHED)
            return
        self._rounds.go_on(self.engine.position_ms())
        if self._rounds.late_by_ms:
            late, number = seconds_text(self._rounds.late_by_ms), self.round.set_number
            self.notice.emit(f"Set {number} begins {late} s later: the one before took too long.")
        self._start_round(zero_ns)

    def _start_round(self, zero_ns: int | None) -> None:
        if self._rounds.start(zero_ns):
            self._enter_first_stage()
        else:
            self._enter(Stage.WAITING)

    def _begin_set_at_once(self) -> None:
        """Begin the set with its count-in, without the quiet time before it."""
        self._rounds.start_at_once()
        self._enter_first_stage()

    def _tell_sound_lost(self, fault: AudioError) -> None:
        text = str(fault)
        self.notice.emit(f"{text[:1].upper()}{text[1:]}. The set is paced silently.")

    def _pause_at_gap(self, gap: Gap) -> None:
        self._enter_pause(gap.cause.value)
        self.notice.emit(gap.cause.value)

    def _enter_pause(self, reason: str) -> None:
        self._pause_reason = reason
        self._paused_ns = self.engine.now_ns()
        self._progress.interrupt(self.engine.timeline, self.engine.position_ms())
        self._enter(Stage.PAUSED)
