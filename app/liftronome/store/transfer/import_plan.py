"""Planning an import, and then carrying it out as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library, folded
from liftronome.domain.own_sound import KeptSound
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.load import Unit
from liftronome.domain.writing import folded_name
from liftronome.store.presets.own_exercises import OwnExercises, is_own, new_exercise_id
from liftronome.store.presets.presets import PresetStore, StoredPreset, first_free
from liftronome.store.sounds.own_sounds import ALL, OwnSounds, SoundKey
from liftronome.store.transfer.importing import Contents, Incoming, read_contents
from liftronome.store.transfer.preset_lines import lines_in, read_preset_lines
from liftronome.store.transfer.workout_files import PresetKey, taken_workouts
from liftronome.store.workouts.workouts import StoredWorkout, WorkoutStore


class OnConflict(Enum):
    """What to do about a name that is taken by something different."""

    KEEP_BOTH = "keep-both"
    """What is imported gets a number behind its name. It is also what happens to an exercise that is
    called like one that ships, where that would be replaced."""
    REPLACE = "replace"
    SKIP = "skip"
    """What is here stays; presets of an exercise that is here go to that one."""


@dataclass(slots=True)
class ImportResult:
    """What an import did, with everything needed to undo it."""

    added: list[StoredPreset] = field(default_factory=list)
    replaced: list[tuple[StoredPreset, StoredPreset]] = field(default_factory=list)
    """What was there, and what is there now."""
    added_exercises: list[Exercise] = field(default_factory=list)
    replaced_exercises: list[tuple[Exercise, Exercise]] = field(default_factory=list)
    sounds: dict[SoundKey, tuple[KeptSound | None, KeptSound]] = field(default_factory=dict)
    """Own sounds: what a cue had, and what it has now."""
    added_workouts: list[StoredWorkout] = field(default_factory=list)
    replaced_workouts: list[tuple[StoredWorkout, StoredWorkout]] = field(default_factory=list)
    skipped: int = 0
    unchanged: int = 0
    """Presets that were there already, alike in everything."""

    @property
    def sound_count(self) -> int:
        """How many different sounds were brought in."""
        return len({kept.file for _, kept in self.sounds.values()})

    def give(self, sounds: OwnSounds, key: SoundKey, kept: KeptSound) -> None:
        """Give a cue an own sound, and note it, unless it has that sound already."""
        preset_id, sound = key
        before = sounds.chosen(preset_id).get(sound)
        if before is None or before.file != kept.file:
            sounds.choose(sound, kept, preset_id)
            self.sounds[key] = (before, kept)


def bring_in_exercise(
    exercise: Exercise, own: OwnExercises, library: Library, on_conflict: OnConflict, result: ImportResult
) -> Exercise:
    """The exercise to which the presets of an exercise in the file go."""
    other = namesake(exercise, library)
    if other is not None and is_alike(exercise, other):
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


def bring_in_cues(
    exercise_id: str,
    cues: Mapping[Phase, str],
    own: OwnExercises,
    on_conflict: OnConflict,
    result: ImportResult,
) -> Exercise:
    """Change the cues of an exercise that ships to those in the file, unless the lifter has changed them,
    too, and they are not to be replaced. Returns the exercise as it is then."""
    before = _by_id(exercise_id, own.library())
    is_free = exercise_id not in own.changed_cues() or on_conflict is OnConflict.REPLACE
    if is_free and not have_cues(exercise_id, cues, own):
        own.change_cues(before, cues)
        after = _by_id(exercise_id, own.library())
        result.replaced_exercises.append((before, after))
        return after
    return before


def have_cues(exercise_id: str, cues: Mapping[Phase, str], own: OwnExercises) -> bool:
    """True if the cues of an exercise that ships are changed just so."""
    shipped = _by_id(exercise_id, own.shipped).cues
    changed = {phase: cue for phase, cue in cues.items() if cue != shipped.get(phase, "")}
    return own.changed_cues().get(exercise_id, {}) == changed


def namesake(exercise: Exercise, library: Library) -> Exercise | None:
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


def is_alike(exercise: Exercise, other: Exercise) -> bool:
    """True if an exercise here is an own one, and what the file has by its name."""
    return is_own(other) and replace(exercise, id=other.id) == other


def _free_name(name: str, library: Library) -> str:
    taken = {folded(known) for other in library.exercises for known in (other.id, *other.names)}
    return first_free(name, taken, folded)


def _by_id(exercise_id: str, library: Library) -> Exercise:
    return next(exercise for exercise in library.exercises if exercise.id == exercise_id)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file's contents, and the names in it that are taken by something else, as people read them.
    `said` has the choices made in reading its lines."""

    contents: Contents
    conflicts: tuple[str, ...]
    said: tuple[str, ...] = ()


