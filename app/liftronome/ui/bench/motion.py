"""When the screen is drawn: frame by frame while something moves, and lit up at a change of phase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor

from liftronome.engine.clock import NS_PER_MS, Clock

FRAME_MS: Final = 16
"""Between two frames while the weight moves: the rate of a usual screen."""

STILL_FRAME_MS: Final = 50
"""Between two frames while only numbers change."""


class Frames(QTimer):
    """Calls `draw` for one frame after the other."""

    def __init__(self, draw: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(draw)

    def run(self, *, moves: bool) -> None:
        """Run at the rate of a moving weight, or at that of numbers."""
        frame_ms = FRAME_MS if moves else STILL_FRAME_MS
        if not self.isActive() or self.interval() != frame_ms:
            self.start(frame_ms)

    @property
    def frame_ms(self) -> int | None:
        """The time between two frames, None while none are drawn."""
        return self.interval() if self.isActive() else None


FLASH_MS: Final = 150

LEAST_APART_MS: Final = 334
"""From one flash to the next: more than three in a second can bring on a seizure (WCAG 2.2, 2.3.1)."""


class Flash(QObject):
    """Lights the screen up for a moment. `on_change` is called when it begins and when it is over."""

    def __init__(self, clock: Clock, on_change: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.colour: QColor | None = None
        self._clock = clock
        self._on_change = on_change
        self._last_ms = -float(LEAST_APART_MS)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)

    def light_up(self, colour: QColor) -> None:
        """Light up in a colour, unless the last time was a moment ago."""
        now_ms = self._clock.now_ns() / NS_PER_MS
        if now_ms - self._last_ms < LEAST_APART_MS:
            return
        self._last_ms = now_ms
        self.colour = colour
        self._timer.start(FLASH_MS)
        self._on_change()

    def _end(self) -> None:
        self.colour = None
        self._on_change()
