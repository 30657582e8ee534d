"""How loud a sound is to the ear: the weighting of ITU-R BS.1770-4, at 48 kHz."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.audio.synthesis import Samples
from app.domain.timeline import SAMPLE_RATE

BLOCK: Final = SAMPLE_RATE * 4 // 10
"""400 ms, the shortest stretch that loudness is measured over."""

_FILTERS: Final = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""The coefficients of the two filters, from the recommendation's tables 1 and 2."""


def loudest(sound: Samples) -> float:
    """The loudness of the loudest 400 ms, in LUFS; minus infinity for silence.

    The filters are applied without their delays, which no ear hears.
    """
    size = 1 << (len(sound) + BLOCK).bit_length()
    spectrum = np.fft.rfft(sound.astype(np.float64), size)
    weighted = np.fft.irfft(spectrum * _weights(size), size)[: len(sound) + BLOCK]
    power = np.concatenate([np.zeros(BLOCK), np.cumsum(weighted**2)])
    highest = float(np.max(power[BLOCK:] - power[:-BLOCK])) / BLOCK
    return -0.691 + 10 * math.log10(highest) if highest > 0 else -math.inf


def _weights(size: int) -> NDArray[np.float64]:
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    gain = np.ones(size // 2 + 1)
    for above, below in _FILTERS:
        gain *= np.abs(np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn))
    return gain
