"""Time as it is handed to the engine: a monotonic clock and a timer that fires once."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer

NS_PER_MS: Final = 1_000_000
_LINUX_CLOCKS: Final = ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC")
UPTIME: Final = Path("/proc/uptime")
"""Linux counts sleep here, too, in hundredths of a second: for a Python without CLOCK_BOOTTIME."""

_MAC_CLOCKS: Final = ("CLOCK_MONOTONIC_RAW", "CLOCK_UPTIME_RAW")
"""A Mac's uptime clock (mach_absolute_time, also Python's monotonic clock) stands still in sleep."""

ReadNs = Callable[[], int]
"""Reads a clock, in nanoseconds."""


class Clock(Protocol):
    """A clock that is never set, neither back nor forward."""

    def now_ns(self) -> int:
        """Nanoseconds since some moment in the past."""

    def asleep_ns(self) -> int:
        """Nanoseconds that the computer has slept since some moment; always 0 where the system does not
        tell."""


class OneShotTimer(Protocol):
    """A timer that calls back once for each start."""

    def start(self, delay_ms: int) -> None:
        """Call back in `delay_ms` milliseconds, in place of any call asked for before."""

    def stop(self) -> None:
        """Do not call back."""


@dataclass(frozen=True, slots=True)
class SleepClocks:
    """Two clocks that differ by the time that the computer has slept."""

    runs_on_ns: ReadNs
    stands_still_ns: ReadNs


MakeTimer = Callable[[Callable[[], None]], OneShotTimer]
"""Makes a timer that calls the function it is given."""


class MonotonicClock:
    """The system's monotonic clock, which the player process reads too.

    How long the computer has slept is the difference of two clocks, one that runs on in sleep and one that
    stands still; `sleep_clocks` has those of the system.
    """

    def __init__(self, read_ns: ReadNs = time.monotonic_ns, sleep: SleepClocks | None = None) -> None:
        self._read_ns = read_ns
        self._sleep = sleep or sleep_clocks()

    def now_ns(self) -> int:
        """Nanoseconds of the monotonic clock."""
        return self._read_ns()

    def asleep_ns(self) -> int:
        """As `Clock.asleep_ns`."""
        return self._sleep.runs_on_ns() - self._sleep.stands_still_ns()


def sleep_clocks(platform: str = sys.platform) -> SleepClocks:
    """The two clocks of a system; where it lacks one, no sleep is seen."""
    if platform == "win32":
        return SleepClocks(_windows_ticks_ns, _windows_unbiased_ns)
    names = _MAC_CLOCKS if platform == "darwin" else _LINUX_CLOCKS
    runs_on, stands_still = (getattr(time, name, None) for name in names)
    if stands_still is not None and runs_on is None and UPTIME.exists():
        return SleepClocks(_uptime_ns, lambda: time.clock_gettime_ns(stands_still))
    if runs_on is None or stands_still is None:
        return SleepClocks(lambda: 0, lambda: 0)
    return SleepClocks(lambda: time.clock_gettime_ns(runs_on), lambda: time.clock_gettime_ns(stands_still))


def _uptime_ns() -> int:
    return round(float(UPTIME.read_text().split()[0]) * 1_000_000_000)


def _windows_ticks_ns() -> int:
    """The tick count goes on in sleep. It has the unbiased interrupt time's own source, so that the two do
    not drift apart, and steps of 16 ms."""
    kernel = _windows_kernel()
    kernel.GetTickCount64.restype = ctypes.c_ulonglong
    return int(kernel.GetTickCount64()) * NS_PER_MS


def _windows_unbiased_ns() -> int:
    hundreds = ctypes.c_ulonglong()
    _windows_kernel().QueryUnbiasedInterruptTime(ctypes.byref(hundreds))
    return hundreds.value * 100


def _windows_kernel() -> Any:
    return ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]


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
