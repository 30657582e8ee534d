"""Bringing in the exercises of a file, and the cues that were changed of those that ship."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, count

from app.domain.exercise import Exercise, Library, folded
from app.domain.phase import Phase
from app.domain.preset import MAX_NAME
from app.store.import_result import ImportResult, OnConflict
from app.store.own_exercises import OwnExercises, is_own, new_exercise_id


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
    """Let an exercise that ships have the cues in the file, unless the lifter has changed them, too, and they
    are not to be replaced. The exercise as it is then."""
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
    endings = chain([""], (f" {number}" for number in count(2)))
    candidates = (name[: MAX_NAME - len(ending)].rstrip() + ending for ending in endings)
    return next(free for free in candidates if folded(free) not in taken)


def _by_id(exercise_id: str, library: Library) -> Exercise:
    return next(exercise for exercise in library.exercises if exercise.id == exercise_id)
