"""Finding in a recording what was meant to be heard, to the sample."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

SEARCH = 9600
"""A cue is looked for within so many samples (200 ms) of its place."""

_BEFORE, _AFTER = 240, 2400


class NoiseTrack:
    """A track that differs everywhere from everywhere else, so that it can be found exactly."""

    def __init__(self, seconds: float, seed: int = 1) -> None:
        self.length = round(seconds * 48_000)
        noise = np.random.default_rng(seed).integers(-9000, 9000, self.length)
        self.samples: Samples = noise.astype(np.int16)

    def render(self, first: int, last: int) -> Samples:
        """As of any track."""
        return self.samples[first:last]


def place_of(expected: Samples, recorded: Samples) -> int:
    """Where in the recording the expected samples begin: the best fit (negative: cut off before)."""
    size = 1 << (len(recorded) + len(expected)).bit_length()
    match = np.fft.irfft(np.fft.rfft(recorded, size) * np.conj(np.fft.rfft(expected, size)), size)
    place = int(np.argmax(match))
    return place if place < len(recorded) else place - size


def wrong_samples(expected: Samples, recorded: Samples) -> int:
    """How many of the expected samples were not heard as they are, at the place that fits best."""
    place = place_of(expected, recorded)
    heard = np.zeros_like(expected)
    first, last = max(place, 0), min(place + len(expected), len(recorded))
    if first < last:
        heard[first - place : last - place] = recorded[first:last]
    return int(np.count_nonzero(heard != expected))


def cue_errors(cue_samples: Sequence[int], expected: Samples, recorded: Samples) -> list[int]:
    """How far each cue lies from its place, in samples, beside the first cue.

    `expected` is the whole click track, in which the cues begin at `cue_samples`. Each is looked for
    by itself, by the least difference to what was recorded.
    """
    place = place_of(expected, recorded)
    errors = [cue_error(at, place, expected, recorded) for at in cue_samples]
    return [error - errors[0] for error in errors]


def silent_from(recorded: Samples) -> int:
    """The sample from which on nothing is heard any more."""
    heard = np.flatnonzero(recorded)
    return int(heard[-1]) + 1 if len(heard) else 0


def cue_error(at: int, place: int, expected: Samples, recorded: Samples) -> int:
    """How far the cue that begins at sample `at` of `expected` lies from its place in the recording, if
    that track begins at `place` of it."""
    first = max(at - _BEFORE, 0)
    cue = expected[first : at + _AFTER].astype(np.float64)
    begin = max(place + first - SEARCH, 0)
    heard = recorded[begin : place + first + SEARCH + len(cue)].astype(np.float64)
    energy = np.concatenate(([0.0], np.cumsum(heard**2)))
    size = 1 << (len(heard) + len(cue)).bit_length()
    match = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(cue, size)), size)
    places = len(heard) - len(cue) + 1
    difference = energy[len(cue) :][:places] - energy[:places] - 2 * match[:places]
    return begin + int(np.argmin(difference)) - (place + first)
