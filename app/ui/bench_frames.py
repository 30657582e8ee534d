"""How often the bench screen is drawn by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

FRAME_MS: Final = 16
"""Between two frames while the weight moves: the rate of a usual screen."""

STILL_FRAME_MS: Final = 50
"""Between two looks at the numbers while only they change."""


class Frames(QTimer):
    """Calls `draw` for one frame after the other."""

    def __init__(self, draw: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(draw)

    def run(self, *, moves: bool) -> None:
        """Run at the rate of what moves, or of what only changes once in a while."""
        frame_ms = FRAME_MS if moves else STILL_FRAME_MS
        if not self.isActive() or self.interval() != frame_ms:
            self.start(frame_ms)

    @property
    def frame_ms(self) -> int | None:
        """The time between two frames, None while none are drawn."""
        return self.interval() if self.isActive() else None
