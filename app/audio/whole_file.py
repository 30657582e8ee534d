"""Sound files that are written whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import LiftronomeError


class ExportError(LiftronomeError):
    """A file could not be written: the message says which, and why."""


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; what is there takes `path` when the block has ended well.

    Otherwise nothing is left of it. Raises ExportError if it cannot be written.
    """
    unfinished = path.parent / f".liftronome-{secrets.token_hex(6)}.part"
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "no ordinary file"
            raise ExportError(f"{path} is {kind}: give the name of a file to write, as in set.wav")
        try:
            yield unfinished
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
