"""The cue pack `tones`: a short sound from a file at each phase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from liftronome.audio.packs.part import Part, each_by_itself
from liftronome.audio.synthesis.sound_files import read_sound, sounds_folder
from liftronome.audio.synthesis.waves import Samples, cut
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, Sound

CUT_RAMP_MS: Final = 15
"""How long a sound that its phase is too short for takes to fade at its end."""


class Tones:
    """Short sounds, each cut to its phase's length so that none runs into the next phase.

    Raises PackError if a file in `folder` is missing or damaged.
    """

    name = "tones"

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or sounds_folder() / self.name
        self._sounds: dict[str, Samples] = {sound: read_sound(folder / f"{sound}.wav") for sound in Sound}

    def sound(self, cue: Cue) -> Samples | None:
        """The cue's sound; None for a cue of a kind that this pack has no sound for."""
        sound = self._sounds.get(cue.sound)
        room = cue.length_ms * SAMPLES_PER_MS
        return sound if sound is None or not room else cut(sound, room, CUT_RAMP_MS)

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """Each cue's sound at its cue."""
        return each_by_itself(cues, self.sound)
