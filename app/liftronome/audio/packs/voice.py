"""The cue pack `voice`: words at the phases, numbers, and beneath them what gives the beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from liftronome.audio.packs.pack import TAKEN, Part, part_of
from liftronome.audio.packs.speech import Forms, Said, say
from liftronome.audio.packs.tones import Tones
from liftronome.audio.packs.vocabulary import JOINT, QUICK, every_form, forms, texts_at
from liftronome.audio.synthesis.levels import QUICK_LUFS, SPEECH_LUFS, loudest
from liftronome.audio.synthesis.sound_files import read_sound, sounds_folder
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, CueKind, Sound

FOLDER: Final = "voice"

JOINT_MS: Final = 40
"""The silence between the words that a form is composed of."""

NO_COACHING: Final[Mapping[str, Samples]] = MappingProxyType({})

_BENEATH: Final[Mapping[str, Sound]] = MappingProxyType(
    {
        Sound.TICK: Sound.TICK,
        Sound.PRE_CUE: Sound.PRE_CUE,
        Sound.COUNT_IN: Sound.COUNT_IN,
        Sound.COUNT_IN_LAST: Sound.TICK,
    }
)
"""The tones that are heard as well: a voice has no exact beat. The last of a count-in are numbers."""

_OTHERWISE: Final = frozenset(
    {
        *(Sound.LAST_REP, Sound.READY, Sound.REST_WARNING, Sound.CHANGE_SIDES),
        *(Sound.BREAK, Sound.DROP, Sound.OPEN, Sound.LEAST, Sound.CHANGE, Sound.HALF, Sound.TEN_SECONDS),
    }
)
"""What is told by its tone where there is no room for its words."""

_HEARD: Final = frozenset({*Sound, TAKEN})
"""The sounds that are heard at their cues whatever is said, so that no word runs into them."""


class Voice:
    """Words for the phases, numbers, and what else happens, by the rule in `speech.py` beside this file.

    `coaching` holds the coaching texts that can be said, whole, under their text. Raises PackError if a
    file is missing or damaged.
    """

    name = "voice"

    def __init__(self, coaching: Mapping[str, Samples] = NO_COACHING, folder: Path | None = None) -> None:
        folder = folder or sounds_folder() / FOLDER
        self._tones = Tones()
        self._words = {form: read_sound(folder / f"{form}.wav") for form in every_form()}
        self._coaching = coaching

    def sound(self, cue: Cue) -> Samples | None:
        """The fullest form of the cue's word that fits into its phase, else its tone if it has one."""
        said = say([cue], self._forms)
        tone = _BENEATH.get(cue.sound)
        if said or tone is None:
            return said[0].sound if said else None
        return self._tone(cue, tone)

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """The words that fit, and the tones that go with them."""
        said = self.said(cues)
        return [*(word.part for word in said), *self.tones(cues, said)]

    def said(self, cues: Sequence[Cue]) -> list[Said]:
        """The words that fit. The least rep tells its number itself."""
        numbered = {cue.at_ms for cue in cues if cue.kind is CueKind.LEAST}
        heard = [
            cue
            for cue in cues
            if (cue.sound in _HEARD or self._forms(cue))
            and not (cue.kind is CueKind.REP_COUNT and cue.at_ms in numbered)
        ]
        return say(heard, self._forms)

    def tones(self, cues: Sequence[Cue], said: Sequence[Said]) -> list[Part]:
        """The tones beneath and instead of words, and the chord after the end of the set is named."""
        parts = []
        ends = {word.cue: word.end for word in said}
        for cue in cues:
            tone = _BENEATH.get(cue.sound)
            if tone is None and cue.sound in _OTHERWISE and cue not in ends:
                tone = Sound(cue.sound)
            if cue.sound == Sound.SET_END:
                parts.append(part_of(ends.get(cue, cue.sample), self._tone(cue, Sound.SET_END)))
            elif tone is not None:
                parts.append(part_of(cue.sample, self._tone(cue, tone)))
        return parts

    def _tone(self, cue: Cue, sound: Sound) -> Samples:
        tone = self._tones.sound(Cue(cue.at_ms, cue.kind, sound))
        assert tone is not None
        return tone

    def _forms(self, cue: Cue) -> Forms:
        if cue.kind is CueKind.COACH:
            text = self._coaching.get(cue.text)
            return () if text is None else (text,)
        return [self.form(form) for text in texts_at(cue) for form in forms(text)]

    def form(self, name: str) -> Samples:
        """A form of a text, by its name; one that is composed is put together once."""
        if name not in self._words:
            lufs = QUICK_LUFS if name.endswith(QUICK) else SPEECH_LUFS
            self._words[name] = composed([self._words[part] for part in name.split(JOINT)], lufs)
        return self._words[name]


def composed(words: Sequence[Samples], lufs: float) -> Samples:
    """Words said one after another, as one: no louder than `lufs`. Each of them is as loud as that by itself,
    though it fills less than the 400 ms that are measured."""
    gap = np.zeros(JOINT_MS * SAMPLES_PER_MS, dtype=np.float32)
    samples = np.concatenate([piece for word in words for piece in (gap, word)][1:])
    samples *= np.float32(min(10 ** ((lufs - loudest(samples)) / 20), 1))
    samples.setflags(write=False)
    return samples
