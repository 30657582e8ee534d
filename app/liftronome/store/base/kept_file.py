"""Files kept beside the database."""

from __future__ import annotations

from pathlib import Path

from liftronome.files import PRIVATE_FILE, make_private_folder, written_whole
from liftronome.store.base.errors import disk_error


def keep_file(folder: Path, name: str, content: bytes) -> None:
    """Write a file that only its owner can read, in a folder that is made if it is missing. It is on the disk
    when this returns. Raises StoreError; no part of a file is left under that name."""
    path = folder / name
    try:
        make_private_folder(folder)
        with written_whole(path, PRIVATE_FILE) as unfinished:
            unfinished.write_bytes(content)
    except OSError as error:
        raise disk_error(error, path) from error
