"""Small things that are remembered: the preset that was open, full screen, the chosen sounds."""

from __future__ import annotations

import json
from typing import TypeAlias, TypeVar

from liftronome.store.base.database import Database

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
"""What JSON can say."""

T = TypeVar("T", bool, int, float, str, list[Plain], dict[str, Plain])


class Settings:
    """Remembers values by their keys. Raises StoreError if the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: T) -> T:
        """The value of a key; `default` if it has none, or one of another type."""
        rows = self._database.rows("SELECT value FROM setting WHERE key = ?", (key,))
        try:
            value = json.loads(rows[0][0]) if rows else default
        except (ValueError, TypeError, RecursionError) as error:
            self._database.leave_out("setting", key, error)
            return default
        return value if type(value) is type(default) else default

    def set(self, key: str, value: Plain) -> None:
        """Remember a value."""
        with self._database.changing() as connection:
            connection.execute(
                "INSERT INTO setting (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, json.dumps(value)),
            )

    def keys(self, prefix: str) -> list[str]:
        """The keys that begin with `prefix` and have a value."""
        rows = self._database.rows(
            "SELECT key FROM setting WHERE substr(key, 1, ?) = ?", (len(prefix), prefix)
        )
        return [key for (key,) in rows]

    def forget(self, key: str) -> None:
        """Remove a key and its value."""
        with self._database.changing() as connection:
            connection.execute("DELETE FROM setting WHERE key = ?", (key,))
