"""The lifter's presets: stored, found, changed, and restored after a mistake."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from liftronome.domain.counting import Count
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.phase import Start
from liftronome.domain.preset import MAX_NAME, Preset, Sides, preset_name
from liftronome.domain.scheme.stored import scheme_from_json, scheme_json
from liftronome.domain.writing import folded_name
from liftronome.store.base.columns import (
    CUE_COLUMNS,
    TEMPO_COLUMNS,
    Columns,
    cue_columns,
    cues_from,
    inserting,
    tempo_columns,
    tempo_from,
    updating,
)
from liftronome.store.base.database import Database, new_id
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.own_exercises import OwnExercises

_NUMBERS: Final = (
    "rest_ms",
    "ready_ms",
    "count_in_ms",
    "x_slot_ms",
    "own_pace_limit_ms",
    "changeover_ms",
    "pre_cue_ms",
    "beat_ms",
)
_COUNTS: Final = ("sets", "reps")
"""How many working sets there are, and how many reps the first has (1 where none are written): all of a plain
scheme. Any other is kept in a column of its own, too."""

_TEXTS: Final = ("name", "pack", "notes")
_FLAGS: Final = ("seconds", "speak_coaching", "wait_for_key")
_COLUMNS: Final = (
    "id",
    "exercise_id",
    "start",
    "sides",
    "count",
    "favourite",
    "used_at",
    "created_at",
    *_TEXTS,
    *_FLAGS,
    *_NUMBERS,
    *_COUNTS,
    "scheme",
    *TEMPO_COLUMNS,
    *CUE_COLUMNS,
)


_COUNTED: Final = re.compile(r"(.*\S)\s+([1-9]|1[0-9])")
"""A name with a number behind it that can be counted on."""


@dataclass(frozen=True, slots=True)
class StoredPreset:
    """A preset as it is kept. `id` stays the same whatever else changes; moments are seconds since 1970,
    `used_at` None for a preset that has not been performed."""

    id: str
    preset: Preset
    created_at: float
    favourite: bool = False
    used_at: float | None = None


class PresetStore:
    """Stores presets. A name is unique among the presets of its exercise, whatever its case.

    Every method raises StoreError if the file cannot be read or written. A change is on the disk when its
    method returns.
    """

    def __init__(self, database: Database, exercises: OwnExercises) -> None:
        self.database = database
        self.exercises = exercises

    def all(self) -> list[StoredPreset]:
        """Every preset that can be shown, the oldest first."""
        by_id = {exercise.id: exercise for exercise in self.exercises.library().exercises}
        rows = self.database.rows(f"SELECT {', '.join(_COLUMNS)} FROM preset ORDER BY created_at, rowid")
        found = (self._read(row, by_id) for row in rows)
        return [stored for stored in found if stored is not None]

    def hidden_count(self) -> int:
        """How many presets cannot be shown, as this release does not know their exercise."""
        return int(self.database.rows("SELECT count(*) FROM preset")[0][0]) - len(self.all())

    def get(self, preset_id: str) -> StoredPreset:
        """The preset with this id. Raises StoreError if it has gone."""
        by_id = {exercise.id: exercise for exercise in self.exercises.library().exercises}
        rows = self.database.rows(f"SELECT {', '.join(_COLUMNS)} FROM preset WHERE id = ?", (preset_id,))
        stored = self._read(rows[0], by_id) if rows else None
        if stored is None:
            raise _gone("the preset")
        return stored

    def add(self, preset: Preset, *, favourite: bool = False) -> StoredPreset:
        """Store a new preset. Raises InputError if it has no name, or one that is taken."""
        stored = StoredPreset(new_id(), preset, created_at=time.time(), favourite=favourite)
        return self.restore(stored)

    def restore(self, stored: StoredPreset) -> StoredPreset:
        """Put a deleted preset back as it was, with its id.

        Raises InputError if another preset has its name by now.
        """
        with self.database.changing() as connection:
            kept = self._checked(stored)
            connection.execute(*inserting("preset", _columns(kept)))
        return kept

    def save(self, stored: StoredPreset) -> StoredPreset:
        """Store the changes to a preset. Raises InputError if it has no name, or one that is taken, and
        StoreError if the preset is gone."""
        with self.database.changing() as connection:
            kept = self._checked(stored)
            if connection.execute(*updating("preset", "id", _columns(kept))).rowcount != 1:
                raise _gone(f"“{kept.preset.name}”")
        return kept

    def rename(self, preset_id: str, name: str) -> StoredPreset:
        """Give a preset another name. Raises as `save` does."""
        with self.database.changing():
            stored = self.get(preset_id)
            return self.save(replace(stored, preset=replace(stored.preset, name=preset_name(name))))

    def delete(self, preset_id: str) -> StoredPreset:
        """Delete a preset and return it, so that `restore` can put it back."""
        with self.database.changing() as connection:
            stored = self.get(preset_id)
            connection.execute("DELETE FROM preset WHERE id = ?", (preset_id,))
        return stored

    def mark_used(self, preset_id: str, at_s: float) -> None:
        """Note when a preset was last performed, in seconds since 1970."""
        with self.database.changing() as connection:
            found = connection.execute("UPDATE preset SET used_at = ? WHERE id = ?", (at_s, preset_id))
            if found.rowcount != 1:
                raise _gone("the preset")

    def free_name(self, exercise: Exercise, name: str) -> str:
        """`name`, with a number behind it if another preset of the exercise is called that."""
        rows = self.database.rows("SELECT folded_name FROM preset WHERE exercise_id = ?", (exercise.id,))
        return first_free(preset_name(name), {folded for (folded,) in rows})

    def _read(self, row: Sequence[Any], exercises: Mapping[str, Exercise]) -> StoredPreset | None:
        """The preset of a row, None if this release does not know its exercise or cannot understand the row,
        which stays as it is."""
        columns = dict(zip(_COLUMNS, row, strict=True))
        exercise = exercises.get(columns["exercise_id"])
        if exercise is None:
            return None
        try:
            return _stored(columns, exercise)
        except (InputError, ValueError, TypeError, RecursionError) as error:
            self.database.leave_out("preset", columns["name"], error)
            return None

    def _checked(self, stored: StoredPreset) -> StoredPreset:
        """The preset as it can be stored. Raises InputError if another one has its name."""
        preset = kept_preset(stored.preset)
        taken = self.database.rows(
            "SELECT name FROM preset WHERE exercise_id = ? AND folded_name = ? AND id <> ?",
            (preset.exercise.id, folded_name(preset.name), stored.id),
        )
        if taken:
            raise InputError(f"a preset of {preset.exercise.name} is already called “{taken[0][0]}”")
        return replace(stored, preset=preset)


def kept_preset(preset: Preset) -> Preset:
    """A preset with its name trimmed, and without a beat that means nothing.

    Raises InputError for a name that is none.
    """
    beat_ms = preset.beat_ms if preset.exercise.is_ballistic else 0
    return replace(preset, name=preset_name(preset.name), beat_ms=beat_ms)


def first_free(name: str, taken: set[str], fold: Callable[[str], str] = folded_name) -> str:
    """`name`, or the first of "name 2", "name 3" … that is not taken. `taken` has names as `fold` gives them.

    A number behind the name is counted on: after "name 2" comes "name 3". Numbers from 20 on are not, as they
    are weights, reps or a tempo.
    """
    counted = _COUNTED.fullmatch(name) if fold(name) in taken else None
    free, number = name, int(counted[2]) if counted else 1
    name = counted[1] if counted else name
    while fold(free) in taken:
        number += 1
        ending = f" {number}"
        free = name[: MAX_NAME - len(ending)].rstrip() + ending
    return free


def _gone(what: str) -> StoreError:
    return StoreError(f"{what} no longer exists: another window may have deleted it; save it as a new one")


def _columns(stored: StoredPreset) -> Columns:
    preset = stored.preset
    return {
        "id": stored.id,
        "exercise_id": preset.exercise.id,
        "folded_name": folded_name(preset.name),
        "start": preset.start.value,
        "sides": preset.sides.value,
        "count": preset.count and preset.count.value,
        "favourite": int(stored.favourite),
        "used_at": stored.used_at,
        "created_at": stored.created_at,
        **{column: getattr(preset, column) for column in (*_TEXTS, *_NUMBERS)},
        "sets": len(preset.scheme.sets),
        "reps": max(preset.scheme.first_reps, 1),
        "scheme": None if preset.scheme.is_plain else json.dumps(scheme_json(preset.scheme)),
        **{column: int(getattr(preset, column)) for column in _FLAGS},
        **tempo_columns(preset.tempo),
        **cue_columns(preset.cues),
    }


def _stored(columns: Mapping[str, Any], exercise: Exercise) -> StoredPreset:
    """The preset of a row. Raises InputError, ValueError or TypeError for one that cannot be understood."""
    values = {column: columns[column] for column in (*_TEXTS, *_NUMBERS)}
    if columns["scheme"] is None:
        values |= {column: columns[column] for column in _COUNTS}
    else:
        values["scheme"] = scheme_from_json(json.loads(columns["scheme"]))
    values |= {column: bool(columns[column]) for column in _FLAGS}
    preset = Preset(
        exercise=exercise,
        tempo=tempo_from(columns),
        start=Start(columns["start"]),
        sides=Sides(columns["sides"]),
        count=None if columns["count"] is None else Count(columns["count"]),
        cues=cues_from(columns),
        **values,
    )
    return StoredPreset(
        columns["id"], preset, columns["created_at"], bool(columns["favourite"]), columns["used_at"]
    )
