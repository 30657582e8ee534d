"""What importing a file would do, asked before it is done; then all of it is done, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.errors import InputError
from app.domain.exercise import Exercise
from app.domain.preset import Preset
from app.domain.writing import folded_name
from app.store.import_exercises import bring_in_cues, bring_in_exercise, have_cues, is_alike, namesake
from app.store.import_result import ImportResult, OnConflict
from app.store.importing import Contents, Incoming, read_contents
from app.store.own_sounds import ALL, OwnSounds
from app.store.presets import PresetStore, StoredPreset


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file's contents, and the names in it that are taken by something else, as people read them."""

    contents: Contents
    conflicts: tuple[str, ...]


def read_import(data: bytes, store: PresetStore) -> ImportPlan:
    """What is in a file, and what in it needs a decision. Nothing is changed.

    Raises ImportFileError if the bytes are not what `liftronome export` writes, or hand-written like it.
    """
    contents = read_contents(data, store.exercises.library())
    here = _Here(store)
    conflicts = (
        *_exercise_conflicts(contents, store),
        *_preset_conflicts(contents, store, here),
        *_sound_conflicts(contents, here.sounds),
    )
    return ImportPlan(contents, conflicts)


def apply_import(plan: ImportPlan, store: PresetStore, on_conflict: OnConflict) -> ImportResult:
    """Do what was planned, in one transaction; names are looked at anew.

    Raises InputError if it cannot be done that way, StoreError if it cannot be written: nothing is
    changed then, but that files of sounds may lie there unused.
    """
    contents, sounds = plan.contents, OwnSounds(store.database)
    if sounds.can_keep:
        for kept in contents.kept_sounds:
            sounds.put(contents.sounds[kept.file], kept.name)
    with store.database.changing():
        result = ImportResult()
        library = store.exercises.library()
        targets = {
            exercise.id: bring_in_exercise(exercise, store.exercises, library, on_conflict, result)
            for exercise in contents.exercises
        }
        targets |= {
            exercise_id: bring_in_cues(exercise_id, cues, store.exercises, on_conflict, result)
            for exercise_id, cues in contents.changed_cues.items()
        }
        here = _Here(store)
        for incoming in contents.presets:
            exercise = incoming.preset.exercise
            preset = _moved(incoming.preset, targets.get(exercise.id, exercise))
            _keep(replace(incoming, preset=preset), store, here, on_conflict, result)
        if sounds.can_keep:
            _bring_in_sounds_for_all(contents, sounds, on_conflict, result)
    return result


class _Here:
    """The presets that are kept, by exercise and name, and their own sounds."""

    def __init__(self, store: PresetStore) -> None:
        self.sounds = OwnSounds(store.database)
        self._kept = {_key(stored.preset): stored for stored in store.all()}

    def like(self, preset: Preset) -> StoredPreset | None:
        """The preset of the same exercise and name."""
        return self._kept.get(_key(preset))

    def is_alike(self, stored: StoredPreset, incoming: Incoming) -> bool:
        """True if a preset here is like one in a file, and has the sounds that it has there."""
        return stored.preset == incoming.preset and self._has_sounds(stored, incoming)

    def note(self, stored: StoredPreset) -> None:
        """Something has been kept meanwhile."""
        self._kept[_key(stored.preset)] = stored

    def _has_sounds(self, stored: StoredPreset, incoming: Incoming) -> bool:
        if not (incoming.sounds and self.sounds.can_keep):
            return True
        chosen = {sound: kept.file for sound, kept in self.sounds.chosen(stored.id).items()}
        return all(chosen.get(sound) == kept.file for sound, kept in incoming.sounds.items())


def _key(preset: Preset) -> tuple[str, str]:
    return preset.exercise.id, folded_name(preset.name)


def _exercise_conflicts(contents: Contents, store: PresetStore) -> Iterable[str]:
    library = store.exercises.library()
    for exercise in contents.exercises:
        other = namesake(exercise, library)
        if other is not None and not is_alike(exercise, other):
            yield exercise.name
    changed = store.exercises.changed_cues()
    for exercise in library.exercises:
        cues = contents.changed_cues.get(exercise.id)
        if cues is not None and exercise.id in changed and not have_cues(exercise.id, cues, store.exercises):
            yield f"{exercise.name} (coaching cues)"


def _preset_conflicts(contents: Contents, store: PresetStore, here: _Here) -> Iterable[str]:
    library = store.exercises.library()
    found = {exercise.id: namesake(exercise, library) for exercise in contents.exercises}
    for incoming in contents.presets:
        exercise = found.get(incoming.preset.exercise.id) or incoming.preset.exercise
        if exercise.is_ballistic != incoming.preset.exercise.is_ballistic:
            continue
        preset = replace(incoming.preset, exercise=exercise)
        stored = here.like(preset)
        if stored is not None and not here.is_alike(stored, replace(incoming, preset=preset)):
            yield f"{exercise.name} – {stored.preset.name}"


def _sound_conflicts(contents: Contents, sounds: OwnSounds) -> Iterable[str]:
    chosen = sounds.chosen()
    for sound, kept in contents.sounds_for_all.items():
        if sound in chosen and chosen[sound].file != kept.file:
            yield f"the sound for all presets: {sound.replace('_', ' ')}"


def _keep(
    incoming: Incoming, store: PresetStore, here: _Here, on_conflict: OnConflict, result: ImportResult
) -> None:
    preset = incoming.preset
    stored = here.like(preset)
    if stored is not None and here.is_alike(stored, incoming):
        result.unchanged += 1
        return
    if stored is not None and on_conflict is OnConflict.SKIP:
        result.skipped += 1
        return
    if stored is None or on_conflict is OnConflict.KEEP_BOTH:
        name = preset.name if stored is None else store.free_name(preset.exercise, preset.name)
        kept = store.add(replace(preset, name=name), favourite=incoming.favourite)
        result.added.append(kept)
    else:
        kept = store.save(replace(stored, preset=preset, favourite=incoming.favourite))
        result.replaced.append((stored, kept))
    here.note(kept)
    if here.sounds.can_keep:
        for sound, chosen in incoming.sounds.items():
            result.give(here.sounds, (kept.id, sound), chosen)


def _bring_in_sounds_for_all(
    contents: Contents, sounds: OwnSounds, on_conflict: OnConflict, result: ImportResult
) -> None:
    taken = sounds.chosen()
    for sound, kept in contents.sounds_for_all.items():
        if sound not in taken or on_conflict is OnConflict.REPLACE:
            result.give(sounds, (ALL, sound), kept)


def _moved(preset: Preset, exercise: Exercise) -> Preset:
    try:
        return replace(preset, exercise=exercise)
    except InputError as error:
        raise InputError(
            f"“{preset.name}” does not go with the “{exercise.name}” that is here ({error}): keep both"
        ) from error
