"""How far apart a phase is seen and heard to begin: `python -m bench.sight_and_sound`.

The bench screen is watched from outside, by another client of its X server, while the sound is recorded.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.timeline import SAMPLE_RATE

from tests.driving import driven_window, preset_of
from tests.listening import place_of
from tests.screen import hidden_screen
from tests.soundserver import Recording, running_sound_server
from tests.x_client import XClient

AIM_MEDIAN_MS: Final = 30
AIM_95_MS: Final = 50
REPS: Final = 15
FIELDS: Final[Mapping[str, Any]] = {"tempo": "1-1-1-1", "reps": REPS, "count_in_ms": 2000}
LOOK_S: Final = 0.001
WATCHED: Final = (240, 60)
"""The width and height, in pixels, of what is watched: the middle of the phase's word."""


class Watcher:
    """Notes when a part of the screen changes, on a thread of its own."""

    def __init__(self, screen: XClient, rectangle: tuple[int, int, int, int]) -> None:
        self.changes_ns: list[int] = []
        self._screen = screen
        self._rectangle = rectangle
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        seen = self._screen.pixels(*self._rectangle)
        while not self._over.wait(LOOK_S):
            now_ns = time.monotonic_ns()
            looked = self._screen.pixels(*self._rectangle)
            if looked != seen:
                self.changes_ns.append(now_ns)
                seen = looked


def middle_of(x: int, y: int, width: int, height: int) -> tuple[int, int, int, int]:
    """What is watched of a rectangle."""
    across, down = min(width, WATCHED[0]), min(height, WATCHED[1])
    return x + (width - across) // 2, y + (height - down) // 2, across, down


def heard_zero_ns(recording: Recording, place: int) -> int:
    """When a sample was heard. Pieces come in late by chance and never early, so the earliest tells."""
    ns_per_sample = 1_000_000_000 / SAMPLE_RATE
    return round(min(at_ns - (count - place) * ns_per_sample for at_ns, count in recording.arrivals))


def watched_and_heard() -> tuple[list[int], list[int]]:
    """When each phase of a set was seen to begin, and when it was heard."""
    preset = preset_of(**FIELDS)
    timeline = preset.round_timeline(preset.rounds()[0])
    with (
        running_sound_server() as server,
        hidden_screen() as screen,
        driven_window({**server.env, **screen}) as window,
        XClient(screen["DISPLAY"]) as eye,
        server.record() as recording,
    ):
        window.start(**FIELDS)
        window.wait_for("count_in")
        watcher = Watcher(eye, middle_of(*window.ask("word")))
        window.wait_for("finished", within_s=timeline.duration_ms / 1000 + 10)
        watcher.stop()
        track = ClickTrack(timeline, load_pack(preset.pack)).render()
        zero_ns = heard_zero_ns(recording, place_of(track, recording.samples))
    starts = [span.start_ms for span in timeline.spans if span.rep is not None]
    heard_ns = [zero_ns + start_ms * 1_000_000 for start_ms in starts]
    return watcher.changes_ns, heard_ns


def apart_ms(seen_ns: list[int], heard_ns: list[int]) -> list[float]:
    """For each phase, how much later than it was heard it was seen: the change nearest to it in time."""
    return [min((seen - heard for seen in seen_ns), key=abs) / 1e6 for heard in heard_ns]


def main() -> int:
    """Prints the figures; 1 if an aim is missed."""
    apart = apart_ms(*watched_and_heard())
    distance = np.abs(apart)
    usual, most, worst = np.median(distance), np.percentile(distance, 95), distance.max()
    print(
        f"Seen and heard, apart by, over {len(apart)} phases (aim: median {AIM_MEDIAN_MS}, 95 % {AIM_95_MS})"
    )
    print(f"  median {usual:.1f} ms, 95 % {most:.1f} ms, worst {worst:.1f} ms")
    print(f"  seen later than heard by {np.median(apart):+.1f} ms in the median")
    return 0 if usual <= AIM_MEDIAN_MS and most <= AIM_95_MS else 1


if __name__ == "__main__":
    sys.exit(main())
