"""The cue packs of short sounds from files: `tones`, and `ticks`, which is nearly nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from liftronome.audio.packs.pack import Part, each_by_itself
from liftronome.audio.synthesis.sound_files import read_sound, sounds_folder
from liftronome.audio.synthesis.waves import Samples, cut
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, Sound

CUT_RAMP_MS: Final = 15
"""How long a sound that its phase is too short for takes to fade at its end."""

KNOCKS: Final[Mapping[str, Sound]] = MappingProxyType(
    {
        Sound.ECCENTRIC: Sound.COUNT_IN_LAST,
        Sound.CONCENTRIC: Sound.COUNT_IN_LAST,
        Sound.PAUSE_STRETCHED: Sound.COUNT_IN,
        Sound.PAUSE_SHORTENED: Sound.COUNT_IN,
    }
)
"""The knock of `ticks` for each phase is that of a count-in."""

LIGHT: Final = 0.5
"""The ticks of the seconds in `ticks`, as a part of their level in the other packs."""


class Tones:
    """A short sound at each phase, cut to the phase's length so that none runs into the next one.

    Raises PackError if a file in `folder` is missing or damaged.
    """

    name = "tones"

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or sounds_folder() / Tones.name
        self._sounds: dict[str, Samples] = {sound: read_sound(folder / f"{sound}.wav") for sound in Sound}

    def sound(self, cue: Cue) -> Samples | None:
        """The cue's sound; None for a cue of a kind that this pack has no sound for."""
        sound = self._sounds.get(cue.sound)
        room = cue.length_ms * SAMPLES_PER_MS
        return sound if sound is None or not room else cut(sound, room, CUT_RAMP_MS)

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """Each cue's sound at its cue."""
        return each_by_itself(cues, self.sound)


class Ticks(Tones):
    """A wooden knock where a phase begins, lower for a pause than for a movement, and the lightest of ticks
    at the seconds. What happens outside the reps sounds as in `tones`."""

    name = "ticks"

    def __init__(self) -> None:
        super().__init__()
        tick = self._sounds[Sound.TICK] * np.float32(LIGHT)
        tick.setflags(write=False)
        knocks = {sound: self._sounds[knock] for sound, knock in KNOCKS.items()}
        self._sounds |= {**knocks, Sound.TICK: tick}
