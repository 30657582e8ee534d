"""Opening the lifter's file: whatever state it is in, nothing in it is ever overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liftronome.store.base.database import BUSY_MS, FILE_NAME, Database, check_sqlite, connected
from liftronome.store.base.errors import (
    BUSY_CODES,
    StoreBusyError,
    StoreError,
    database_error,
    disk_error,
    primary_code,
)
from liftronome.store.base.migrations import MIGRATIONS, Migration, migrate, version_of
from liftronome.store.log.log import WAITING_SETS
from liftronome.store.opening.copies import (
    Now,
    free_name,
    keep_before_migration,
    keep_daily_copy,
    kept_for_good,
    newest_sound_copy,
    now_utc,
    stamp,
)
from liftronome.store.opening.folders import made_ready
from liftronome.store.opening.inspection import Found, address, look_at
from liftronome.store.opening.unkept import unkept_copy

LOCK_NAME: Final = "opening.lock"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file, and what the lifter should be told about how it was found.

    `set_aside` is where a damaged file now lies. `offered_copy` is the newest good copy of a file that
    was damaged or has gone: `restore_copy` puts it back. `copy_failed` tells that today's copy could not
    be kept, `not_taken_in` why what waits for the log is not in it. Where nothing can be written, the
    database is a copy in memory with a `refusal`. Where another program keeps the file to itself, and the
    database is one in memory, sets are to wait in the folder `sets_wait_in`.
    """

    database: Database
    set_aside: Path | None = None
    offered_copy: Path | None = None
    copy_failed: StoreError | None = None
    not_taken_in: StoreError | None = None
    sets_wait_in: Path | None = None

    @property
    def message(self) -> str:
        """One line for the lifter, "" if all is well."""
        if self.database.refusal:
            return f"nothing new can be kept: {self.database.refusal}"
        if self.set_aside:
            offer = f"; the newest good copy is {self.offered_copy}" if self.offered_copy else ""
            return f"the presets were damaged and have been set aside as {self.set_aside}{offer}"
        if self.offered_copy:
            return f"the presets were gone; the newest good copy is {self.offered_copy}"
        if self.not_taken_in:
            return f"not all of an earlier session is logged: {self.not_taken_in}"
        return f"no copy could be kept today: {self.copy_failed}" if self.copy_failed else ""


def open_database(
    folder: Path,
    migrations: Sequence[Migration] = MIGRATIONS,
    now: Now = now_utc,
    held_ms: int = BUSY_MS,
) -> Opened:
    """The file in a data folder, made if it is missing, of the newest schema.

    A damaged one is set aside first, one of an older version copied before it is changed. One that is sound,
    where nothing can be written, is read only. Raises StoreError if the folder cannot be used, or the file is
    of a newer version (it is left untouched); StoreBusyError if another program keeps it to itself for longer
    than `held_ms`, or another window is opening it for too long.
    """
    check_sqlite()
    try:
        return _open_to_write(folder, migrations, now, held_ms)
    except StoreBusyError:
        raise
    except StoreError as error:
        copy = unkept_copy(folder / FILE_NAME, error, migrations)
        if copy is None:
            raise
        return Opened(copy)


def _open_to_write(folder: Path, migrations: Sequence[Migration], now: Now, held_ms: int) -> Opened:
    path = made_ready(folder) / FILE_NAME
    with _only_one_opening(folder):
        _refuse_held(path, held_ms)
        found = look_at(path, len(migrations))
        _refuse_newer(found, path, len(migrations))
        set_aside = _put_aside(path, now) if found.is_damaged else None
        is_new = found.is_damaged or not found.version
        newest = newest_sound_copy(folder, len(migrations)) if is_new else None
        offered = kept_for_good(newest) if newest else None
        database = connected(path)
        try:
            _bring_up_to_date(database, migrations, now)
            if is_new:
                return Opened(database, set_aside, offered)
            not_taken_in = _take_in(database)
            return Opened(database, None, None, _daily_copy(database, now), not_taken_in)
        except BaseException:
            database.close()
            raise


def _bring_up_to_date(database: Database, migrations: Sequence[Migration], now: Now) -> None:
    try:
        version = version_of(database.connection)
        if 0 < version < len(migrations):
            keep_before_migration(database, now)
        if version < len(migrations):
            migrate(database.connection, migrations)
    except sqlite3.Error as error:
        raise database_error(error, database.path) from error


def _daily_copy(database: Database, now: Now) -> StoreError | None:
    """Keep today's copy. That it fails is worth a word, and no reason to keep the lifter from training."""
    try:
        keep_daily_copy(database, now)
    except StoreError as error:
        return error
    return None


def _take_in(database: Database) -> StoreError | None:
    """Log what waits since an earlier session; while another window is writing it goes on waiting."""
    if not any(database.path.parent.glob(WAITING_SETS)):
        return None
    from liftronome.store.log.waiting_sets import take_in  # with msgspec, which most starts do not need

    try:
        take_in(database)
    except StoreBusyError:
        return None
    except StoreError as error:
        return error
    return None


def _refuse_held(path: Path, held_ms: int) -> None:
    """A file that another program keeps to itself may not even be looked at. What else is wrong with it is
    for `look_at` to say."""
    try:
        connection = sqlite3.connect(address(path, "mode=ro"), uri=True, timeout=held_ms / 1000)
        with closing(connection):
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        if primary_code(error) in BUSY_CODES:
            raise database_error(error, path) from error


def _refuse_newer(found: Found, path: Path, latest: int) -> None:
    if not found.is_damaged and found.version > latest:
        raise StoreError(
            f"{path} was written by a newer Liftronome (version {found.version} of the file, and this one "
            f"knows up to {latest}): update Liftronome; the file was left as it is"
        )


def _put_aside(path: Path, now: Now) -> Path:
    """Rename a damaged file and what belongs to it, to names that nothing has yet."""
    target = path.with_name(f"{free_name(path.parent, f'{path.stem}-damaged-{stamp(now)}')}.db")
    try:
        for ending in ("-wal", "-shm", "-journal", ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(target.with_name(target.name + ending))
    except OSError as error:
        raise disk_error(error, path) from error
    return target


@contextmanager
def _only_one_opening(folder: Path) -> Iterator[None]:
    """Two windows that find a damaged file at once must not both set it aside.

    The lock is an SQLite file of its own, as that is let go of by itself, and on every system alike.
    """
    path = folder / LOCK_NAME
    try:
        lock = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        with closing(lock):
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.Error as error:
        raise database_error(error, path) from error
