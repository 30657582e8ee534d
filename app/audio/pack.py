"""Cue packs: what each cue sounds like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Protocol

from app.audio.glide import Glide
from app.audio.part import Part
from app.audio.sound_files import PackError
from app.audio.synthesis import Samples
from app.audio.ticks import Ticks
from app.audio.tones import Tones
from app.audio.voice import Voice
from app.audio.voice_glide import VoiceGlide
from app.domain.errors import InputError
from app.domain.timeline import Cue

__all__ = ["PACKS", "CuePack", "PackError", "load_pack"]


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


def load_pack(name: str) -> CuePack:
    """The cue pack of that name.

    Raises InputError naming the packs there are, PackError if a sound file is missing or damaged.
    """
    if name not in PACKS:
        raise InputError(f"there is no cue pack “{name}”: choose {' or '.join(PACKS)}")
    return PACKS[name]()
