"""Nothing is written over what presets and log are kept in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from liftronome.store.base.errors import StoreError, disk_error

DATA_DIR_VARIABLE: Final = "LIFTRONOME_DATA_DIR"


def data_folder(chosen: str | Path | None = None) -> Path:
    """The folder that was chosen (`--data-dir`), else LIFTRONOME_DATA_DIR, else the system's usual one.

    Nothing is made or looked at yet.
    """
    wanted = chosen or os.environ.get(DATA_DIR_VARIABLE)
    if wanted:
        return _at_home(Path(wanted))
    from platformdirs import user_data_path

    return user_data_path("liftronome", appauthor=False)


def _at_home(folder: Path) -> Path:
    """`folder` with `~` spelt out; where there is no such home it is a name like others, as in a shell."""
    try:
        return folder.expanduser()
    except RuntimeError:
        return folder


def made_ready(folder: Path) -> Path:
    """`folder`, made if it is missing. Raises StoreError if it is none, or cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return folder
    except FileExistsError as error:
        raise StoreError(
            f"the data folder {folder} is a file: move it away, or choose a folder with --data-dir"
        ) from error
    except OSError as error:
        raise disk_error(error, folder) from error


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
