"""Liftronome beside others, in turns on the same sound server: how even the intervals between ticks are."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
from liftronome.domain.timeline import SAMPLE_RATE
from numpy.typing import NDArray

from bench.load import busy_processes
from prove.figures import Figure
from tests.listening import Samples
from tests.screen import hidden_screen
from tests.soundserver import SoundServer, running_sound_server

TITLE: Final = "Beside others"
TURN_S: Final = 20.0
QUICK_S: Final = 8.0
IDLE_TURNS: Final = 2
BUSY_TURNS: Final = 1
BUSY: Final = 4

Errors = NDArray[np.int64]


def onsets(samples: Samples) -> NDArray[np.int64]:
    """Where ticks begin: loud, with nothing as loud in the 100 ms before."""
    loudness = np.abs(samples.astype(np.int32))
    loud = np.flatnonzero(loudness > loudness.max() // 2)
    return loud[np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 10]


def unevenness(samples: Samples) -> Errors:
    """By how many samples each interval differs from the usual one."""
    intervals = np.diff(onsets(samples))
    if len(intervals) < 5:
        raise RuntimeError(f"only {len(intervals)} intervals were heard")
    errors: Errors = np.abs(intervals - round(float(np.median(intervals))))
    return errors


def of_player(name: str) -> Callable[[SoundServer, float], Errors]:
    """Listens to one of `bench.players`, which plays for 20 s."""

    def listen(server: SoundServer, _seconds: float) -> Errors:
        with server.record() as recording:
            env = {**os.environ, **server.env}
            subprocess.run([sys.executable, "-m", "bench.players", name], env=env, check=True, timeout=120)
        return unevenness(recording.samples)

    return listen


def of_gtick(server: SoundServer, seconds: float) -> Errors:
    """Listens to gtick, started by the Space key on its Start button."""
    with hidden_screen() as screen, TemporaryDirectory() as home:
        env = {**os.environ, **server.env, **screen, "HOME": home}
        with gtick(env), server.record() as recording:
            find = ["search", "--sync", "--onlyvisible", "--name", "[Gg][Tt]ick"]
            subprocess.run(["xdotool", *find, "windowfocus", "key", "space"], env=env, check=True, timeout=20)
            time.sleep(seconds)
        return unevenness(recording.samples)


@contextlib.contextmanager
def gtick(env: Mapping[str, str]) -> Iterator[None]:
    """Gtick, surely gone after the block."""
    process = subprocess.Popen(["gtick"], env=dict(env), stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        time.sleep(1.5)
        yield
    finally:
        process.kill()
        process.wait()


PLAYERS: Final[Mapping[str, Callable[[SoundServer, float], Errors]]] = {
    "Liftronome's engine": of_player("engine"),
    "gtick": of_gtick,
    "a plain QTimer playing each tick": of_player("timer"),
}


def prove(quick: bool) -> list[Figure]:
    """The worst and the usual interval of each, idle and under load, in turns."""
    players = dict(PLAYERS)
    figures: list[Figure] = []
    if shutil.which("gtick") is None:
        del players["gtick"]
        figures.append(Figure("gtick", "not installed"))
    conditions: dict[str, tuple[int, Callable[[], Any]]] = {
        "idle": (1 if quick else IDLE_TURNS, contextlib.nullcontext),
        f"with {BUSY} busy processes": (BUSY_TURNS, lambda: busy_processes(BUSY)),
    }
    with running_sound_server() as server:
        for condition, (turns, load) in conditions.items():
            heard: dict[str, list[Errors]] = {name: [] for name in players}
            for _ in range(turns):
                for name, listen in players.items():
                    with load():
                        heard[name].append(listen(server, QUICK_S if quick else TURN_S))
            figures += [_figure(name, condition, np.concatenate(found)) for name, found in heard.items()]
    return figures


def _figure(name: str, condition: str, errors: Errors) -> Figure:
    worst, usual = int(errors.max()), float(np.median(errors))
    value = f"{worst} ({worst / SAMPLE_RATE * 1000:.2f} ms), median {usual:.0f}"
    what = f"{name}, {condition}: worst of {len(errors)} intervals, samples"
    is_ours = name == next(iter(PLAYERS))
    return Figure(what, value, "0" if is_ours else "", kept=not (is_ours and worst))
