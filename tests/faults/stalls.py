"""How long a window does not respond."""

from __future__ import annotations

import time
from typing import Final

from tests.driving import DrivenWindow

STALL_MS: Final = 400
"""The longest that a window may not respond. What would really block it takes seconds; a busy machine delays
anything by a tenth of one."""


def longest_stall_ms(window: DrivenWindow, seconds: float) -> float:
    """The longest that the window's thread took to answer meanwhile."""
    longest, give_up = 0.0, time.monotonic() + seconds
    while (now := time.monotonic()) < give_up:
        window.ask("stage")
        longest = max(longest, time.monotonic() - now)
        time.sleep(0.005)
    return longest * 1000
