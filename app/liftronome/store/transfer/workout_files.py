"""Workouts in a preset file: how they are written, read, and brought in beside those that are here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from liftronome.domain.errors import InputError
from liftronome.domain.workout.workout import Workout, WorkoutEntry, workout_name
from liftronome.domain.writing import folded_name
from liftronome.store.presets.presets import StoredPreset
from liftronome.store.transfer.file_format import PresetName, WorkoutEntryRecord, WorkoutRecord, seconds_of
from liftronome.store.transfer.import_errors import ImportFileError, at
from liftronome.store.workouts.workouts import StoredWorkout, WorkoutStore

PresetKey: TypeAlias = tuple[str, str]
"""The id of a preset's exercise, and its name in the form in which names are compared."""

MAX_REST_S: Final = 900


@dataclass(frozen=True, slots=True)
class IncomingWorkout:
    """A workout out of a file; `presets` has, for each entry, which preset it is, None for a line alone."""

    workout: Workout
    presets: tuple[PresetKey | None, ...]
    favourite: bool

    def with_presets(self, ids: Mapping[PresetKey, str]) -> Workout:
        """The workout with the presets that are here by those keys."""
        entries = [
            replace(entry, preset_id=None if key is None else ids.get(key))
            for entry, key in zip(self.workout.entries, self.presets, strict=True)
        ]
        return replace(self.workout, entries=tuple(entries))


def workout_record(stored: StoredWorkout, presets: Mapping[str, StoredPreset]) -> WorkoutRecord:
    """A workout as it is written; `presets` has those that the file contains, by their ids."""
    entries = []
    for entry in stored.workout.entries:
        kept = presets.get(entry.preset_id or "")
        name = None if kept is None else PresetName(kept.preset.exercise.id, kept.preset.name)
        rest_s = None if entry.rest_ms is None else seconds_of(entry.rest_ms)
        entries.append(WorkoutEntryRecord(entry.line, name, entry.group, rest_s, entry.rounds))
    return WorkoutRecord(stored.workout.name, entries, stored.workout.notes, stored.favourite)


def read_workouts(
    records: Sequence[WorkoutRecord], exercise_ids: Mapping[str, str]
) -> tuple[IncomingWorkout, ...]:
    """The workouts of a file. `exercise_ids` leads from an exercise as the file writes it to its id.

    Raises ImportFileError.
    """
    found: list[IncomingWorkout] = []
    names: set[str] = set()
    for number, record in enumerate(records):
        place = f"workouts[{number}]"
        with at(f"{place}.name"):
            name = workout_name(record.name)
            if folded_name(name) in names:
                raise InputError(f"another workout of the file is called “{name}”: give one another name")
        names.add(folded_name(name))
        entries = []
        for index, entry in enumerate(record.entries):
            where = f"{place}.entries[{index}]"
            if entry.rest_s is not None and not 0 <= entry.rest_s <= MAX_REST_S:
                raise ImportFileError(f"rest must be 0 to {MAX_REST_S} s", f"{where}.rest_s")
            with at(where):
                rest_ms = None if entry.rest_s is None else round(entry.rest_s * 1000)
                entries.append(WorkoutEntry(entry.line, None, entry.group, rest_ms, entry.rounds))
        with at(place):
            workout = Workout(name, tuple(entries), record.notes)
        keys = tuple(
            None
            if entry.preset is None
            else (
                exercise_ids.get(entry.preset.exercise, entry.preset.exercise),
                folded_name(entry.preset.name),
            )
            for entry in record.entries
        )
        found.append(IncomingWorkout(workout, keys, record.favourite))
    return tuple(found)


def taken_workouts(
    workouts: Iterable[IncomingWorkout], store: WorkoutStore, ids: Mapping[PresetKey, str]
) -> Iterable[str]:
    """The names that another workout has here."""
    for incoming in workouts:
        stored = store.named(incoming.workout.name)
        if stored is not None and stored.workout != incoming.with_presets(ids):
            yield f"the workout “{stored.workout.name}”"
