"""The cue pack `voice-glide`: the words of `voice` over the tones of `glide`.

A word and a tone at once are as loud as a phase of any other pack. So the words are a little softer than
in `voice`, and the tones make way for them: they sink while a word is said, and come up again after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import takewhile
from typing import Final

import numpy as np

from liftronome.audio.packs.glide import BLOCK, KEPT_BLOCKS, Glide, joined, phases_of, tone_part
from liftronome.audio.packs.pack import Part
from liftronome.audio.packs.speech import Said
from liftronome.audio.packs.voice import NO_COACHING, Voice
from liftronome.audio.synthesis.waves import Samples, duck
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, Sound

WORD_LEVEL: Final = 10 ** (-0.3 / 20)
"""A word, as a part of its level in `voice`."""

TONE_LEVEL: Final = 10 ** (-5 / 20)
"""A tone where nothing is said, as a part of its level in `glide`."""

DUCKED: Final = 10 ** (-7 / 20)
"""A tone beneath a word, as a part of its level beside it."""

DUCK_MS: Final = 60

Stretches = tuple[tuple[int, int], ...]
"""Where words are, in samples from a tone's beginning."""


class VoiceGlide:
    """Both packs in one. Raises PackError as they do."""

    name = "voice-glide"

    def __init__(self, coaching: Mapping[str, Samples] = NO_COACHING) -> None:
        self._voice = Voice(coaching)
        self._glide = Glide()
        self._block = lru_cache(maxsize=KEPT_BLOCKS)(self._made)

    def sound(self, cue: Cue) -> Samples | None:
        """What is heard at the cue: a word, the tone of its phase, or both."""
        parts = self.arranged([cue])
        if not parts:
            return None
        mix = np.zeros(max(part.first + part.length for part in parts) - cue.sample, dtype=np.float32)
        for part in parts:
            first = part.first - cue.sample
            mix[first : first + part.length] += part.whole()
        mix.setflags(write=False)
        return mix

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """The words that fit, the tones of the phases beneath them, and what else has no word."""
        said = _softer(self._voice.said(cues))
        ends = [word.end for word in said]
        tones = [
            tone_part(cue, partial(self._tone, cue, _beneath(cue, said, ends))) for cue in phases_of(cues)
        ]
        others = [cue for cue in cues if cue.sound != Sound.TICK]
        words = [word.part for word in said]
        return [*words, *tones, *self._glide.seconds(cues), *self._voice.tones(others, said)]

    def _tone(self, cue: Cue, stretches: Stretches, first: int, last: int) -> Samples:
        return joined(partial(self._block, replace(cue, at_ms=0), stretches), first, last)

    def _made(self, cue: Cue, stretches: Stretches, block: int) -> Samples:
        start = block * BLOCK
        end = min(start + BLOCK, cue.length_ms * SAMPLES_PER_MS)
        tone = self._glide.tone(cue, start, end) * np.float32(TONE_LEVEL)
        for first, last in stretches:
            duck(tone, first - start, last - start, DUCKED, DUCK_MS)
        tone.setflags(write=False)
        return tone


def _softer(said: Sequence[Said]) -> list[Said]:
    """The same words, each sound of them made softer once: in a session it is said hundreds of times."""
    softer: dict[int, Samples] = {}
    for word in said:
        if id(word.sound) not in softer:
            sound = word.sound * np.float32(WORD_LEVEL)
            sound.setflags(write=False)
            softer[id(word.sound)] = sound
    return [replace(word, sound=softer[id(word.sound)]) for word in said]


def _beneath(cue: Cue, said: Sequence[Said], ends: Sequence[int]) -> Stretches:
    """Where words are over the tone of a phase. No word begins before the one before it has ended."""
    end = cue.sample + cue.length_ms * SAMPLES_PER_MS
    later = (said[index] for index in range(bisect_right(ends, cue.sample), len(said)))
    inside = takewhile(lambda word: word.first < end, later)
    return tuple((word.first - cue.sample, min(word.end, end) - cue.sample) for word in inside)
