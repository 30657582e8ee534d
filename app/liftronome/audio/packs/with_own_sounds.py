"""A cue pack in which some sounds are the lifter's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from liftronome.audio.packs.part import TAKEN, Part, each_by_itself
from liftronome.audio.synthesis.sound_files import PackError, read_sound
from liftronome.audio.synthesis.waves import Samples, cut
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue

CUT_RAMP_MS: Final = 30


class Pack(Protocol):
    """What is asked of the pack beneath: see `CuePack`."""

    name: str

    def sound(self, cue: Cue) -> Samples | None:
        """The cue's sound."""

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """The sound of all cues of a set."""


class WithOwnSounds:
    """The sounds in `own`, by the names of the cues' sounds, and those of `pack` for the rest.

    An own sound of a phase is cut to its phase. The pack keeps its words out of the way of own sounds.
    """

    def __init__(self, pack: Pack, own: Mapping[str, Samples]) -> None:
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
