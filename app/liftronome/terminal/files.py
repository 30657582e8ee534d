"""Writing a file whole or not at all, and never over something that must stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from liftronome.domain.errors import LiftronomeError
from liftronome.store.base import whole_file
from liftronome.store.opening.folders import data_folder, refuse_kept_file


class OutputError(LiftronomeError):
    """A file could not be written: the message says which, and why."""


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `path` when the block has ended well.

    Otherwise nothing is left of it. Raises OutputError if it cannot be written.
    """
    try:
        with whole_file.written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise _not_written(path, error) from error


def refuse_odd_target(path: Path, data_dir: Path | None) -> None:
    """Raises OutputError if something is there that must not be replaced, be it a folder or a device, or if
    there is no folder to write in; StoreError for what the data folder keeps."""
    try:
        if path.is_dir():
            raise OutputError(f"{path} is a folder: give the name of a file in it")
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} is a device, not a file: give the name of a file")
        if not path.parent.is_dir():
            raise OutputError(f"{path} cannot be written: there is no folder {path.parent}")
        refuse_kept_file(path, data_folder(data_dir))
    except OSError as error:
        raise _not_written(path, error) from error


def is_same_file(one: Path, other: Path) -> bool:
    """True if both names lead to one file, or would."""
    try:
        return _real(one) == _real(other) or (one.exists() and other.exists() and one.samefile(other))
    except OSError:
        return False


def _real(path: Path) -> Path:
    """Where a name leads; unlike `Path.resolve`, for links that lead in a circle too."""
    return Path(os.path.realpath(path))


def _not_written(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}")
