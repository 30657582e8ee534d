"""The file that presets and the log are kept in, open for reading and changing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from liftronome.store.base.errors import StoreError, database_error

FILE_NAME: Final = "liftronome.db"

BUSY_MS: Final = 5000
"""How long to wait for another window that is writing, before it is told to the lifter."""

HELD_MS: Final = 2000
"""How long to wait, where somebody wants to begin, for a program that keeps the file to itself: a window that
closes it on a slow disk is done before."""

SEEN_MS: Final = 250
"""How long to wait for it where somebody looks on: a window that saves is done before, and what stands
still for longer seems to be broken."""

_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS takes "written" less seriously otherwise
    "foreign_keys = ON",
    "trusted_schema = OFF",
)

Value: TypeAlias = str | int | float | None

IN_MEMORY: Final = Path(":memory:")
"""The place of a database that is in no file."""


class Database:
    """An open file. What `changing` has left is on the disk, and survives a power cut.

    `refusal` is why nothing may be changed: then `changing` raises it. `wait_ms` is how long it waits for
    another window that is writing.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, refusal: StoreError | None = None) -> None:
        self.path = path
        self.connection = connection
        self.refusal = refusal
        self.wait_ms = BUSY_MS

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """What a SELECT finds. Raises StoreError."""
        try:
            return self.connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise database_error(error, self.path) from error

    @contextmanager
    def changing(self, wait_ms: int | None = None) -> Iterator[sqlite3.Connection]:
        """A transaction: all of the block is done, or nothing of it. Within another it is part of that.

        Raises StoreError if the file cannot be written, StoreBusyError if another window writes for longer
        than `wait_ms`, if that is given, or than that of the database.
        """
        if self.refusal is not None:
            raise self.refusal
        if self.connection.in_transaction:
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
            raise database_error(error, self.path) from error

    @property
    def is_in_memory(self) -> bool:
        """True if nobody else can open it, whatever its path."""
        return not self.rows("PRAGMA database_list")[0][2]

    @contextmanager
    def waiting_at_most(self, wait_ms: int) -> Iterator[None]:
        """Within the block `changing` waits no longer than that."""
        before, self.wait_ms = self.wait_ms, min(wait_ms, self.wait_ms)
        try:
            yield
        finally:
            self.wait_ms = before

    def change_count(self) -> int:
        """A number that is another one once a different window or process has changed the file."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def close(self) -> None:
        """Close the file. Closing again does nothing."""
        self.connection.close()

    def _roll_back(self) -> None:
        if self.connection.in_transaction:  # SQLite itself goes back when the disk is full
            self.connection.execute("ROLLBACK")


def connected(path: Path) -> Database:
    """The file at `path`, made if it is missing, in the mode that outlives crashes and power cuts.

    Raises StoreError.
    """
    try:
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        try:
            # A damaged letter shall not hide the rest of a preset.
            connection.text_factory = partial(str, encoding="utf-8", errors="replace")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise database_error(error, path) from error
    return Database(path, connection)


def check_sqlite() -> None:
    """Raises StoreError if this Python was built with an SQLite that is too old to read the file."""
    if sqlite3.sqlite_version_info < (3, 37):
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: Liftronome needs 3.37 or newer")
