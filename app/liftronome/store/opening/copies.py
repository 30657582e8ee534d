"""Copies of the lifter's file: one for each of the last five days on which it had changed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from liftronome.files import PRIVATE_FILE, free_path, make_private_folder, sync_folder, written_whole
from liftronome.store.base.database import BUSY_MS, Database
from liftronome.store.base.errors import StoreError, database_error, disk_error
from liftronome.store.base.migrations import version_of
from liftronome.store.base.schema import Migration
from liftronome.store.opening.in_memory import copied
from liftronome.store.opening.inspection import address, is_sound_copy, is_whole_copy

FOLDER_NAME: Final = "copies"
KEPT: Final = 5

_LEFT_BEHIND_S: Final = 3600
"""No copy takes as long to write."""

_DAILY: Final = "day-"
_STAMP: Final = "%Y%m%d-%H%M%S"

_PAGES_AT_A_TIME: Final = 2000

Now = Callable[[], datetime]
Stopped = Callable[[], bool]


def never() -> bool:
    """Nobody stops it."""
    return False


def now_utc() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def keep_daily_copy(database: Database, now: Now = now_utc, stopped: Stopped = never) -> Path | None:
    """Keep a copy of the file if it has changed since the last one; of each day the last copy is kept.

    Can be called on any thread. Returns the copy, None if none was needed or it was `stopped`. Raises
    StoreError, and keeps no copy, if the file is damaged or a copy cannot be written.
    """
    folder = database.path.parent / FOLDER_NAME
    try:
        changed_ns = _changed_ns(database.path)
        daily = sorted(folder.glob(f"{_DAILY}*.db"), key=_stamp_of)
        if daily and daily[-1].stat().st_mtime_ns == changed_ns:
            return None
        with closing(_reading(database.path)) as source:
            copy = write_copy(
                source, folder, f"{_DAILY}{_next_stamp(folder, now)}", stopped, mtime_ns=changed_ns
            )
        if copy is not None:
            _thin_out([path for path in daily if path != copy], copy)
    except sqlite3.Error as error:
        raise database_error(error, database.path) from error
    except FileNotFoundError:  # another window has just copied, and thinned out
        return None
    except OSError as error:
        raise disk_error(error, folder) from error
    return copy


def newest_sound_copy(folder: Path, latest: int) -> Path | None:
    """The newest copy in a data folder that can be put back; `latest` is the newest version known here."""
    copies = (folder / FOLDER_NAME).glob("*.db")
    newest_first = sorted(copies, key=lambda path: _stamp_of(path), reverse=True)
    return next((path for path in newest_first if is_sound_copy(path, latest)), None)


def write_copy(
    source: sqlite3.Connection,
    folder: Path,
    name: str,
    stopped: Stopped = never,
    mtime_ns: int | None = None,
) -> Path | None:
    """A copy of the whole file as `folder`/`name`.db, on the disk and checked when this returns; None if it
    was `stopped`. Its time of change is `mtime_ns`, if that is given.

    Raises StoreError; no part of a copy is left.
    """
    copy = folder / f"{name}.db"

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if stopped():
            raise _StoppedError

    try:
        make_private_folder(folder)
        with written_whole(copy, PRIVATE_FILE) as unfinished:
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as target:
                source.backup(target, pages=_PAGES_AT_A_TIME, progress=go_on)
            if not is_whole_copy(unfinished):
                raise StoreError(f"{copy} was not written: what it is a copy of is damaged")
            if mtime_ns is not None:
                os.utime(unfinished, ns=(mtime_ns, mtime_ns))
    except _StoppedError:
        return None
    except sqlite3.Error as error:
        raise database_error(error, copy) from error
    except OSError as error:
        raise disk_error(error, copy) from error
    return copy


class _StoppedError(Exception):
    """The program ends, and with it what it does in the background."""


def _reading(path: Path) -> sqlite3.Connection:
    """A connection of its own, on which one moment of the file is read, whatever is written meanwhile."""
    connection = sqlite3.connect(
        address(path, "mode=rw"), uri=True, timeout=BUSY_MS / 1000, isolation_level=None
    )
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def kept_for_good(copy: Path) -> Path:
    """Keep a copy that is offered in the place of what was lost from being thinned out, and return where it
    is now: it may be all that is left, and the offer may be overlooked."""
    kept = copy.with_name(f"lost-{_stamp_of(copy)}.db")
    if not copy.name.startswith(_DAILY) or kept.exists():
        return copy
    try:
        copy.rename(kept)
        sync_folder(kept.parent)
    except OSError:
        return copy if copy.exists() else kept
    return kept


def restore_copy(
    database: Database, copy: Path, migrations: Sequence[Migration], now: Now = now_utc
) -> Path | None:
    """Replace what an open file holds by a kept copy, for every window that has it open.

    Returns where the old content is kept, None if there was none. Raises StoreError if the copy is not sound,
    or the file cannot be written; it is unchanged then.
    """
    if not is_sound_copy(copy, len(migrations)):
        raise StoreError(f"{copy} cannot be put back: it is damaged, or of a newer Liftronome")
    replaced, folder = None, database.path.parent
    try:
        with closing(copied(copy, migrations)) as source:
            if _has_content(database):
                name = free_path(folder, f"liftronome-replaced-{stamp(now)}", ".db").stem
                replaced = write_copy(database.connection, folder, name)
            source.backup(database.connection, progress=_giving_up())
    except sqlite3.Error as error:
        raise database_error(error, database.path) from error
    return replaced


def keep_before_migration(database: Database, now: Now = now_utc) -> None:
    """Keep a copy of a file of an old version for good. Raises StoreError."""
    name = f"version-{version_of(database.connection)}-{stamp(now)}"
    write_copy(database.connection, database.path.parent / FOLDER_NAME, name)


def stamp(now: Now) -> str:
    """The moment, for the name of a file: later ones sort behind earlier ones."""
    return now().astimezone(UTC).strftime(_STAMP)


def _next_stamp(folder: Path, now: Now) -> str:
    """The moment's stamp, or one behind that of every copy: the clock may have been wrong, and the last copy
    must be the one that is offered."""
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


def _thin_out(older: Sequence[Path], newest: Path) -> None:
    """Keep the last copies of as many days. A copy's day is that on which what is in it was last changed: a
    stamp tells only the order, once the clock has been wrong."""
    kept, days = [newest], {_day_of(newest)}
    for path in reversed(older):
        if _day_of(path) not in days and len(kept) < KEPT:
            kept.append(path)
            days.add(_day_of(path))
        else:
            path.unlink(missing_ok=True)
    for unfinished in newest.parent.glob(".*.part"):  # left by a crash
        if time.time() - unfinished.stat().st_mtime > _LEFT_BEHIND_S:
            unfinished.unlink(missing_ok=True)


def _day_of(copy: Path) -> date:
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC).date()


def _changed_ns(path: Path) -> int:
    """When the file, or the one with its recent changes, was last written to."""
    times = [path.stat().st_mtime_ns]
    recent = path.with_name(f"{path.name}-wal")
    if recent.exists() and recent.stat().st_size:
        times.append(recent.stat().st_mtime_ns)
    return max(times)


def _has_content(database: Database) -> bool:
    """True if there is anything but settings in the file."""
    tables = database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'setting'")
    return any(database.rows(f'SELECT 1 FROM "{name}" LIMIT 1') for (name,) in tables)


def _giving_up() -> Callable[[int, int, int], None]:
    """Ends a backup that waits for another writer for too long: by itself it would wait for ever."""
    until = time.monotonic() + BUSY_MS / 1000

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise StoreError("another window is writing: close it, then try again")

    return check
