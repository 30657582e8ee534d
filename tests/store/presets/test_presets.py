"""A preset is kept as it was made, under a name of its own, and put back after a slip of the finger."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from liftronome.domain.errors import InputError
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import HOLD_SCHEME, Preset, default_preset
from liftronome.domain.scheme.planned import Pacing
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore, first_free

from tests.domain.scheme.schemes import schemes
from tests.store.examples import preset_of, swing, unusual_preset


def test_every_field_of_a_preset_comes_back_as_it_was_kept(presets: PresetStore) -> None:
    unusual = unusual_preset()
    usual = default_preset(unusual.exercise)
    alike = {one.name for one in fields(Preset) if getattr(unusual, one.name) == getattr(usual, one.name)}
    assert alike == {"exercise", "beat_ms"}
    kept = [presets.add(unusual), presets.add(swing()), presets.add(preset_of())]
    assert [stored.preset for stored in kept] == [unusual, swing(), preset_of()]
    assert presets.all() == kept


def test_presets_are_there_when_the_file_is_opened_again(folder: Path, presets: PresetStore) -> None:
    kept = presets.add(unusual_preset())
    again = open_database(folder).database
    assert PresetStore(again, OwnExercises(again, presets.exercises.shipped)).all() == [kept]
    again.close()


@pytest.mark.parametrize("name", ["Heavy", "  hEAVY ", "HEAVY\u00a0"])
def test_a_name_that_is_taken_is_refused_however_it_is_written(presets: PresetStore, name: str) -> None:
    presets.add(preset_of(name="heavy"))
    with pytest.raises(InputError, match="a preset of Hip thrust is already called “heavy”"):
        presets.add(preset_of(name=name))


def test_letters_beyond_the_latin_ones_are_compared_without_case_too(presets: PresetStore) -> None:
    presets.add(preset_of(name="Мощно"))
    with pytest.raises(InputError, match="already called “Мощно”"):
        presets.add(preset_of(name="мОЩНО"))


def test_presets_of_two_exercises_may_have_the_same_name(presets: PresetStore) -> None:
    presets.add(preset_of("Hip thrust"))
    presets.add(preset_of("Back squat"))
    assert len(presets.all()) == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "\ud800"])
def test_a_name_that_is_none_is_refused_and_nothing_is_kept(presets: PresetStore, name: str) -> None:
    with pytest.raises(InputError):
        presets.add(preset_of(name=name))
    assert presets.all() == []


def test_a_preset_is_renamed_and_changed_and_keeps_its_id(presets: PresetStore) -> None:
    kept = presets.add(preset_of())
    renamed = presets.rename(kept.id, "  light ")
    assert renamed == replace(kept, preset=replace(kept.preset, name="light"))
    changed = presets.save(replace(renamed, preset=replace(renamed.preset, reps=6), favourite=True))
    assert presets.all() == [changed]


def test_a_preset_may_be_renamed_to_its_own_name_in_other_letters(presets: PresetStore) -> None:
    kept = presets.add(preset_of(name="heavy"))
    assert presets.rename(kept.id, "HEAVY").preset.name == "HEAVY"


def test_a_deleted_preset_is_put_back_with_all_that_was_known_of_it(presets: PresetStore) -> None:
    kept = presets.add(unusual_preset())
    presets.mark_used(kept.id, 1_700_000_000.5)
    presets.save(replace(presets.get(kept.id), favourite=True))
    deleted = presets.delete(kept.id)
    assert presets.all() == []
    assert presets.restore(deleted) == replace(kept, favourite=True, used_at=1_700_000_000.5)
    assert presets.all() == [deleted]


def test_a_deleted_preset_whose_name_was_given_away_is_not_put_over_the_new_one(presets: PresetStore) -> None:
    deleted = presets.delete(presets.add(preset_of()).id)
    new = presets.add(preset_of())
    with pytest.raises(InputError, match="already called “heavy”"):
        presets.restore(deleted)
    assert presets.all() == [new]


def test_what_another_window_deleted_is_told_and_not_made_anew(presets: PresetStore) -> None:
    gone = presets.delete(presets.add(preset_of()).id)
    for attempt in (
        lambda: presets.save(gone),
        lambda: presets.rename(gone.id, "light"),
        lambda: presets.delete(gone.id),
        lambda: presets.mark_used(gone.id, 1.0),
    ):
        with pytest.raises(StoreError, match="no longer exists"):
            attempt()
    assert presets.all() == []


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("heavy", "heavy 3"),
        ("heavy 2", "heavy 3"),
        ("Week 19", "Week 20"),
        ("light", "light"),
        ("press 80", "press 80 2"),
        ("3 × 10 at 3112", "3 × 10 at 3112 2"),
        ("2", "2 2"),
    ],
)
def test_a_count_behind_a_name_goes_on_and_other_numbers_stay(name: str, free: str) -> None:
    assert first_free(name, {"heavy", "heavy 2", "week 19", "press 80", "3 × 10 at 3112", "2"}) == free


def test_a_free_name_is_found_within_eighty_characters(presets: PresetStore) -> None:
    thrust = preset_of().exercise
    assert presets.free_name(thrust, "heavy") == "heavy"
    presets.add(preset_of(name="heavy"))
    presets.add(preset_of(name="heavy 2"))
    assert presets.free_name(thrust, "HEAVY") == "HEAVY 3"
    presets.add(preset_of(name="x" * 80))
    assert presets.free_name(thrust, "x" * 80) == "x" * 78 + " 2"


def test_a_preset_of_an_exercise_that_is_not_known_is_kept_out_of_sight(
    presets: PresetStore, database: Database
) -> None:
    presets.add(preset_of())
    presets.add(preset_of("Back squat"))
    database.connection.execute(
        "UPDATE preset SET exercise_id = 'of-tomorrow' WHERE exercise_id = 'back-squat'"
    )
    assert [stored.preset for stored in presets.all()] == [preset_of()]
    assert presets.hidden_count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "reps = 0",
        "reps = 'ten'",
        "sets = 21",
        "rest_ms = -1",
        "name = ''",
        "name = ' heavy'",
        "start = 'bottom'",
        "eccentric_pace = NULL",
        "eccentric_ms = NULL",
        "eccentric_ms = 60001",
        "eccentric_ms = 0, concentric_pace = 'timed', pause_shortened_ms = 0",
        "concentric_ms = 500",
        "pause_shortened_pace = 'explosive'",
        "beat_ms = 1500",
        "sides = 'none'",
        "favourite = 2",
        "used_at = -1",
        "count = 'all'",
        "id = NULL",
        "exercise_id = 'own-unknown'",
    ],
)
def test_a_row_that_is_no_preset_cannot_be_written(
    presets: PresetStore, database: Database, wrong: str
) -> None:
    kept = presets.add(preset_of())
    with pytest.raises(sqlite3.IntegrityError):
        database.connection.execute(f"UPDATE preset SET {wrong}")
    assert presets.all() == [kept]


def test_a_letter_that_was_damaged_does_not_hide_the_rest(presets: PresetStore, database: Database) -> None:
    presets.add(preset_of(name="heavy"))
    database.connection.execute("UPDATE preset SET notes = CAST(x'61ff62' AS TEXT)")
    assert presets.all()[0].preset.notes == "a\ufffdb"


@pytest.mark.parametrize(
    "damage",
    [
        "start = 'concentryc'",
        "reps = 0",
        "rest_ms = -1",
        "count = 'repz'",
        "concentric_pace = 'timde'",
        "scheme = '{'",
        """scheme = '{"version": 2, "sets": []}'""",
        f"scheme = '{'[' * 20_000}'",
    ],
)
def test_a_damaged_preset_is_left_out_and_told_and_the_others_are_there(
    presets: PresetStore, damage: str
) -> None:
    kept, bad = presets.add(preset_of(name="light")), presets.add(preset_of(name="heavy"))
    presets.database.connection.execute("PRAGMA ignore_check_constraints = ON")
    with presets.database.changing() as connection:
        connection.execute(f"UPDATE preset SET {damage} WHERE id = ?", (bad.id,))
    assert presets.all() == [kept]
    assert "a row of preset cannot be read and is left out (heavy:" in presets.database.unreadable_message
    with pytest.raises(StoreError):
        presets.get(bad.id)
    assert presets.database.rows("SELECT count(*) FROM preset") == [(2,)]


@settings(max_examples=60, deadline=None)
@given(schemes(Pacing(parse_tempo("3-1-X-2"), Start.CONCENTRIC)))
def test_any_scheme_comes_back_as_it_was_kept(scheme: Scheme) -> None:
    database = in_memory_database()
    presets = PresetStore(database, OwnExercises(database, load_library()))
    kept = presets.add(replace(preset_of(), scheme=scheme))
    assert presets.get(kept.id).preset.scheme == scheme
    assert presets.restore(presets.delete(kept.id)) == kept
    database.close()


def test_sets_and_reps_of_a_scheme_that_varies_can_be_searched_too(presets: PresetStore) -> None:
    presets.add(replace(preset_of(), scheme=Scheme((WorkingSet((MiniSet(5),)), WorkingSet((MiniSet(8),))))))
    presets.add(replace(preset_of("Plank"), scheme=HOLD_SCHEME))
    presets.add(preset_of("Back squat"))
    rows = presets.database.rows("SELECT sets, reps, scheme IS NULL FROM preset")
    assert rows == [(2, 5, 0), (3, 1, 0), (3, 10, 1)]
