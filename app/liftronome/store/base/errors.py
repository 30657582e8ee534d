"""What can go wrong with the lifter's own files, told on one line."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Final

from liftronome.domain.errors import BusyError, LiftronomeError


class StoreError(LiftronomeError):
    """Something could not be kept or found in the data folder. The message says what, where and why."""


class StoreBusyError(StoreError, BusyError):
    """Another program is using the file."""


DAMAGED_CODES: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
BUSY_CODES: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

_REASONS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full: make room and try again, nothing was changed",
    sqlite3.SQLITE_READONLY: "it may only be read: allow writing there, or choose another --data-dir",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: see that its folder may be written to",
    sqlite3.SQLITE_PERM: "it may not be opened: see who may read and write it",
    sqlite3.SQLITE_IOERR: "the disk does not take or give what it should, nothing was changed",
    **dict.fromkeys(DAMAGED_CODES, "it is damaged: start Liftronome again, which sets it aside"),
    **dict.fromkeys(BUSY_CODES, "another program is using it: close that, then try again"),
}

_DISK_REASONS: Final = {
    errno.ENOSPC: "the disk is full: make room and try again",
    errno.EROFS: "the disk may only be read: choose another {place}",
    errno.EACCES: "you may not write there: allow it, or choose another {place}",
    errno.EPERM: "you may not write there: allow it, or choose another {place}",
    errno.ENOTDIR: "a file stands where a folder should: choose another {place}",
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's own primary result code, 0 if the error did not come from there."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def database_error(error: sqlite3.Error, path: Path) -> StoreError:
    """`error` in words meant for the lifter."""
    kind = StoreBusyError if primary_code(error) in BUSY_CODES else StoreError
    return kind(f"{path}: {_REASONS.get(primary_code(error), str(error))}")


def disk_error(error: OSError, path: Path, place: str = "--data-dir") -> StoreError:
    """`error` in words meant for the lifter; another `place` may be the way out."""
    known = _DISK_REASONS.get(error.errno or 0)
    reason = known.format(place=place) if known else (error.strerror or str(error)).lower()
    return StoreError(f"{path} cannot be written: {reason}")
