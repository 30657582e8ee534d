"""How long the computer slept, by the clocks of each system."""

from __future__ import annotations

import ctypes
import time
from pathlib import Path

import pytest
from liftronome.engine import clock
from liftronome.engine.clock import MonotonicClock, SleepClocks, sleep_clocks

HOUR_NS = 3_600_000_000_000

POSIX_CLOCKS = {
    "linux": ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"),
    "darwin": ("CLOCK_MONOTONIC_RAW", "CLOCK_UPTIME_RAW"),
}


@pytest.mark.parametrize("platform", POSIX_CLOCKS)
def test_sleep_is_the_difference_of_two_clocks(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    runs_on, stands_still = POSIX_CLOCKS[platform]
    readings = {1001: 9 * HOUR_NS, 1002: HOUR_NS}
    monkeypatch.setattr(time, runs_on, 1001, raising=False)
    monkeypatch.setattr(time, stands_still, 1002, raising=False)
    monkeypatch.setattr(time, "clock_gettime_ns", lambda clock: readings[clock])
    assert MonotonicClock(sleep=sleep_clocks(platform)).asleep_ns() == 8 * HOUR_NS


class Kernel:
    """Windows, nine hours after it was started, eight of which it slept."""

    class GetTickCount64:
        restype: object = None

        def __new__(cls) -> int:  # type: ignore[misc]
            return 9 * HOUR_NS // 1_000_000

    def QueryUnbiasedInterruptTime(self, time_: object) -> None:
        time_._obj.value = HOUR_NS // 100  # type: ignore[attr-defined]


def test_on_windows_sleep_is_what_the_unbiased_interrupt_time_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ctypes, "WinDLL", lambda _: Kernel(), raising=False)
    assert MonotonicClock(sleep=sleep_clocks("win32")).asleep_ns() == 8 * HOUR_NS


@pytest.mark.parametrize("platform", POSIX_CLOCKS)
def test_without_such_a_pair_no_sleep_is_seen(
    platform: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delattr(time, POSIX_CLOCKS[platform][0], raising=False)
    monkeypatch.setattr(clock, "UPTIME", tmp_path / "none")
    assert MonotonicClock(sleep=sleep_clocks(platform)).asleep_ns() == 0


def test_linux_without_boot_time_reads_the_uptime(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    uptime = tmp_path / "uptime"
    uptime.write_text("32400.00 60000.00\n")
    monkeypatch.setattr(clock, "UPTIME", uptime)
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr(time, "CLOCK_MONOTONIC", 1002, raising=False)
    monkeypatch.setattr(time, "clock_gettime_ns", lambda _: HOUR_NS)
    assert MonotonicClock(sleep=sleep_clocks("linux")).asleep_ns() == 8 * HOUR_NS


def test_clocks_can_be_handed_in() -> None:
    own = MonotonicClock(lambda: 7, SleepClocks(lambda: 5, lambda: 2))
    assert (own.now_ns(), own.asleep_ns()) == (7, 3)


def test_this_system_tells_its_sleep() -> None:
    first = MonotonicClock().asleep_ns()
    assert abs(MonotonicClock().asleep_ns() - first) < 100_000_000
