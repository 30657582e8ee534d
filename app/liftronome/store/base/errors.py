"""What can go wrong with the lifter's own files, each on one line."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Final

from liftronome.domain.errors import BusyError, LiftronomeError


class StoreError(LiftronomeError):
    """Something in the data folder could not be read or written. The message says what, where and why."""


class StoreBusyError(StoreError, BusyError):
    """Another program is using the file."""


IO_ERROR: Final = sqlite3.SQLITE_IOERR
DAMAGED_CODES: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
BUSY_CODES: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

_REASONS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full: make room and try again; nothing was changed",
    sqlite3.SQLITE_READONLY: "it is read-only: allow writing there, or choose another --data-dir",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check that its folder can be written to",
    sqlite3.SQLITE_PERM: "it cannot be opened: check who is allowed to read and write it",
    IO_ERROR: "the disk does not read or write as it should: try again; nothing was changed",
    **dict.fromkeys(DAMAGED_CODES, "it is damaged: restart Liftronome, which sets it aside"),
    **dict.fromkeys(BUSY_CODES, "another program is using it: close that program, then try again"),
}

_DISK_REASONS: Final = {
    errno.ENOSPC: "the disk is full: make room and try again",
    errno.EROFS: "the disk is read-only: choose another {place}",
    errno.EACCES: "you have no permission to write there: change that, or choose another {place}",
    errno.EPERM: "you have no permission to write there: change that, or choose another {place}",
    errno.ENOTDIR: "there is a file in the place of a folder: choose another {place}",
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 for an error of another origin."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def database_error(error: sqlite3.Error, path: Path) -> StoreError:
    """`error` in words for the lifter."""
    kind = StoreBusyError if primary_code(error) in BUSY_CODES else StoreError
    return kind(f"{path}: {_REASONS.get(primary_code(error), str(error))}")


def disk_error(error: OSError, path: Path, place: str = "--data-dir") -> StoreError:
    """`error` in words for the lifter. `place` names what they might choose another of."""
    known = _DISK_REASONS.get(error.errno or 0)
    reason = known.format(place=place) if known else (error.strerror or str(error)).lower()
    return StoreError(f"{path} cannot be written: {reason}")
