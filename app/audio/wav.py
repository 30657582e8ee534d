"""Writing a click track to a WAV file."""

from __future__ import annotations

import secrets
import struct
from pathlib import Path
from typing import BinaryIO, Final

from app.audio.click_track import ClickTrack
from app.domain.errors import LiftronomeError
from app.domain.timeline import SAMPLE_RATE

CHUNK: Final = 10 * SAMPLE_RATE
"""Samples rendered and written at a time."""

_SAMPLE_BYTES: Final = 2
_PCM: Final = 1


class ExportError(LiftronomeError):
    """A file could not be written: the message says which, and why."""


def write_wav(path: Path, track: ClickTrack) -> None:
    """Writes `track` to `path` as 48 kHz, 16 bit, mono; a file that is there is replaced.

    It appears under its name when it is whole: until then it has another name beside it, and nothing is
    left of it if anything goes wrong. Raises ExportError if it cannot be written.
    """
    unfinished = path.parent / f".liftronome-{secrets.token_hex(6)}.part"
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "no ordinary file"
            raise ExportError(f"{path} is {kind}: give the name of a file to write, as in set.wav")
        try:
            with unfinished.open("xb") as file:
                _write(file, track)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


def _write(file: BinaryIO, track: ClickTrack) -> None:
    file.write(_header(track.length))
    for first in range(0, track.length, CHUNK):
        samples = track.render(first, min(first + CHUNK, track.length))
        file.write(samples.astype("<i2", copy=False).tobytes())


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
