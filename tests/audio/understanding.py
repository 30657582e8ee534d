"""Whether words are understood: by pocketsphinx, which is told which words there are and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from liftronome.domain.timeline import SAMPLE_RATE
from pocketsphinx import Config, Decoder, get_model_path
from scipy.signal import resample_poly

from tests.audio.listening import Heard
from tests.audio.noise import pink_noise

QUIET_ROOM = 10 ** (-50 / 20)
"""The recogniser takes absolute silence before a word for a fault, so the quietest room hums a little."""

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(text: str) -> str:
    """A text as the recogniser spells it."""
    if not text.isdigit():
        return text.replace("halfway", "half way").replace("thats", "that's")
    number = int(text)
    if number == 100:
        return "one hundred"
    if number < 20:
        return _UNITS[number - 1]
    tens = _TENS[number // 10 - 2]
    return f"{tens} {_UNITS[number % 10 - 1]}" if number % 10 else tens


class Listener:
    """Someone who expects one of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        model = get_model_path("en-us/en-us")
        dictionary = get_model_path("en-us/cmudict-en-us.dict")
        config = Config(hmm=model, dict=dictionary, lm=None, cmn="batch", loglevel="FATAL")
        self._decoder = Decoder(config)
        expected = " | ".join(sorted(set(texts)))
        self._decoder.add_jsgf_string("words", f"#JSGF V1.0; grammar words; public <word> = {expected} ;")
        self._decoder.activate_search("words")

    def hears(self, word: Heard, snr_db: float | None = None, seed: int = 0) -> str:
        """What is understood, "" if nothing: in a quiet room, or in pink noise `snr_db` below the word."""
        heard = np.pad(word, SAMPLE_RATE // 2)
        heard += np.random.default_rng(99).standard_normal(len(heard)) * QUIET_ROOM
        if snr_db is not None:
            heard += pink_noise(len(heard), seed) * np.sqrt(np.mean(word**2)) * 10 ** (-snr_db / 20)
        samples = np.clip(resample_poly(heard, 1, 3) / 2, -1, 1) * 32_767
        self._decoder.start_utt()
        self._decoder.process_raw(samples.astype("<i2").tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return re.sub(r"\(\d\)", "", found.hypstr) if found else ""
