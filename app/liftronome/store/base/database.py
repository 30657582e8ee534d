"""The file that holds presets and the log, open for reading and changing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from liftronome.files import create_private
from liftronome.store.base.errors import (
    DAMAGED_CODES,
    StoreError,
    database_error,
    disk_error,
    primary_code,
)

FILE_NAME: Final = "liftronome.db"

PENDING_SETS: Final = "liftronome-waiting-*.json"
"""Files in the data folder with sets that the log could not take before the program ended."""

RECENT_ENDINGS: Final = ("-wal", "-shm", "-journal")
"""What SQLite appends to the file's name for the files that it keeps recent changes in."""

ON_THE_BENCH_MS: Final = 10
"""How long to wait on the bench for another window that is writing: longer would be seen on the screen."""

BUSY_MS: Final = 5000
"""How long to wait for another window that is writing, before telling the lifter."""

HELD_MS: Final = 2000
"""How long somebody who wants to begin waits for a program that locks the file: a window that closes it on a
slow disk is done sooner."""

SEEN_MS: Final = 250
"""How long somebody who is watching waits for it: a window that saves is done sooner, and what stands still
for longer looks broken."""

_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",  # on macOS a plain sync leaves data in the drive's cache
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "trusted_schema = OFF",
)

Value: TypeAlias = str | int | float | None

IN_MEMORY: Final = Path(":memory:")
"""The path of a database that is in no file."""

_MARK_ENDING: Final = "-damaged"


def new_id() -> str:
    """An id for a new row."""
    from uuid import uuid4  # with `platform`, which opening a window does without

    return str(uuid4())


class Database:
    """An open file. Once `changing` has ended, the change is on the disk and survives a power cut.

    `refusal` is why nothing can be changed, if so: `changing` raises it. `wait_ms` is how long `changing`
    waits for another window that is writing. `unreadable` has an error for each row that could not be
    understood and was left out, by its table and key.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, refusal: StoreError | None = None) -> None:
        self.path = path
        self.connection = connection
        self.refusal = refusal
        self.wait_ms = BUSY_MS
        self.unreadable: dict[tuple[str, str], StoreError] = {}

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """What a SELECT finds. Raises StoreError."""
        return list(self.iterate(statement, values))

    def iterate(self, statement: str, values: Sequence[Value] = ()) -> Iterator[tuple[Any, ...]]:
        """What a SELECT finds, row by row as they are asked for. Raises StoreError."""
        try:
            yield from self.connection.execute(statement, values)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def leave_out(self, table: str, key: object, why: Exception) -> None:
        """Note that a row cannot be understood. It stays in the file as it is."""
        what = f"a row of {table} cannot be read and is left out ({key}: {why})"
        self.unreadable[table, str(key)] = StoreError(f"{self.path}: {what}")

    @property
    def unreadable_message(self) -> str:
        """One line about the rows that were left out, "" if there are none."""
        errors = list(self.unreadable.values())
        more = f"; and {len(errors) - 1} more" if len(errors) > 1 else ""
        return f"{errors[0]}{more}" if errors else ""

    def fold_in(self, wait_ms: int) -> None:
        """Move recent changes from the file beside the database into it, unless another window keeps reading
        or writing for longer than `wait_ms`. A copy of the one file then has everything."""
        if self.connection.in_transaction:
            return
        try:
            self.connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
            try:
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        except sqlite3.Error:
            return  # nothing is lost, and closing tries again

    @contextmanager
    def changing(self, wait_ms: int | None = None) -> Iterator[sqlite3.Connection]:
        """A transaction: the whole block takes effect, or none of it. Inside another one it is part of that.

        Raises StoreError if the file cannot be written, StoreBusyError if another window writes for longer
        than `wait_ms` (the database's, unless given).
        """
        if self.refusal is not None:
            raise self.refusal
        if self._is_in_transaction():
            yield self.connection
            return
        try:
            self.connection.execute(f"PRAGMA busy_timeout = {self.wait_ms if wait_ms is None else wait_ms}")
            try:
                self.connection.execute("BEGIN IMMEDIATE")
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        except sqlite3.Error as error:
            raise self._told(error) from error

    @property
    def is_in_memory(self) -> bool:
        """True if nobody else can open it, whatever its path is."""
        return not self.rows("PRAGMA database_list")[0][2]

    @contextmanager
    def waiting_at_most(self, wait_ms: int) -> Iterator[None]:
        """Inside the block `changing` waits no longer than that."""
        before, self.wait_ms = self.wait_ms, min(wait_ms, self.wait_ms)
        try:
            yield
        finally:
            self.wait_ms = before

    def change_count(self) -> int:
        """A number that changes when another window or process has changed the file."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def _is_in_transaction(self) -> bool:
        try:
            return self.connection.in_transaction
        except sqlite3.ProgrammingError:
            raise StoreError(f"{self.path} has been closed: nothing more can be saved in it") from None

    def close(self) -> None:
        """Close the file. Closing again does nothing."""
        self.connection.close()

    def _told(self, error: sqlite3.Error) -> StoreError:
        if primary_code(error) in DAMAGED_CODES:
            mark_damaged(self.path)
        return database_error(error, self.path)

    def _roll_back(self) -> None:
        if self.connection.in_transaction:  # SQLite rolls back by itself when the disk is full
            self.connection.execute("ROLLBACK")


def connected(path: Path) -> Database:
    """The file at `path`, made if it is missing and readable by its owner alone, in the mode that survives
    crashes and power cuts. SQLite gives the files beside it the same permissions. Raises StoreError."""
    try:
        if path != IN_MEMORY:
            create_private(path)
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        try:
            # A damaged letter must not hide the rest of a preset.
            connection.text_factory = partial(str, encoding="utf-8", errors="replace")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
    except OSError as error:
        raise disk_error(error, path) from error
    except sqlite3.Error as error:
        raise database_error(error, path) from error
    return Database(path, connection)


def mark_damaged(path: Path) -> None:
    """See to it that the next opening checks the whole file, however large it is."""
    if path != IN_MEMORY:
        with suppress(OSError):
            create_private(path.with_name(f"{path.name}{_MARK_ENDING}"))


def has_mark(path: Path) -> bool:
    """True if damage was found since the file was last checked at opening."""
    return path.with_name(f"{path.name}{_MARK_ENDING}").exists()


def remove_mark(path: Path) -> None:
    """The whole file has been checked."""
    with suppress(OSError):
        path.with_name(f"{path.name}{_MARK_ENDING}").unlink(missing_ok=True)


def check_sqlite() -> None:
    """Raises StoreError if this Python comes with an SQLite that is too old to read the file."""
    if sqlite3.sqlite_version_info < (3, 37):
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: Liftronome needs 3.37 or newer")
