"""Writing a click track to a WAV file."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from app.audio.click_track import ClickTrack
from app.audio.whole_file import written_whole
from app.domain.timeline import SAMPLE_RATE

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
    with written_whole(path) as unfinished, unfinished.open("xb") as file:
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
