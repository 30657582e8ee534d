"""Time as it is handed to the engine: a clock that only goes forward, and a timer that fires once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer

NS_PER_MS: Final = 1_000_000


class Clock(Protocol):
    """A clock that is never set, neither back nor forward."""

    def now_ns(self) -> int:
        """Nanoseconds since some moment in the past."""

    def asleep_ns(self) -> int:
        """Nanoseconds that the computer has slept since then; 0 where that cannot be known."""


class OneShotTimer(Protocol):
    """A timer that calls back once for each start."""

    def start(self, delay_ms: int) -> None:
        """Call back in `delay_ms` milliseconds, instead of whatever was asked for before."""

    def stop(self) -> None:
        """Do not call back."""


MakeTimer = Callable[[Callable[[], None]], OneShotTimer]
"""Makes a timer that calls the function it is given."""


class MonotonicClock:
    """The system's monotonic clock, the one that the player process reads too."""

    def now_ns(self) -> int:
        """Nanoseconds of the monotonic clock."""
        return time.monotonic_ns()

    def asleep_ns(self) -> int:
        """On Linux boot time goes on in sleep and monotonic time does not."""
        if not hasattr(time, "CLOCK_BOOTTIME"):
            return 0
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.monotonic_ns()


class PreciseTimer:
    """A QTimer of millisecond precision."""

    def __init__(self, on_timeout: Callable[[], None], parent: QObject | None = None) -> None:
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(on_timeout)

    def start(self, delay_ms: int) -> None:
        """Call back in `delay_ms` milliseconds."""
        self._timer.start(delay_ms)

    def stop(self) -> None:
        """Do not call back."""
        self._timer.stop()
