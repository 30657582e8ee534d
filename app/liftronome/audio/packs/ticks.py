"""The cue pack `ticks`: nearly nothing. A wooden knock where a phase begins, lower for a pause than for a
movement, and the lightest of ticks at the seconds. What happens outside the reps sounds as in `tones`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from liftronome.audio.packs.part import Part, each_by_itself
from liftronome.audio.packs.tones import CUT_RAMP_MS, Tones
from liftronome.audio.synthesis.waves import Samples, cut
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, CueKind, Sound

KNOCKS: Final[Mapping[str, Sound]] = MappingProxyType(
    {
        Sound.ECCENTRIC: Sound.COUNT_IN_LAST,
        Sound.CONCENTRIC: Sound.COUNT_IN_LAST,
        Sound.PAUSE_STRETCHED: Sound.COUNT_IN,
        Sound.PAUSE_SHORTENED: Sound.COUNT_IN,
    }
)
"""The knock of each phase is that of a count-in."""

LIGHT: Final = 0.5
"""The ticks of the seconds, as a part of their level in the other packs."""


class Ticks:
    """Knocks and ticks. Raises PackError as `Tones` does."""

    name = "ticks"

    def __init__(self) -> None:
        tones = Tones()
        self._sounds: dict[str, Samples] = {sound: _of(sound, tones) for sound in Sound}

    def sound(self, cue: Cue) -> Samples | None:
        """The cue's sound; None for a cue of a kind that this pack has no sound for."""
        sound = self._sounds.get(cue.sound)
        room = cue.length_ms * SAMPLES_PER_MS
        return sound if sound is None or not room else cut(sound, room, CUT_RAMP_MS)

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """Each cue's sound at its cue."""
        return each_by_itself(cues, self.sound)


def _of(sound: Sound, tones: Tones) -> Samples:
    made = tones.sound(Cue(0, CueKind.SECOND, KNOCKS.get(sound, sound)))
    assert made is not None, "a pack of tones has every sound"
    if sound is Sound.TICK:
        made = made * np.float32(LIGHT)
        made.setflags(write=False)
    return made
