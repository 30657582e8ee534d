"""Calibration: a flash and a tick each second; the flash is moved until both come together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftronome.audio.output import AudioOutput
from liftronome.domain.phase import Interval
from liftronome.domain.timeline import Cue, CueKind, Sound, Span, Timeline
from liftronome.engine.clock import NS_PER_MS, Clock, MonotonicClock
from liftronome.presentation.preferences import LEAST_LATENCY_MS, MOST_LATENCY_MS
from liftronome.presentation.texts import capitalised
from liftronome.ui.look.theme_manager import current_theme
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.labels import problem_label, show_line
from liftronome.ui.widgets.step_field import StepField

TICKS: Final = 300
FRAME_MS: Final = 8
FLASH_MS: Final = 90

STEPS: Final = {
    Qt.Key.Key_Right: 5,
    Qt.Key.Key_Left: -5,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
}
"""By how many milliseconds an arrow moves the flash."""

STEP_MS: Final = 5
FIELD_WIDTH_PX: Final = 200
ABOUT: Final = (
    "Wireless headphones play late. Move the flash until it comes with the tick: the screen then keeps time "
    "with what you hear."
)
KEYS: Final = "← →  5 ms      ↑ ↓  1 ms      0  no delay"


def ticking() -> Timeline:
    """A tick each second for some minutes."""
    cues = tuple(Cue(at * 1000, CueKind.COUNT_IN, Sound.COUNT_IN_LAST) for at in range(TICKS))
    return Timeline((Span(Interval.REST, None, 0, TICKS * 1000),), cues)


def flash_is_on(now_ns: int, zero_ns: int, latency_ms: int) -> bool:
    """True while the flash of the last tick is on. `zero_ns` is when the first tick played according to the
    sound system; it is heard `latency_ms` later."""
    since_ms = (now_ns - zero_ns) / NS_PER_MS - latency_ms
    return since_ms >= 0 and since_ms % 1000 < FLASH_MS


class _Flash(QWidget):
    """A rectangle that lights up."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_lit = False
        self.setMinimumHeight(80)

    def light(self, is_lit: bool) -> None:
        if is_lit is not self.is_lit:
            self.is_lit = is_lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setPen(QColor(theme.outline))
        painter.setBrush(QColor(theme.text if self.is_lit else theme.surface))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class LatencyPage(QWidget):
    """Ticks while it is visible. `make_output` makes an output that corrects no latency."""

    def __init__(
        self,
        options: Options,
        make_output: Callable[[], AudioOutput],
        parent: QWidget | None = None,
        *,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = options
        self._make_output = make_output
        self._clock = clock or MonotonicClock()
        self._output: AudioOutput | None = None
        self._fault = ""
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.refresh)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flash = _Flash(self)
        self.field = StepField("Sound delay, milliseconds", self)
        self.field.set_range(LEAST_LATENCY_MS, MOST_LATENCY_MS)
        self.field.setFixedWidth(FIELD_WIDTH_PX)
        self.field.stepped.connect(lambda steps: self._move(steps * STEP_MS))
        self.field.typed.connect(self._typed)
        self.field.left.connect(self._show_latency)
        self._problem = problem_label(self)
        self._lay_out()
        self._show_latency()

    @property
    def is_lit(self) -> bool:
        """True while the flash is on."""
        return self._flash.is_lit

    def refresh(self) -> None:
        """Turn the flash on or off as the tick requires."""
        if self._output is None:
            return
        zero_ns, fault = self._output.zero_ns(), self._output.fault()
        self._show_fault(str(fault) if fault else "")
        self._flash.light(
            zero_ns is not None and flash_is_on(self._clock.now_ns(), zero_ns, self._options.latency_ms)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the flash."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None and event.key() != Qt.Key.Key_0:
            super().keyPressEvent(event)
            return
        self._move(-self._options.latency_ms if step is None else step)

    def showEvent(self, event: QShowEvent) -> None:
        """Start ticking."""
        super().showEvent(event)
        self._output = self._make_output()
        self._output.start(ticking())
        self._frames.start(FRAME_MS)
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop, and close the device."""
        super().hideEvent(event)
        self._frames.stop()
        if self._output is not None:
            self._output.close()
            self._output = None

    def _move(self, by_ms: int) -> None:
        self._options.latency_ms += by_ms
        self._show_latency()

    def _typed(self, text: str) -> None:
        plain = text.strip().replace("−", "-").removesuffix("ms").strip()
        is_number = bool(re.fullmatch(r"-?[0-9]{1,4}", plain))
        if is_number and LEAST_LATENCY_MS <= int(plain) <= MOST_LATENCY_MS:
            self._options.latency_ms = int(plain)
            self._show_problem("")
        else:
            self._show_problem(f"{LEAST_LATENCY_MS} to {MOST_LATENCY_MS} ms")

    def _show_latency(self) -> None:
        latency_ms = self._options.latency_ms
        self.field.show_text(f"{latency_ms} ms")
        self.field.set_value(latency_ms)
        self._show_problem("")
        self.setAccessibleName(f"The flash comes {latency_ms} ms after the tick is played")

    def _show_fault(self, fault: str) -> None:
        if fault != self._fault:
            self._fault = fault
            self.setAccessibleDescription(fault)
            self._show_problem("")

    def _show_problem(self, problem: str) -> None:
        self.field.show_problem(problem)
        show_line(self._problem, problem or (f"{capitalised(self._fault)}." if self._fault else ""))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._flash, 1)
        column.addWidget(self.field, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (ABOUT, KEYS):
            label = QLabel(text, self)
            label.setProperty("role", "muted")
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._problem)
