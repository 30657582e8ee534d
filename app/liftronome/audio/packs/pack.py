"""Cue packs: what each cue sounds like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from liftronome.audio.own.coaching import read_coaching
from liftronome.audio.packs.glide import Glide
from liftronome.audio.packs.part import Part
from liftronome.audio.packs.ticks import Ticks
from liftronome.audio.packs.tones import Tones
from liftronome.audio.packs.voice import Voice
from liftronome.audio.packs.voice_glide import VoiceGlide
from liftronome.audio.packs.with_own_sounds import WithOwnSounds, read_own
from liftronome.audio.synthesis.sound_files import PackError
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.errors import InputError
from liftronome.domain.timeline import Cue

__all__ = ["PACKS", "CuePack", "PackError", "load_pack", "speaks"]


class CuePack(Protocol):
    """The sounds of a set, from files or made to measure."""

    name: str

    def sound(self, cue: Cue) -> Samples | None:
        """Mono sound at 48 kHz, to be mixed in from `cue.sample` on and not to be written to.

        None if the pack says nothing for the cue. A phase cue's sound is never longer than its phase.
        Asked twice for the same cue, a pack gives the same samples. This is the cue by itself: beside
        others it may sound otherwise.
        """

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """The sound of all cues of a set, in any order. No part begins before the first cue.

        The same cues always give the same sound, so that any region of a set can be rendered again.
        """


PACKS: Final[Mapping[str, Callable[[], CuePack]]] = MappingProxyType(
    {"glide": Glide, "tones": Tones, "voice": Voice, "voice-glide": VoiceGlide, "ticks": Ticks}
)
"""How each pack is loaded, by its name."""


_SPEAKING: Final[Mapping[str, Callable[[Mapping[str, Samples]], CuePack]]] = MappingProxyType(
    {"voice": Voice, "voice-glide": VoiceGlide}
)
"""The packs that say coaching."""

NO_FILES: Final[Mapping[str, Path]] = MappingProxyType({})


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
