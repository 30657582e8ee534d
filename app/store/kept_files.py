"""Nothing is written over what presets and log are kept in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from app.store.errors import StoreError

_KEPT: Final = re.compile(
    r".*\.db(-wal|-shm|-journal)?|opening\.lock|liftronome-waiting-.*\.json", re.DOTALL | re.IGNORECASE
)
"""The file itself, its copies, what SQLite puts beside them, the lock of who opens it, and sets that wait."""


def refuse_kept_file(path: Path, folder: Path) -> None:
    """Raises StoreError if a file that is to be written would replace what is kept in the data folder,
    whatever way its name leads there."""
    place = Path(os.path.realpath(path))  # unlike `Path.resolve`, for links that lead in a circle too
    if place.is_relative_to(os.path.realpath(folder)) and _KEPT.fullmatch(place.name):
        raise StoreError(f"{path} is where presets and log are kept: give the name of another file")
