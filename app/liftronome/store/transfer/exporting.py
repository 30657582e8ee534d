"""Exporting presets to a file: for a friend, another machine or a backup."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from liftronome.domain.exercise import Exercise
from liftronome.domain.own_sound import KeptSound
from liftronome.domain.phase import Phase
from liftronome.files import written_whole
from liftronome.store.base.errors import StoreError, disk_error
from liftronome.store.presets.own_exercises import is_own
from liftronome.store.presets.presets import PresetStore, StoredPreset
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.store.transfer.exported_sounds import Packed, chosen_records, packed
from liftronome.store.transfer.file_format import (
    FIRST_VERSION,
    FORMAT,
    MAX_EXERCISES,
    MAX_FILE_BYTES,
    MAX_PRESETS,
    MAX_WORKOUTS,
    SOUNDS_VERSION,
    VERSION,
    ChangedCues,
    FileRecord,
    cue_texts,
    exercise_record,
    needs_newest,
    preset_record,
)
from liftronome.store.transfer.workout_files import workout_record
from liftronome.store.workouts.workouts import StoredWorkout, WorkoutStore


@dataclass(frozen=True, slots=True)
class Export:
    """The text to write, how much is in it, and one line about what is left out, "" if nothing is."""

    text: str
    preset_count: int
    sound_count: int = 0
    stays_behind: str = ""
    workout_count: int = 0


def export_all(store: PresetStore) -> Export:
    """Everything: presets, own exercises, changed cues and own sounds. Raises StoreError, also if it is more
    than an import accepts."""
    presets, sounds = store.all(), OwnSounds(store.database)
    shipped = {exercise.id for exercise in store.exercises.shipped.exercises}
    changed = {key: cues for key, cues in store.exercises.changed_cues().items() if key in shipped}
    chosen = [sounds.chosen(stored.id) for stored in presets]
    record = _record(presets, store.exercises.all(), changed, WorkoutStore(store.database).all())
    return _with_sounds(record, chosen, sounds.chosen(), sounds.folder)


def export_one(store: PresetStore, stored: StoredPreset) -> Export:
    """One preset with its own sounds, and its exercise if that is an own one, otherwise the changed cues of
    that exercise. Sounds for all presets are left out. Raises StoreError."""
    sounds, exercise_id = OwnSounds(store.database), stored.preset.exercise.id
    changed = {key: cues for key, cues in store.exercises.changed_cues().items() if key == exercise_id}
    chosen = sounds.chosen(stored.id)
    export = _with_sounds(_record([stored], (), changed), [chosen], {}, sounds.folder)
    if not sounds.chosen().keys() - chosen.keys():
        return export
    stays = "your sounds for all presets are not in it: an export of everything has them"
    behind = f"{export.stays_behind}; {stays}" if export.stays_behind else stays
    return Export(export.text, export.preset_count, export.sound_count, behind)


def export_workout(store: PresetStore, stored: StoredWorkout) -> Export:
    """One workout with the presets that it stands for, as `export_one` has them. Raises StoreError."""
    sounds, wanted = OwnSounds(store.database), {entry.preset_id for entry in stored.workout.entries}
    presets = [preset for preset in store.all() if preset.id in wanted]
    exercises = {preset.preset.exercise.id for preset in presets}
    changed = {key: cues for key, cues in store.exercises.changed_cues().items() if key in exercises}
    chosen = [sounds.chosen(preset.id) for preset in presets]
    return _with_sounds(_record(presets, (), changed, [stored]), chosen, {}, sounds.folder)


def export_text(presets: Sequence[StoredPreset], exercises: Sequence[Exercise] = ()) -> str:
    """The presets as JSON, with the own exercises that they need, and those of `exercises`; no sounds."""
    return _text(_record(presets, exercises, {}))


def _record(
    presets: Sequence[StoredPreset],
    exercises: Sequence[Exercise],
    changed_cues: Mapping[str, Mapping[Phase, str]],
    workouts: Sequence[StoredWorkout] = (),
) -> FileRecord:
    needed = {stored.preset.exercise.id: stored.preset.exercise for stored in presets}
    own = {exercise.id: exercise for exercise in (*needed.values(), *exercises) if is_own(exercise)}
    record = FileRecord(
        format=FORMAT,
        version=SOUNDS_VERSION if changed_cues else FIRST_VERSION,
        exercises=[exercise_record(exercise) for exercise in own.values()],
        changed_cues=[ChangedCues(key, cue_texts(cues)) for key, cues in changed_cues.items()],
        presets=[preset_record(stored) for stored in presets],
        workouts=[workout_record(each, {stored.id: stored for stored in presets}) for each in workouts],
    )
    if needs_newest(record):
        record.version = VERSION
    return record


def _with_sounds(
    record: FileRecord,
    by_preset: Sequence[Mapping[str, KeptSound]],
    for_all: Mapping[str, KeptSound],
    folder: Path,
) -> Export:
    """The file with the sounds of its presets, in order, as far as they fit."""
    wanted = {kept.file: kept for chosen in (for_all, *by_preset) for kept in chosen.values()}

    def choose(files: Collection[str]) -> None:
        record.sounds_for_all = chosen_records(for_all, files)
        for preset, chosen in zip(record.presets, by_preset, strict=True):
            preset.sounds = chosen_records(chosen, files)

    choose(wanted)
    sounds = packed(folder, wanted.values(), MAX_FILE_BYTES - len(_text(record).encode()))
    choose(sounds.records)
    record.sounds = list(sounds.records.values())
    if record.sounds:
        record.version = max(record.version, SOUNDS_VERSION)
    text = _text(record)
    _refuse_too_much(record, text)
    return Export(text, len(record.presets), len(record.sounds), _stays_behind(sounds), len(record.workouts))


def _refuse_too_much(record: FileRecord, text: str) -> None:
    """Raises StoreError for more than an import accepts."""
    for found, most, what in (
        (len(record.presets), MAX_PRESETS, "presets"),
        (len(record.exercises), MAX_EXERCISES, "own exercises"),
        (len(record.workouts), MAX_WORKOUTS, "workouts"),
        (len(text.encode()), MAX_FILE_BYTES, "bytes without sounds"),
    ):
        if found > most:
            raise StoreError(
                f"these are {found:,} {what}, and a file holds {most:,}: export presets one by one"
            )


def _stays_behind(sounds: Packed) -> str:
    reasons = (
        (sounds.lost, "gone or damaged"),
        (sounds.too_many, f"a file holds {MAX_FILE_BYTES // 1_000_000} MB: export presets one by one"),
    )
    return "; ".join(
        f"{len(names)} sound{'s' * (len(names) > 1)} not in it ({reason}): {_listed(names)}"
        for names, reason in reasons
        if names
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:3]) + (" …" if len(names) > 3 else "")


def _text(record: FileRecord) -> str:
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def write_export(path: Path, text: str) -> None:
    """Write an export. Whatever `path` held stays as it was until the new file is whole and on the disk.

    Raises StoreError, and leaves nothing behind.
    """
    try:
        with written_whole(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise disk_error(error, path, "folder") from error
