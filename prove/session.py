"""A whole session in the window, recorded: plain, on a busy machine, blocked, and dragged about."""

from __future__ import annotations

import contextlib
import random
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bench.load import busy_processes
from prove.figures import Figure, none_of, told
from prove.hearing import HeardSet, heard_sets
from tests.driving import DrivenWindow, driven_window, preset_of
from tests.screen import hidden_screen
from tests.soundserver import SoundServer, running_sound_server

TITLE: Final = "Cues of a whole session, recorded"
FULL: Final[Mapping[str, Any]] = {"sets": 5, "reps": 10, "rest_ms": 60_000, "ready_ms": 10_000}
"""Five sets of 3-1-X-2 with a minute's rest: a little over ten minutes."""
QUICK: Final[Mapping[str, Any]] = {"sets": 2, "reps": 2, "rest_ms": 8000, "count_in_ms": 3000}
BLOCKED_S: Final = 2.0
BETWEEN_BLOCKS_S: Final = 8.0
STEP_S: Final = 0.05

Trouble = Callable[[DrivenWindow, Mapping[str, str]], object]
"""Makes trouble for a few seconds, again and again while the session goes on."""


def leave_alone(_window: DrivenWindow, _screen: Mapping[str, str]) -> None:
    """No trouble."""
    time.sleep(1)


def block(window: DrivenWindow, _screen: Mapping[str, str]) -> None:
    """Let the window's own thread stand still for 2 s every 10 s."""
    time.sleep(BETWEEN_BLOCKS_S)
    window.ask("block", BLOCKED_S)


def drag(_window: DrivenWindow, screen: Mapping[str, str]) -> None:
    """Move and resize the window twenty times a second."""
    for _ in range(20):
        x, y = random.randrange(400), random.randrange(200)
        width, height = random.randrange(840, 1200), random.randrange(540, 800)
        move = f"windowmove %1 {x} {y} windowsize %1 {width} {height}"
        words = ["xdotool", "search", "--onlyvisible", "--name", "^Liftronome$", *move.split()]
        subprocess.run(words, env={**screen, "PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
        time.sleep(STEP_S)


@contextlib.contextmanager
def nothing_else() -> Iterator[None]:
    """No other load."""
    yield


CONDITIONS: Final[Mapping[str, tuple[Trouble, Callable[[], Any]]]] = {
    "plain": (leave_alone, nothing_else),
    "four busy processes": (leave_alone, lambda: busy_processes(4)),
    "window blocked 2 s every 10 s": (block, nothing_else),
    "window dragged and resized all the time": (drag, nothing_else),
}


def prove(quick: bool) -> list[Figure]:
    """The figures of all conditions."""
    fields = QUICK if quick else FULL
    return [figure for name in CONDITIONS for figure in under(name, fields)]


def under(name: str, fields: Mapping[str, Any]) -> list[Figure]:
    """The figures of one condition."""
    trouble, load = CONDITIONS[name]
    with running_sound_server() as server:
        sets, late_ms, minutes = heard_session(fields, trouble, load, server)
    errors = [abs(error) for heard in sets for error in heard.errors]
    lateness = [late for heard in sets for late in heard.late_ms]
    drifts = [heard.late_ms[-1] - heard.late_ms[0] for heard in sets]
    head = f"{name}, {minutes:.1f} min, {len(sets)} sets:"
    wrong, samples = sum(heard.wrong_samples for heard in sets), sum(heard.samples for heard in sets)
    return [
        none_of(f"{head} worst error of {len(errors)} cues, samples", max(errors)),
        none_of(f"{name}: wrong samples", wrong, f"{samples:,}"),
        told(f"{name}: heard later than on the engine's clock, worst", max(lateness, key=abs), "ms", 1),
        told(f"{name}: that changes within a set, worst", max(drifts, key=abs), "ms", 1),
        told(f"{name}: told later than due on the screen's side, worst", max(late_ms), "ms", 1),
    ]


def heard_session(
    fields: Mapping[str, Any], trouble: Trouble, load: Callable[[], Any], server: SoundServer
) -> tuple[list[HeardSet], list[float], float]:
    """Perform a session in the window: its sets as heard, how late phases were told, its minutes."""
    preset = preset_of(**fields)
    with (
        hidden_screen() as screen,
        driven_window({**server.env, **screen}) as window,
        server.record() as recording,
    ):
        began_s = time.monotonic()
        window.start(**fields)
        with load():
            while window.ask("stage") != "finished":
                trouble(window, screen)
        minutes = (time.monotonic() - began_s) / 60
        phases = window.ask("phases")
        time.sleep(3)
    return heard_sets(preset, phases, recording), [late for _, _, late in phases], minutes
