"""What every tone is built from: sweeps, harmonics, ramps.

Frequencies are in hertz, lengths in samples at 48 kHz.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS

Samples = NDArray[np.float32]
"""Mono sound at 48 kHz, 1 being full scale."""

Partials = tuple[float, ...]
"""The levels of a tone's harmonics, from the fundamental up."""


Region = tuple[int, int]
"""The first sample of a part of a sound, and the one after its last."""


def turns(length: int, from_hz: float, to_hz: float, region: Region | None = None) -> NDArray[np.float64]:
    """The periods passed at each sample of a sweep that sounds even: it covers the same number of semitones
    in each second. A level tone if both frequencies are the same.

    The frequency is integrated in closed form, so the phase is continuous, and any region can be computed
    by itself.
    """
    sample = np.arange(*(region or (0, length)), dtype=np.float64)
    if from_hz == to_hz or not length:
        return sample * (from_hz / SAMPLE_RATE)
    octaves = math.log(to_hz / from_hz)
    sample *= octaves / length
    np.exp(sample, out=sample)
    sample -= 1.0
    sample *= from_hz / SAMPLE_RATE * length / octaves
    return sample


def settling_turns(from_hz: float, to_hz: float, settling_ms: int, region: Region) -> NDArray[np.float64]:
    """Like `turns`, but the sweep takes `settling_ms` and the tone is level from then on, so that it begins
    the same way whatever its length."""
    first, last = region
    settling = settling_ms * SAMPLES_PER_MS
    sweep = turns(settling + 1, from_hz, to_hz)
    level = sweep[-1] + np.arange(max(first - settling, 1), max(last - settling, 1)) * (to_hz / SAMPLE_RATE)
    return np.concatenate([sweep[first:last], level])


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
    """The same partials, scaled so that their wave peaks at 1."""
    period = harmonics(np.arange(4096) / 4096, partials)
    peak = float(np.abs(period).max())
    return tuple(partial / peak for partial in partials)


# What the tones of the four phases are made of, in every pack that has tones.

SUNG: Final = of_unit_peak((1, 0.38, 0.2, 0.08))
"""The movements: enough harmonics to be heard through music, few enough to be heard for an hour."""

PLAIN: Final = of_unit_peak((1, 0.16, 0.05))
"""The stretched pause."""

WITH_A_FIFTH: Final = of_unit_peak((0, 1, 0.4, 0.25, 0, 0.08))
"""The shortened pause: a fundamental that is left out, so that the second and third partials are a tone
and the fifth above it."""

SUSTAIN: Final = 0.76
"""The level that a tone falls to from 1: it begins louder, as the ear takes the beat from its onset."""

STRIKE_MS: Final = 110
"""The time in which it falls to that."""


def struck(length: int, sustain: float, decay_ms: float, region: Region | None = None) -> Samples:
    """An envelope that falls from 1 to `sustain`, 63 % of the way in `decay_ms`."""
    envelope = np.arange(*(region or (0, length)), dtype=np.float32)
    envelope *= np.float32(-1 / (decay_ms * SAMPLES_PER_MS))
    np.exp(envelope, out=envelope)
    envelope *= np.float32(1 - sustain)
    envelope += np.float32(sustain)
    return envelope


def ramp_ends(
    sound: Samples, attack_ms: float, release_ms: float, *, first: int = 0, length: int | None = None
) -> None:
    """Ramps both ends of `sound` in place with raised cosines, so that neither clicks. With `first` and
    `length` it is the region from there on of a sound of that length.

    A sound too short for both ramps has each shortened to half of it.
    """
    length = len(sound) if length is None else length
    attack = min(round(attack_ms * SAMPLES_PER_MS), length // 2)
    release = min(round(release_ms * SAMPLES_PER_MS), length // 2)
    _scale(sound, -first, _ramp(attack))
    _scale(sound, length - release - first, _ramp(release)[::-1])


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
    lie outside: down before it, up again after it. Anything outside the sound is ignored."""
    length = round(ramp_ms * SAMPLES_PER_MS)
    rise = _ramp(length) * np.float32(1 - level) + np.float32(level)
    _scale(sound, first - length, rise[::-1])
    sound[max(first, 0) : max(last, 0)] *= np.float32(level)
    _scale(sound, last, rise)


def _scale(sound: Samples, at: int, gain: Samples) -> None:
    """Applies a gain that begins at sample `at` to the part of `sound` that it covers."""
    first, last = max(at, 0), min(at + len(gain), len(sound))
    if first < last:
        sound[first:last] *= gain[first - at : last - at]


def _ramp(length: int) -> Samples:
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / max(length, 1))
    return rise.astype(np.float32)
