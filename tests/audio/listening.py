"""Ears for the tests: how loud, how high, how smooth a sound is. Sounds are mono, 48 kHz."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.domain.timeline import SAMPLE_RATE, Cue, CueKind, Sound

Heard = NDArray[np.float64]

PHASE_SOUNDS = (Sound.ECCENTRIC, Sound.PAUSE_STRETCHED, Sound.CONCENTRIC, Sound.PAUSE_SHORTENED)

# The two filters of ITU-R BS.1770-4 at 48 kHz (tables 1 and 2), as (numerator, denominator).
_SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285), (1, -1.69065929318241, 0.73248077421585)
_HIGH_PASS = (1, -2, 1), (1, -1.99004745483398, 0.99007225036621)


def phase_cue(sound: Sound, length_ms: int, at_ms: int = 0) -> Cue:
    return Cue(at_ms, CueKind.PHASE, sound, length_ms)


def cue_of(sound: Sound) -> Cue:
    """A cue of any sound, with a phase long enough for it."""
    return phase_cue(sound, 2000) if sound in PHASE_SOUNDS else Cue(0, CueKind.SECOND, sound)


def loudness(sound: NDArray[np.float32]) -> float:
    """The loudest 400 ms, in LUFS."""
    window = SAMPLE_RATE * 4 // 10
    padded = np.pad(sound.astype(np.float64), (0, window))
    size = 1 << (2 * len(padded)).bit_length()
    delay = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    gain = np.ones(len(delay), dtype=complex)
    for above, below in (_SHELF, _HIGH_PASS):
        gain *= np.polyval(above[::-1], delay) / np.polyval(below[::-1], delay)
    weighted = np.fft.irfft(np.fft.rfft(padded, size) * gain, size)[: len(padded)]
    power = np.concatenate([[0.0], np.cumsum(weighted**2)])
    return float(-0.691 + 10 * np.log10(((power[window:] - power[:-window]) / window).max()))


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
