"""Looking at a file before it is opened for writing: is it there, sound, ours, and of a known version?"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote

from liftronome.store.base.database import BUSY_MS, RECENT_ENDINGS, has_mark
from liftronome.store.base.errors import DAMAGED_CODES, IO_ERROR, StoreError, database_error, primary_code
from liftronome.store.base.migrations import version_of
from liftronome.store.base.schema import APPLICATION_ID

SMALLEST_PAGE: Final = 512
"""SQLite takes a shorter file for a new one, and overwrites it."""

CHECKED_AT_ONCE_BYTES: Final = 1_000_000
"""A larger file is mostly log, and checking it takes seconds. At opening only its other tables are checked;
`maintenance` checks the rest behind the window's back, and `has_mark` sees to it that damage found there, or
in use, is looked for at the next opening."""

SECOND_LOOK_S: Final = 0.1

_SMALL_TABLES: Final = ("preset", "own_exercise", "changed_cues", "setting", "workout")

_UNREADABLE: Final = {*DAMAGED_CODES, sqlite3.SQLITE_ERROR}
"""What SQLite says of a file that it cannot make sense of."""

_NEEDS_WRITING: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
"""What SQLite says of a file that a crash left half-written, and that it may not repair."""

_NOT_READ: Final = re.compile(rb"unable to get the page\. error code=(\d+)|failed to get page")
"""How a check words a read that failed. It comes as a finding, not as an error."""

_ROW_FAULT: Final = re.compile(rb"(CHECK constraint failed|NULL value|\S+ value) in ([\w.]+)")
"""How a check words a row that breaks its table's rules, in a file that is sound otherwise."""

_MOST_FINDINGS: Final = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What is there: `version` 0 means that the file is new, missing or empty. `bad_rows` counts rows that
    break their table's rules, by table; the rest of the file is fine."""

    version: int = 0
    is_damaged: bool = False
    bad_rows: tuple[tuple[str, int], ...] = ()


DAMAGED: Final = Found(is_damaged=True)


def look_at(path: Path, latest: int) -> Found:
    """What is at `path`, without changing a byte of it unless a crash left it half-written.

    A file of a version beyond `latest` is not looked into: it may hold what is not understood here. Damage is
    reported only if a second look finds it as well. Raises StoreError if the file cannot be read.
    """
    found = _look_once(path, latest)
    if found.is_damaged:
        time.sleep(SECOND_LOOK_S)
        found = _look_once(path, latest)
    return found


def refuse_odd_files(*paths: Path) -> None:
    """Raises StoreError if one of these is a pipe, a device or a folder: opening a pipe waits for ever."""
    try:
        for path in paths:
            if path.exists() and not path.is_file():
                raise StoreError(f"{path} is not a file: move it away, so that Liftronome can keep one there")
    except OSError as error:
        raise _unread(path, error) from error


def is_sound_copy(path: Path, latest: int) -> bool:
    """True if a kept copy can be put back: sound, ours, and of a version up to `latest`."""

    def examine(connection: sqlite3.Connection) -> Found:
        # Where nothing can be written, SQLite passes over some damage to the schema.
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as restored:
            connection.backup(restored)
            restored.text_factory = bytes
            return _with_tables_checked(restored, _identified(restored, latest))

    return 1 <= _examined_copy(path, examine).version <= latest


def is_whole_copy(path: Path) -> bool:
    """True if a copy that has just been written is sound: a quicker look than `is_sound_copy`."""

    def examine(connection: sqlite3.Connection) -> Found:
        return _with_tables_checked(connection, Found(version_of(connection)))

    return not _examined_copy(path, examine).is_damaged


def _examined_copy(path: Path, examine: Callable[[sqlite3.Connection], Found]) -> Found:
    try:
        refuse_odd_files(path)
        found = _read(path, "mode=ro&immutable=1", examine)
    except (sqlite3.Error, StoreError):
        return DAMAGED
    return DAMAGED if found.is_damaged else found


