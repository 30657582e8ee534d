"""The data folder: where it is, who can look into it, and what in it must not be overwritten."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from liftronome.files import make_private, make_private_folder
from liftronome.store.base.errors import StoreError, disk_error

DATA_DIR_VARIABLE: Final = "LIFTRONOME_DATA_DIR"


def data_folder(chosen: str | Path | None = None) -> Path:
    """The chosen folder (`--data-dir`), else LIFTRONOME_DATA_DIR, else the usual one of the system.

    It is neither made nor looked at.
    """
    wanted = chosen or os.environ.get(DATA_DIR_VARIABLE)
    if wanted:
        return _at_home(Path(wanted))
    from platformdirs import user_data_path

    return user_data_path("liftronome", appauthor=False)


def _at_home(folder: Path) -> Path:
    """`folder` with `~` expanded; without such a home it is taken literally, as in a shell."""
    try:
        return folder.expanduser()
    except RuntimeError:
        return folder


def ready_folder(folder: Path) -> Path:
    """`folder`, made if it is missing, and out of others' sight.

    A folder that holds nothing but Liftronome's files is made private; one that is shared with other files
    keeps its permissions, and only Liftronome's files are made private. Raises StoreError if it is not a
    folder, or cannot be written to.
    """
    try:
        make_private_folder(folder)
        with TemporaryFile(dir=folder):
            pass
        _make_private(folder)
    except FileExistsError as error:
        raise StoreError(
            f"the data folder {folder} is a file: move it away, or choose a folder with --data-dir"
        ) from error
    except OSError as error:
        raise disk_error(error, folder) from error
    return folder


def _make_private(folder: Path) -> None:
    """Earlier releases left all of this readable by everyone on the machine."""
    entries = list(folder.iterdir())
    ours = [path for path in entries if path.name in _FOLDERS or _FILES.fullmatch(path.name)]
    if len(ours) == len(entries):
        make_private(folder)
    for path in ours:
        make_private(path)
        if path.is_dir():
            for inside in path.iterdir():
                make_private(inside)


_FOLDERS: Final = {"copies", "sounds", "coaching"}
_FILES: Final = re.compile(
    r".*\.db(-wal|-shm|-journal|-damaged)?|opening\.lock(-journal)?|liftronome-(waiting|unsaved)-.*\.json"
    r"|liftronome\.log(\.\d)?|liftronome-crash-\d+\.txt",
    re.DOTALL | re.IGNORECASE,
)
"""The database, its copies, what SQLite puts beside them, the lock held while opening, pending sets, unsaved
changes, and the log of unexpected errors."""


def refuse_kept_file(path: Path, folder: Path) -> None:
    """Raises StoreError if writing to `path` would replace a file that Liftronome keeps in the data folder,
    however the path leads there."""
    place = Path(os.path.realpath(path))  # unlike `Path.resolve`, works for links in a circle
    if place.is_relative_to(os.path.realpath(folder)) and _FILES.fullmatch(place.name):
        raise StoreError(f"{path} is where presets and log are kept: give the name of another file")
