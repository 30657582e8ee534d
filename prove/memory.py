"""Memory over a thousand sets on a fast clock; what of the sound is held after a hundred heard ones."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final

from prove.figures import Figure, at_most, none_of, told
from tests.handles import play_sets
from tests.soundserver import running_sound_server

TITLE: Final = "Memory and sound handles over many sets"
SETS: Final = 1000
QUICK_SETS: Final = 100
HEARD_SETS: Final = 100
QUICK_HEARD_SETS: Final = 5
GROWTH_MB: Final = 2.0
"""What an interpreter's memory may go up and down by, whatever it does."""


def prove(quick: bool) -> list[Figure]:
    """How much more memory there is at the end than after the first tenth, and how many more handles."""
    return [*_memory(quick), *_handles(quick)]


def _memory(quick: bool) -> list[Figure]:
    sets = QUICK_SETS if quick else SETS
    command = [sys.executable, "-m", "prove.thousand_sets", str(sets)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800).stdout
    found: list[float] = json.loads(said)
    return [
        told(f"resident after {sets // 10} sets, each with engine, screen and sound", found[0], "MB"),
        at_most(f"more after {sets} sets", found[-1] - found[0], GROWTH_MB, "MB", 1),
    ]


def _handles(quick: bool) -> list[Figure]:
    sets = QUICK_HEARD_SETS if quick else HEARD_SETS
    with running_sound_server() as server:
        before, during, after = play_sets(server, sets)
    return [
        none_of(f"more {what} after {sets} sets (in a set {during[what]})", after[what] - count)
        for what, count in before.items()
    ]
