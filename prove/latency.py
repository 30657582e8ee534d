"""From the key to the ear: starting, pausing and resuming a set in the window, many times."""

from __future__ import annotations

import time
from collections.abc import Mapping
from statistics import median
from typing import Any, Final

import numpy as np

from prove.figures import Figure, at_most, told
from tests.audio.waiting import wait_until
from tests.driving import START_KEY, DrivenWindow, driven_window
from tests.screen import hidden_screen
from tests.soundserver import Recording, SoundServer, running_sound_server

TITLE: Final = "From the key to the ear"
TIMES: Final = 50
QUICK_TIMES: Final = 4
AGED_TIMES: Final = 16
AGED_STEP_S: Final = 30.0
"""The stream that is paused and resumed again and again is 8 minutes old in the end."""

FIELDS: Final[Mapping[str, Any]] = {"tempo": "8-0-8-0", "reps": 3, "count_in_ms": 1000}
START_MEDIAN_MS: Final = 600
START_WORST_MS: Final = 1000
"""Half a second of it is silence, because wireless headsets swallow the beginning."""

SILENCE_MEDIAN_MS: Final = 125
SILENCE_WORST_MS: Final = 200
RESUME_MEDIAN_MS: Final = 160
RESUME_WORST_MS: Final = 250
PLAYING_S: Final = 1.6
"""From the first sound to the pause: in the middle of a tone, at no fixed place of it."""

SILENT_S: Final = 0.5


def prove(quick: bool) -> list[Figure]:
    """Medians and the worst of all tries."""
    tries = QUICK_TIMES if quick else TIMES
    with (
        running_sound_server() as server,
        hidden_screen() as screen,
        driven_window({**server.env, **screen}) as window,
    ):
        window.offer(**FIELDS)
        first, *later = [one_try(server, window, number / tries) for number in range(tries + 1)]
        aged = aged_stream(server, window, *(QUICK_TIMES, 4.0) if quick else (AGED_TIMES, AGED_STEP_S))
    started, silent, resumed = zip(*later, strict=True)
    resumes = "key that resumes to the first tick"
    return [
        told("the first start of a window, which loads what makes sound, to the first tick", first[0], "ms"),
        *_figures(
            f"Start key to the first tick of the count-in, {tries} times",
            started,
            START_MEDIAN_MS,
            START_WORST_MS,
        ),
        *_figures(f"pause key to silence, {tries} times", silent, SILENCE_MEDIAN_MS, SILENCE_WORST_MS),
        *_figures(f"{resumes}, {tries} times", resumed, RESUME_MEDIAN_MS, RESUME_WORST_MS),
        *_figures(
            f"{resumes}, {len(aged)} times in a stream as it ages to {0 if quick else 8} min",
            aged,
            RESUME_MEDIAN_MS,
            RESUME_WORST_MS,
        ),
    ]


def one_try(server: SoundServer, window: DrivenWindow, part: float) -> tuple[float, float, float]:
    """Milliseconds from Start to sound, from pause to silence, from resume to sound. `part` (0 to 1)
    varies the place of the pause."""
    with server.record() as recording:
        started = _to_sound(window.press(START_KEY), recording)
        time.sleep(PLAYING_S + part / 4)
        paused_ns = window.press("space")
        time.sleep(SILENT_S)
        heard = recording.samples
        silent_sample = int(np.flatnonzero(heard)[-1])
        silent = (recording.heard_ns(silent_sample) - paused_ns) / 1e6
        resumed = _to_sound(window.press("space"), recording, len(heard))
        window.leave()
    return started, silent, resumed


def aged_stream(server: SoundServer, window: DrivenWindow, times: int, step_s: float) -> tuple[float, ...]:
    """Milliseconds from resume to sound, `times` times in one stream, every `step_s` seconds."""
    found = []
    with server.record() as recording:
        _to_sound(window.press(START_KEY), recording)
        players = server.players()
        for _ in range(times):
            time.sleep(PLAYING_S)
            window.press("space")
            time.sleep(step_s - PLAYING_S)
            found.append(_to_sound(window.press("space"), recording, len(recording.samples)))
        if server.players() != players:
            raise AssertionError("the stream was opened anew")
        window.leave()
    return tuple(found)


def _to_sound(pressed_ns: int, recording: Recording, since: int = 0) -> float:
    """Wait for sound; how long after the key it was first heard."""
    wait_until(lambda: recording.samples[since:].any())
    first = since + int(np.flatnonzero(recording.samples[since:])[0])
    return (recording.heard_ns(first) - pressed_ns) / 1e6


def _figures(what: str, found_ms: tuple[float, ...], median_ms: float, worst_ms: float) -> list[Figure]:
    return [
        at_most(f"{what}: median", median(found_ms), median_ms, "ms"),
        at_most(f"{what}: worst", max(found_ms), worst_ms, "ms"),
    ]
