"""The cue packs there are, and loading one, with sounds of the lifter's own in place of some of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from liftronome.audio.own.coaching import read_coaching
from liftronome.audio.packs.glide import Glide
from liftronome.audio.packs.pack import TAKEN, CuePack, Part, each_by_itself
from liftronome.audio.packs.tones import Ticks, Tones
from liftronome.audio.packs.voice import Voice
from liftronome.audio.packs.voice_glide import VoiceGlide
from liftronome.audio.synthesis.sound_files import PackError, read_sound
from liftronome.audio.synthesis.waves import Samples, cut
from liftronome.domain.errors import InputError
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue

PACKS: Final[Mapping[str, Callable[[], CuePack]]] = MappingProxyType(
    {"glide": Glide, "tones": Tones, "voice": Voice, "voice-glide": VoiceGlide, "ticks": Ticks}
)
"""How each pack is loaded, by its name."""

_SPEAKING: Final[Mapping[str, Callable[[Mapping[str, Samples]], CuePack]]] = MappingProxyType(
    {"voice": Voice, "voice-glide": VoiceGlide}
)
"""The packs that say coaching."""

NO_FILES: Final[Mapping[str, Path]] = MappingProxyType({})

CUT_RAMP_MS: Final = 30


def speaks(name: str) -> bool:
    """True if the pack of that name has a voice, which can say coaching."""
    return name in _SPEAKING


def load_pack(
    name: str,
    *,
    own: Mapping[str, Path] = NO_FILES,
    coaching: Mapping[str, Path] = NO_FILES,
    tell: Callable[[str], None] = lambda _: None,
) -> CuePack:
    """The cue pack of that name.

    `own` are the lifter's own sounds in place of the pack's, by the names of the cues' sounds; `coaching` the
    coaching texts that have been rendered. Of these files, 48 kHz, 16 bit, mono, the ones that cannot be read
    are left out, and `tell` is told. Raises InputError naming the packs there are, PackError if a sound file
    of the pack is missing or damaged.
    """
    if name not in PACKS:
        raise InputError(f"there is no cue pack “{name}”: choose {' or '.join(PACKS)}")
    pack = _SPEAKING[name](read_coaching(coaching, tell)) if speaks(name) and coaching else PACKS[name]()
    own_sounds = read_own(own, tell)
    return WithOwnSounds(pack, own_sounds) if own_sounds else pack


class WithOwnSounds:
    """The sounds in `own`, by the names of the cues' sounds, and those of `pack` for the rest.

    An own sound of a phase is cut to its phase. The pack keeps its words out of the way of own sounds.
    """

    def __init__(self, pack: CuePack, own: Mapping[str, Samples]) -> None:
        self.name = pack.name
        self._pack = pack
        self._own = own

    def sound(self, cue: Cue) -> Samples | None:
        """The lifter's own sound for the cue, else the pack's."""
        own = self._own.get(cue.sound)
        if own is None:
            return self._pack.sound(cue)
        return cut(own, cue.length_ms * SAMPLES_PER_MS, CUT_RAMP_MS) if cue.length_ms else own

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """The own sounds at their cues, and what the pack makes of all others."""
        own = [cue for cue in cues if cue.sound in self._own]
        others = [replace(cue, sound=TAKEN, text="") if cue.sound in self._own else cue for cue in cues]
        return [*each_by_itself(own, self.sound), *self._pack.arranged(others)]


def read_own(paths: Mapping[str, Path], tell: Callable[[str], None]) -> dict[str, Samples]:
    """The own sounds that can still be read, by the names of the cues' sounds. Of the others `tell` is told:
    a set sounds as the pack does rather than not at all."""
    own = {}
    for sound, path in paths.items():
        try:
            own[sound] = read_sound(path)
        except PackError:
            tell(f"your own sound for {sound.replace('_', ' ')} is damaged or gone: choose it again")
    return own
