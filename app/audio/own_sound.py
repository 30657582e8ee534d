"""A lifter's own sound for a cue, read from any WAV, FLAC, OGG or MP3 file and made to fit in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np

from app.audio.fitting import as_wav, levelled, trimmed, with_ends
from app.audio.levels import PHASE_LUFS
from app.audio.synthesis import Samples
from app.domain.errors import InputError
from app.domain.timeline import SAMPLE_RATE, Sound

if TYPE_CHECKING:
    from soundfile import SoundFile

MAX_S: Final = 5
"""An own sound is at most so long."""

MAX_READ_S: Final = 20
"""What comes later in a file is not looked at."""

FORMATS: Final = frozenset({"WAV", "WAVEX", "RF64", "FLAC", "OGG", "MP3"})
MAX_CHANNELS: Final = 8
LEAST_RATE: Final = 4000
MOST_RATE: Final = 384_000

OWN_PEAK: Final = 0.5
"""The greatest level of an own sound, as of a word: recordings have higher peaks than tones."""

LUFS: Final[Mapping[str, float]] = MappingProxyType(
    {
        Sound.TICK: -30.0,
        Sound.PRE_CUE: -30.0,
        Sound.COUNT_IN: -24.0,
        Sound.COUNT_IN_LAST: -22.0,
        Sound.LAST_REP: -20.0,
        Sound.READY: -21.0,
        Sound.CHANGE_SIDES: -21.0,
        Sound.SET_END: -18.0,
        Sound.REST_WARNING: -18.0,
    }
)
"""How loud an own sound is where it stands for none of the phases: as the tone whose place it takes."""


def own_sound(path: Path, sound: str) -> bytes:
    """The file at `path` as a WAV file that can be a pack's `sound`: 48 kHz, 16 bit, mono, its onset at its
    beginning, as loud as the packs' sound, at most 5 s.

    Raises InputError saying what is wrong with the file, and what would be right.
    """
    try:
        samples = _at_48_khz(*_read(path))
    except InputError as error:
        raise InputError(f"“{path.name}”: {error}") from error
    heard = trimmed(samples - samples.mean(dtype=np.float64).astype(np.float32))
    if not len(heard):
        raise InputError(f"“{path.name}”: nothing is heard in its first {MAX_READ_S} s: choose another sound")
    fitting = with_ends(heard, MAX_S * SAMPLE_RATE)
    return as_wav(levelled(fitting, LUFS.get(sound, PHASE_LUFS), OWN_PEAK))


def _read(path: Path) -> tuple[Samples, int]:
    """The beginning of a file, mixed to mono, and its sample rate. Raises InputError."""
    try:
        if not path.is_file():
            raise InputError("it is a folder, or not there: choose a sound file")
        with path.open("rb") as file:
            return _decoded(file)
    except OSError as error:
        raise InputError(f"it cannot be read: {(error.strerror or str(error)).lower()}") from error


def _decoded(file: BinaryIO) -> tuple[Samples, int]:
    from soundfile import SoundFile, SoundFileError

    try:
        with SoundFile(file) as source:
            _check(source)
            samples = _mono(source)
            return samples, int(source.samplerate)
    except (SoundFileError, TypeError, ValueError, OverflowError, MemoryError) as error:
        raise InputError("it is no WAV, FLAC, OGG or MP3 file, or a damaged or protected one") from error


def _check(source: SoundFile) -> None:
    if source.format not in FORMATS:
        raise InputError(f"it is a file of the kind {source.format}: choose a WAV, FLAC, OGG or MP3 file")
    if not LEAST_RATE <= source.samplerate <= MOST_RATE:
        raise InputError(f"it has {source.samplerate} samples a second: {LEAST_RATE} to {MOST_RATE} will do")
    if not 1 <= source.channels <= MAX_CHANNELS:
        raise InputError(f"it has {source.channels} channels: 1 to {MAX_CHANNELS} will do")


def _mono(source: SoundFile) -> Samples:
    """The first seconds, read one by one: a file may be of any size, and its header may lie."""
    seconds: list[Samples] = []
    for _ in range(MAX_READ_S):
        block = np.asarray(source.read(source.samplerate, dtype="float32", always_2d=True))
        if not len(block):
            break
        if not np.isfinite(block).all():
            raise InputError(
                "it has samples that are no numbers: save it again from the program that made it"
            )
        # By parts, so that the greatest numbers there are do not add up to infinity.
        seconds.append((block / np.float32(source.channels)).sum(axis=1, dtype=np.float32))
    if not seconds:
        raise InputError("it is empty: choose another sound")
    mono = np.concatenate(seconds)
    loudest = float(np.abs(mono).max())
    return mono / np.float32(loudest) if loudest > 1 else mono


def _at_48_khz(samples: Samples, rate: int) -> Samples:
    if rate == SAMPLE_RATE:
        return samples
    import soxr

    resampled: Any = soxr.resample(samples, rate, SAMPLE_RATE, quality="HQ")
    return np.asarray(resampled, dtype=np.float32)
