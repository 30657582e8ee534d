"""What importing a file would do, asked before it is done; then all of it is done, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain, count

from app.domain.errors import InputError
from app.domain.exercise import Exercise, Library, folded
from app.domain.preset import MAX_NAME, Preset
from app.domain.writing import folded_name
from app.store.importing import Contents, Incoming, read_contents
from app.store.own_exercises import OwnExercises, is_own, new_exercise_id
from app.store.presets import PresetStore, StoredPreset


class OnConflict(Enum):
    """What becomes of a name that is there already, with something else behind it."""

    KEEP_BOTH = "keep-both"
    """What is imported gets a number behind its name. It is also what happens to an exercise that is
    called like one that ships, where that would be replaced."""
    REPLACE = "replace"
    SKIP = "skip"
    """What is here stays; presets of an exercise that is here go to that one."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file's contents, and the names in it that are taken by something else, as people read them."""

    contents: Contents
    conflicts: tuple[str, ...]


@dataclass(slots=True)
class ImportResult:
    """What an import has done, with all that is needed to take it back."""

    added: list[StoredPreset] = field(default_factory=list)
    replaced: list[tuple[StoredPreset, StoredPreset]] = field(default_factory=list)
    """What was there, and what is there now."""
    added_exercises: list[Exercise] = field(default_factory=list)
    replaced_exercises: list[tuple[Exercise, Exercise]] = field(default_factory=list)
    skipped: int = 0
    unchanged: int = 0
    """Presets that were there already, alike in everything."""


def read_import(data: bytes, store: PresetStore) -> ImportPlan:
    """What is in a file, and what in it needs a decision. Nothing is changed.

    Raises ImportFileError if the bytes are not what `liftronome export` writes, or hand-written like it.
    """
    library = store.exercises.library()
    contents = read_contents(data, library)
    return ImportPlan(contents, tuple(_conflicts(contents, library, _Here(store))))


def apply_import(plan: ImportPlan, store: PresetStore, on_conflict: OnConflict) -> ImportResult:
    """Do what was planned, in one transaction; names are looked at anew.

    Raises InputError if it cannot be done that way, StoreError if it cannot be written: nothing is
    changed then.
    """
    with store.database.changing():
        result = ImportResult()
        library = store.exercises.library()
        targets = {
            exercise.id: _bring_in(exercise, store.exercises, library, on_conflict, result)
            for exercise in plan.contents.exercises
        }
        here = _Here(store)
        for incoming in plan.contents.presets:
            exercise = incoming.preset.exercise
            preset = _moved(incoming.preset, targets.get(exercise.id, exercise))
            _keep(replace(incoming, preset=preset), store, here, on_conflict, result)
    return result


class _Here:
    """The presets that are kept, by exercise and name."""

    def __init__(self, store: PresetStore) -> None:
        self._kept = {_key(stored.preset): stored for stored in store.all()}

    def like(self, preset: Preset) -> StoredPreset | None:
        """The preset of the same exercise and name."""
        return self._kept.get(_key(preset))

    def note(self, stored: StoredPreset) -> None:
        """Something has been kept meanwhile."""
        self._kept[_key(stored.preset)] = stored


def _key(preset: Preset) -> tuple[str, str]:
    return preset.exercise.id, folded_name(preset.name)


def _conflicts(contents: Contents, library: Library, here: _Here) -> Iterable[str]:
    targets: dict[str, Exercise] = {}
    for exercise in contents.exercises:
        other = _namesake(exercise, library)
        if other is not None:
            targets[exercise.id] = other
            if not _is_alike(exercise, other):
                yield exercise.name
    for incoming in contents.presets:
        exercise = targets.get(incoming.preset.exercise.id, incoming.preset.exercise)
        if exercise.is_ballistic != incoming.preset.exercise.is_ballistic:
            continue
        preset = replace(incoming.preset, exercise=exercise)
        stored = here.like(preset)
        if stored is not None and stored.preset != preset:
            yield f"{exercise.name} – {stored.preset.name}"


def _bring_in(
    exercise: Exercise, own: OwnExercises, library: Library, on_conflict: OnConflict, result: ImportResult
) -> Exercise:
    """The exercise to which the presets of an exercise in the file go."""
    other = _namesake(exercise, library)
    if other is not None and _is_alike(exercise, other):
        return other
    if other is not None and on_conflict is OnConflict.SKIP:
        return other
    if other is not None and on_conflict is OnConflict.REPLACE and is_own(other):
        kept = own.save(replace(exercise, id=other.id))
        result.replaced_exercises.append((other, kept))
        return kept
    if other is not None:
        exercise = replace(exercise, id=new_exercise_id(), name=_free_name(exercise.name, own.library()))
    kept = own.add(exercise)
    result.added_exercises.append(kept)
    return kept


def _keep(
    incoming: Incoming, store: PresetStore, here: _Here, on_conflict: OnConflict, result: ImportResult
) -> None:
    preset = incoming.preset
    stored = here.like(preset)
    if stored is None or (on_conflict is OnConflict.KEEP_BOTH and stored.preset != preset):
        free = (
            preset if stored is None else replace(preset, name=store.free_name(preset.exercise, preset.name))
        )
        kept = store.add(free, favourite=incoming.favourite)
        here.note(kept)
        result.added.append(kept)
    elif stored.preset == preset:
        result.unchanged += 1
    elif on_conflict is OnConflict.SKIP:
        result.skipped += 1
    else:
        kept = store.save(replace(stored, preset=preset, favourite=incoming.favourite))
        here.note(kept)
        result.replaced.append((stored, kept))


def _moved(preset: Preset, exercise: Exercise) -> Preset:
    try:
        return replace(preset, exercise=exercise)
    except InputError as error:
        raise InputError(
            f"“{preset.name}” does not go with the “{exercise.name}” that is here ({error}): keep both"
        ) from error


def _namesake(exercise: Exercise, library: Library) -> Exercise | None:
    """The exercise here that has the id of one in a file, or else its name."""
    by_id = next((other for other in library.exercises if other.id == exercise.id), None)
    wanted = folded(exercise.name)
    return by_id or next(
        (
            other
            for other in library.exercises
            if wanted in {folded(name) for name in (other.id, *other.names)}
        ),
        None,
    )


def _is_alike(exercise: Exercise, other: Exercise) -> bool:
    return is_own(other) and replace(exercise, id=other.id) == other


def _free_name(name: str, library: Library) -> str:
    taken = {folded(known) for other in library.exercises for known in (other.id, *other.names)}
    endings = chain([""], (f" {number}" for number in count(2)))
    candidates = (name[: MAX_NAME - len(ending)].rstrip() + ending for ending in endings)
    return next(free for free in candidates if folded(free) not in taken)
