"""Lifters add exercises of their own, and change the cues of those that ship without losing them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import HOLD_SCHEME, default_preset
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.own_exercises import OwnExercises, is_own
from liftronome.store.presets.presets import PresetStore

from tests.store.examples import CLEAN, SLED


def test_an_own_exercise_comes_back_as_it_was_made_and_is_found_by_name(exercises: OwnExercises) -> None:
    sled, clean = exercises.add(SLED), exercises.add(CLEAN)
    assert sled == replace(SLED, id=sled.id)
    assert exercises.all() == (clean, sled)
    assert exercises.library().find("SLED PUSH") == sled
    assert exercises.library().exercises[:-2] == exercises.shipped.exercises
    assert is_own(sled)
    assert not is_own(exercises.shipped.exercises[0])


def test_an_own_exercise_can_be_a_hold(exercises: OwnExercises, presets: PresetStore) -> None:
    hold = exercises.add(Exercise("", "Hollow hold", Start.CONCENTRIC, None, is_hold=True))
    assert exercises.all() == (hold,)
    kept = presets.add(replace(default_preset(hold), name="long"))
    assert presets.get(kept.id).preset.scheme == HOLD_SCHEME
    with pytest.raises(InputError, match="has presets, which need its hold: delete them first"):
        exercises.save(replace(hold, is_hold=False, beat_ms=1000))


@pytest.mark.parametrize("name", ["sled  push", "Sled-Push", "Hip thrust", "SQUAT", "back-squat"])
def test_a_name_that_finds_another_exercise_is_refused(exercises: OwnExercises, name: str) -> None:
    exercises.add(SLED)
    with pytest.raises(InputError, match="an exercise is already called"):
        exercises.add(replace(CLEAN, name=name))
    assert len(exercises.all()) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": " "}, "an exercise needs a name"),
        ({"name": "-"}, "is no name for an exercise"),
        ({"name": "x" * 81}, "at most 80"),
        ({"words": Words("", "push", "drive")}, "the word for the eccentric is missing"),
        ({"words": Words("back", "x" * 41, "drive")}, "the word for the concentric is 41 characters long"),
        ({"squeezed": "x" * 41}, "what is squeezed is 41"),
        ({"cues": {Phase.ECCENTRIC: "x" * 121}}, "a coaching cue is 121"),
        ({"tempo": None, "beat_ms": 100}, "the beat must be 0.3 to 60 s"),
    ],
)
def test_what_is_no_exercise_is_refused_with_what_would_be_right(
    exercises: OwnExercises, change: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        exercises.add(replace(SLED, **change))  # type: ignore[arg-type]
    assert exercises.all() == ()


def test_an_own_exercise_is_changed_and_its_presets_follow(
    exercises: OwnExercises, presets: PresetStore
) -> None:
    sled = exercises.add(SLED)
    presets.add(replace(default_preset(sled), name="long"))
    changed = exercises.save(replace(sled, name="Prowler", tempo=parse_tempo("1-0-1-0")))
    assert presets.all()[0].preset.exercise == changed


def test_an_exercise_with_presets_is_neither_deleted_nor_paced_in_another_way(
    exercises: OwnExercises, presets: PresetStore
) -> None:
    sled = exercises.add(SLED)
    stored = presets.add(replace(default_preset(sled), name="long"))
    with pytest.raises(InputError, match="“Sled push” has a preset: delete first what is made for it"):
        exercises.delete(sled)
    with pytest.raises(InputError, match="has presets, which need its tempo"):
        exercises.save(replace(sled, tempo=None, beat_ms=1500))
    presets.delete(stored.id)
    exercises.delete(sled)
    assert exercises.all() == ()


def test_a_deleted_exercise_and_its_presets_are_put_back_as_they_were(
    exercises: OwnExercises, presets: PresetStore
) -> None:
    sled = exercises.add(SLED)
    stored = presets.delete(presets.add(replace(default_preset(sled), name="long")).id)
    exercises.delete(sled)
    assert exercises.add(sled) == sled
    presets.restore(stored)
    assert presets.all() == [stored]


def test_what_another_window_deleted_is_told(exercises: OwnExercises) -> None:
    sled = exercises.add(SLED)
    exercises.delete(sled)
    with pytest.raises(StoreError, match="“Sled push” is no longer there"):
        exercises.save(sled)


def thrust(exercises: OwnExercises) -> Exercise:
    return exercises.library().find("Hip thrust")


def test_changed_cues_stand_in_the_library_and_the_shipped_ones_come_back(exercises: OwnExercises) -> None:
    shipped = thrust(exercises)
    changed = {**shipped.cues, Phase.ECCENTRIC: "Slowly", Phase.CONCENTRIC: ""}
    exercises.change_cues(shipped, changed)
    assert thrust(exercises).cues[Phase.ECCENTRIC] == "Slowly"
    assert Phase.CONCENTRIC not in thrust(exercises).cues
    assert thrust(exercises).cues[Phase.PAUSE_SHORTENED] == shipped.cues[Phase.PAUSE_SHORTENED]
    assert exercises.changed_cues().keys() == {shipped.id}
    exercises.change_cues(shipped, {})
    assert thrust(exercises) == shipped
    assert exercises.changed_cues() == {}


def test_cues_changed_to_what_they_were_are_not_changed(exercises: OwnExercises) -> None:
    exercises.change_cues(thrust(exercises), thrust(exercises).cues)
    assert exercises.changed_cues() == {}


def test_an_own_exercises_cues_are_changed_in_itself(exercises: OwnExercises) -> None:
    sled = exercises.add(SLED)
    with pytest.raises(InputError, match="change its cues in itself"):
        exercises.change_cues(sled, {Phase.ECCENTRIC: "Slowly"})
    with pytest.raises(InputError, match="ships with Liftronome"):
        exercises.save(thrust(exercises))


def test_a_damaged_exercise_is_left_out_and_told_and_the_others_are_there(exercises: OwnExercises) -> None:
    kept, bad = exercises.add(SLED), exercises.add(CLEAN)
    exercises.database.connection.execute("PRAGMA ignore_check_constraints = ON")
    with exercises.database.changing() as connection:
        connection.execute("UPDATE own_exercise SET start = 'concentryc' WHERE id = ?", (bad.id,))
    assert exercises.all() == (kept,)
    assert "a row of own_exercise cannot be read" in exercises.database.unreadable_message
