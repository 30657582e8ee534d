"""How exact the intervals between cues are, recorded from a sound server: `python -m bench.intervals`.

The engine and a plain QTimer that plays each cue take turns on the same server, idle and under load.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import Final

import numpy as np
from liftronome.domain.timeline import SAMPLES_PER_MS
from numpy.typing import NDArray

from bench.load import busy_processes
from bench.players import APART_MS, CUES, ping
from tests.soundserver import SoundServer, running_sound_server

ROUNDS: Final = 2
BUSY: Final = 4
PLAYERS: Final = {"engine": "Liftronome's engine", "timer": "a QTimer playing each cue"}


def onsets(samples: NDArray[np.int16]) -> NDArray[np.int64]:
    """Where pings begin: a sample near a ping's peak, with nothing as loud in the 100 ms before it."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 0.45 * 32767 * float(np.abs(ping()).max()))
    if not loud.size:
        return loud
    is_first = np.diff(loud, prepend=-APART_MS * SAMPLES_PER_MS) > 100 * SAMPLES_PER_MS
    return loud[is_first]


def interval_errors(server: SoundServer, player: str) -> NDArray[np.int64]:
    """How many samples each interval between recorded cues is off."""
    with server.record() as recording:
        env = {**os.environ, **server.env}
        subprocess.run([sys.executable, "-m", "bench.players", player], env=env, check=True, timeout=120)
    found = onsets(recording.samples)
    if len(found) != CUES:
        raise RuntimeError(f"{player}: {len(found)} cues were heard instead of {CUES}")
    errors: NDArray[np.int64] = np.abs(np.diff(found) - APART_MS * SAMPLES_PER_MS)
    return errors


def main() -> int:
    """Prints the table; 1 if the engine is off by a sample."""
    print(f"{CUES} cues {APART_MS} ms apart, recorded; error of the intervals in {ROUNDS} rounds")
    worst_of_engine = 0
    with running_sound_server() as server:
        for load in (0, BUSY):
            with busy_processes(load) if load else contextlib.nullcontext():
                turns = [(name, interval_errors(server, name)) for _ in range(ROUNDS) for name in PLAYERS]
            for name, title in PLAYERS.items():
                errors = np.concatenate([found for player, found in turns if player == name])
                worst, median = int(errors.max()), float(np.median(errors))
                print(
                    f"  {title:28} {f'with {load} busy processes' if load else 'idle':22}"
                    f" worst {worst:6} samples ({worst / SAMPLES_PER_MS:7.2f} ms),"
                    f" median {median:6.0f} samples"
                )
                if name == "engine":
                    worst_of_engine = max(worst_of_engine, worst)
    return 1 if worst_of_engine else 0


if __name__ == "__main__":
    sys.exit(main())
