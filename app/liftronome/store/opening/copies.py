"""The kept copies of the lifter's file: one for each of the last five days on which it had changed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from liftronome.store.base.database import BUSY_MS, Database
from liftronome.store.base.errors import StoreError, database_error, disk_error
from liftronome.store.base.migrations import Migration, version_of
from liftronome.store.opening.inspection import is_sound_copy
from liftronome.store.opening.unkept import copied

FOLDER_NAME: Final = "copies"
KEPT: Final = 5

_DAILY: Final = "day-"
_STAMP: Final = "%Y%m%d-%H%M%S"

Now = Callable[[], datetime]


def now_utc() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def keep_daily_copy(database: Database, now: Now = now_utc) -> Path | None:
    """Keep a copy of the file if it has changed since the last one; a day's last copy is the one kept.

    The file must be sound. Returns the copy, None if there was no need. Raises StoreError.
    """
    folder = database.path.parent / FOLDER_NAME
    changed_ns = _changed_ns(database.path)
    daily = _daily_copies(folder)
    try:
        if daily and daily[-1].stat().st_mtime_ns == changed_ns:
            return None
        copy = write_copy(database, folder, f"{_DAILY}{_next_stamp(folder, now)}")
        os.utime(copy, ns=(changed_ns, changed_ns))
        _thin_out([path for path in daily if path != copy], copy)
    except OSError as error:
        raise disk_error(error, folder) from error
    return copy


def newest_sound_copy(folder: Path, latest: int) -> Path | None:
    """The newest copy in a data folder that can be put back; `latest` is the newest version known here."""
    copies = (folder / FOLDER_NAME).glob("*.db")
    newest_first = sorted(copies, key=lambda path: _stamp_of(path), reverse=True)
    return next((path for path in newest_first if is_sound_copy(path, latest)), None)


def write_copy(database: Database, folder: Path, name: str) -> Path:
    """A copy of the whole file as `folder`/`name`.db, on the disk when this returns.

    Raises StoreError; nothing half-written is left.
    """
    copy, unfinished = folder / f"{name}.db", folder / f".{name}.{os.getpid()}.part"
    try:
        folder.mkdir(exist_ok=True)
        try:
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as target:
                database.connection.backup(target)
            unfinished.replace(copy)
        finally:
            unfinished.unlink(missing_ok=True)
    except sqlite3.Error as error:
        raise database_error(error, copy) from error
    except OSError as error:
        raise disk_error(error, copy) from error
    return copy


def kept_for_good(copy: Path) -> Path:
    """A copy that is offered in the place of what was lost, out of reach of the days to come: where it lies
    now. It may be all that is left, and its offer may have been overlooked."""
    kept = copy.with_name(f"lost-{_stamp_of(copy)}.db")
    if not copy.name.startswith(_DAILY) or kept.exists():
        return copy
    try:
        return copy.rename(kept)
    except OSError:
        return copy


def restore_copy(
    database: Database, copy: Path, migrations: Sequence[Migration], now: Now = now_utc
) -> Path | None:
    """Put a kept copy in the place of what an open file holds, for every window that has it open.

    Returns where that was kept, None if there was nothing in it. Raises StoreError if the copy is
    not sound, or the file cannot be written; it is unchanged then.
    """
    if not is_sound_copy(copy, len(migrations)):
        raise StoreError(f"{copy} cannot be put back: it is damaged, or of a newer Liftronome")
    replaced, folder = None, database.path.parent
    try:
        with closing(copied(copy, migrations)) as source:
            if _has_content(database):
                name = free_name(folder, f"liftronome-replaced-{stamp(now)}")
                replaced = write_copy(database, folder, name)
            source.backup(database.connection, progress=_patience())
    except sqlite3.Error as error:
        raise database_error(error, database.path) from error
    return replaced


def keep_before_migration(database: Database, now: Now = now_utc) -> Path:
    """Keep a copy of a file of an old version for good. Raises StoreError."""
    version = version_of(database.connection)
    return write_copy(database, database.path.parent / FOLDER_NAME, f"version-{version}-{stamp(now)}")


def free_name(folder: Path, base: str) -> str:
    """`base`, or the first of "base-2", "base-3" … of which there is no .db in the folder yet."""
    names = (f"{base}-{number}" if number > 1 else base for number in count(1))
    return next(name for name in names if not (folder / f"{name}.db").exists())


def stamp(now: Now) -> str:
    """The moment, for a file's name: later ones sort behind earlier ones."""
    return now().astimezone(UTC).strftime(_STAMP)


def _next_stamp(folder: Path, now: Now) -> str:
    """The moment's stamp, or one behind that of every copy: the clock may have been set back, and the last
    copy is the one to be offered."""
    moments = [moment for copy in folder.glob("*.db") if (moment := _moment_of(copy)) is not None]
    latest = max(moments, default=None)
    if latest is None or latest.strftime(_STAMP) <= stamp(now):
        return stamp(now)
    return (latest + timedelta(seconds=1)).strftime(_STAMP)


def _moment_of(copy: Path) -> datetime | None:
    try:
        return datetime.strptime(_stamp_of(copy), _STAMP).replace(tzinfo=UTC)
    except ValueError:  # no copy of ours
        return None


def _stamp_of(copy: Path) -> str:
    return copy.stem[-len("20000101-000000") :]


def _daily_copies(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{_DAILY}*.db"), key=_stamp_of)


def _thin_out(older: Sequence[Path], newest: Path) -> None:
    day = _stamp_of(newest)[:8]
    other_days = [path for path in older if _stamp_of(path)[:8] != day]
    for path in older:
        if path not in other_days[-(KEPT - 1) :]:
            path.unlink(missing_ok=True)
    for unfinished in newest.parent.glob(".*.part"):  # left by a crash: only one window opens at a time
        unfinished.unlink(missing_ok=True)


def _changed_ns(path: Path) -> int:
    """When the file or its log of recent changes was last written to."""
    times = [path.stat().st_mtime_ns]
    recent = path.with_name(f"{path.name}-wal")
    if recent.exists() and recent.stat().st_size:
        times.append(recent.stat().st_mtime_ns)
    return max(times)


def _has_content(database: Database) -> bool:
    """True if there is anything in the file besides settings."""
    tables = database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'setting'")
    return any(database.rows(f'SELECT 1 FROM "{name}" LIMIT 1') for (name,) in tables)


def _patience() -> Callable[[int, int, int], None]:
    """What keeps a backup, which tries again for ever by itself, from waiting for another writer too long."""
    until = time.monotonic() + BUSY_MS / 1000

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise StoreError("another window is writing: close it, then try again")

    return check
