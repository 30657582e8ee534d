"""A file that is none: everything works, and nothing outlasts the program."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from app.store.database import Database, check_sqlite, connected
from app.store.errors import database_error
from app.store.migrations import MIGRATIONS, migrate

IN_MEMORY: Final = Path(":memory:")


def unkept_database() -> Database:
    """An open database of the newest schema in memory, for when the lifter's file cannot be opened.

    Raises StoreError if SQLite itself is too old.
    """
    check_sqlite()
    database = connected(IN_MEMORY)
    try:
        migrate(database.connection, MIGRATIONS)
    except sqlite3.Error as error:
        raise database_error(error, IN_MEMORY) from error
    return database
