"""A whole session while the window is dragged about."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Mapping
from typing import Final

from prove.figures import Figure
from prove.session import under
from tests.driving import DrivenWindow

TITLE: Final = "A whole session with the window dragged and resized all the time, recorded"
STEPS: Final = 20
STEP_S: Final = 0.05


def prove(quick: bool) -> list[Figure]:
    """The figures."""
    return under(quick, drag)


def drag(_window: DrivenWindow, screen: Mapping[str, str]) -> None:
    """Move and resize the window twenty times a second."""
    for _ in range(STEPS):
        x, y = random.randrange(400), random.randrange(200)
        width, height = random.randrange(840, 1200), random.randrange(540, 800)
        move = f"windowmove %1 {x} {y} windowsize %1 {width} {height}"
        words = ["xdotool", "search", "--onlyvisible", "--name", "^Liftronome$", *move.split()]
        subprocess.run(words, env={**screen, "PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
        time.sleep(STEP_S)
