"""The few means by which every tone here is made: sweeps, harmonics, ramps.

Frequencies are in hertz, lengths in samples at 48 kHz.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS

Samples = NDArray[np.float32]
"""Mono sound at 48 kHz, 1 being full scale."""

Partials = tuple[float, ...]
"""The levels of a tone's harmonics, from the fundamental up."""


def turns(length: int, from_hz: float, to_hz: float) -> NDArray[np.float64]:
    """How many periods have passed at each sample of a sweep, which is even to the ear: as many
    semitones in each of its seconds. A level tone if both frequencies are the same.

    The frequency is integrated in closed form, so the phase has no step anywhere.
    """
    sample = np.arange(length, dtype=np.float64)
    if from_hz == to_hz or not length:
        return sample * (from_hz / SAMPLE_RATE)
    octaves = math.log(to_hz / from_hz)
    sample *= octaves / length
    np.exp(sample, out=sample)
    sample -= 1.0
    sample *= from_hz / SAMPLE_RATE * length / octaves
    return sample


def settling_turns(length: int, from_hz: float, to_hz: float, settling_ms: int) -> NDArray[np.float64]:
    """As `turns`, but the sweep takes `settling_ms` and the tone is level from then on: so the beginning is
    the same whatever the length."""
    settling = settling_ms * SAMPLES_PER_MS
    sweep = turns(settling + 1, from_hz, to_hz)
    level = sweep[-1] + np.arange(1, max(length - settling, 1)) * (to_hz / SAMPLE_RATE)
    return np.concatenate([sweep, level])[:length]


def harmonics(turns: NDArray[np.float64], partials: Partials) -> Samples:
    """The sum of sine partials on one fundamental, by Clenshaw's recurrence: one sine and one cosine
    for any number of them."""
    angle = ((turns - np.floor(turns)) * (2 * np.pi)).astype(np.float32)
    twice_cosine = np.cos(angle)
    twice_cosine *= 2
    later: Samples | float = 0.0
    total: Samples = np.full(len(angle), partials[-1], dtype=np.float32)
    for partial in reversed(partials[:-1]):
        following = total * twice_cosine
        following += np.float32(partial)
        following -= later
        later, total = total, following
    np.sin(angle, out=angle)
    total *= angle
    return total


def of_unit_peak(partials: Partials) -> Partials:
    """The same mixture of partials, at a level where its wave just reaches 1."""
    period = harmonics(np.arange(4096) / 4096, partials)
    peak = float(np.abs(period).max())
    return tuple(partial / peak for partial in partials)


def struck(length: int, sustain: float, decay_ms: float) -> Samples:
    """An envelope that begins at 1 and falls to `sustain`, by 63 % of the way in `decay_ms`."""
    envelope = np.arange(length, dtype=np.float32)
    envelope *= np.float32(-1 / (decay_ms * SAMPLES_PER_MS))
    np.exp(envelope, out=envelope)
    envelope *= np.float32(1 - sustain)
    envelope += np.float32(sustain)
    return envelope


def ramp_ends(sound: Samples, attack_ms: float, release_ms: float) -> None:
    """Ramps both ends of `sound` in place with raised cosines, so that neither clicks.

    A sound too short for both ramps has each shortened to half of it.
    """
    half = len(sound) // 2
    attack = min(round(attack_ms * SAMPLES_PER_MS), half)
    release = min(round(release_ms * SAMPLES_PER_MS), half)
    sound[:attack] *= _ramp(attack)
    sound[len(sound) - release :] *= _ramp(release)[::-1]


def cut(sound: Samples, length: int, release_ms: float) -> Samples:
    """The first `length` samples of `sound`, faded out; `sound` itself if it is no longer."""
    if len(sound) <= length:
        return sound
    beginning = sound[:length].copy()
    ramp_ends(beginning, 0, release_ms)
    beginning.setflags(write=False)
    return beginning


def duck(sound: Samples, first: int, last: int, level: float, ramp_ms: float) -> None:
    """Lowers `sound` in place to `level` from the sample `first` (held) to `last` (not held), with ramps that
    lie outside: down before it, up again after it. At an end of the sound there is no ramp."""
    length = round(ramp_ms * SAMPLES_PER_MS)
    rise = _ramp(length) * np.float32(1 - level) + np.float32(level)
    first, last = max(first, 0), min(last, len(sound))
    before, after = min(length, first), min(length, len(sound) - last)
    sound[first - before : first] *= rise[::-1][length - before :]
    sound[first:last] *= np.float32(level)
    sound[last : last + after] *= rise[:after]


def _ramp(length: int) -> Samples:
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / max(length, 1))
    return rise.astype(np.float32)
