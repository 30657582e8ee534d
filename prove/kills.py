"""SIGKILL at random moments: while presets are saved, while they are imported, and in mid-session."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database

from prove.figures import Figure, at_most, none_of
from tests.audio.waiting import wait_until
from tests.driving import driven_window
from tests.listening import silent_from
from tests.screen import hidden_screen
from tests.soundserver import SoundServer, running_sound_server

TITLE: Final = "Killed at random moments"
SAVES: Final = 600
IMPORTS: Final = 300
SETS: Final = 300
SESSIONS: Final = 40
FIELDS: Final[dict[str, Any]] = {"tempo": "0.3-0-0.3-0", "reps": 60, "count_in_ms": 0}
PHASES_A_REP: Final = 2
SILENT_MS: Final = 500


def prove(quick: bool) -> list[Figure]:
    """Counts of tries, and of losses."""
    part = 20 if quick else 1
    return [
        *while_working("saves", SAVES // part, "presets are saved"),
        *while_working("imports", IMPORTS // part, "files of presets are imported"),
        *while_working("sets", SETS // part, "sets are logged"),
        *in_sessions(SESSIONS // part),
    ]


def while_working(kind: str, kills: int, what: str) -> list[Figure]:
    """What was reported kept and is not there, or only by half."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.store.killing", kind, folder, str(kills), str(_seed())]
        said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800).stdout
    counts = json.loads(said)
    head = f"{kills} kills while {what}:"
    return [
        none_of(f"{head} lost, or there by half", len(counts["missing"]), f"{counts['reported']} reported"),
        none_of(f"{head} files damaged", counts["set_aside"]),
    ]


def in_sessions(kills: int) -> list[Figure]:
    """Windows killed in mid-set: how long it sounds on, what is left behind, and what the log has lost."""
    chance, found = random.Random(_seed()), []
    with running_sound_server() as server, hidden_screen() as screen:
        for _ in range(kills):
            found.append(_kill_window(server, {**server.env, **screen}, chance.uniform(0, 4)))
    head = f"{kills} kills of the window in a set:"
    return [
        at_most(f"{head} sound went on for", max(kill.silent_ms for kill in found), SILENT_MS, "ms"),
        none_of(f"{head} processes and shared tracks left", sum(kill.left for kill in found)),
        none_of(f"{head} finished reps lost", sum(k.lost for k in found), str(sum(k.reps for k in found))),
        none_of(f"{head} files damaged", sum(kill.is_damaged for kill in found)),
    ]


@dataclass(frozen=True, slots=True)
class Kill:
    """What became of a window that was killed: of `reps` that were over when the next began, `lost` are
    not in the log."""

    silent_ms: float
    left: int
    reps: int
    lost: int
    is_damaged: bool


def _kill_window(server: SoundServer, env: dict[str, str], after_s: float) -> Kill:
    with TemporaryDirectory() as folder:
        env = {**env, "LIFTRONOME_DATA_DIR": folder}
        with server.record() as recording, driven_window(env) as window:
            window.start(**FIELDS)
            time.sleep(after_s)
            reps = max((len(window.ask("phases")) + 1) // PHASES_A_REP - 1, 0)
            killed_ns = time.monotonic_ns()
            window.process.kill()
            left = _left_behind(server)
            time.sleep(0.1)
            heard = recording.samples
            last = silent_from(heard) - 1
            silent_ms = (recording.heard_ns(last) - killed_ns) / 1e6 if np.any(heard) else 0.0
        opened = open_database(Path(folder))
        logged = sum(len(found.reps) for found in SetLogStore(opened.database).sets())
        opened.database.close()
        return Kill(silent_ms, left, reps, max(reps - logged, 0), opened.set_aside is not None)


def _left_behind(server: SoundServer) -> int:
    with contextlib.suppress(AssertionError):
        wait_until(lambda: not server.players(), within_s=3)
    return len(server.players()) + server.shared_tracks()


def _seed() -> int:
    return random.randrange(2**32)
