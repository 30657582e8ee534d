"""A workout is kept as it was made, under a name of its own, and put back after a mistake."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.workout.workout import Workout, WorkoutEntry
from liftronome.store.base.database import FILE_NAME, Database
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.store.workouts.workouts import WorkoutStore

from tests.store.oldest_schema import write_second

LEGS = Workout(
    "Legs · 重い",
    (
        WorkoutEntry("Back squat 3x5 @ 30X0", rest_ms=180_000),
        WorkoutEntry("Hip thrust – heavy 3x8", "p" * 36, "A", 15_000, 4),
        WorkoutEntry("Leg curl 3x12", group="A"),
        WorkoutEntry("Plank 3x40s"),
    ),
    "belt\n“tight”",
)


@pytest.fixture
def workouts(database: Database) -> WorkoutStore:
    return WorkoutStore(database)


def test_a_workout_comes_back_as_it_was_kept(workouts: WorkoutStore, folder: Path) -> None:
    kept = [workouts.add(LEGS, favourite=True), workouts.add(Workout("Empty"))]
    assert [stored.workout for stored in kept] == [LEGS, Workout("Empty")]
    assert workouts.all() == kept
    again = open_database(folder).database
    assert WorkoutStore(again).all() == kept
    again.close()
    assert workouts.named("LEGS · 重い") == kept[0]
    assert workouts.named("arms") is None


entries = st.builds(
    WorkoutEntry,
    st.text("abc 3x8@–重", min_size=1).filter(str.strip),
    st.one_of(st.none(), st.just("p" * 36)),
    st.sampled_from(["", "A", "Z"]),
    st.one_of(st.none(), st.integers(0, 900_000)),
    st.one_of(st.none(), st.integers(1, 20)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(entries, max_size=5))
def test_any_entries_come_back(found: list[WorkoutEntry]) -> None:
    workout = Workout("any", tuple(sorted(found, key=lambda entry: entry.group)))
    database = in_memory_database()
    store = WorkoutStore(database)
    assert store.get(store.add(workout).id).workout == workout
    database.close()


def test_exercises_of_a_superset_are_numbered() -> None:
    assert LEGS.labels == ["", "A1", "A2", ""]
    assert Workout("x", (WorkoutEntry("Dip 3x8", group="B"),)).labels == [""]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"line": " "}, "needs a line"),
        ({"line": "x" * 10_000}, "a line of the workout is 10000 characters long"),
        ({"group": "AB"}, "by a letter from A to Z, not “AB”"),
        ({"rest_ms": 900_001}, "rest must be 0 to 900 s"),
        ({"rounds": 21}, "sets must be 1 to 20"),
    ],
)
def test_what_is_no_entry_is_refused(change: dict[str, object], why: str) -> None:
    with pytest.raises(InputError, match=why):
        replace(LEGS.entries[0], **change)  # type: ignore[arg-type]


def test_a_superset_is_not_torn() -> None:
    first, second, third, last = LEGS.entries
    with pytest.raises(InputError, match="superset A is torn"):
        replace(LEGS, entries=(second, first, third, last))


def test_a_name_is_taken_whatever_its_case_and_a_copy_gets_a_number(workouts: WorkoutStore) -> None:
    kept = workouts.add(Workout("Legs"))
    for name in ("legs", " LEGS "):
        with pytest.raises(InputError, match="a workout is already called “Legs”"):
            workouts.add(Workout(name))
    with pytest.raises(InputError, match="a workout needs a name"):
        workouts.add(Workout(" "))
    assert workouts.duplicate(kept.id).workout.name == "Legs 2"
    assert workouts.rename(kept.id, " LEGS ").workout.name == "LEGS"


def test_a_deleted_workout_is_put_back_with_all_that_was_known_of_it(workouts: WorkoutStore) -> None:
    kept = workouts.add(LEGS)
    workouts.mark_used(kept.id, 1_700_000_000.5)
    changed = workouts.save(replace(workouts.get(kept.id), favourite=True))
    deleted = workouts.delete(kept.id)
    assert workouts.all() == []
    for attempt in (lambda: workouts.save(deleted), lambda: workouts.mark_used(kept.id, 1.0)):
        with pytest.raises(StoreError, match="no longer exists"):
            attempt()
    assert workouts.restore(deleted) == changed == replace(kept, favourite=True, used_at=1_700_000_000.5)


@pytest.mark.parametrize(
    "entries", ["{", "[]", '{"version": 2, "entries": []}', '{"version": 1, "entries": [{"mood": 1}]}']
)
def test_a_damaged_workout_costs_itself_alone(workouts: WorkoutStore, entries: str) -> None:
    bad, kept = workouts.add(LEGS), workouts.add(Workout("Arms"))
    with workouts.database.changing() as connection:
        connection.execute("UPDATE workout SET entries = ? WHERE id = ?", (entries, bad.id))
    assert workouts.all() == [kept]
    assert "a row of workout cannot be read and is left out" in workouts.database.unreadable_message


def test_a_file_of_an_earlier_release_takes_workouts(folder: Path) -> None:
    write_second(folder / FILE_NAME)
    database = open_database(folder).database
    assert WorkoutStore(database).all() == []
    WorkoutStore(database).add(LEGS)
    database.close()
