"""SIGKILL at random moments: while presets are saved, while they are imported, and in mid-session."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from prove.figures import Figure, at_most, none_of
from prove.killed_imports import killed_imports
from tests.audio.waiting import wait_until
from tests.driving import driven_window
from tests.listening import silent_from
from tests.screen import hidden_screen
from tests.soundserver import SoundServer, running_sound_server

TITLE: Final = "Killed at random moments"
SAVES: Final = 600
IMPORTS: Final = 300
SESSIONS: Final = 40
FIELDS: Final[dict[str, Any]] = {"tempo": "8-0-8-0", "reps": 3, "count_in_ms": 1000}
SILENT_MS: Final = 500


def prove(quick: bool) -> list[Figure]:
    """Counts of tries, and of losses."""
    part = 20 if quick else 1
    return [*while_saving(SAVES // part), *while_importing(IMPORTS // part), *in_sessions(SESSIONS // part)]


def while_saving(kills: int) -> list[Figure]:
    """Presets that were reported saved and are not there, or not as reported."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.store.killing", folder, str(kills), str(_seed())]
        said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800).stdout
    counts = json.loads(said)
    head = f"{kills} kills while presets are saved:"
    return [
        none_of(f"{head} saves lost", len(counts["missing"]), str(counts["reported"])),
        none_of(f"{head} files damaged", counts["set_aside"]),
    ]


def while_importing(kills: int) -> list[Figure]:
    """Files that were reported imported and are not there, and those of which a part is."""
    with TemporaryDirectory() as folder:
        counts = killed_imports(Path(folder), kills, _seed())
    head = f"{kills} kills while files of presets are imported:"
    return [
        none_of(f"{head} imports lost", counts.lost, str(counts.reported)),
        none_of(f"{head} imports there by half", counts.by_half),
        none_of(f"{head} files damaged", counts.set_aside),
    ]


def in_sessions(kills: int) -> list[Figure]:
    """Windows killed in mid-set: how long it sounds on, and what is left behind."""
    chance, longest_ms, left = random.Random(_seed()), 0.0, 0
    with running_sound_server() as server, hidden_screen() as screen:
        for _ in range(kills):
            silent_ms, left_now = _kill_window(server, {**server.env, **screen}, chance.uniform(0, 3))
            longest_ms, left = max(longest_ms, silent_ms), left + left_now
    head = f"{kills} kills of the window in a set:"
    return [
        at_most(f"{head} sound went on for", longest_ms, SILENT_MS, "ms"),
        none_of(f"{head} processes and shared tracks left", left),
    ]


def _kill_window(server: SoundServer, env: dict[str, str], after_s: float) -> tuple[float, int]:
    with server.record() as recording, driven_window(env) as window:
        window.start(**FIELDS)
        time.sleep(after_s)
        killed_ns = time.monotonic_ns()
        window.process.kill()
        try:
            wait_until(lambda: not server.players(), within_s=3)
        except AssertionError:
            return 0.0, len(server.players()) + server.shared_tracks()
        time.sleep(0.1)
        heard = recording.samples
        silent = (recording.heard_ns(silent_from(heard) - 1) - killed_ns) / 1e6 if np.any(heard) else 0.0
        return silent, server.shared_tracks()


def _seed() -> int:
    return random.randrange(2**32)
