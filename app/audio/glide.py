"""The cue pack `glide`: a tone through the whole of each phase, whose pitch is the muscle's length.

Low is stretched, high is shortened: the eccentric falls from E6 to C5, the concentric rises from C5 to
E6, and the pauses stay where the movement before them came to rest. So position can be heard. All of it
lies where phones and gym loudspeakers carry well. Every other cue is that of the pack `tones`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import numpy as np

from app.audio.synthesis import Partials, Samples, harmonics, ramp_ends, struck, turns
from app.audio.timbre import PLAIN, STRIKE_MS, SUNG, SUSTAIN, WITH_A_FIFTH
from app.audio.tones import Tones
from app.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Cue, Sound

STRETCHED_HZ: Final = 523.25
"""C5, the pitch of the stretched position."""

SHORTENED_HZ: Final = 1318.51
"""E6, the pitch of the shortened position."""

ATTACK_MS: Final = 4
RELEASE_MS: Final = 25

TREMOLO_HZ: Final = 4
"""A whole number, so that it is loudest at each full second, when the tick comes."""
TREMOLO_DEPTH: Final = 0.4

KEPT_TONES: Final = 24
"""The reps of a set are mostly alike: so many tones are kept rather than made again."""


@dataclass(frozen=True, slots=True)
class _Tone:
    from_hz: float
    to_hz: float
    partials: Partials
    level: float
    """Of the peak. Chosen so that all four phases are equally loud by the weighting of BS.1770."""
    trembles: bool = False


_TONES: Final[Mapping[str, _Tone]] = MappingProxyType(
    {
        Sound.ECCENTRIC: _Tone(SHORTENED_HZ, STRETCHED_HZ, SUNG, 0.272),
        Sound.PAUSE_STRETCHED: _Tone(STRETCHED_HZ, STRETCHED_HZ, PLAIN, 0.292),
        Sound.CONCENTRIC: _Tone(STRETCHED_HZ, SHORTENED_HZ, SUNG, 0.3),
        Sound.PAUSE_SHORTENED: _Tone(SHORTENED_HZ / 2, SHORTENED_HZ / 2, WITH_A_FIFTH, 0.38, trembles=True),
    }
)


class Glide:
    """Tones made to each phase's exact length. Raises PackError as `Tones` does."""

    name = "glide"

    def __init__(self) -> None:
        self._others = Tones()
        self._tone = lru_cache(maxsize=KEPT_TONES)(_made)

    def sound(self, cue: Cue) -> Samples | None:
        """The cue's sound; None for a cue of a kind that this pack has no sound for."""
        if cue.sound in _TONES:
            return self._tone(cue.sound, cue.length_ms)
        return self._others.sound(cue)


def _made(sound: str, length_ms: int) -> Samples:
    tone = _TONES[sound]
    length = length_ms * SAMPLES_PER_MS
    samples = harmonics(turns(length, tone.from_hz, tone.to_hz), tone.partials)
    samples *= struck(length, SUSTAIN, STRIKE_MS)
    samples *= np.float32(tone.level)
    if tone.trembles:
        samples *= _tremolo(length)
    ramp_ends(samples, ATTACK_MS, RELEASE_MS)
    samples.setflags(write=False)
    return samples


def _tremolo(length: int) -> Samples:
    period = np.arange(SAMPLE_RATE // TREMOLO_HZ, dtype=np.float32) * np.float32(TREMOLO_HZ / SAMPLE_RATE)
    wave = 1 - np.float32(TREMOLO_DEPTH / 2) * (1 - np.cos(2 * np.pi * period))
    return np.resize(wave.astype(np.float32), length)
