"""The exercises that were performed last without a preset are remembered."""

from __future__ import annotations

import pytest
from liftronome.store.base.database import Database
from liftronome.store.base.settings import Settings
from liftronome.store.presets.recent_exercises import KEY, MAX_RECENT, RecentExercises


@pytest.fixture
def recent(database: Database) -> RecentExercises:
    return RecentExercises(Settings(database))


def test_an_exercise_is_remembered_with_its_last_time_the_oldest_first(recent: RecentExercises) -> None:
    recent.mark_used("squat", 10.0)
    recent.mark_used("dip", 20.0)
    assert recent.mark_used("squat", 30.0) == recent.times()
    assert list(recent.times().items()) == [("dip", 20.0), ("squat", 30.0)]


def test_what_another_program_has_noted_stays(database: Database, recent: RecentExercises) -> None:
    RecentExercises(Settings(database)).mark_used("dip", 20.0)
    recent.mark_used("squat", 30.0)
    assert list(recent.times()) == ["dip", "squat"]


def test_only_the_newest_are_remembered(recent: RecentExercises) -> None:
    for number in range(MAX_RECENT + 5):
        recent.mark_used(f"exercise {number}", float(number))
    assert list(recent.times().values()) == [float(number) for number in range(5, MAX_RECENT + 5)]


def test_what_is_no_time_is_passed_over(database: Database, recent: RecentExercises) -> None:
    Settings(database).set(KEY, {"squat": "yesterday", "dip": 20.0})
    assert recent.times() == {"dip": 20.0}
