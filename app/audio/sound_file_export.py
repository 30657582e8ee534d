"""Writing a click track to a file of the kind that its name says."""

from __future__ import annotations

from pathlib import Path

from app.audio.click_track import ClickTrack
from app.audio.flac import write_flac
from app.audio.wav import Progress, unheeded, write_wav


def write_sound_file(path: Path, track: ClickTrack, progress: Progress = unheeded) -> None:
    """Writes `track` to `path`: as FLAC if its name ends so, else as WAV.

    A file that is there is replaced when the new one is whole; nothing is left of it if anything goes wrong,
    or `progress` raises. Raises ExportError if it cannot be written.
    """
    write = write_flac if path.suffix.lower() == ".flac" else write_wav
    write(path, track, progress)
