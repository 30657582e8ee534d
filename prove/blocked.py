"""A whole session while the window stands still again and again."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

from prove.figures import Figure
from prove.session import under
from tests.driving import DrivenWindow

TITLE: Final = "A whole session with the window blocked for 2 s every 10 s, recorded"
BLOCKED_S: Final = 2.0
BETWEEN_S: Final = 8.0


def prove(quick: bool) -> list[Figure]:
    """The figures."""
    return under(quick, block)


def block(window: DrivenWindow, _screen: Mapping[str, str]) -> None:
    """Let the window's own thread stand still."""
    time.sleep(BETWEEN_S)
    window.ask("block", BLOCKED_S)
