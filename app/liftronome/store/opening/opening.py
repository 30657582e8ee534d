"""Opening the lifter's file: whatever state it is in, nothing in it is ever overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liftronome.files import create_private, free_path, sync_folder
from liftronome.store.base.database import (
    BUSY_MS,
    FILE_NAME,
    PENDING_SETS,
    RECENT_ENDINGS,
    Database,
    check_sqlite,
    connected,
    remove_mark,
)
from liftronome.store.base.errors import (
    BUSY_CODES,
    StoreBusyError,
    StoreError,
    database_error,
    disk_error,
    primary_code,
)
from liftronome.store.base.migrations import migrate, version_of
from liftronome.store.base.schema import MIGRATIONS, Migration
from liftronome.store.opening.copies import FOLDER_NAME as COPIES
from liftronome.store.opening.copies import (
    Now,
    keep_before_migration,
    kept_for_good,
    newest_sound_copy,
    now_utc,
    stamp,
)
from liftronome.store.opening.folders import ready_folder
from liftronome.store.opening.in_memory import in_memory_copy
from liftronome.store.opening.inspection import Found, address, look_at, refuse_odd_files

LOCK_NAME: Final = "opening.lock"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file, and what the lifter should know about how it was found.

    `set_aside` is where a damaged file now lies. `offered_copy` is the newest good copy of a file that was
    damaged or is gone; `restore_copy` puts it back. `not_logged` says why pending sets are not in the log.
    `bad_rows` counts, by table, rows that break the rules and are left out. Where nothing can be written, the
    database is a copy in memory with a `refusal`. Where another program locks the file, and the database is
    an empty one in memory, sets are to be kept as pending in `pending_folder`.
    """

    database: Database
    set_aside: Path | None = None
    offered_copy: Path | None = None
    not_logged: StoreError | None = None
    bad_rows: tuple[tuple[str, int], ...] = ()
    pending_folder: Path | None = None

    @property
    def message(self) -> str:
        """One line for the lifter, "" if all is well."""
        if self.database.refusal:
            return f"changes cannot be saved: {self.database.refusal}"
        if self.set_aside:
            offer = f"; the newest good copy is {self.offered_copy}" if self.offered_copy else ""
            return f"the presets were damaged and have been set aside as {self.set_aside}{offer}"
        if self.offered_copy:
            return f"the presets were gone; the newest good copy is {self.offered_copy}"
        if self.not_logged:
            return f"not all of an earlier session is logged: {self.not_logged}"
        return bad_rows_message(self.database.path, self.bad_rows)


def open_database(
    folder: Path,
    migrations: Sequence[Migration] = MIGRATIONS,
    now: Now = now_utc,
    held_ms: int = BUSY_MS,
) -> Opened:
    """The file in a data folder, made if it is missing, of the newest schema.

    A damaged file is set aside, one of an older version is copied before it is changed, and a sound one where
    nothing can be written is opened for reading. The log of a large file is not checked yet, and no daily
    copy is kept: that is for `maintenance`. Raises StoreError if the folder cannot be used or the file is of
    a newer version (it is left untouched); StoreBusyError if another program locks it for longer than
    `held_ms`, or another window takes too long to open it.
    """
    check_sqlite()
    try:
        return _open_to_write(folder, migrations, now, held_ms)
    except StoreBusyError:
        raise
    except StoreError as error:
        copy = in_memory_copy(folder / FILE_NAME, error, migrations)
        if copy is None:
            raise
        return Opened(copy)


def _open_to_write(folder: Path, migrations: Sequence[Migration], now: Now, held_ms: int) -> Opened:
    path = ready_folder(folder) / FILE_NAME
    lock = folder / LOCK_NAME
    refuse_odd_files(path, lock, *(path.with_name(f"{path.name}{ending}") for ending in RECENT_ENDINGS))
    with _only_one_opening(lock):
        _refuse_held(path, held_ms)
        found = look_at(path, len(migrations))
        _refuse_newer(found, path, len(migrations))
        set_aside = _set_aside(path, now) if found.is_damaged else None
        remove_mark(path)
        try:
            return _opened(path, migrations, now, found, set_aside)
        except StoreError as error:
            if set_aside is None:
                raise
            raise StoreError(f"{error}; the presets were damaged and are now {set_aside}") from error


def _opened(
    path: Path, migrations: Sequence[Migration], now: Now, found: Found, set_aside: Path | None
) -> Opened:
    is_new = found.is_damaged or not found.version
    newest = newest_sound_copy(path.parent, len(migrations)) if is_new else None
    offered = kept_for_good(newest) if newest else None
    database = connected(path)
    try:
        _bring_up_to_date(database, migrations, now)
        not_logged = None if offered else _log_pending(database)  # a copy may be put back first
        return Opened(database, set_aside, offered, not_logged, found.bad_rows)
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


def _log_pending(database: Database) -> StoreError | None:
    """Log the pending sets of an earlier session; while another window is writing they stay pending."""
    if not any(database.path.parent.glob(PENDING_SETS)):
        return None
    from liftronome.store.log.pending_sets import (
        log_pending_sets,  # with msgspec, which most starts do not need
    )

    try:
        log_pending_sets(database)
    except StoreBusyError:
        return None
    except StoreError as error:
        return error
    return None


def _refuse_held(path: Path, held_ms: int) -> None:
    """A file that another program locks cannot even be looked at. What else may be wrong with it is left to
    `look_at`."""
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


def _set_aside(path: Path, now: Now) -> Path:
    """Rename a damaged file, and what belongs to it, to names that do not exist yet."""
    target = free_path(path.parent, f"{path.stem}-damaged-{stamp(now)}", ".db")
    try:
        for ending in (*RECENT_ENDINGS, ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(target.with_name(target.name + ending))
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(error, path) from error
    return target


@contextmanager
def _only_one_opening(path: Path) -> Iterator[None]:
    """Two windows that find a damaged file at the same time must not both set it aside.

    The lock is an SQLite file of its own: it is released when a process ends, on every system.
    """
    try:
        create_private(path)
        lock = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        with closing(lock):
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except OSError as error:
        raise disk_error(error, path) from error
    except sqlite3.Error as error:
        raise database_error(error, path) from error


def bad_rows_message(path: Path, bad_rows: Sequence[tuple[str, int]]) -> str:
    """One line about rows that break the rules of their table, "" if there are none."""
    if not bad_rows:
        return ""
    counts = ", ".join(f"{count} in {table}" for table, count in bad_rows)
    copies = path.parent / COPIES
    return f"{path} has damaged rows, which are left out ({counts}); earlier copies are in {copies}"
