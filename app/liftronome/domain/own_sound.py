"""What a lifter's own sound for a cue may be, wherever it is made, kept or read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_OWN_S: Final = 5
"""An own sound is at most so long, in seconds."""

OWN_PEAK: Final = 0.5
"""The greatest level of an own sound, as of a word: recordings have higher peaks than tones."""

MAX_FILE_NAME: Final = 255
"""Characters: as many as a file's name may have anywhere."""


@dataclass(frozen=True, slots=True)
class KeptSound:
    """A sound that is kept. `file` is what it is called in the folder of sounds, after its content; `name` is
    what its original was called."""

    file: str
    name: str


def file_name_shown(name: str) -> str:
    """A file's name as it can be shown and written anywhere: the rest of what a disk takes is replaced."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:MAX_FILE_NAME]
