"""The bench screen: a session as the lifter sees it, and what its keys ask of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from liftronome.engine.clock import Clock, MonotonicClock
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage
from liftronome.presentation.bench_keys import Action, Effect, Situation, situation_of
from liftronome.presentation.preferences import VOLUME_STEP
from liftronome.presentation.texts import far_pace_text, set_name
from liftronome.ui.bench.announcing import Announce, announce, announcement
from liftronome.ui.bench.control import KeyControl, shown_hints
from liftronome.ui.bench.entries import Entries, TrainingLog
from liftronome.ui.bench.motion import Flash, Frames
from liftronome.ui.bench.parts import STILL_STAGES, Parts
from liftronome.ui.bench.summary import past_sessions, summary
from liftronome.ui.bench.view import BenchView, stepped_height, undo_text, view_of
from liftronome.ui.options.options import Options

REST_STEP_MS: Final = 15_000
"""How much longer or shorter a rest becomes with a key."""

LASTING: Final = frozenset({Effect.FULL_SCREEN, Effect.HELP, Effect.LOUDER, Effect.SOFTER})
"""Effects after which a question still stands."""


class BenchScreen(QWidget):
    """Shows a session and sends it what the lifter asks for. The caller begins the session.

    `left` is emitted when the lifter has left the session, or the summary at its end. `log` keeps what is
    said of the sets, and knows the sessions before. `clock` times the presses of keys that come without a
    time stamp of their own; `say` speaks to screen readers.
    """

    left = Signal()

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        options: Options | None = None,
        log: TrainingLog | None = None,
        clock: Clock | None = None,
        say: Announce = announce,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._options = options or Options(parent=self)
        self._theme = self._options.theme
        self._keys = self._options.keys
        self._say = say
        self._leave_asked = self._has_left = False
        self._was_full_screen: bool | None = None
        self._view: BenchView | None = None
        self._situation = Situation.GETTING_READY
        clock = clock or MonotonicClock()
        self._parts = self._made_parts()
        self._past = past_sessions(log, session, self._note)
        self.entries = Entries(session, self._options, log, self._past, self)
        self._control = KeyControl(self._keys, self.entries, self._effects(), clock)
        self._flash = Flash(clock, self._on_flash, self)
        self._frames = Frames(self.refresh, self)
        self._listen()
        session.set_volume(self._options.gain)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(480, 300)
        self.setAccessibleName("bench")
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now. Only what has changed is drawn."""
        now = self._session.snapshot()
        start = self._session.preset.start
        self._parts.bar.set_height(
            stepped_height(now, start) if self._options.fewer_motions else now.bar_height
        )
        results = self._session.results
        go_key = self._keys.label_of(Action.GO)
        view = view_of(now, self._session.preset, results, go_key, has_left=self._has_left)
        if view != self._view:
            self._view = view
            self._parts.show(view, self.entries.current, self._flash.colour)
        self._show_situation(view)
        self._show_undo()

    @property
    def frame_ms(self) -> int | None:
        """The time between two frames, None while none are drawn."""
        return self._frames.frame_ms

    def _effects(self) -> dict[Effect, Callable[[], None]]:
        session = self._session
        return {
            Effect.PAUSE: session.pause,
            Effect.TAKE_UP: self._take_up,
            Effect.START_SET: self._take_up,
            Effect.END_PHASE: session.go,
            Effect.END_SET: session.end_set,
            Effect.MORE_REP: session.one_more_rep,
            Effect.SKIP_READY: session.skip_wait,
            Effect.SKIP_REST: session.skip_wait,
            Effect.LONGER_REST: lambda: session.change_rest(REST_STEP_MS),
            Effect.SHORTER_REST: lambda: session.change_rest(-REST_STEP_MS),
            Effect.RESTART: session.restart_set,
            Effect.UNDO: session.undo,
            Effect.LOUDER: lambda: self._turn_volume(VOLUME_STEP),
            Effect.SOFTER: lambda: self._turn_volume(-VOLUME_STEP),
            Effect.ASK_LEAVE: lambda: self._unless_help_closes(lambda: self._ask_leave(True)),
            Effect.STAY: lambda: self._ask_leave(False),
            Effect.LEAVE: lambda: self._unless_help_closes(self._leave),
            Effect.BACK: lambda: self._unless_help_closes(self._go_back),
            Effect.EARLIER_SET: lambda: self.entries.select(-1),
            Effect.LATER_SET: lambda: self.entries.select(1),
            Effect.FULL_SCREEN: self._toggle_full_screen,
            Effect.HELP: self._toggle_help,
        }

    def _listen(self) -> None:
        """Show at once what the engine reports, whatever the frames do."""
        session, engine = self._session, self._session.engine
        for signal in (engine.waiting, engine.count_in, engine.second, engine.rep_finished, session.changed):
            signal.connect(self._on_change)
        engine.phase_began.connect(self._on_phase)
        session.stage_changed.connect(self._on_stage)
        session.set_ended.connect(self._on_new_track)
        session.notice.connect(self._note)
        self.entries.notice.connect(self._note)
        self.entries.changed.connect(self._on_entry)
        self._options.changed.connect(self._on_options)

    def _on_change(self, _: object = None) -> None:
        self.refresh()
        self._run_frames()

    def _on_phase(self, _: object) -> None:
        self._on_change()
        self._tell()
        if self._options.flashes and self._view is not None and self._view.hue is not None:
            self._flash.light_up(QColor(self._theme.phases[self._view.hue]))

    def _on_stage(self, stage: Stage) -> None:
        self._on_change()
        if stage is Stage.FINISHED:
            self._show_table()
        if stage is not Stage.WORKING:
            self._tell()

    def _on_new_track(self, _: object = None) -> None:
        """With each new track the sound is tried again: what was said about the last is over."""
        self._note("")

    def _note(self, text: str) -> None:
        self._parts.notice.say(text)

    def _made_parts(self) -> Parts:
        preset = self._session.preset
        parts = Parts(self, self._theme, self._keys)
        parts.header.show_exercise(preset.exercise.name, preset.name, far_pace_text(preset))
        return parts

    def _on_options(self) -> None:
        """Wear another theme, be it because the system does: all parts are made anew in it."""
        if self._options.theme is self._theme:
            return
        notice, has_help = self._parts.notice.text, self._parts.help.isVisible()
        self._parts.let_go()
        self._theme = self._options.theme
        self._parts = self._made_parts()
        self._parts.appear()
        self._note(notice)
        self._parts.help.setVisible(has_help)
        self._view = None
        self.refresh()
        if self._session.stage is Stage.FINISHED:
            self._show_table()
        self.update()

    def _on_entry(self) -> None:
        if self._view is None:
            return
        self._parts.show_entry(self._view, self.entries.current)
        self._show_hints()
        if self._session.stage is Stage.FINISHED:
            self._show_table()

    def _on_flash(self) -> None:
        if self._view is not None:
            self._parts.show(self._view, self.entries.current, self._flash.colour)
        self.update()

    def _tell(self) -> None:
        if self._view is not None and self.isVisible():
            self._say(self, announcement(self._view))

    def _run_frames(self) -> None:
        """Let the frames run while the screen is seen and something on it changes by itself."""
        stage = self._session.stage
        is_still = stage in STILL_STAGES and self._session.undo_offer is None
        if not self.isVisible() or is_still:
            self._frames.stop()
            return
        self._frames.run(moves=stage is Stage.WORKING and not self._options.fewer_motions)

    def _show_situation(self, view: BenchView) -> None:
        self._leave_asked = self._leave_asked and not view.at_rest and view.stage is not Stage.FINISHED
        situation = situation_of(
            view.stage, at_rest=view.at_rest, own_pace=view.own_pace, leave_asked=self._leave_asked
        )
        if situation is self._situation and self._parts.hints.is_written:
            return
        self._situation = situation
        self._parts.ask(self._question() if self._leave_asked else "")
        self._parts.help.show_situation(situation)
        self._show_hints()

    def _show_hints(self) -> None:
        has_entry = self._view is not None and self._view.has_entry
        entry = self.entries.current if has_entry else None
        self._parts.show_hints(shown_hints(self._situation, self._keys, entry))

    def _show_undo(self) -> None:
        text = undo_text(self._session.undo_offer, self._session.engine.now_ns())
        self._parts.show_undo(self._keys.label_of(Action.UNDO), text)
        if not text and self._session.stage in STILL_STAGES:
            self._frames.stop()

    def _show_table(self) -> None:
        chosen = self.entries.result
        shown = summary(self._session, self.entries, self._past)
        self._parts.table.show_comparison(shown, set_name(chosen.set_number, chosen.side) if chosen else "")

    def _question(self) -> str:
        leave, go = self._keys.label_of(Action.LEAVE), self._keys.label_of(Action.GO)
        return f"Leave the session?   {leave} again: leave  ·  {go}: stay"

    def _take_up(self) -> None:
        """Go on from a pause, or with a set that waits: either begins a track."""
        self._on_new_track()
        self._session.go()

    def _turn_volume(self, by: int) -> None:
        self._options.volume += by
        self._session.set_volume(self._options.gain)
        self._parts.volume.show_volume(self._options.volume)

    def _toggle_help(self) -> None:
        """Show the keys, or hide them. What lies under them is not typed into."""
        self.entries.close()
        self._parts.help.setVisible(not self._parts.help.isVisible())

    def _unless_help_closes(self, what: Callable[[], None]) -> None:
        if self._parts.help.isVisible():
            self._parts.help.hide()
        else:
            what()

    def _ask_leave(self, asked: bool) -> None:
        self._leave_asked = asked

    def _leave(self) -> None:
        """End the session; if a set was done, its summary is shown before the way back."""
        self._has_left = True
        self._session.leave()
        if not self._session.results:
            self._go_back()

    def _go_back(self) -> None:
        self.entries.close()
        window = self.window()
        if window.isFullScreen() and not self._was_full_screen:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        self.left.emit()

    def _toggle_full_screen(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._options.full_screen = window.isFullScreen()

    def event(self, event: QEvent) -> bool:
        """Take the bench's keys before any shortcut of the window does."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._control.owns(event):
            event.accept()
            return True
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self._control.owns(event):
            # Here and not in keyPressEvent, which Tab does not come to.
            self._press(event)
            return True
        return super().event(event)

    def _press(self, event: QKeyEvent) -> None:
        """Do what the table of keys says."""
        self.refresh()
        is_covered = self._parts.help.isVisible()
        has_entry = self._view is not None and self._view.has_entry and not is_covered
        effect = self._control.press(event, self._situation, has_entry=has_entry)
        has_closed_help = is_covered and not self._parts.help.isVisible()
        if effect not in (None, Effect.ASK_LEAVE, *LASTING) and not has_closed_help:
            self._leave_asked = False
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys, fill the screen if that was wanted last time, and run."""
        super().showEvent(event)
        window = self.window()
        if self._was_full_screen is None:  # not when it is seen again, as after the window was minimized
            self._was_full_screen = window.isFullScreen()
            if self._options.full_screen:
                window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self.setFocus()
        self._on_change()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop drawing; what was typed is kept."""
        super().hideEvent(event)
        self.entries.close()
        self._frames.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self._parts.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, as far as it is to be repainted."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._flash.colour or QColor(self._theme.background))
        painter.end()
