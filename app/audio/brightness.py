"""What makes speech carry through a gym: low rumble and hiss taken out, consonants raised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.audio.synthesis import Samples
from app.domain.timeline import SAMPLE_RATE

Spectrum = NDArray[np.floating[Any]]

LOW_CUT_HZ: Final = 360
HIGH_CUT_HZ: Final = 5200
PRESENCE_HZ: Final = 1400
PRESENCE_DB: Final = 8
"""What lies above the presence frequency is raised so: consonants carry a word through music."""


def filtered(sound: Samples, gain_at: Callable[[Spectrum], Spectrum]) -> Samples:
    """`sound` with each frequency in hertz weighted by a gain, without any delay."""
    padded = np.pad(sound, SAMPLE_RATE // 10)
    hz = np.fft.rfftfreq(len(padded), 1 / SAMPLE_RATE)
    weighted = np.fft.irfft(np.fft.rfft(padded) * gain_at(hz), len(padded))
    return np.asarray(weighted[SAMPLE_RATE // 10 : -SAMPLE_RATE // 10], dtype=np.float32)


def low_pass(hz: Spectrum, cut_hz: float, order: int) -> Spectrum:
    """The gain of a low pass."""
    return np.asarray(1 / np.sqrt(1 + (hz / cut_hz) ** (2 * order)))


def brightness(hz: Spectrum) -> Spectrum:
    """What small loudspeakers carry and music leaves room for, raised over the rest."""
    low_cut = 1 / np.sqrt(1 + (LOW_CUT_HZ / np.maximum(hz, 1)) ** 6)
    above = (hz / PRESENCE_HZ) ** 2 / (1 + (hz / PRESENCE_HZ) ** 2)
    return np.asarray(low_cut * low_pass(hz, HIGH_CUT_HZ, 4) * 10 ** (PRESENCE_DB / 20 * above))
