"""Twenty minutes of real playing in the window: memory, what is left open, and drift."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bench.startup import resident_mb
from prove.figures import Figure, at_most, none_of, told
from prove.hearing import heard_sets
from tests.audio.waiting import wait_until
from tests.driving import DrivenWindow, driven_window, preset_of
from tests.handles import sound_handles
from tests.screen import hidden_screen
from tests.soundserver import SoundServer, running_sound_server

TITLE: Final = "Twenty minutes of real playing"
FULL: Final[Mapping[str, Any]] = {"sets": 2, "reps": 84, "rest_ms": 20_000}
QUICK: Final[Mapping[str, Any]] = {"sets": 2, "reps": 3, "rest_ms": 6000, "count_in_ms": 3000}
WARM_UP: Final[Mapping[str, Any]] = {"tempo": "1-0-1-0", "sets": 2, "reps": 2, "rest_ms": 6000}
"""With all that a session has: what is loaded once is loaded then."""
GROWTH_MB: Final = 2.0
SETTLED_S: Final = 10.0
LOOK_S: Final = 5.0
DRIFT_MS: Final = 5.0


def prove(quick: bool) -> list[Figure]:
    """The figures of one session, after a short one that loads what is loaded once."""
    fields = QUICK if quick else FULL
    preset = preset_of(**fields)
    with (
        running_sound_server() as server,
        hidden_screen() as screen,
        driven_window({**server.env, **screen}) as window,
    ):
        perform(window, WARM_UP)
        wait_until(lambda: not server.players())
        before = opened(window, server)
        with server.record() as recording:
            anonymous, resident, phases = perform(window, fields)
            wait_until(lambda: not server.players())
        after = opened(window, server)
    sets = heard_sets(preset, phases, recording)
    late = [heard.late_ms for heard in sets]
    minutes = sum(preset.round_timeline(round_).duration_ms for round_ in preset.rounds()) / 60_000
    return [
        none_of(f"{minutes:.1f} min: wrong samples", sum(heard.wrong_samples for heard in sets)),
        at_most("sound against the engine's clock, change over a set", _change(late), DRIFT_MS, "ms", 1),
        at_most("memory of its own at the end, beside the beginning", anonymous, GROWTH_MB, "MB", 1),
        told("the most resident, the shared track included", resident, "MB"),
        *(none_of(f"more {what} than before", after[what] - before[what]) for what in before),
    ]


def perform(window: DrivenWindow, fields: Mapping[str, Any]) -> tuple[float, float, list[Any]]:
    """Perform a session and leave it: how much its own memory has grown once it had settled, the most
    resident, and the phases as told."""
    pid = window.process.pid
    window.start(**fields)
    window.wait_for("working", within_s=60)
    time.sleep(min(SETTLED_S, 2.0 * fields["reps"]))
    own, most = resident_mb(pid, "RssAnon"), 0.0
    grown = 0.0
    while window.ask("stage") != "finished":
        time.sleep(min(LOOK_S, fields["reps"] / 2))
        grown = resident_mb(pid, "RssAnon") - own
        most = max(most, resident_mb(pid))
    phases = window.ask("phases")
    time.sleep(3)
    window.leave()
    return grown, most, phases


def opened(window: DrivenWindow, server: SoundServer) -> dict[str, int]:
    """What the window holds: descriptors (files, pipes, sound) and threads; players and their memory."""
    process = Path(f"/proc/{window.process.pid}")
    return {
        "open descriptors": len(list((process / "fd").iterdir())),
        "threads": len(list((process / "task").iterdir())),
        "player processes": len(server.players()),
        "shared tracks": server.shared_tracks(),
        **sound_handles(server, window.process.pid),
    }


def _change(late_ms: Sequence[Sequence[float]]) -> float:
    return max(abs(of_set[-1] - of_set[0]) for of_set in late_ms)
