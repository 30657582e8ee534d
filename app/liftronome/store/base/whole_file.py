"""Files that are written whole, or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liftronome.store.base.errors import disk_error


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; what is there takes the place of `path` when the block has ended
    well, and is on the disk then. Otherwise nothing is left of it. Raises OSError."""
    unfinished = path.with_name(f".liftronome-{secrets.token_hex(6)}.part")
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def put(folder: Path, name: str, content: bytes) -> Path:
    """The file of that name in the folder, which is made if it is missing. What has returned is on the disk.

    Raises StoreError; nothing half-written is left under that name.
    """
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with written_whole(path) as unfinished:
            unfinished.write_bytes(content)
    except OSError as error:
        raise disk_error(error, path) from error
    return path
