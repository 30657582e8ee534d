"""Calibration: a flash and a tick each second, moved until eye and ear agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QFont, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from liftronome.audio.output import AudioOutput
from liftronome.domain.phase import Interval
from liftronome.domain.timeline import Cue, CueKind, Sound, Span, Timeline
from liftronome.engine.clock import NS_PER_MS, Clock, MonotonicClock
from liftronome.ui.look.theme_manager import current_theme
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.labels import font_of

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

ABOUT: Final = "Wireless headphones sound late. Move the flash until it comes with the tick."
KEYS: Final = "← →  5 ms      ↑ ↓  1 ms      0  none"

LEAST_PX: Final = 11
"""The smallest letters, in pixels."""

_CENTRED: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def ticking() -> Timeline:
    """A tick each second for some minutes."""
    cues = tuple(Cue(at * 1000, CueKind.COUNT_IN, Sound.COUNT_IN_LAST) for at in range(TICKS))
    return Timeline((Span(Interval.REST, None, 0, TICKS * 1000),), cues)


def flash_is_on(now_ns: int, zero_ns: int, latency_ms: int) -> bool:
    """True if the flash that belongs to the last tick is still lit. `zero_ns` is when the sound system says
    the first tick sounded; it is heard `latency_ms` later."""
    since_ms = (now_ns - zero_ns) / NS_PER_MS - latency_ms
    return since_ms >= 0 and since_ms % 1000 < FLASH_MS


class LatencyPage(QWidget):
    """Ticks while it is seen. `make_output` makes an output that knows of no latency."""

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
        self._is_lit = False
        self._fault = ""
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.refresh)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self._name()

    @property
    def is_lit(self) -> bool:
        """True while the flash is on."""
        return self._is_lit

    def refresh(self) -> None:
        """Light up or go dark, as the tick has it."""
        if self._output is None:
            return
        zero_ns, fault = self._output.zero_ns(), self._output.fault()
        self._show_fault(str(fault) if fault else "")
        is_lit = zero_ns is not None and flash_is_on(self._clock.now_ns(), zero_ns, self._options.latency_ms)
        if is_lit is not self._is_lit:
            self._is_lit = is_lit
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the flash."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None and event.key() != Qt.Key.Key_0:
            super().keyPressEvent(event)
            return
        self._options.latency_ms = 0 if step is None else self._options.latency_ms + step
        self._name()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to tick."""
        super().showEvent(event)
        self._output = self._make_output()
        self._output.start(ticking())
        self._frames.start(FRAME_MS)
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be quiet, and give the device back."""
        super().hideEvent(event)
        self._frames.stop()
        if self._output is not None:
            self._output.close()
            self._output = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the flash, the number and the keys."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.background))
        height = self.height()
        square = self.rect().adjusted(0, 0, 0, -round(height * 0.45))
        painter.setPen(QColor(theme.outline))
        painter.setBrush(QColor(theme.text if self._is_lit else theme.surface))
        painter.drawRect(square.adjusted(0, 0, -1, -1))
        lines = (
            (f"{self._options.latency_ms} ms", 0.57, 0.11, theme.text, QFont.Weight.Bold),
            (self._fault or ABOUT, 0.74, 0.042, theme.warning if self._fault else theme.muted, None),
            (KEYS, 0.86, 0.042, theme.muted, None),
        )
        for text, top, size, colour, weight in lines:
            painter.setPen(QColor(colour))
            painter.setFont(font_of(max(height * size, LEAST_PX), weight or QFont.Weight.Medium))
            place = self.rect().adjusted(0, round(height * top), 0, 0)
            painter.drawText(place, _CENTRED, text)
        painter.end()

    def _show_fault(self, fault: str) -> None:
        if fault != self._fault:
            self._fault = fault
            self.setAccessibleDescription(fault)
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"the flash comes {self._options.latency_ms} ms after the tick is played")
