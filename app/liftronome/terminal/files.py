"""Writing the files a command was asked for, and never over something that must stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from liftronome import files
from liftronome.domain.errors import LiftronomeError
from liftronome.store.opening.folders import refuse_kept_file


class OutputError(LiftronomeError):
    """A file could not be written: the message says which, and why."""


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """Yields a text file to write to; it replaces `path` once the block has ended well, or not at all.

    Raises OutputError if it cannot be written.
    """
    try:
        with files.written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise _not_written(path, error) from error


def refuse_odd_target(path: Path, folder: Path) -> None:
    """Raises OutputError if `path` is a folder or a device, or has no folder to be written in; StoreError for
    files that the data folder `folder` keeps."""
    try:
        files.check_target(path)
        if not path.parent.is_dir():
            raise OutputError(f"{path} cannot be written: there is no folder {path.parent}")
        refuse_kept_file(path, folder)
    except OSError as error:
        raise _not_written(path, error) from error


def is_same_file(one: Path, other: Path) -> bool:
    """True if both paths lead to the same file, or would."""
    try:
        return _real(one) == _real(other) or (one.exists() and other.exists() and one.samefile(other))
    except OSError:
        return False


def _real(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve`, works for links in a circle."""
    return Path(os.path.realpath(path))


def _not_written(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}")
