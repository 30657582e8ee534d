"""The data folder: where a lifter's presets and log are kept."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from app.store.errors import StoreError, disk_error

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
