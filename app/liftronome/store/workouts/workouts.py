"""The lifter's workouts: stored, found, changed, and restored after a mistake."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import uuid4

from liftronome.domain.errors import InputError
from liftronome.domain.workout.workout import Workout, WorkoutEntry, workout_name
from liftronome.domain.writing import folded_name
from liftronome.store.base.columns import Columns, inserting, updating
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.presets import first_free

_VERSION: Final = 1
_COLUMNS: Final = ("id", "name", "notes", "favourite", "used_at", "created_at", "entries")
_KEYS: Final = frozenset({"line", "preset", "group", "rest_ms", "rounds"})


@dataclass(frozen=True, slots=True)
class StoredWorkout:
    """A workout as it is kept. `id` stays the same whatever else changes; moments are seconds since 1970,
    `used_at` None for a workout that has not been performed."""

    id: str
    workout: Workout
    created_at: float
    favourite: bool = False
    used_at: float | None = None


class WorkoutStore:
    """Stores workouts. A name is unique, whatever its case.

    Every method raises StoreError if the file cannot be read or written. A change is on the disk when its
    method returns.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def all(self) -> list[StoredWorkout]:
        """Every workout that can be read, the oldest first. One that is damaged, or that a newer release
        wrote, is left out and noted in `Database.unreadable`."""
        rows = self.database.rows(f"SELECT {', '.join(_COLUMNS)} FROM workout ORDER BY created_at, rowid")
        return [stored for row in rows if (stored := self._read(row)) is not None]

    def get(self, workout_id: str) -> StoredWorkout:
        """The workout with this id. Raises StoreError if it has gone."""
        rows = self.database.rows(f"SELECT {', '.join(_COLUMNS)} FROM workout WHERE id = ?", (workout_id,))
        stored = self._read(rows[0]) if rows else None
        if stored is None:
            raise _gone("the workout")
        return stored

    def named(self, name: str) -> StoredWorkout | None:
        """The workout of that name, whatever its case."""
        rows = self.database.rows(
            f"SELECT {', '.join(_COLUMNS)} FROM workout WHERE folded_name = ?", (folded_name(name),)
        )
        return self._read(rows[0]) if rows else None

    def add(self, workout: Workout, *, favourite: bool = False) -> StoredWorkout:
        """Store a new workout. Raises InputError if it has no name, or one that is taken."""
        return self.restore(StoredWorkout(str(uuid4()), workout, time.time(), favourite))

    def restore(self, stored: StoredWorkout) -> StoredWorkout:
        """Put a deleted workout back as it was. Raises InputError if another one has its name by now."""
        with self.database.changing() as connection:
            kept = self._checked(stored)
            connection.execute(*inserting("workout", _columns(kept)))
        return kept

    def save(self, stored: StoredWorkout) -> StoredWorkout:
        """Store the changes to a workout. Raises InputError as `add` does, StoreError if it is gone."""
        with self.database.changing() as connection:
            kept = self._checked(stored)
            if connection.execute(*updating("workout", "id", _columns(kept))).rowcount != 1:
                raise _gone(f"“{kept.workout.name}”")
        return kept

    def rename(self, workout_id: str, name: str) -> StoredWorkout:
        """Give a workout another name. Raises as `save` does."""
        with self.database.changing():
            stored = self.get(workout_id)
            return self.save(replace(stored, workout=replace(stored.workout, name=name)))

    def duplicate(self, workout_id: str) -> StoredWorkout:
        """A new workout like one that is there, with a number behind its name."""
        with self.database.changing():
            workout = self.get(workout_id).workout
            return self.add(replace(workout, name=self.free_name(workout.name)))

    def delete(self, workout_id: str) -> StoredWorkout:
        """Delete a workout and return it, so that `restore` can put it back."""
        with self.database.changing() as connection:
            stored = self.get(workout_id)
            connection.execute("DELETE FROM workout WHERE id = ?", (workout_id,))
        return stored

    def mark_used(self, workout_id: str, at_s: float) -> None:
        """Note when a workout was last performed, in seconds since 1970."""
        with self.database.changing() as connection:
            changed = connection.execute("UPDATE workout SET used_at = ? WHERE id = ?", (at_s, workout_id))
            if changed.rowcount != 1:
                raise _gone("the workout")

    def free_name(self, name: str) -> str:
        """`name`, with a number behind it if another workout is called that."""
        rows = self.database.rows("SELECT folded_name FROM workout")
        return first_free(workout_name(name), {folded for (folded,) in rows})

    def _read(self, row: Sequence[Any]) -> StoredWorkout | None:
        columns = dict(zip(_COLUMNS, row, strict=True))
        try:
            return _stored(columns)
        except (InputError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            self.database.leave_out("workout", columns["name"], error)
            return None

    def _checked(self, stored: StoredWorkout) -> StoredWorkout:
        workout = replace(stored.workout, name=workout_name(stored.workout.name))
        taken = self.database.rows(
            "SELECT name FROM workout WHERE folded_name = ? AND id <> ?",
            (folded_name(workout.name), stored.id),
        )
        if taken:
            raise InputError(f"a workout is already called “{taken[0][0]}”")
        return replace(stored, workout=workout)


def _columns(stored: StoredWorkout) -> Columns:
    workout = stored.workout
    entries = {"version": _VERSION, "entries": [_entry_json(entry) for entry in workout.entries]}
    return {
        "id": stored.id,
        "name": workout.name,
        "folded_name": folded_name(workout.name),
        "notes": workout.notes,
        "favourite": int(stored.favourite),
        "used_at": stored.used_at,
        "created_at": stored.created_at,
        "entries": json.dumps(entries),
    }


def _entry_json(entry: WorkoutEntry) -> dict[str, Any]:
    said = {
        "preset": entry.preset_id,
        "group": entry.group or None,
        "rest_ms": entry.rest_ms,
        "rounds": entry.rounds,
    }
    return {"line": entry.line, **{key: value for key, value in said.items() if value is not None}}


def _stored(columns: Mapping[str, Any]) -> StoredWorkout:
    """The workout of a row. Raises InputError, ValueError, TypeError, KeyError or AttributeError for one that
    cannot be understood."""
    found = json.loads(columns["entries"])
    if found["version"] != _VERSION:
        raise InputError(f"its entries are of version {found['version']}, which a later release wrote")
    workout = Workout(columns["name"], tuple(map(_entry, found["entries"])), columns["notes"])
    return StoredWorkout(
        columns["id"], workout, columns["created_at"], bool(columns["favourite"]), columns["used_at"]
    )


def _entry(found: Mapping[str, Any]) -> WorkoutEntry:
    if unknown := found.keys() - _KEYS:
        raise InputError(f"an entry has “{min(unknown)}”, which this release does not know")
    return WorkoutEntry(
        found["line"], found.get("preset"), found.get("group", ""), found.get("rest_ms"), found.get("rounds")
    )


def _gone(what: str) -> StoreError:
    return StoreError(f"{what} no longer exists: another window may have deleted it; save it as a new one")
