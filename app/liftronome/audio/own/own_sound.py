"""Reading a lifter's own sound for a cue from a WAV, FLAC, OGG or MP3 file, and making it fit."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np

from liftronome.audio.synthesis.fitting import as_wav, levelled, trimmed, with_ends
from liftronome.audio.synthesis.levels import PHASE_LUFS
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.errors import InputError
from liftronome.domain.own_sound import MAX_OWN_S, OWN_PEAK
from liftronome.domain.timeline import SAMPLE_RATE, Sound

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from soundfile import SoundFile

    Frames = NDArray[np.float32]


UNKNOWN_LENGTH: Final = 0x7FFF_0000
"""A program that writes to a pipe cannot know the length in advance, so it writes a huge one."""

_OGG_TAIL: Final = 1 << 17
"""Bytes: more than two pages, which are at most 65,307 each."""

_OGG_LAST: Final = 4
_CHUNKS: Final = 1000


def is_cut_off(file: BinaryIO) -> bool:
    """True for a WAV or Ogg file whose end is missing; False for other formats, where this cannot be seen.

    Keeps the position in the file. Raises OSError.
    """
    place = file.tell()
    try:
        file.seek(0)
        kind = file.read(4)
        if kind == b"RIFF":
            return _wav_is_cut_off(file)
        return kind == b"OggS" and _ogg_is_cut_off(file)
    finally:
        file.seek(place)


def _wav_is_cut_off(file: BinaryIO) -> bool:
    """True if the chunk of samples reaches beyond the end (Microsoft's RIFF specification of 1991)."""
    end = file.seek(0, os.SEEK_END)
    at = 12
    for _ in range(_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return False
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            return size < UNKNOWN_LENGTH and at + 8 + size > end
        at += 8 + size + size % 2
    return False


def _ogg_is_cut_off(file: BinaryIO) -> bool:
    """True if the last page is incomplete or not marked as the end of the stream (RFC 3533)."""
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - _OGG_TAIL)
    file.seek(start)
    tail = file.read(_OGG_TAIL)
    at = tail.rfind(b"OggS")
    if at < 0 or at + 27 > len(tail):
        return True
    lengths = tail[at + 27 : at + 27 + tail[at + 26]]
    is_whole = len(lengths) == tail[at + 26] and at + 27 + len(lengths) + sum(lengths) <= len(tail)
    return not (tail[at + 5] & _OGG_LAST and is_whole)


MAX_READ_S: Final = 20
"""Anything later in a file is ignored."""

FORMATS: Final = frozenset({"WAV", "WAVEX", "RF64", "FLAC", "OGG", "MP3"})
MAX_CHANNELS: Final = 8
LEAST_RATE: Final = 4000
MOST_RATE: Final = 384_000

_BLOCKS_A_SECOND: Final = 10
"""Files are read in small blocks, so that little is lost before a damaged place."""

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
        Sound.BREAK: -18.0,
        Sound.DROP: -18.0,
        Sound.OPEN: -21.0,
        Sound.LEAST: -20.0,
        Sound.CHANGE: -20.0,
        Sound.HALF: -21.0,
        Sound.TEN_SECONDS: -20.5,
    }
)
"""The loudness of an own sound for a signal: that of the tone it replaces."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted sound: the content of a WAV file, and a note for the lifter, or ""."""

    wav: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """The beginning of a file, mixed to mono. `has_more`: the file goes on. `breaks_off`: its end is missing
    or damaged."""

    samples: Samples
    rate: int
    has_more: bool
    breaks_off: bool

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


def own_sound(path: Path, sound: str) -> Fitted:
    """The file at `path` as a WAV file that can replace a pack's `sound`: 48 kHz, 16 bit, mono, starting at
    its onset, as loud as the pack's sound, at most 5 s. A truncated file is used as far as it goes.

    Raises InputError, which says what is wrong with the file and what would be right.
    """
    try:
        read = _read(path)
        samples = _at_48_khz(read.samples, read.rate)
    except InputError as error:
        raise InputError(f"“{path.name}”: {error}") from error
    heard = trimmed(samples - samples.mean(dtype=np.float64).astype(np.float32))
    if not len(heard):
        raise InputError(f"“{path.name}”: nothing is heard in its first {MAX_READ_S} s: choose another sound")
    fitting = with_ends(heard, MAX_OWN_S * SAMPLE_RATE)
    wav = as_wav(levelled(fitting, LUFS.get(sound, PHASE_LUFS), OWN_PEAK))
    return Fitted(wav, _note(path.name, read, is_shortened=len(heard) > len(fitting)))


