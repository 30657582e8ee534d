"""Music, as far as a test needs it: pink noise, and a simple ear that tells sounds apart in it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import SAMPLE_RATE
from numpy.typing import NDArray

from tests.audio.listening import Heard

FRAME = 1024
BANDS_HZ = np.geomspace(350, 6000, 25)


def pink_noise(length: int, seed: int) -> Heard:
    """Noise with equal power in each octave, its own power 1."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, length)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)))


def in_noise(sound: Samples, snr_db: float, seed: int) -> Heard:
    """The sound with pink noise of its own power, less `snr_db` decibels."""
    power = float(np.mean(sound.astype(np.float64) ** 2))
    return np.asarray(sound + pink_noise(len(sound), seed) * np.sqrt(power) * 10 ** (-snr_db / 20))


def look(sound: Heard | Samples) -> NDArray[np.float64]:
    """How strong each band is in each frame, beside what it is on the average of them."""
    frames = np.asarray(sound, dtype=np.float64)[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)
    strength = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1))
    hz = np.fft.rfftfreq(FRAME, 1 / SAMPLE_RATE)
    band = np.digitize(hz, BANDS_HZ)
    bands = np.stack([strength[:, band == i].max(axis=1) for i in range(1, len(BANDS_HZ))], axis=1)
    bands *= np.sqrt(BANDS_HZ[:-1])
    return np.asarray(bands - bands.mean())


def nearest(heard: Heard, known: Mapping[str, Samples]) -> str:
    """Which of the known sounds of the same length is most like what was heard."""

    def likeness(name: str) -> float:
        shape = look(known[name])
        return float((look(heard) * shape).sum() / np.linalg.norm(shape))

    return max(known, key=likeness)
