"""Makes the WAV files of the cue pack `tones`: `python -m sounds.make_tones`, in the project's folder.

Nothing here is random: made again, every file is the same to the byte. All notes are of C major.
"""

from __future__ import annotations

import sys
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import numpy as np
from liftronome.audio.synthesis.levels import FULL_SCALE, PEAKS
from liftronome.audio.synthesis.waves import (
    PLAIN,
    STRIKE_MS,
    SUNG,
    SUSTAIN,
    WITH_A_FIFTH,
    Partials,
    Samples,
    harmonics,
    of_unit_peak,
    ramp_ends,
    struck,
    turns,
)
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Sound

FOLDER: Final = Path(__file__).parent / "tones"

C5, E5, G5, C6, E6, G6, C7, G7 = 523.25, 659.26, 783.99, 1046.5, 1318.51, 1567.98, 2093.0, 3135.96

WOOD: Final = of_unit_peak((1, 0.1, 0.3))
BELL: Final = of_unit_peak((1, 0.3, 0.12, 0.06))

PHASE_MS: Final = 400


def phase_tone(from_hz: float, to_hz: float, partials: Partials, level: float) -> Samples:
    """A tone that keeps its level almost to its end, `level` of the peak."""
    length = PHASE_MS * SAMPLES_PER_MS
    sound = harmonics(turns(length, from_hz, to_hz), partials)
    sound *= struck(length, SUSTAIN, STRIKE_MS)
    sound *= np.float32(level)
    ramp_ends(sound, 4, 90)
    return sound


def trembling(sound: Samples, rate_hz: float, depth: float) -> Samples:
    """`sound` with its level going down and up, beginning at its full level."""
    seconds = np.arange(len(sound)) / SAMPLE_RATE
    wave_ = 1 - depth / 2 * (1 - np.cos(2 * np.pi * rate_hz * seconds))
    return np.asarray(sound * wave_, dtype=np.float32)


def note(hz: float, length_ms: int, decay_ms: float, partials: Partials, attack_ms: float = 3) -> Samples:
    """A struck note that dies away."""
    length = length_ms * SAMPLES_PER_MS
    sound = harmonics(turns(length, hz, hz), partials) * struck(length, 0, decay_ms)
    ramp_ends(sound, attack_ms, length_ms / 4)
    return sound


def there_and_back() -> Samples:
    """A tone that glides up an octave and down again."""
    length = 220 * SAMPLES_PER_MS
    up = turns(length, E5, E6)
    sound = harmonics(np.concatenate([up, up[-1] + turns(length, E6, E5)]), SUNG)
    ramp_ends(sound, 4, 90)
    return sound


def at_times(notes: Mapping[int, Samples]) -> Samples:
    """Sounds mixed together, each from its time in milliseconds on."""
    length = max(at_ms * SAMPLES_PER_MS + len(sound) for at_ms, sound in notes.items())
    mix = np.zeros(length, dtype=np.float32)
    for at_ms, sound in notes.items():
        first = at_ms * SAMPLES_PER_MS
        mix[first : first + len(sound)] += sound
    return mix


def to_peak(sound: Samples, peak: float) -> Samples:
    """`sound` at the level where it just reaches `peak`."""
    return np.asarray(sound * (peak / np.abs(sound).max()), dtype=np.float32)


PHASES: Final[Mapping[Sound, Callable[[], Samples]]] = {
    Sound.ECCENTRIC: lambda: phase_tone(E6, C5, SUNG, 0.32),
    Sound.PAUSE_STRETCHED: lambda: phase_tone(C5, C5, PLAIN, 0.31),
    Sound.CONCENTRIC: lambda: phase_tone(C5, E6, SUNG, 0.32),
    Sound.PAUSE_SHORTENED: lambda: trembling(phase_tone(E6 / 2, E6 / 2, WITH_A_FIFTH, 0.38), 10, 0.3),
}
"""Their levels make them as loud as those of the pack `glide` (BS.1770, the loudest 400 ms)."""

SIGNALS: Final[Mapping[Sound, Callable[[], Samples]]] = {
    Sound.TICK: lambda: note(G7, 70, 16, PLAIN, attack_ms=1),
    Sound.COUNT_IN: lambda: note(G5, 120, 35, WOOD, attack_ms=2),
    Sound.COUNT_IN_LAST: lambda: note(G6, 120, 35, WOOD, attack_ms=2),
    Sound.PRE_CUE: lambda: at_times({at: note(C7, 70, 28, PLAIN, attack_ms=4) for at in (0, 100)}),
    Sound.LAST_REP: lambda: at_times({0: note(G6, 160, 70, BELL), 140: note(C7, 320, 110, BELL)}),
    Sound.SET_END: lambda: at_times(
        {
            0: note(C5, 1500, 380, BELL),
            120: note(E5, 1400, 380, BELL),
            240: note(G5, 1300, 380, BELL),
            360: note(C6, 1200, 420, BELL),
        }
    ),
    Sound.REST_WARNING: lambda: at_times({0: note(G5, 400, 130, BELL), 220: note(E5, 560, 180, BELL)}),
    Sound.READY: lambda: at_times({0: note(C5, 400, 130, BELL, 5), 220: note(G5, 600, 200, BELL, 5)}),
    Sound.CHANGE_SIDES: lambda: at_times(
        {0: note(E5, 300, 110, BELL, 5), 180: note(C6, 300, 110, BELL, 5), 360: note(E5, 500, 160, BELL, 5)}
    ),
    Sound.BREAK: lambda: at_times(
        {at: note(hz, 420, 120, BELL) for at, hz in zip((0, 110, 220, 330), (C6, G5, E5, C5), strict=True)}
    ),
    Sound.DROP: lambda: at_times(
        {at: note(hz, 300, 80, WOOD) for at, hz in zip((0, 130, 360, 490), (G6, G5, G6, G5), strict=True)}
    ),
    Sound.OPEN: lambda: at_times(
        {at: note(C6 if at % 180 else G5, 260, 70, BELL) for at in range(0, 540, 90)}
    ),
    Sound.LEAST: lambda: at_times(
        {0: note(E6, 160, 60, BELL), 110: note(E6, 160, 60, BELL), 220: note(C7, 480, 150, BELL)}
    ),
    Sound.CHANGE: there_and_back,
    Sound.HALF: lambda: at_times({at: note(C6, 420, 130, BELL) for at in (0, 230)}),
    Sound.TEN_SECONDS: lambda: at_times({0: note(G6, 300, 100, BELL), 200: note(E6, 480, 150, BELL)}),
}
"""Each is brought to the peak that the levels allow it."""


def made() -> dict[Sound, Samples]:
    """Every sound of the pack."""
    signals = {sound: to_peak(make(), PEAKS[sound]) for sound, make in SIGNALS.items()}
    return {sound: make() for sound, make in PHASES.items()} | signals


def write(folder: Path) -> None:
    """Writes the pack's files into `folder`, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sound in made().items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(np.rint(sound * FULL_SCALE).astype("<i2").tobytes())


def main() -> int:
    """Writes the files to where they belong."""
    write(FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