def _note(name: str, read: _Read, *, is_shortened: bool) -> str:
    if is_shortened:
        return f"“{name}” is longer than {MAX_OWN_S} s: its first {MAX_OWN_S} s are used"
    if read.has_more:
        return f"“{name}” is long: what is heard in its first {MAX_READ_S} s is used"
    if read.breaks_off:
        return f"“{name}” is cut off after {read.seconds:.1f} s: it is used as far as it goes"
    return ""


def _read(path: Path) -> _Read:
    """Raises InputError."""
    try:
        if not path.is_file():
            raise InputError("it is a folder, or not there: choose a sound file")
        with path.open("rb") as file, _QUIETLY:
            return _decoded(file)
    except OSError as error:
        raise InputError(f"it cannot be read: {(error.strerror or str(error)).lower()}") from error


class _Quietly:
    """Discards what C libraries write to standard error in this block: libmpg123 reports damaged files there.
    Other threads wait for their turn, and their standard error is discarded too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: int | None = None

    def __enter__(self) -> None:
        self._lock.acquire()
        with contextlib.suppress(OSError):  # a windowed program has no standard error
            self._kept = os.dup(_STDERR)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _STDERR)
            os.close(nowhere)

    def __exit__(self, *_: object) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            os.dup2(kept, _STDERR)
            os.close(kept)
        self._lock.release()


_STDERR: Final = 2
_QUIETLY: Final = _Quietly()


def _decoded(file: BinaryIO) -> _Read:
    from soundfile import SoundFile, SoundFileError

    try:
        breaks_off = is_cut_off(file)
        with SoundFile(file) as source:
            _check(source)
            blocks = _blocks(source)
            frames = sum(map(len, blocks))
            if not frames:
                raise InputError("it is empty, or broken off at once: choose another sound")
            has_more = frames >= MAX_READ_S * source.samplerate and source.frames > frames
            falls_short = not has_more and frames < source.frames
            return _Read(_mono(blocks), int(source.samplerate), has_more, breaks_off or falls_short)
    except (SoundFileError, TypeError, ValueError, OverflowError, MemoryError) as error:
        raise InputError("it is no WAV, FLAC, OGG or MP3 file, or a damaged or protected one") from error


def _check(source: SoundFile) -> None:
    if source.format not in FORMATS:
        raise InputError(f"it is a file of the kind {source.format}: choose a WAV, FLAC, OGG or MP3 file")
    if not LEAST_RATE <= source.samplerate <= MOST_RATE:
        raise InputError(f"it has {source.samplerate} samples a second: {LEAST_RATE} to {MOST_RATE} will do")
    if not 1 <= source.channels <= MAX_CHANNELS:
        raise InputError(f"it has {source.channels} channels: 1 to {MAX_CHANNELS} will do")


def _blocks(source: SoundFile) -> list[Frames]:
    """The first seconds in short blocks, up to the end of the file or the first damage. The file may be of
    any size, and its header may be wrong. Raises InputError."""
    from soundfile import SoundFileError

    blocks: list[Frames] = []
    longest = -(-source.samplerate // _BLOCKS_A_SECOND)
    left = MAX_READ_S * source.samplerate
    while left:
        try:
            read = source.read(min(longest, left), dtype="float32", always_2d=True)
        except SoundFileError:
            break
        block = np.asarray(read, dtype=np.float32)
        if not len(block):
            break
        if not np.isfinite(block).all():
            raise InputError(
                "it has samples that are no numbers: save it again from the program that made it"
            )
        blocks.append(block)
        left -= len(block)
    return blocks


def _mono(blocks: list[Frames]) -> Samples:
    # By parts, so that the greatest numbers there are do not add up to infinity.
    shares = [(block / np.float32(block.shape[1])).sum(axis=1, dtype=np.float32) for block in blocks]
    mono = np.concatenate(shares)
    loudest = float(np.abs(mono).max())
    return np.asarray(mono / np.float32(loudest) if loudest > 1 else mono, dtype=np.float32)


def _at_48_khz(samples: Samples, rate: int) -> Samples:
    if rate == SAMPLE_RATE:
        return samples
    import soxr

    resampled: Any = soxr.resample(samples, rate, SAMPLE_RATE, quality="HQ")
    return np.asarray(resampled, dtype=np.float32)