def check_everything(path: Path, watch: Callable[[sqlite3.Connection], object]) -> Found:
    """What is found when every page and row of a sound-looking file is read, which takes 30 ms a megabyte.
    `watch` is given the connection, and may interrupt it. Raises sqlite3.Error if it cannot be read."""

    def examine(connection: sqlite3.Connection) -> Found:
        watch(connection)
        return _with_tables_checked(connection, Found(version_of(connection)))

    return _read(path, "mode=rw", examine)


def address(path: Path, how: str) -> str:
    """`path` as a URI, which lets SQLite be told how to open it. A file's name is bytes, and need not be
    text."""
    return f"file:{quote(os.fsencode(path.absolute().as_posix()))}?{how}"


def _look_once(path: Path, latest: int) -> Found:
    outside = _from_outside(path)
    if outside is not None:
        return outside
    identify = partial(_identified, latest=latest)
    try:
        try:
            found = _read(path, "mode=ro", identify)
        except sqlite3.Error as error:
            if primary_code(error) not in _NEEDS_WRITING:
                raise
            found = _read(path, "mode=rw", identify)
        if found.is_damaged or found.version > latest:
            return found
        is_large = path.stat().st_size > CHECKED_AT_ONCE_BYTES and not has_mark(path)
        tables = _SMALL_TABLES if is_large else ()
        # A connection that may not write passes over some damage to the schema, and over all row rules.
        return _read(path, "mode=rw", partial(_with_tables_checked, found=found, tables=tables))
    except sqlite3.Error as error:
        raise database_error(error, path) from error
    except OSError as error:
        raise _unread(path, error) from error


def _from_outside(path: Path) -> Found | None:
    """What can be said without opening the file, None if that is not enough."""
    try:
        if not path.exists() or path.stat().st_size == 0:
            recent = path.with_name(f"{path.name}{RECENT_ENDINGS[0]}")
            return Found(is_damaged=recent.exists() and recent.stat().st_size > 0)
        return DAMAGED if path.stat().st_size < SMALLEST_PAGE else None
    except OSError as error:
        raise _unread(path, error) from error


def _read(path: Path, how: str, examine: Callable[[sqlite3.Connection], Found]) -> Found:
    connection = sqlite3.connect(address(path, how), uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    connection.text_factory = bytes  # the message may quote what is damaged
    with closing(connection):
        try:
            return examine(connection)
        except sqlite3.DatabaseError as error:
            if primary_code(error) in _UNREADABLE:
                return DAMAGED
            raise
        except UnicodeDecodeError:  # SQLite's own message quotes what is damaged
            return DAMAGED


def _identified(connection: sqlite3.Connection, latest: int) -> Found:
    version = version_of(connection)
    is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if is_ours and version > latest:
        return Found(version)
    is_empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    is_new = is_empty and version == 0 and not is_ours
    return Found(version, is_damaged=not is_new and not (is_ours and version > 0))


def _with_tables_checked(connection: sqlite3.Connection, found: Found, tables: tuple[str, ...] = ()) -> Found:
    """`found`, with what a check of these tables finds, or of all if there are none."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    checks = [table for table in tables if table.encode() in known] or [str(_MOST_FINDINGS)]
    bad_rows: Counter[str] = Counter()
    for what in checks:
        for finding in _findings(connection, what):
            if finding == b"ok":
                continue
            _raise_if_not_read(finding)
            row_fault = _ROW_FAULT.fullmatch(finding)
            if row_fault is None:
                return DAMAGED
            bad_rows[row_fault[2].decode(errors="replace").partition(".")[0]] += 1
    return Found(found.version, found.is_damaged, tuple(bad_rows.items()))


def _findings(connection: sqlite3.Connection, what: str) -> list[bytes]:
    return [finding for (finding,) in connection.execute(f"PRAGMA quick_check({what})")]


def _raise_if_not_read(finding: bytes) -> None:
    not_read = _NOT_READ.search(finding)
    if not_read is None:
        return
    code = int(not_read[1] or IO_ERROR)
    if code & 0xFF not in DAMAGED_CODES:
        error = sqlite3.OperationalError(finding.decode(errors="replace"))
        error.sqlite_errorcode = code
        raise error


def _unread(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}")
