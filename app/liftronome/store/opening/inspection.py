"""Looking at a file before it is opened for writing: is it there, sound, ours, and of a version we know?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote

from liftronome.store.base.database import BUSY_MS
from liftronome.store.base.errors import DAMAGED_CODES, StoreError, database_error, primary_code
from liftronome.store.base.migrations import APPLICATION_ID, version_of

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

    A file of a version beyond `latest` is not looked into: it may hold what is not understood here.
    Raises StoreError if it cannot be looked at.
    """
    outside = _from_outside(path)
    if outside is not None:
        return outside
    examine = partial(_examined, latest=latest)
    try:
        try:
            found = _read(path, "mode=ro", examine)
        except sqlite3.Error as error:
            if primary_code(error) in _NEEDS_WRITING:
                return _read(path, "mode=rw", examine)
            raise
        if found.is_damaged or found.version > latest:
            return found
        # A connection that may not write passes over some damages to the schema.
        return _read(path, "mode=rw", partial(_with_sound_schema, found=found))
    except sqlite3.Error as error:
        raise database_error(error, path) from error


def _from_outside(path: Path) -> Found | None:
    """What can be said without opening the file, None if that is not enough."""
    try:
        if not path.exists() or path.stat().st_size == 0:
            recent = path.with_name(f"{path.name}-wal")
            return Found(is_damaged=recent.exists() and recent.stat().st_size > 0)
        if not path.is_file():
            raise StoreError(f"{path} is no file: move it away, so that the presets can be kept there")
        return Found(is_damaged=True) if path.stat().st_size < SMALLEST_PAGE else None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error


def is_sound_copy(path: Path, latest: int) -> bool:
    """True if a kept copy can be put back: sound, ours, and of a version up to `latest`."""

    def examine(connection: sqlite3.Connection) -> Found:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as restored:
            connection.backup(restored)
            restored.text_factory = bytes
            return _examined(restored, latest)

    try:
        found = _read(path, "mode=ro&immutable=1", examine)
    except (sqlite3.Error, OSError):
        return False
    return not found.is_damaged and 1 <= found.version <= latest


def address(path: Path, how: str) -> str:
    """`path` in the form in which SQLite takes conditions with it. A name need not be text: it is bytes."""
    return f"file:{quote(os.fsencode(path.absolute().as_posix()))}?{how}"


def _read(path: Path, how: str, examine: Callable[[sqlite3.Connection], Found]) -> Found:
    connection = sqlite3.connect(address(path, how), uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    connection.text_factory = bytes  # the message may quote what is damaged
    try:
        return examine(connection)
    except sqlite3.DatabaseError as error:
        if primary_code(error) in _UNREADABLE:
            return Found(is_damaged=True)
        raise
    except UnicodeDecodeError:  # SQLite's own message quotes what is damaged
        return Found(is_damaged=True)
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


def _with_sound_schema(connection: sqlite3.Connection, found: Found) -> Found:
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return found
