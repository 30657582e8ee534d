"""Databases in memory: they can do everything, and nothing outlasts the program."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from liftronome.store.base.database import IN_MEMORY, Database, check_sqlite, connected
from liftronome.store.base.errors import StoreError, database_error
from liftronome.store.base.migrations import migrate
from liftronome.store.base.schema import MIGRATIONS, Migration
from liftronome.store.opening.inspection import address, is_sound_copy


def in_memory_database() -> Database:
    """An open, empty database of the newest schema, for when the lifter's file cannot be opened.

    Raises StoreError if SQLite itself is too old.
    """
    check_sqlite()
    database = connected(IN_MEMORY)
    try:
        migrate(database.connection, MIGRATIONS)
    except sqlite3.Error as error:
        raise database_error(error, IN_MEMORY) from error
    return database


def in_memory_copy(
    path: Path, refusal: StoreError, migrations: Sequence[Migration] = MIGRATIONS
) -> Database | None:
    """A copy of the file at `path`, for when nothing can be written there; None if there is none, or none
    that can be read. Every change raises `refusal`."""
    try:
        with _with_recent_changes(path) as source:
            if not is_sound_copy(source, len(migrations)):
                return None
            return Database(path, copied(source, migrations), refusal)
    except (OSError, sqlite3.Error, StoreError):
        return None


def copied(source: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """A copy of a sound file, brought up to date. Raises sqlite3.Error or StoreError."""
    copy = connected(IN_MEMORY).connection
    try:
        with closing(sqlite3.connect(address(source, "mode=ro&immutable=1"), uri=True)) as kept:
            kept.backup(copy)
        migrate(copy, migrations)
    except BaseException:
        copy.close()
        raise
    return copy


@contextmanager
def _with_recent_changes(path: Path) -> Iterator[Path]:
    """The file, or a copy of it with the recent changes that lie beside it: SQLite ignores those where
    nothing can be written."""
    recent = path.with_name(f"{path.name}-wal")
    if not recent.exists() or not recent.stat().st_size:
        yield path
        return
    with TemporaryDirectory() as folder:
        whole = Path(folder) / path.name
        shutil.copyfile(path, whole)
        shutil.copyfile(recent, whole.with_name(recent.name))
        with closing(sqlite3.connect(whole)) as connection:  # closing it moves the changes into it
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield whole