def read_import(data: bytes, store: PresetStore, unit: Unit = Unit.KG) -> ImportPlan:
    """What is in a file, and what in it needs a decision. Nothing is changed. `unit` is that of loads that
    are written without one.

    Raises ImportFileError if the bytes are neither what `liftronome export` writes, or hand-written like it,
    nor presets written one to a line.
    """
    library = store.exercises.library()
    lines = lines_in(data)
    said: tuple[str, ...] = ()
    if lines is None:
        contents = read_contents(data, library)
    else:
        presets, said = read_preset_lines(lines, library, unit)
        contents = Contents((), tuple(Incoming(preset, favourite=False) for preset in presets), {}, {}, {})
    here = _Here(store)
    conflicts = (
        *_exercise_conflicts(contents, store),
        *_preset_conflicts(contents, store, here),
        *_sound_conflicts(contents, here.sounds),
        *taken_workouts(contents.workouts, WorkoutStore(store.database), here.ids),
    )
    return ImportPlan(contents, conflicts, said)


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
        ids = dict(here.ids)
        for incoming in contents.presets:
            exercise = incoming.preset.exercise
            preset = _moved(incoming.preset, targets.get(exercise.id, exercise))
            kept_here = _keep(replace(incoming, preset=preset), store, here, on_conflict, result)
            ids[_key(incoming.preset)] = kept_here.id
        _bring_in_workouts(contents, WorkoutStore(store.database), ids, on_conflict, result)
        if sounds.can_keep:
            _bring_in_sounds_for_all(contents, sounds, on_conflict, result)
    return result


class _Here:
    """The presets that are kept, by exercise and name, and their own sounds."""

    def __init__(self, store: PresetStore) -> None:
        self.sounds = OwnSounds(store.database)
        self._kept = {_key(stored.preset): stored for stored in store.all()}

    @property
    def ids(self) -> Mapping[PresetKey, str]:
        """The ids of the presets."""
        return {key: stored.id for key, stored in self._kept.items()}

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
) -> StoredPreset:
    """Keep a preset out of a file; returns it as it is here, or what is here in its place."""
    preset = incoming.preset
    stored = here.like(preset)
    if stored is not None and here.is_alike(stored, incoming):
        result.unchanged += 1
        return stored
    if stored is not None and on_conflict is OnConflict.SKIP:
        result.skipped += 1
        return stored
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
    return kept


def _bring_in_workouts(
    contents: Contents,
    store: WorkoutStore,
    ids: Mapping[PresetKey, str],
    on_conflict: OnConflict,
    result: ImportResult,
) -> None:
    for incoming in contents.workouts:
        workout, stored = incoming.with_presets(ids), store.named(incoming.workout.name)
        if stored is not None and stored.workout == workout:
            result.unchanged += 1
        elif stored is not None and on_conflict is OnConflict.SKIP:
            result.skipped += 1
        elif stored is not None and on_conflict is OnConflict.REPLACE:
            kept = store.save(replace(stored, workout=workout, favourite=incoming.favourite))
            result.replaced_workouts.append((stored, kept))
        else:
            named = replace(workout, name=store.free_name(workout.name))
            result.added_workouts.append(store.add(named, favourite=incoming.favourite))


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
