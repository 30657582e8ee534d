"""The bench screen: a session as the lifter sees it, with the keys and clicks that lead through it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from liftronome.engine.clock import Clock, MonotonicClock
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage
from liftronome.presentation.bench_keys import Action, Effect, Situation, situation_of
from liftronome.ui.bench.announcing import Announce, announce, announcement
from liftronome.ui.bench.control import KeyControl, shown_hints, undo_hints
from liftronome.ui.bench.entries import Entries, TrainingLog
from liftronome.ui.bench.full_screen import FullScreen
from liftronome.ui.bench.leaving import LeaveQuestion, Left
from liftronome.ui.bench.motion import Flash, Frames
from liftronome.ui.bench.parts import STILL_STAGES, Parts
from liftronome.ui.bench.requests import Requests
from liftronome.ui.bench.summary import past_sessions, summary
from liftronome.ui.bench.view import BenchView, stepped_height, undo_text, view_of
from liftronome.ui.history.entry_panel import pad_hints
from liftronome.ui.history.set_entry import Field, SetEntry
from liftronome.ui.options.key_events import label_of
from liftronome.ui.options.options import Options

LASTING: Final = frozenset({Effect.FULL_SCREEN, Effect.HELP, Effect.LOUDER, Effect.SOFTER})
"""Effects that leave a question standing."""

CLOSE_KEYS: Final = ("Ctrl+Q", "Ctrl+W")


class BenchScreen(QWidget):
    """Shows a session and sends it what the lifter asks for. The caller begins the session.

    `left` is emitted when the lifter has left the session, or the summary at its end, and `closing` when the
    window is to be closed. `log` takes what is said of the sets, and knows earlier sessions. `clock` times
    clicks, and keys without a time stamp of their own; `say` speaks to screen readers.
    """

    left = Signal()
    closing = Signal()

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
        self.view: BenchView | None = None
        self.situation = Situation.GETTING_READY
        self._session = session
        self._planned = session.preset.planned_sets()
        self._options = options or Options(parent=self)
        self._theme = self._options.theme
        self._keys = self._options.keys
        self._say = say
        self._full_screen = FullScreen(self, self._options)
        self._notice = self._warning = ""
        self._shown_situation: tuple[Situation, Left | None] | None = None
        clock = clock or MonotonicClock()
        self._parts = self._made_parts()
        self._past = past_sessions(log, session, self._note)
        self.entries = Entries(session, self._options, log, self._past, self, clock=clock)
        self._question = LeaveQuestion(clock)
        self._requests = Requests(session, self._options, self.entries, self._question, self)
        self._control = KeyControl(self._keys, self.entries, self._requests.effects(), clock)
        self._flash = Flash(clock, self._on_flash, self)
        self._frames = Frames(self.refresh, self)
        self._listen()
        session.set_volume(self._options.gain)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(480, 300)
        self.setAccessibleName("Bench")
        self.refresh()

    def refresh(self) -> None:
        """Show the session as it is now. Only what has changed is drawn."""
        now = self._session.snapshot()
        start = self._session.preset.start
        self._parts.bar.set_height(
            stepped_height(now, start) if self._options.fewer_motions else now.bar_height
        )
        go_key = label_of(self._keys, Action.GO)
        results, has_left = self._session.results, self._requests.has_left
        view = view_of(now, self._session.preset, results, go_key, planned=self._planned, has_left=has_left)
        self.entries.give_up_if_left(in_set=not view.has_entry)
        if view != self.view:
            self.view = view
            self._parts.show(view, self._entry(), self._entry_of)
            self._parts.show_flash(view, self._flash.colour)
        self._show_situation(view)
        self._show_undo()

    @property
    def frame_ms(self) -> int | None:
        """The time between two frames, None while none are drawn."""
        return self._frames.frame_ms

    def may_close(self) -> bool:
        """True if the window may be closed. If that breaks off the session, the lifter is asked first."""
        self.refresh()
        may_close = self._requests.may_close()
        self.refresh()
        return may_close

    def show_warning(self, text: str) -> None:
        """Show a warning for as long as it holds, "" none. Notices are shown beside it."""
        self._warning = text
        self._show_notice()

    def show_volume(self) -> None:
        """Show how loud it is."""
        self._parts.volume.show_volume(self._options.volume)

    def toggle_help(self) -> None:
        """Show or hide the keys. The fields below them are closed."""
        self.entries.close()
        self._parts.help.setVisible(not self._parts.help.isVisible())

    def close_help(self) -> bool:
        """Hide the keys; False if they were not shown."""
        is_shown = self._parts.help.isVisible()
        self._parts.help.hide()
        return is_shown

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self._full_screen.toggle()

    def forget_notice(self) -> None:
        """Hide the notice: each track tries the sound again."""
        self._note("")

    def go_back(self) -> None:
        """Go back to the window's own page."""
        self.entries.close()
        self._full_screen.end()
        self.left.emit()

    def _listen(self) -> None:
        """Show at once what the engine reports, without waiting for a frame."""
        session, engine = self._session, self._session.engine
        for signal in (engine.waiting, engine.count_in, engine.second, engine.rep_finished, session.changed):
            signal.connect(self._on_change)
        engine.phase_began.connect(self._on_phase)
        session.stage_changed.connect(self._on_stage)
        session.set_ended.connect(self.forget_notice)
        session.notice.connect(self._note)
        self.entries.notice.connect(self._note)
        self.entries.changed.connect(self._on_entry)
        self._options.changed.connect(self._on_options)
        for key in CLOSE_KEYS:
            QShortcut(QKeySequence(key), self).activated.connect(self.closing)

    def _on_change(self, _: object = None) -> None:
        self.refresh()
        self._run_frames()

    def _on_phase(self, _: object) -> None:
        self._on_change()
        self._tell()
        if self._options.flashes and self.view is not None and self.view.hue is not None:
            self._flash.light_up(QColor(self._theme.phases[self.view.hue]))

    def _on_stage(self, stage: Stage) -> None:
        self._on_change()
        if stage is Stage.FINISHED:
            self._show_table()
        if stage is not Stage.WORKING:
            self._tell()

    def _note(self, text: str) -> None:
        self._notice = text
        self._show_notice()

    def _show_notice(self) -> None:
        self._parts.notice.say("   ".join(filter(None, (self._notice, self._warning))))

    def _made_parts(self) -> Parts:
        preset = self._session.preset
        parts = Parts(self, self._theme, self._keys)
        parts.header.show_exercise(preset.exercise.name, preset.name)
        for buttons in (parts.hints, parts.undo, parts.pad, parts.help, parts.entry):
            buttons.asked.connect(self._click)
        parts.number.pressed.connect(lambda: self._click(Action.GO))
        parts.table.picked.connect(self._pick)
        return parts

    def _on_options(self) -> None:
        """Make all parts again in another theme, also when it is the system's that changed."""
        if self._options.theme is self._theme:
            return
        has_help = self._parts.help.isVisible()
        self._parts.let_go()
        self._theme = self._options.theme
        self._parts = self._made_parts()
        self._parts.appear()
        self._show_notice()
        self._parts.help.setVisible(has_help)
        self.view = self._shown_situation = None
        self.refresh()
        if self._session.stage is Stage.FINISHED:
            self._show_table()
        self.update()

    def _on_entry(self) -> None:
        if self.view is None:
            return
        self._parts.show_entry(self.view, self._entry(), self._entry_of)
        self._show_hints()
        self._show_undo()
        if self._session.stage is Stage.FINISHED:
            self._show_table()

    def _on_flash(self) -> None:
        if self.view is not None:
            self._parts.show_flash(self.view, self._flash.colour)

    def _tell(self) -> None:
        if self.view is not None and self.isVisible():
            self._say(self, announcement(self.view))

    def _run_frames(self) -> None:
        """Draw frames while the screen is seen and something on it changes by itself."""
        stage = self._session.stage
        counts_down = self._session.undo_offer is not None or self._question.asked is not None
        if not self.isVisible() or (stage in STILL_STAGES and not counts_down):
            self._frames.stop()
        else:
            self._frames.run(moves=stage is Stage.WORKING and not self._options.fewer_motions)

    def _entry(self) -> SetEntry | None:
        """The fields of a set that are shown: between sets, and for as long as they are being filled in."""
        is_shown = self.view is not None and (self.view.has_entry or self.entries.is_active)
        return self.entries.current if is_shown else None

    @property
    def _entry_of(self) -> str:
        """The name of the set whose fields are shown."""
        chosen = self.entries.result
        return self.entries.name_of(chosen) if chosen else ""

    @property
    def _takes_entry(self) -> bool:
        """True where the fields take keys. In a count-in they can still be opened: who begins to type as the
        rest ends does not mean the next set."""
        is_count_in = self.view is not None and self.view.stage is Stage.COUNT_IN
        return self._entry() is not None or (is_count_in and self.entries.current is not None)

    @property
    def _in_set(self) -> bool:
        """True where the fields are shown at most because they were being filled in when the set began."""
        return self.view is not None and not self.view.has_entry

    def _show_situation(self, view: BenchView) -> None:
        self.situation = situation_of(view.stage, at_rest=view.at_rest, own_pace=view.own_pace)
        self._question.follow(self.situation)
        asked = self._question.asked
        if (self.situation, asked) != self._shown_situation:
            self._shown_situation = (self.situation, asked)
            self._parts.ask(asked.value if asked else "")
            self._parts.help.show_situation(self.situation, has_entry=view.has_entry)
            self._show_hints()
            self._run_frames()

    def _show_hints(self) -> None:
        entry = self._entry()
        hints = shown_hints(self.situation, self._keys, entry, self._question.asked)
        pad = pad_hints(entry) if entry is not None and entry.is_active and self.entries.is_touched else ()
        self._parts.show_hints(hints, pad)

    def _show_undo(self) -> None:
        offer = undo_text(self._session.undo_offer, self._session.engine.now_ns())
        shown = "" if self._requests.corrects_first else offer
        self._parts.show_undo(undo_hints(self._keys, shown, None if self._in_set else self.entries))
        if not offer and self._session.stage in STILL_STAGES:
            self._run_frames()

    def _show_table(self) -> None:
        left_in_set = self._requests.left_in_set
        shown = summary(self._session, self.entries, self._past, left_in_set=left_in_set)
        self._parts.table.show_comparison(shown, self._entry_of)

    def _press(self, event: QKeyEvent) -> None:
        """Do what the table of keys says."""
        self.refresh()
        is_covered = self._parts.help.isVisible()
        effect = self._control.press(
            event,
            self.situation,
            asked=self._question.asked,
            has_entry=self._takes_entry and not is_covered and self._question.asked is None,
            in_set=self._in_set,
        )
        self._after(effect, has_closed_help=is_covered and not self._parts.help.isVisible())

    def _click(self, asks: object) -> None:
        """Do what is clicked: an action, a field or a key of the fields, or that the window closes."""
        self.refresh()
        if isinstance(asks, Field):
            self._parts.help.hide()
            self.entries.begin(asks)
        elif asks is Left.WINDOW:
            self.closing.emit()
        else:
            is_covered = self._parts.help.isVisible()
            asked = self._question.asked
            effect = self._control.click(asks, self.situation, asked=asked, in_set=self._in_set)
            self._after(effect, has_closed_help=is_covered and not self._parts.help.isVisible())

    def _after(self, effect: Effect | None, *, has_closed_help: bool) -> None:
        """A question goes with whatever is done next."""
        if effect not in (None, Effect.ASK_LEAVE, *LASTING) and not has_closed_help:
            self._question.drop()
        self.refresh()

    def _pick(self, column: int, row: str) -> None:
        """Show the fields of a set of this session that is clicked in the summary."""
        if column == 0 and row:
            self.entries.select_named(row)

    def event(self, event: QEvent) -> bool:
        """Take the bench's keys before any shortcut of the window."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._control.owns(event):
            event.accept()
            return True
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self._control.owns(event):
            # Here and not in keyPressEvent, which Tab does not reach.
            self._press(event)
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys, fill the screen if that was chosen last time, and start drawing."""
        super().showEvent(event)
        self._full_screen.begin()
        self.setFocus()
        self._on_change()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop drawing, and log what was typed."""
        super().hideEvent(event)
        self.entries.close()
        self._frames.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self._parts.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the part of the background that is to be repainted."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.background))
        painter.end()
