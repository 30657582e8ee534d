"""Loudness as the ear perceives it, by ITU-R BS.1770-4, at 48 kHz."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import SAMPLE_RATE, Sound

FULL_SCALE: Final = 32_767
"""The 16-bit sample that stands for a level of 1."""

CEILING: Final = 10 ** (-1 / 20)
"""-1 dBFS: no sample of a track exceeds it, whatever overlaps."""

KNEE: Final = 0.85
"""Below this level a mix is left alone. Above it, it is limited softly and never reaches the ceiling."""

PEAKS: Final[Mapping[str, float]] = MappingProxyType(
    {
        Sound.ECCENTRIC: 0.32,
        Sound.PAUSE_STRETCHED: 0.32,
        Sound.CONCENTRIC: 0.32,
        Sound.PAUSE_SHORTENED: 0.38,
        Sound.TICK: 0.18,
        Sound.COUNT_IN: 0.40,
        Sound.COUNT_IN_LAST: 0.40,
        Sound.PRE_CUE: 0.11,
        Sound.LAST_REP: 0.24,
        Sound.SET_END: 0.38,
        Sound.REST_WARNING: 0.38,
        Sound.READY: 0.25,
        Sound.CHANGE_SIDES: 0.25,
        Sound.BREAK: 0.34,
        Sound.DROP: 0.34,
        Sound.OPEN: 0.24,
        Sound.LEAST: 0.24,
        Sound.CHANGE: 0.16,
        Sound.HALF: 0.24,
        Sound.TEN_SECONDS: 0.24,
    }
)
"""The peak of each sound of a pack."""

PHASE_LUFS: Final = -16.0
"""The loudness of the loudest 400 ms of a phase's sound, in every pack."""

SPEECH_LUFS: Final = PHASE_LUFS
QUICK_LUFS: Final = PHASE_LUFS - 1
"""The same for words, and for words said quickly, which fill less of those 400 ms."""

SPEECH_PEAK: Final = 0.5
"""The peak of a word. Speech has higher peaks than a tone of the same loudness."""


def bent_to_ceiling(mix: NDArray[np.float32]) -> NDArray[np.float32]:
    """`mix` limited softly: what exceeds the knee stays under the ceiling.

    Each sample is treated by itself, so any region of a track can be rendered on its own.
    """
    if not mix.size or max(mix.max(), -mix.min()) <= KNEE:
        return mix
    room = np.float32(CEILING - KNEE)
    level = np.abs(mix)
    bent = np.float32(KNEE) + room * np.tanh((level - np.float32(KNEE)) / room)
    return np.where(level > KNEE, np.copysign(bent, mix), mix)


BLOCK: Final = SAMPLE_RATE * 4 // 10
"""400 ms, the shortest window that loudness is measured over."""

_FILTERS: Final = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""The coefficients of the two filters, from the recommendation's tables 1 and 2."""


def loudest(sound: Samples) -> float:
    """The loudness of the loudest 400 ms, in LUFS; minus infinity for silence.

    The filters are applied without delay, which is inaudible.
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
