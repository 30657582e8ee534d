"""Ears for the tests: how loud, how high, how smooth a sound is. Sounds are mono, 48 kHz."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyloudnorm
from liftronome.audio.packs.pack import Part
from liftronome.domain.timeline import SAMPLE_RATE, Cue, CueKind, Sound
from numpy.typing import NDArray

Heard = NDArray[np.float64]

PHASE_SOUNDS = (Sound.ECCENTRIC, Sound.PAUSE_STRETCHED, Sound.CONCENTRIC, Sound.PAUSE_SHORTENED)


def phase_cue(sound: Sound, length_ms: int, at_ms: int = 0) -> Cue:
    return Cue(at_ms, CueKind.PHASE, sound, length_ms)


def mixed(parts: Sequence[Part]) -> Heard:
    """The parts put at their places, in double precision and without any limit."""
    mix = np.zeros(max((part.first + part.length for part in parts), default=0))
    for part in parts:
        mix[part.first : part.first + part.length] += part.whole()
    return mix


def cue_of(sound: Sound) -> Cue:
    """A cue of any sound, with a phase long enough for it."""
    return phase_cue(sound, 2000) if sound in PHASE_SOUNDS else Cue(0, CueKind.SECOND, sound)


def loudness(sound: NDArray[np.float32]) -> float:
    """The loudest 400 ms, in LUFS: BS.1770 by pyloudnorm, in blocks that begin every 20 ms."""
    meter = pyloudnorm.Meter(SAMPLE_RATE, block_size=0.4)
    block = SAMPLE_RATE * 4 // 10
    padded = np.pad(sound.astype(np.float64), block)
    blocks = (padded[first : first + block] for first in range(0, len(padded) - block, SAMPLE_RATE // 50))
    return max(float(meter.integrated_loudness(found)) for found in blocks if found.any())


def pitches(sound: NDArray[np.float32], windows: int) -> list[float]:
    """The strongest frequency in hertz in each of so many equal parts."""
    found = []
    for part in np.array_split(sound.astype(np.float64), windows):
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), 1 << 17))
        found.append(float(spectrum.argmax()) * SAMPLE_RATE / (1 << 17))
    return found


def share_between(sound: NDArray[np.float32], low_hz: float, high_hz: float) -> float:
    """How much of the energy lies in a band, 0 to 1."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    return float(power[(hz >= low_hz) & (hz <= high_hz)].sum() / power.sum())


def largest_step(sound: NDArray[np.float32]) -> float:
    """The largest step between neighbouring samples, silence before and after included."""
    return float(np.abs(np.diff(sound, prepend=0, append=0)).max())


def clicks(sound: NDArray[np.float32]) -> float:
    """The strongest content above 12 kHz, where no tone here has any: a step is heard there."""
    padded = np.pad(sound.astype(np.float64), 4800)
    spectrum = np.fft.rfft(padded)
    spectrum[np.fft.rfftfreq(len(padded), 1 / SAMPLE_RATE) < 12_000] = 0
    return float(np.abs(np.fft.irfft(spectrum, len(padded))).max())
