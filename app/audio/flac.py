"""Writing a click track to a FLAC file: the same samples as in a WAV file, in about a quarter of the room."""

from __future__ import annotations

from pathlib import Path

from app.audio.click_track import ClickTrack
from app.audio.wav import CHUNK, Progress, unheeded
from app.audio.whole_file import ExportError, written_whole
from app.domain.timeline import SAMPLE_RATE


def write_flac(path: Path, track: ClickTrack, progress: Progress = unheeded) -> None:
    """Writes `track` to `path` as FLAC of 48 kHz, 16 bit, mono, as `write_wav` does.

    Raises ExportError if it cannot be written.
    """
    from soundfile import SoundFile, SoundFileError

    with written_whole(path) as unfinished:
        unfinished.touch()  # why a file cannot be made is told better by the system than by the library
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
