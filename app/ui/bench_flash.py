"""The flash of the whole screen at a change of phase, for lifters who cannot hear the cues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor

from app.engine.clock import NS_PER_MS, Clock

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
