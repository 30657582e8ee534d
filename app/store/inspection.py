"""Looking at a file before it is opened for writing: is it there, sound, ours, and of a version we know?"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.store.database import BUSY_MS
from app.store.errors import DAMAGED_CODES, StoreError, database_error, primary_code
from app.store.migrations import APPLICATION_ID, version_of

SMALLEST_PAGE: Final = 512
"""SQLite takes a file that is shorter than this for a new one, and writes over it."""

_UNREADABLE: Final = {*DAMAGED_CODES, sqlite3.SQLITE_ERROR}
"""What SQLite says of a file that it cannot make sense of."""

_NEEDS_WRITING: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
"""What SQLite says of a file that a crash left half-written, and that it may not put right."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is there: `version` 0 is a file that is new, missing or without any content."""

    version: int = 0
    is_damaged: bool = False


def look_at(path: Path, latest: int) -> Found:
    """What is at `path`, without changing a byte of it unless a crash left it half-written.

    A file of a version behind `latest` is not looked into: it may hold what is not understood here.
    Raises StoreError if it cannot be looked at.
    """
    try:
        if not path.exists() or path.stat().st_size == 0:
            recent = path.with_name(f"{path.name}-wal")
            return Found(is_damaged=recent.exists() and recent.stat().st_size > 0)
        if not path.is_file():
            raise StoreError(f"{path} is no file: move it away, so that the presets can be kept there")
        if path.stat().st_size < SMALLEST_PAGE:
            return Found(is_damaged=True)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    try:
        return _read(path, "mode=ro", latest)
    except sqlite3.Error as error:
        if primary_code(error) not in _NEEDS_WRITING:
            raise database_error(error, path) from error
    try:
        return _read(path, "mode=rw", latest)
    except sqlite3.Error as error:
        raise database_error(error, path) from error


def is_sound_copy(path: Path, latest: int) -> bool:
    """True if a kept copy can be put back: sound, ours, and of a version up to `latest`."""
    try:
        found = _read(path, "mode=ro&immutable=1", latest)
    except (sqlite3.Error, OSError):
        return False
    return not found.is_damaged and 1 <= found.version <= latest


def address(path: Path, how: str) -> str:
    """`path` in the form in which SQLite takes conditions with it."""
    return f"file:{quote(path.absolute().as_posix())}?{how}"


def _read(path: Path, how: str, latest: int) -> Found:
    connection = sqlite3.connect(address(path, how), uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    connection.text_factory = bytes  # the message may quote what is damaged
    try:
        return _examined(connection, latest)
    except sqlite3.DatabaseError as error:
        if primary_code(error) in _UNREADABLE:
            return Found(is_damaged=True)
        raise
    finally:
        connection.close()


def _examined(connection: sqlite3.Connection, latest: int) -> Found:
    version = version_of(connection)
    is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if is_ours and version > latest:
        return Found(version)
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [(b"ok",)]:
        return Found(is_damaged=True)
    is_empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    is_new = is_empty and version == 0 and not is_ours
    return Found(version, is_damaged=not is_new and not (is_ours and version > 0))
