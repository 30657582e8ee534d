"""A whole session in the window, recorded. Other proofs do the same in trouble."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from prove.figures import Figure, none_of, told
from prove.hearing import HeardSet, heard_sets
from tests.driving import DrivenWindow, driven_window, preset_of
from tests.screen import hidden_screen
from tests.soundserver import SoundServer, running_sound_server

TITLE: Final = "A whole session, recorded"
FULL: Final[Mapping[str, Any]] = {"sets": 5, "reps": 10, "rest_ms": 60_000, "ready_ms": 10_000}
"""Five sets of 3-1-X-2 with a minute's rest: a little over ten minutes."""
QUICK: Final[Mapping[str, Any]] = {"sets": 2, "reps": 2, "rest_ms": 8000, "count_in_ms": 3000}
Trouble = Callable[[DrivenWindow, Mapping[str, str]], object]
"""Makes trouble for a few seconds, again and again while the session goes on."""


def leave_alone(_window: DrivenWindow, _screen: Mapping[str, str]) -> None:
    """No trouble."""
    time.sleep(1)


@contextlib.contextmanager
def nothing_else() -> Iterator[None]:
    """No other load."""
    yield


def prove(quick: bool) -> list[Figure]:
    """The figures when nothing else goes on."""
    return under(quick)


def under(
    quick: bool, trouble: Trouble = leave_alone, load: Callable[[], Any] = nothing_else
) -> list[Figure]:
    """The figures of a session while trouble is made."""
    with running_sound_server() as server:
        sets, late_ms, minutes = heard_session(QUICK if quick else FULL, trouble, load, server)
    errors = [abs(error) for heard in sets for error in heard.errors]
    lateness = [late for heard in sets for late in heard.late_ms]
    drifts = [heard.late_ms[-1] - heard.late_ms[0] for heard in sets]
    wrong, samples = sum(heard.wrong_samples for heard in sets), sum(heard.samples for heard in sets)
    head = f"{minutes:.1f} min, {len(sets)} sets:"
    return [
        none_of(f"{head} worst error of {len(errors)} cues, samples", max(errors)),
        none_of(f"{head} wrong samples", wrong, f"{samples:,}"),
        told("heard later than on the engine's clock, worst", max(lateness, key=abs), "ms", 1),
        told("that changes within a set, worst", max(drifts, key=abs), "ms", 1),
        told("told later than due on the screen's side, worst", max(late_ms), "ms", 1),
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
