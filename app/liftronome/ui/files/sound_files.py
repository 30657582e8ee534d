"""Telling sound files from others, where presets are expected."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SUFFIXES: Final = frozenset(
    {".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".m4a", ".aac", ".wma", ".caf"}
)
_MARKS: Final = (b"RIFF", b"RF64", b"fLaC", b"OggS", b"ID3", b"FORM", b"caff", b"\xff\xfb", b"\xff\xf3")
"""How sound files begin."""


def is_sound_name(file: Path) -> bool:
    """True if a file's name ends like that of a sound."""
    return file.suffix.lower() in SUFFIXES


def is_sound(file: Path) -> bool:
    """True if a file is a sound by its name or its first bytes, which are read from regular files alone."""
    if is_sound_name(file):
        return True
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            return opened.read(4).startswith(_MARKS)
    except OSError:
        return False
