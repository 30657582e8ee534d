"""Fitting a recorded sound to a cue: its onset, its loudness and its length."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from liftronome.audio.synthesis.levels import FULL_SCALE, loudest
from liftronome.audio.synthesis.waves import Samples, ramp_ends
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS

Spectrum = NDArray[np.floating[Any]]

LOW_CUT_HZ: Final = 360
HIGH_CUT_HZ: Final = 5200
PRESENCE_HZ: Final = 1400
PRESENCE_DB: Final = 8
"""The boost above the presence frequency: consonants carry a word through music."""


def filtered(sound: Samples, gain_at: Callable[[Spectrum], Spectrum]) -> Samples:
    """`sound` with a gain applied to each frequency (in hertz), without delay."""
    padded = np.pad(sound, SAMPLE_RATE // 10)
    hz = np.fft.rfftfreq(len(padded), 1 / SAMPLE_RATE)
    weighted = np.fft.irfft(np.fft.rfft(padded) * gain_at(hz), len(padded))
    return np.asarray(weighted[SAMPLE_RATE // 10 : -SAMPLE_RATE // 10], dtype=np.float32)


def low_pass(hz: Spectrum, cut_hz: float, order: int) -> Spectrum:
    """The gain of a low pass."""
    return np.asarray(1 / np.sqrt(1 + (hz / cut_hz) ** (2 * order)))


def brightness(hz: Spectrum) -> Spectrum:
    """The gain that favours what small loudspeakers carry and music leaves free."""
    low_cut = 1 / np.sqrt(1 + (LOW_CUT_HZ / np.maximum(hz, 1)) ** 6)
    above = (hz / PRESENCE_HZ) ** 2 / (1 + (hz / PRESENCE_HZ) ** 2)
    return np.asarray(low_cut * low_pass(hz, HIGH_CUT_HZ, 4) * 10 ** (PRESENCE_DB / 20 * above))


ONSET: Final = 0.02
"""A sound begins where it first reaches this share of its peak, and ends where it last reaches half that."""

BEFORE_MS: Final = 1
"""What is kept before the onset, for the ramp."""

AFTER_MS: Final = 30

_ROUNDS: Final = 8


def trimmed(sound: Samples) -> Samples:
    """The sound without the silence around it; empty if all of it is silent."""
    level = np.abs(sound)
    peak = float(level.max(initial=0))
    if peak < 1 / FULL_SCALE:
        return sound[:0]
    first = int(np.argmax(level > ONSET * peak))
    last = len(level) - int(np.argmax(level[::-1] > ONSET / 2 * peak))
    return sound[max(first - BEFORE_MS * SAMPLES_PER_MS, 0) : last + AFTER_MS * SAMPLES_PER_MS].copy()


def levelled(sound: Samples, lufs: float, peak: float) -> Samples:
    """The sound with its loudest 400 ms at `lufs`, or softer where it would exceed `peak`."""
    highest = float(np.abs(sound).max(initial=0))
    gain = min(10 ** ((lufs - loudest(sound)) / 20), peak / highest) if highest else 1.0
    return np.asarray(sound * np.float32(gain), dtype=np.float32)


def levelled_speech(sound: Samples, lufs: float, peak: float) -> Samples:
    """The sound with its loudest 400 ms at `lufs`, limited softly to `peak`: speech has high peaks that can
    be limited before it sounds rough."""
    gain = np.float32(1)
    bent = sound
    for _ in range(_ROUNDS):
        bent = np.asarray(peak * np.tanh(sound * (gain / np.float32(peak))), dtype=np.float32)
        gain *= np.float32(10 ** ((lufs - loudest(bent)) / 20))
    return bent


def with_ends(sound: Samples, longest: int) -> Samples:
    """At most the first `longest` samples of a sound, with both ends ramped."""
    is_cut = len(sound) > longest
    kept = sound[:longest].copy()
    ramp_ends(kept, BEFORE_MS, 2 * AFTER_MS if is_cut else AFTER_MS / 2)
    return kept


def as_wav(sound: Samples) -> bytes:
    """The sound as a WAV file of 48 kHz, 16 bit, mono."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(SAMPLE_RATE)
        whole = np.rint(np.clip(sound, -1, 1) * FULL_SCALE)
        written.writeframes(whole.astype("<i2").tobytes())
    return file.getvalue()
