"""Files and folders as they are typed after an option."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from app.domain.errors import InputError

_OTHER_SOUNDS: Final = (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wma", ".aif", ".aiff", ".mp4")


def file_path(text: str) -> Path:
    """A file's name. Raises InputError for none, and for "-", which is no file's elsewhere."""
    if not text:
        raise InputError("a file needs a name, as in set.wav")
    if text == "-":
        raise InputError("“-” is no file here: give a name, or ./- for a file that is called so")
    return Path(text)


def sound_file_path(text: str) -> Path:
    """The name of a sound file to write. Raises InputError for a kind that is not written here."""
    path = file_path(text)
    if path.suffix.lower() in _OTHER_SOUNDS:
        raise InputError(f"{text}: sound is written as WAV or FLAC, let the name end in .wav or .flac")
    return path


def data_dir_path(text: str | None) -> Path | None:
    """The data folder asked for, None for the usual one.

    Raises InputError if it is neither a folder nor could become one. Whether it can be read and written is
    seen when it is opened.
    """
    if text is None:
        return None
    if not text:
        raise InputError("--data-dir needs the name of a folder")
    try:
        folder = Path(text).expanduser()
    except RuntimeError:
        raise InputError(f"{text} begins with the name of no user here: write the folder out") from None
    with contextlib.suppress(OSError):
        if folder.exists() and not folder.is_dir():
            raise InputError(
                f"{text} is a file, and the data folder must be a folder: give --data-dir another"
            )
    return folder
