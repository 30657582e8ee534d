"""Memory over a thousand sets, on a fast clock."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final

from prove.figures import Figure, at_most, told

TITLE: Final = "Memory over a thousand sets"
SETS: Final = 1000
QUICK_SETS: Final = 100
GROWTH_MB: Final = 2.0
"""What an interpreter's memory may go up and down by, whatever it does."""


def prove(quick: bool) -> list[Figure]:
    """How much more memory there is at the end than after the first tenth."""
    sets = QUICK_SETS if quick else SETS
    command = [sys.executable, "-m", "prove.thousand_sets", str(sets)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800).stdout
    found: list[float] = json.loads(said)
    return [
        told(f"resident after {sets // 10} sets, each with engine, screen and sound", found[0], "MB"),
        at_most(f"more after {sets} sets", found[-1] - found[0], GROWTH_MB, "MB", 1),
    ]
