"""Writing a click track to a file of the kind that its name says."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from liftronome import files
from liftronome.audio.click_track import ClickTrack
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.timeline import SAMPLE_RATE


class ExportError(LiftronomeError):
    """A file could not be written: the message says which, and why."""


@contextmanager
def _written_whole(path: Path) -> Iterator[Path]:
    """As `files.written_whole`. Raises ExportError."""
    try:
        with files.written_whole(path) as unfinished:
            yield unfinished
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


CHUNK: Final = 10 * SAMPLE_RATE
"""Samples rendered and written at a time."""

_SAMPLE_BYTES: Final = 2
_PCM: Final = 1

Progress = Callable[[int], None]
"""Told the number of samples written so far. What it raises ends the writing."""


def unheeded(_written: int) -> None:
    """Nobody asks how far the writing has come."""


def write_wav(path: Path, track: ClickTrack, progress: Progress = unheeded) -> None:
    """Writes `track` to `path` as 48 kHz, 16 bit, mono; a file that is there is replaced.

    It appears under its name when it is whole: until then it has another name beside it, and nothing is
    left of it if anything goes wrong. Raises ExportError if it cannot be written.
    """
    with _written_whole(path) as unfinished, unfinished.open("wb") as file:
        _write(file, track, progress)


def _write(file: BinaryIO, track: ClickTrack, progress: Progress) -> None:
    file.write(_header(track.length))
    for first in range(0, track.length, CHUNK):
        last = min(first + CHUNK, track.length)
        file.write(track.render(first, last).astype("<i2", copy=False).tobytes())
        progress(last)


def _header(samples: int) -> bytes:
    """The 44 bytes before the samples of a PCM WAV file (Microsoft's RIFF specification of 1991)."""
    size = samples * _SAMPLE_BYTES
    riff = struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE")
    form = struct.pack(
        "<4sIHHIIHH",
        b"fmt ",
        16,
        _PCM,
        1,
        SAMPLE_RATE,
        SAMPLE_RATE * _SAMPLE_BYTES,
        _SAMPLE_BYTES,
        8 * _SAMPLE_BYTES,
    )
    return riff + form + struct.pack("<4sI", b"data", size)


def write_flac(path: Path, track: ClickTrack, progress: Progress = unheeded) -> None:
    """Writes `track` to `path` as FLAC of 48 kHz, 16 bit, mono, as `write_wav` does.

    Raises ExportError if it cannot be written.
    """
    from soundfile import SoundFile, SoundFileError

    with _written_whole(path) as unfinished:
        try:
            with SoundFile(unfinished, "w", SAMPLE_RATE, channels=1, format="FLAC", subtype="PCM_16") as file:
                for first in range(0, track.length, CHUNK):
                    file.write(track.render(first, min(first + CHUNK, track.length)))
                    progress(min(first + CHUNK, track.length))
            with SoundFile(unfinished) as written:
                _check(written.frames == track.length, path)
        except SoundFileError as error:
            raise _broken(path) from error


def _check(is_whole: bool, path: Path) -> None:
    if not is_whole:  # the library does not tell of a disk that is full at the end
        raise _broken(path)


def _broken(path: Path) -> ExportError:
    return ExportError(f"{path} cannot be written: the disk is full, or does not take what it should")


def write_sound_file(path: Path, track: ClickTrack, progress: Progress = unheeded) -> None:
    """Writes `track` to `path`: as FLAC if its name ends so, else as WAV.

    A file that is there is replaced when the new one is whole; nothing is left of it if anything goes wrong,
    or `progress` raises. Raises ExportError if it cannot be written.
    """
    write = write_flac if path.suffix.lower() == ".flac" else write_wav
    write(path, track, progress)
