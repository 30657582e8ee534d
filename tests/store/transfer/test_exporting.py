"""An export is never more than an import takes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import Sides, default_preset
from liftronome.domain.scheme.planned import Pacing
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.domain.workout.workout import Workout, WorkoutEntry
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.presets import PresetStore, StoredPreset
from liftronome.store.transfer import exporting, file_format
from liftronome.store.transfer.exporting import export_all, export_one, export_text, export_workout
from liftronome.store.transfer.import_errors import ImportFileError
from liftronome.store.transfer.import_plan import OnConflict, apply_import, read_import
from liftronome.store.transfer.importing import read_contents
from liftronome.store.workouts.workouts import WorkoutStore

from tests.domain.scheme.schemes import schemes
from tests.store.examples import CLEAN, SLED, preset_of


@pytest.mark.parametrize(
    ("limit", "most", "told"),
    [
        ("MAX_PRESETS", 1, "these are 2 presets, and a file holds 1: export presets one by one"),
        ("MAX_EXERCISES", 1, "these are 2 own exercises, and a file holds 1: export presets one by one"),
        ("MAX_FILE_BYTES", 1500, "bytes without sounds, and a file holds 1,500: export presets one by one"),
    ],
)
def test_more_than_a_file_holds_is_refused_and_one_preset_is_not(
    presets: PresetStore, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, told: str
) -> None:
    for exercise in (SLED, CLEAN):
        presets.exercises.add(exercise)
    heavy, _ = (presets.add(preset_of(name=name)) for name in ("heavy", "light"))
    monkeypatch.setattr(exporting, limit, most)
    with pytest.raises(StoreError, match=told):
        export_all(presets)
    assert export_one(presets, heavy).preset_count == 1


@pytest.fixture
def workouts(presets: PresetStore) -> WorkoutStore:
    return WorkoutStore(presets.database)


THRUST: Final = Pacing(parse_tempo("3-1-X-2"), Start.CONCENTRIC)


@settings(max_examples=60, deadline=None)
@given(schemes(THRUST))
def test_sets_that_vary_come_back_from_the_file_as_they_were(scheme: Scheme) -> None:
    preset = replace(preset_of(), scheme=scheme, rest_ms=30_000, sides=Sides.LEFT_THEN_RIGHT)
    text = export_text([StoredPreset("", preset, 0)])
    (back,) = read_contents(text.encode(), load_library()).presets
    assert back.preset == preset
    assert json.loads(text)["version"] == (1 if scheme.is_plain else 3)


def test_what_no_line_says_travels_as_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_format, "written_line", lambda _: None)
    preset = replace(preset_of(), scheme=Scheme((WorkingSet((MiniSet(8, 6), MiniSet(3))),) * 2))
    text = export_text([StoredPreset("", preset, 0)])
    assert json.loads(text)["presets"][0]["scheme"]["version"] == 1
    assert read_contents(text.encode(), load_library()).presets[0].preset == preset


def test_a_file_with_nothing_new_is_written_as_older_releases_read_it() -> None:
    """Byte for byte."""
    preset = replace(preset_of(), notes="belt", rest_ms=92_500)
    assert export_text([StoredPreset("", preset, 0)]) == (
        """{
  "format": "liftronome-presets",
  "version": 1,
  "presets": [
    {
      "exercise": "hip-thrust",
      "name": "heavy",
      "tempo": "30X2",
      "start": "concentric",
      "sets": 3,
      "reps": 10,
      "sides": "both",
      "changeover_s": 15,
      "rest_s": 92.5,
      "ready_s": 10,
      "count_in_s": 5,
      "x_slot_s": 1,
      "own_pace_limit_s": 60,
      "pack": "glide",
      "seconds": true,
      "pre_cue_s": 0.5,
      "speak_coaching": false,
      "wait_for_key": false,
      "cues": {},
      "notes": "belt"
    }
  ]
}
"""
    )


@pytest.mark.parametrize(
    ("exercise", "line"),
    [
        ("Hip thrust", "3x8-10 @ 31X2 last rep 10-0-X-0"),
        ("Back squat", "warm-up 8,5 1x5, 3x8-10 @ 30X0 | 4010 RPE 8"),
        ("Leg extension", "4x2+2+2 @ 2011"),
        ("Plank", "3x40s"),
        ("Kettlebell swing", "10,8,6 @ 1.4 s a rep"),
    ],
)
def test_a_line_in_a_file_is_short_and_says_the_sets_alone(exercise: str, line: str) -> None:
    written = {"exercise": exercise, "name": "x", "line": line, "rest_s": 77}
    data = json.dumps({"format": "liftronome-presets", "version": 3, "presets": [written]})
    (read,) = read_contents(data.encode(), load_library()).presets
    assert read.preset.rest_ms == 77_000
    again = json.loads(export_text([StoredPreset("", read.preset, 0)]))["presets"][0]
    assert (again["line"], again["rest_s"]) == (line, 77)
    assert not {"sets", "reps", "tempo", "beat_s", "scheme"} & again.keys()


def test_an_own_hold_travels(presets: PresetStore) -> None:
    hold = presets.exercises.add(Exercise("", "Hollow hold", Start.CONCENTRIC, None, is_hold=True))
    stored = presets.add(replace(default_preset(hold), name="long"))
    export = export_one(presets, stored)
    assert json.loads(export.text)["version"] == 3
    contents = read_contents(export.text.encode(), load_library())
    assert (contents.exercises, contents.presets[0].preset) == ((hold,), stored.preset)


def test_workouts_travel_with_their_presets(presets: PresetStore, workouts: WorkoutStore) -> None:
    heavy, other = presets.add(preset_of()), presets.add(preset_of("Back squat", "top"))
    entries = (
        WorkoutEntry("Hip thrust – heavy 3x10", heavy.id, "A", 15_000),
        WorkoutEntry("Plank 3x40s", None, "A", 90_500, 4),
    )
    kept = workouts.add(Workout("Legs", entries, "belt"), favourite=True)
    export = export_workout(presets, kept)
    assert (export.preset_count, export.workout_count) == (1, 1)
    assert json.loads(export.text)["version"] == 3
    for stored in (heavy, other):
        presets.delete(stored.id)
    workouts.delete(kept.id)
    done = apply_import(read_import(export.text.encode(), presets), presets, OnConflict.SKIP)
    (back,) = workouts.all()
    assert done.added_workouts == [back]
    assert (back.favourite, back.workout.notes) == (True, "belt")
    assert back.workout.entries[0].preset_id == done.added[0].id
    assert [replace(entry, preset_id=None) for entry in back.workout.entries] == [
        replace(entry, preset_id=None) for entry in entries
    ]
    again = read_import(export_all(presets).text.encode(), presets)
    assert again.conflicts == ()
    assert apply_import(again, presets, OnConflict.REPLACE).unchanged == 2


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (OnConflict.SKIP, ["Legs"]),
        (OnConflict.KEEP_BOTH, ["Legs", "Legs 2"]),
        (OnConflict.REPLACE, ["Legs"]),
    ],
)
def test_a_workout_whose_name_is_taken_is_decided_about(
    presets: PresetStore, workouts: WorkoutStore, choice: OnConflict, names: list[str]
) -> None:
    written = {"name": "legs", "entries": [{"line": "Dip 3x8"}]}
    data = json.dumps(
        {"format": "liftronome-presets", "version": 3, "presets": [], "workouts": [written]}
    ).encode()
    workouts.add(Workout("Legs"))
    plan = read_import(data, presets)
    assert plan.conflicts == ("the workout “Legs”",)
    apply_import(plan, presets, choice)
    assert [stored.workout.name.capitalize() for stored in workouts.all()] == names
    assert len(workouts.all()[-1].workout.entries) == (0 if choice is OnConflict.SKIP else 1)


@pytest.mark.parametrize(
    ("workout", "said"),
    [
        ({"name": " ", "entries": []}, "the first workout: a workout needs a name"),
        ({"name": "Legs"}, "the first workout, “Legs”: “entries” is missing"),
        (
            {"name": "Legs", "entries": [{"line": ""}]},
            "the first workout, “Legs”: an exercise",
        ),
        (
            {"name": "Legs", "entries": [{"line": "x", "rest_s": 1e9}]},
            "the first workout, “Legs”: rest",
        ),
        (
            {"name": "Legs", "entries": [{"line": "x", "rounds": 0}]},
            "the first workout, “Legs”: sets",
        ),
        ({"name": "Legs", "entries": [{"line": "x", "mood": 1}]}, "the first workout, “Legs”: “mood” is not"),
    ],
)
def test_what_is_wrong_in_a_workout_is_told_with_its_name(workout: dict[str, Any], said: str) -> None:
    data = json.dumps({"format": "liftronome-presets", "version": 3, "presets": [], "workouts": [workout]})
    with pytest.raises(ImportFileError) as caught:
        read_contents(data.encode(), load_library())
    assert str(caught.value).startswith(said)
    assert "(workouts[0]" in str(caught.value)
