"""Putting a file into the data folder whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from app.store.errors import disk_error


def put(folder: Path, name: str, content: bytes) -> Path:
    """The file of that name in the folder, which is made if it is missing. What has returned is on the disk.

    Raises StoreError; nothing half-written is left under that name.
    """
    path, unfinished = folder / name, folder / f".{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, path) from error
    return path
