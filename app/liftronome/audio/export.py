"""Writing a click track to a file of the kind that its name says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from liftronome.audio.click_track import ClickTrack
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.timeline import SAMPLE_RATE
from liftronome.files import written_whole

CHUNK: Final = 10 * SAMPLE_RATE
"""Samples rendered and written at a time."""

Progress = Callable[[int], None]
"""Called with the number of samples written so far. What it raises ends the writing."""


class ExportError(LiftronomeError):
    """A file could not be written: the message says which, and why."""


def ignore_progress(_written: int) -> None:
    """Nobody asks how far the writing has come."""


def write_sound_file(path: Path, track: ClickTrack, progress: Progress = ignore_progress) -> None:
    """Write a track as 48 kHz, 16 bit, mono: as FLAC if the name ends so, else as WAV.

    An existing file is replaced when the new one is whole; nothing is left of it if anything goes wrong, or
    `progress` raises. Raises ExportError if it cannot be written.
    """
    from soundfile import SoundFileError

    try:
        with written_whole(path) as unfinished:
            kind = "FLAC" if path.suffix.lower() == ".flac" else "WAV"
            if _frames_written(unfinished, kind, track, progress) != track.length:
                raise _broken(path)  # the library does not report a disk that is full at the end
    except SoundFileError as error:
        raise _broken(path) from error
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


def _frames_written(unfinished: Path, kind: str, track: ClickTrack, progress: Progress) -> int:
    """How many samples the file has after all were written to it."""
    from soundfile import SoundFile

    with SoundFile(unfinished, "w", SAMPLE_RATE, channels=1, format=kind, subtype="PCM_16") as file:
        for first in range(0, track.length, CHUNK):
            file.write(track.render(first, min(first + CHUNK, track.length)))
            progress(min(first + CHUNK, track.length))
    with SoundFile(unfinished) as written:
        return int(written.frames)


def _broken(path: Path) -> ExportError:
    return ExportError(f"{path} cannot be written: the disk is full, or does not take what it should")
