"""A log is read however long and however damaged it is: a bad row costs itself alone, and is told."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liftronome.domain.log_entry import LoggedSession, LoggedSet, by_session
from liftronome.domain.performance import Ended
from liftronome.store.log import reading
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.in_memory import in_memory_database

from tests.store.log_examples import MONDAY, PLAN, logged


def break_rule(log: SetLogStore, change: str) -> None:
    """Change a row in a way that only damage can."""
    log.database.connection.execute("PRAGMA ignore_check_constraints = ON")
    with log.database.changing() as connection:
        connection.execute(change)
    log.database.connection.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.parametrize(
    "damage",
    [
        "ended = 'complyted'",
        "start = 'concentryc'",
        "side = 'middle'",
        "unit = 'kh'",
        "effort = 11.0",
        "load = -1.0",
        "feeling = 9",
        "done_reps = -4",
        "started_at = 1e300",
        "started_at = -5.0",
        "set_number = -1",
        "tension_ms = -7",
        "paced_reps = NULL",
        "loads = '60/stone/whole'",
        "loads = '-60/kg/whole'",
        "reps_least = 'eight'",
    ],
)
def test_a_damaged_set_is_left_out_and_told_and_the_others_are_read(log: SetLogStore, damage: str) -> None:
    first, bad, last = (logged(log, set_number=number) for number in (1, 2, 3))
    break_rule(log, f"UPDATE logged_set SET {damage} WHERE id = '{bad.id}'")
    assert sorted(found.id for found in log.sets()) == sorted([first.id, last.id])
    assert "a row of logged_set cannot be read and is left out" in log.database.unreadable_message
    assert bad.id in log.database.unreadable_message
    log.sets()
    assert len(log.database.unreadable) == 1


def test_a_damaged_phase_costs_itself_alone(log: SetLogStore) -> None:
    bad, good = logged(log, reps=3), logged(log, set_number=2)
    break_rule(
        log,
        "UPDATE logged_phase SET phase = 'concentryc' WHERE set_key = 1 AND rep_place = 1 AND place = 0",
    )
    found, other = log.session("monday").sets
    assert other == good
    assert found.reps[0] == bad.reps[0]
    assert found.reps[1].phases == bad.reps[1].phases[1:]
    assert found.tension_ms == bad.tension_ms
    assert "logged_phase" in log.database.unreadable_message
    assert "concentryc" in log.database.unreadable_message


def test_a_negative_duration_is_no_duration(log: SetLogStore) -> None:
    logged(log, reps=1)
    break_rule(log, "UPDATE logged_phase SET duration_ms = -3000 WHERE place = 2")
    ((rep,),) = (found.reps for found in log.sets())
    assert [performed.duration_ms for performed in rep.phases] == [1000, 2000]


def test_sets_are_read_as_they_are_asked_for(log: SetLogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [logged(log, f"day {day}", day=day) for day in range(60)]
    read: list[int] = []
    real = reading._read

    def noted(database: object, keys: list[int], with_reps: bool) -> object:
        read.append(len(keys))
        return real(database, keys, with_reps)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_read", noted)
    first = list(islice(log.sessions(), 3))
    assert [session.sets[0] for session in first] == kept[:3]
    assert sum(read) <= 20


def test_a_summary_has_the_reps_of_sets_that_broke_off_alone(log: SetLogStore) -> None:
    ended, broken = logged(log), logged(log, set_number=2, ended=None)
    ((first, second),) = (session.sets for session in log.sessions(with_reps=False))
    assert first == replace(ended, reps=())
    assert second == broken


Begun = tuple[int, str, str]
"""When, in which session, and of which exercise a set began."""

BEGUN = st.lists(
    st.tuples(st.integers(0, 8), st.sampled_from("abcde"), st.sampled_from(("squat", "row"))), max_size=14
)


def expected(sets: list[LoggedSet], exercise: str | None, n: int | None, before: str | None) -> list[str]:
    """The ids of the sessions, the newest first, as DESIGN says it: from all sets at once."""
    began = min((found.plan.started_at for found in sets if found.plan.session_id == before), default=None)
    sessions: list[LoggedSession] = by_session(
        found for found in sets if exercise in (None, found.plan.exercise_id)
    )
    chosen = [
        session.id
        for session in sessions
        if session.id != before and (began is None or session.sets[0].plan.started_at <= began)
    ]
    return chosen[::-1][:n]


@settings(max_examples=60)
@given(BEGUN, st.sampled_from((None, "squat")), st.sampled_from((None, 0, 1, 2, 9)), st.sampled_from("abz-"))
def test_the_last_sessions_are_those_that_began_last_however_they_overlap(
    begun: list[Begun], exercise: str | None, n: int | None, before: str
) -> None:
    database = in_memory_database()
    log = SetLogStore(database)
    with database.changing():
        for moment, session, name in begun:
            plan = replace(PLAN, started_at=MONDAY + moment, session_id=session, exercise_id=name)
            log.end_set(log.begin_set(plan), Ended.COMPLETED, 0, 0)
    other = None if before == "-" else before
    sets = log.sets()[::-1]
    found = log.last_sessions(exercise, n, other)
    assert [session.id for session in found] == expected(sets, exercise, n, other)
    by_id = {session.id: session for session in by_session(sets)}
    for last in found:
        assert last.sets == tuple(
            logged for logged in by_id[last.id].sets if exercise in (None, logged.plan.exercise_id)
        )
    assert list(log.sessions(exercise, n, other)) == found[::-1]
    database.close()


def test_the_last_sessions_are_found_without_reading_the_whole_log(
    log: SetLogStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    with log.database.changing():
        for day in range(300):
            plan = replace(PLAN, started_at=MONDAY + day * 86_400, session_id=f"day {day}")
            log.end_set(log.begin_set(plan), Ended.COMPLETED, chance.randint(1, 9), 0)
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    log.database.connection.set_progress_handler(count, 1)
    assert [session.id for session in log.last_sessions(n=3)] == ["day 299", "day 298", "day 297"]
    log.database.connection.set_progress_handler(None, 0)
    assert steps < 10 * 300, "in steps of SQLite's machine, of which a look at every set takes more"
