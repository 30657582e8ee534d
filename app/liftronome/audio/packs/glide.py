"""The cue pack `glide`: a tone through the whole of each phase, whose pitch is the muscle's length.

Low is stretched, high is shortened: the eccentric falls from E6 to C5, the concentric rises from C5 to
E6, and the pauses stay where the movement before them came to rest. So position can be heard: half a
movement goes half the way. Within a movement each second is struck on a bell a twelfth above the tone: in a
long phase, whose tone moves slowly, the ear compares one stroke with the next. All of it lies where phones
and gym loudspeakers carry well. Every other cue is that of the pack `tones`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Final

import numpy as np

from liftronome.audio.packs.pack import Part, each_by_itself
from liftronome.audio.packs.tones import Tones
from liftronome.audio.synthesis.levels import PEAKS
from liftronome.audio.synthesis.waves import (
    PLAIN,
    STRIKE_MS,
    SUNG,
    SUSTAIN,
    WITH_A_FIFTH,
    Partials,
    Samples,
    harmonics,
    ramp_ends,
    settling_turns,
    struck,
    turns,
)
from liftronome.domain.motion import Heights
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Cue, Sound

STRETCHED_HZ: Final = 523.25
"""C5, the pitch of the stretched position."""

SHORTENED_HZ: Final = 1318.51
"""E6, the pitch of the shortened position."""

LOW_DB: Final = 1.0
"""How much higher the level of a movement would be that stayed at the stretched position: it would sound
softer than a whole one, whose high end is the loudest."""

SETTLING_MS: Final = 250
"""How long a movement of own pace moves, in its direction, before its tone is level half-way: its end is
unknown."""

ATTACK_MS: Final = 5
RELEASE_MS: Final = 25

TREMOLO_HZ: Final = 4
"""A whole number, so that it is loudest at each full second, when the tick comes."""
TREMOLO_DEPTH: Final = 0.4

BELL_RATIO: Final = 3
"""A twelfth above the tone: in tune with it wherever it is."""
BELL_MS: Final = 140
BELL_DECAY_MS: Final = 35

BLOCK: Final = SAMPLE_RATE
"""A tone is made a second at a time: a phase may last for minutes, and what is heard soon is made soon."""

KEPT_BLOCKS: Final = 256
"""The reps of a set are mostly alike: so many blocks, 49 MB, are kept rather than made again."""
KEPT_BELLS: Final = 256


@dataclass(frozen=True, slots=True)
class _Tone:
    from_hz: float
    to_hz: float
    partials: Partials
    level: float
    """Of the peak. Chosen so that all four phases are equally loud by the weighting of BS.1770."""
    trembles: bool = False
    fundamental: float = 1.0
    """How high the fundamental is, as a part of the pitch that is heard."""

    def between(self, heights: Heights) -> _Tone:
        """The tone from one height of the weight to another; () for those of a whole movement or a pause at
        its end."""
        if not heights:
            return self
        from_hz, to_hz = (pitch(height) * self.fundamental for height in (heights[0], heights[-1]))
        level = self.level
        if self.moves:
            level = min(level * 10 ** (LOW_DB / 20 * (1 - max(heights))), PEAKS[Sound.CONCENTRIC])
        return replace(self, from_hz=from_hz, to_hz=to_hz, level=level)

    @property
    def moves(self) -> bool:
        """True for the tone of a movement."""
        return self.from_hz != self.to_hz

    def hz_at(self, part: float) -> float:
        """The pitch after a part, 0 to 1, of the phase."""
        return float(self.from_hz * (self.to_hz / self.from_hz) ** part)

    @property
    def middle_hz(self) -> float:
        """The pitch half-way, where a movement whose end is unknown stays."""
        return float((self.from_hz * self.to_hz) ** 0.5)


def pitch(height: float) -> float:
    """The pitch at a height of the weight, 0 (stretched) to 1 (shortened): even steps to the ear."""
    return float(STRETCHED_HZ * (SHORTENED_HZ / STRETCHED_HZ) ** height)


_TONES: Final[Mapping[str, _Tone]] = MappingProxyType(
    {
        Sound.ECCENTRIC: _Tone(SHORTENED_HZ, STRETCHED_HZ, SUNG, 0.272),
        Sound.PAUSE_STRETCHED: _Tone(STRETCHED_HZ, STRETCHED_HZ, PLAIN, 0.292),
        Sound.CONCENTRIC: _Tone(STRETCHED_HZ, SHORTENED_HZ, SUNG, 0.3),
        Sound.PAUSE_SHORTENED: _Tone(
            SHORTENED_HZ / 2, SHORTENED_HZ / 2, WITH_A_FIFTH, 0.38, trembles=True, fundamental=0.5
        ),
    }
)


class Glide:
    """Tones made to each phase's exact length. Raises PackError as `Tones` does."""

    name = "glide"

    def __init__(self) -> None:
        self._others = Tones()
        self._block = lru_cache(maxsize=KEPT_BLOCKS)(_made)
        self._bell = lru_cache(maxsize=KEPT_BELLS)(_bell)

    def sound(self, cue: Cue) -> Samples | None:
        """The cue's sound; None for a cue of a kind that this pack has no sound for."""
        return self.tone(cue) if cue.sound in _TONES else self._others.sound(cue)

    def tone(self, cue: Cue, first: int = 0, last: int | None = None) -> Samples:
        """The tone of a phase, or its samples from `first` (held) to `last` (not held)."""
        last = cue.length_ms * SAMPLES_PER_MS if last is None else last
        return joined(partial(self._block, cue.sound, cue.length_ms, cue.own_pace, cue.heights), first, last)

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """Each cue's sound at its cue; the seconds of a movement as high as its tone is then."""
        others = [cue for cue in cues if cue.sound not in _TONES and cue.sound != Sound.TICK]
        tones = [tone_part(cue, partial(self.tone, cue)) for cue in phases_of(cues)]
        return [*tones, *self.seconds(cues), *each_by_itself(others, self._others.sound)]

    def seconds(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """The ticks of the seconds alone."""
        phases = phases_of(cues)
        starts = [phase.at_ms for phase in phases]

        def stroke(cue: Cue) -> Samples | None:
            index = bisect_right(starts, cue.at_ms) - 1
            return self._second(cue, phases[index]) if index >= 0 else self._others.sound(cue)

        return each_by_itself((cue for cue in cues if cue.sound == Sound.TICK), stroke)

    def _second(self, cue: Cue, phase: Cue) -> Samples | None:
        """The stroke of a second, at the pitch of the movement that holds."""
        tone = _TONES[phase.sound].between(phase.heights)
        part = (cue.at_ms - phase.at_ms) / max(phase.length_ms, 1)
        if part >= 1 or not tone.moves:
            return self._others.sound(cue)
        return self._bell(BELL_RATIO * (tone.middle_hz if phase.own_pace else tone.hz_at(part)))


def phases_of(cues: Sequence[Cue]) -> list[Cue]:
    """The cues that have a tone, in order."""
    return sorted((cue for cue in cues if cue.sound in _TONES), key=lambda cue: cue.at_ms)


def tone_part(cue: Cue, make: Callable[[int, int], Samples]) -> Part:
    """A phase's tone, made when it is needed."""
    return Part(cue.sample, cue.length_ms * SAMPLES_PER_MS, make)


def joined(block: Callable[[int], Samples], first: int, last: int) -> Samples:
    """The samples from `first` to `last` of a tone that is made in blocks."""
    blocks = range(first // BLOCK, -(-last // BLOCK))
    if len(blocks) == 1:
        return block(blocks[0])[first - blocks[0] * BLOCK : last - blocks[0] * BLOCK]
    samples = np.concatenate([block(index) for index in blocks] or [np.zeros(0, np.float32)])
    samples = samples[first - first // BLOCK * BLOCK :][: last - first]
    samples.setflags(write=False)
    return samples


def _made(sound: str, length_ms: int, own_pace: bool, heights: Heights, block: int) -> Samples:
    tone = _TONES[sound].between(heights)
    length = length_ms * SAMPLES_PER_MS
    region = first, last = block * BLOCK, min((block + 1) * BLOCK, length)
    if own_pace and tone.moves:
        passed = settling_turns(tone.from_hz, tone.middle_hz, SETTLING_MS, region)
    else:
        passed = turns(length, tone.from_hz, tone.to_hz, region)
    samples = harmonics(passed, tone.partials)
    samples *= struck(length, SUSTAIN, STRIKE_MS, region)
    samples *= np.float32(tone.level)
    if tone.trembles:
        samples *= _tremolo(first, last)
    ramp_ends(samples, ATTACK_MS, RELEASE_MS, first=first, length=length)
    samples.setflags(write=False)
    return samples


def _bell(hz: float) -> Samples:
    length = BELL_MS * SAMPLES_PER_MS
    samples = harmonics(turns(length, hz, hz), PLAIN)
    samples *= struck(length, 0, BELL_DECAY_MS)
    ramp_ends(samples, 1, BELL_MS / 3)
    samples *= np.float32(PEAKS[Sound.TICK] / np.abs(samples).max())
    samples.setflags(write=False)
    return samples


def _tremolo(first: int, last: int) -> Samples:
    period = np.arange(SAMPLE_RATE // TREMOLO_HZ, dtype=np.float32) * np.float32(TREMOLO_HZ / SAMPLE_RATE)
    wave = 1 - np.float32(TREMOLO_DEPTH / 2) * (1 - np.cos(2 * np.pi * period))
    return np.take(wave.astype(np.float32), np.arange(first, last), mode="wrap")
