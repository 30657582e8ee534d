"""Waiting for what another process does, never longer than needed."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_until(true: Callable[[], object], within_s: float = 10.0) -> None:
    """Wait until something is true; fails if it does not become so in time."""
    give_up = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < give_up, f"not so within {within_s:g} s"
        time.sleep(0.01)


def wait_until_ns(moment_ns: int) -> None:
    """Wait for a moment of time.monotonic_ns."""
    time.sleep(max(moment_ns - time.monotonic_ns(), 0) / 1e9)
