"""The bench screen: a session as the lifter sees it, and the keys that lead through it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.domain.phase import Interval, Phase
from app.engine.clock import NS_PER_MS, Clock, MonotonicClock
from app.engine.session import Session
from app.engine.snapshot import Stage
from app.ui.bench_banner import Banner
from app.ui.bench_bar import MovingBar
from app.ui.bench_dots import RepDots
from app.ui.bench_header import Header
from app.ui.bench_hints import KeyHints
from app.ui.bench_keys import KEYS, TABLE, Effect, PressFilter, Situation, hints, situation_of
from app.ui.bench_layout import places_for, scale_for
from app.ui.bench_number import BigNumber
from app.ui.bench_summary import Summary
from app.ui.bench_text import Fit, FittedLabel, place
from app.ui.bench_view import BenchView, summary_rows, tempo_text, title_of, view_of
from app.ui.theme import DARK, Theme

FRAME_MS: Final = 16
"""Between two frames while the weight moves: the rate of a usual screen."""

STILL_FRAME_MS: Final = 50
"""Between two looks at the numbers while only they change."""

QUESTION: Final = "Leave?   Esc again: leave  ·  Space: stay"


class BenchScreen(QWidget):
    """Shows a session and sends it what the lifter asks for. The caller begins the session.

    `left` is emitted when the lifter has left the session, or the summary at its end. `clock` times
    the presses of keys that come without a time stamp of their own.
    """

    left = Signal()

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        theme: Theme = DARK,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._clock = clock or MonotonicClock()
        self._presses = PressFilter()
        self._leave_asked = False
        self._view: BenchView | None = None
        self._situation: Situation | None = None
        self._effects: dict[Effect, Callable[[], None]] = {
            Effect.PAUSE: session.pause,
            Effect.TAKE_UP: self._take_up,
            Effect.START_SET: self._take_up,
            Effect.END_PHASE: session.go,
            Effect.END_SET: session.end_set,
            Effect.ASK_LEAVE: lambda: self._ask_leave(True),
            Effect.STAY: lambda: self._ask_leave(False),
            Effect.LEAVE: self._leave,
            Effect.BACK: self.left.emit,
            Effect.FULL_SCREEN: self._toggle_full_screen,
        }
        self._make_widgets()
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.refresh)
        self._listen()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(640, 400)
        self.setAccessibleName("bench")
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now. Only what has changed is drawn."""
        now = self._session.snapshot()
        self._bar.set_height(now.bar_height)
        results = self._session.results
        view = view_of(now, self._session.preset, results[-1] if results else None)
        if view != self._view:
            self._view = view
            self._show(view)
        self._show_situation(view)

    @property
    def frame_ms(self) -> int | None:
        """The time between two frames, None while none are drawn."""
        return self._frames.interval() if self._frames.isActive() else None

    def _make_widgets(self) -> None:
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._header = Header(self, self._theme)
        self._header.show_exercise(title_of(self._session.preset), tempo_text(self._session.preset))
        self._notice = Banner(self, self._theme)
        self._bar = MovingBar(self, self._theme)
        self._word = FittedLabel(self, weight=QFont.Weight.Bold)
        self._number = BigNumber(self)
        self._rep = FittedLabel(self)
        self._dots = RepDots(self, self._theme)
        self._next = FittedLabel(self, Fit.SHRINK, left)
        self._cue = FittedLabel(self, Fit.TWO_LINES, right, QFont.Weight.Normal)
        self._hints = KeyHints(self, self._theme)
        self._summary = Summary(self, self._theme)
        self._question = Banner(self, self._theme)

    def _listen(self) -> None:
        """Show at once what the engine reports, whatever the frames do."""
        engine = self._session.engine
        for signal in (
            engine.waiting,
            engine.count_in,
            engine.phase_began,
            engine.second,
            engine.rep_finished,
            self._session.stage_changed,
            self._session.changed,
        ):
            signal.connect(self._on_change)
        self._session.set_ended.connect(self._on_new_track)
        self._session.notice.connect(self._notice.say)

    def _on_change(self, _: object = None) -> None:
        self.refresh()
        self._run_frames()

    def _on_new_track(self, _: object = None) -> None:
        """With each new track the sound is tried again: what was said about the last is over."""
        self._notice.say("")

    def _run_frames(self) -> None:
        """Let the frames run while the screen is seen and something on it changes by itself."""
        stage = self._session.stage
        if not self.isVisible() or stage in (Stage.PAUSED, Stage.WAITING, Stage.FINISHED):
            self._frames.stop()
            return
        frame_ms = FRAME_MS if stage is Stage.WORKING else STILL_FRAME_MS
        if not self._frames.isActive() or self._frames.interval() != frame_ms:
            self._frames.start(frame_ms)

    def _show(self, view: BenchView) -> None:
        finished = view.stage is Stage.FINISHED
        hue = self._colour(view.hue)
        self._header.show_set(view.set_text, view.side, view.tension)
        self._word.write(view.word, hue)
        if view.stage is Stage.PAUSED:
            self._number.show_pause(QColor(self._theme.muted))
        else:
            self._number.show_number(
                view.number, hue, f"{'elapsed' if view.own_pace else 'time left'}: {view.number}"
            )
        self._rep.write(view.rep_text, self._plain())
        self._dots.show_reps(view.reps, view.reps_done, view.rep_on)
        self._bar.set_hue(hue if isinstance(view.hue, Phase) else QColor(self._theme.muted))
        self._next.write(
            "next: " if view.next_text else "",
            QColor(self._theme.muted),
            view.next_text,
            self._colour(view.next_hue),
        )
        self._cue.write(view.cue, self._plain())
        if finished:
            self._summary.show_rows(summary_rows(self._session.results, self._session.preset.reps))
        for widget in (self._bar, self._number, self._rep, self._dots):
            widget.setVisible(not finished)
        self._summary.setVisible(finished)

    def _show_situation(self, view: BenchView) -> None:
        self._leave_asked = self._leave_asked and not view.at_rest and view.stage is not Stage.FINISHED
        situation = situation_of(
            view.stage, at_rest=view.at_rest, own_pace=view.own_pace, leave_asked=self._leave_asked
        )
        if situation is self._situation:
            return
        self._situation = situation
        self._hints.show_hints(hints(situation))
        self._question.say(QUESTION if self._leave_asked else "")
        for widget in (self._next, self._cue, self._hints):
            widget.setVisible(not self._leave_asked)

    def _colour(self, hue: Phase | Interval | None) -> QColor:
        return self._plain() if hue is None else QColor(self._theme.phases[hue])

    def _plain(self) -> QColor:
        return QColor(self._theme.text)

    def _take_up(self) -> None:
        """Go on from a pause, or with a set that waits: either begins a track."""
        self._on_new_track()
        self._session.go()

    def _ask_leave(self, asked: bool) -> None:
        self._leave_asked = asked
        self.refresh()

    def _leave(self) -> None:
        self._session.leave()
        self.left.emit()

    def _toggle_full_screen(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def event(self, event: QEvent) -> bool:
        """Take the bench's keys before any shortcut of the window does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the table of keys says."""
        if not _is_ours(event):
            super().keyPressEvent(event)
            return
        # The event's own time is when the key went down, even if the window was frozen meanwhile.
        at_ms = event.timestamp() or self._clock.now_ns() / NS_PER_MS
        if not self._presses.lets_through(event.key(), at_ms, auto_repeat=event.isAutoRepeat()):
            return
        self.refresh()
        assert self._situation is not None
        effect = TABLE[self._situation].get(KEYS[event.key()])
        if effect is None:
            return
        if effect is not Effect.FULL_SCREEN:
            self._leave_asked = False
        self._effects[effect]()
        self.refresh()

    def focusNextPrevChild(self, _: bool) -> bool:
        """Keep the focus, and say that Tab is dealt with: nothing else here takes keys."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys, and run."""
        super().showEvent(event)
        self.setFocus()
        self._on_change()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop drawing."""
        super().hideEvent(event)
        self._frames.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        at = places_for(self.width(), self.height())
        scale = scale_for(self.width(), self.height())
        for label, rect, pixels in (
            (self._word, at.word, scale.word),
            (self._rep, at.rep, scale.large),
            (self._next, at.next_text, scale.body),
            (self._cue, at.cue, scale.body),
        ):
            place(label, rect, pixels)
        self._header.setGeometry(at.header)
        self._header.set_pixels(scale.body, scale.caption)
        self._number.setGeometry(at.number)
        self._number.set_digits(scale.number)
        self._bar.setGeometry(at.bar)
        self._dots.setGeometry(at.dots)
        for widget, rect, pixels in (
            (self._notice, at.notice, scale.small),
            (self._hints, at.hints, scale.small),
            (self._question, at.question, scale.large),
            (self._summary, at.summary, scale.large),
        ):
            widget.setGeometry(rect)
            widget.set_pixels(pixels)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, as far as it is to be repainted."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.background))
        painter.end()


def _is_ours(event: QKeyEvent) -> bool:
    """True for a key of the table, pressed alone."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    return event.key() in KEYS and held == Qt.KeyboardModifier.NoModifier
