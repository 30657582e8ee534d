"""Bringing every file, however old, up to date: step by step, each as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from liftronome.store.base.errors import StoreError
from liftronome.store.base.schema import Migration


def version_of(connection: sqlite3.Connection) -> int:
    """The number of migrations that a file has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Bring a file to the newest schema, by a transaction for each step that is missing.

    Another process may be at it too: each step is done once. Raises sqlite3.Error, or StoreError if a
    step leaves rows behind that refer to nothing; the file is then as the last good step left it.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for number, statements in enumerate(migrations, start=1):
            if version_of(connection) < number:
                _take_step(connection, number, statements)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _take_step(connection: sqlite3.Connection, number: int, statements: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version_of(connection) < number:
            for statement in statements:
                connection.execute(statement)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise StoreError(f"the presets cannot be brought to version {number}: some belong to nothing")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
