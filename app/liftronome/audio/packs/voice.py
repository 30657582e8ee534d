"""The cue pack `voice`: words at the phases, numbers, and beneath them what gives the beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from liftronome.audio.packs.pack import TAKEN, Part, part_of
from liftronome.audio.packs.speech import Forms, Said, say
from liftronome.audio.packs.tones import Tones
from liftronome.audio.packs.vocabulary import every_form, forms, said_at
from liftronome.audio.synthesis.sound_files import read_sound, sounds_folder
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import Cue, CueKind, Sound

FOLDER: Final = "voice"

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

_OTHERWISE: Final = frozenset({Sound.LAST_REP, Sound.READY, Sound.REST_WARNING, Sound.CHANGE_SIDES})
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
        """The words that fit."""
        heard = [cue for cue in cues if cue.sound in _HEARD or self._forms(cue)]
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
        text_said = said_at(cue)
        return [self._words[form] for form in forms(text_said)] if text_said else ()
