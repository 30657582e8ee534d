"""The log keeps what was planned, paced and done, as it happens."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from liftronome.domain.log_entry import NOTHING_SAID, LoggedSet
from liftronome.domain.performance import Ended, PerformedPause, SetPlan
from liftronome.domain.preset import Side
from liftronome.domain.scheme.load import Load, LoadKind, Unit
from liftronome.store.base.database import FILE_NAME
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database

from tests.store.log_examples import MONDAY, PLAN, logged, rep
from tests.store.oldest_schema import write_oldest

UNUSUAL = replace(
    PLAN,
    exercise_id="own-1",
    exercise_name="Жим \u200dлёжа · 重い",
    preset_name="",
    tempo="",
    set_number=20,
    sets=20,
    side=Side.RIGHT,
    reps=100,
)
VARIED = replace(
    PLAN,
    tempo="20X0",
    set_number=30,
    sets=30,
    reps=3,
    warm_up=True,
    reps_least=(2, 1),
    rep_tempos=("20X0", "20X0", "*-0-X-0.125"),
    loads=(Load(62.5, Unit.KG), Load(20, Unit.LB, LoadKind.ADDED), Load(0, Unit.KG, LoadKind.PER_HAND)),
    workout="Träning · day 2",
)
OPEN = replace(PLAN, reps=None, open=True)


@pytest.mark.parametrize("plan", [PLAN, UNUSUAL, VARIED, OPEN])
def test_a_set_comes_back_as_it_was_planned_paced_and_ended(log: SetLogStore, plan: SetPlan) -> None:
    set_id = log.begin_set(plan)
    last = replace(rep(3, complete=False), mini_set=2)
    reps = (rep(1), rep(2, complete=False), rep(2, lowering_ms=2875), last)
    for performed in reps:
        log.add_rep(set_id, performed)
    log.add_pause(set_id, PerformedPause(2, 12_500))
    log.add_pause(set_id, PerformedPause(3, 0))
    log.end_set(set_id, Ended.EARLY, 2, 17_875)
    pauses = (PerformedPause(2, 12_500), PerformedPause(3, 0))
    assert log.sets() == [LoggedSet(set_id, plan, reps, pauses, Ended.EARLY, 2, 17_875)]
    assert log.sets()[0].done_reps == 2


def test_tempos_of_reps_that_are_all_the_sets_are_not_kept_one_by_one(log: SetLogStore) -> None:
    log.begin_set(replace(PLAN, rep_tempos=("31X2",) * 10))
    assert log.database.rows("SELECT rep_tempos FROM logged_set") == [(None,)]
    assert log.sets()[0].plan.tempos == ("31X2",) * 10


def test_a_set_that_broke_off_is_there_with_the_reps_that_were_stored(log: SetLogStore) -> None:
    set_id = log.begin_set(PLAN)
    for performed in (rep(1), rep(2, complete=False), rep(2)):
        log.add_rep(set_id, performed)
    (broken,) = log.sets()
    assert broken.ended is None
    assert (broken.paced_reps, broken.done_reps, broken.tension_ms) == (2, 2, 6000 + 3000 + 6000)


def test_when_a_set_has_ended_the_one_file_has_all_of_it(log: SetLogStore, tmp_path: Path) -> None:
    kept = logged(log)
    assert Path(f"{log.database.path}-wal").stat().st_size == 0
    copy = tmp_path / "copied by another program" / FILE_NAME
    copy.parent.mkdir()
    shutil.copyfile(log.database.path, copy)
    database = open_database(copy.parent).database
    assert SetLogStore(database).sets() == [kept]
    database.close()


def test_a_set_ends_though_another_window_is_reading(log: SetLogStore) -> None:
    other = open_database(log.database.path.parent).database
    other.connection.execute("BEGIN")
    other.rows("SELECT * FROM logged_set")
    quick = SetLogStore(log.database, wait_ms=10)
    kept = logged(quick)
    assert quick.sets() == [kept]
    other.connection.execute("COMMIT")
    other.close()


def test_what_is_written_is_seen_by_another_window_at_once(log: SetLogStore) -> None:
    other = open_database(log.database.path.parent).database
    set_id = log.begin_set(PLAN)
    assert [found.reps for found in SetLogStore(other).sets()] == [()]
    log.add_rep(set_id, rep(1))
    assert [found.reps for found in SetLogStore(other).sets()] == [(rep(1),)]
    log.end_set(set_id, Ended.LEFT, 1, 6000)
    assert SetLogStore(other).get(set_id).ended is Ended.LEFT
    other.close()


def test_what_has_returned_is_on_the_disk(log: SetLogStore) -> None:
    assert log.database.rows("PRAGMA synchronous") == [(2,)]
    log.begin_set(PLAN)
    assert not log.database.connection.in_transaction


def test_a_set_whose_end_is_taken_back_goes_on(log: SetLogStore) -> None:
    before = logged(log, reps=2)
    log.annotate(before.id, done_reps=1, note="slipped")
    log.reopen_set(before.id)
    assert log.get(before.id) == replace(before, ended=None, annotation=replace(NOTHING_SAID, note="slipped"))
    log.add_rep(before.id, rep(3))
    log.end_set(before.id, Ended.COMPLETED, 3, 18_000)
    assert (log.get(before.id).done_reps, len(log.get(before.id).reps)) == (3, 3)


def test_a_set_that_has_gone_is_told(log: SetLogStore) -> None:
    gone = log.delete(logged(log).id).id
    for ask in (
        lambda: log.add_rep(gone, rep(1)),
        lambda: log.add_pause(gone, PerformedPause(1, 1)),
        lambda: log.end_set(gone, Ended.LEFT, 1, 1),
        lambda: log.reopen_set(gone),
        lambda: log.annotate(gone, note="x"),
        lambda: log.delete(gone),
        lambda: log.get(gone),
    ):
        with pytest.raises(StoreError, match="no longer in the log: another window may have deleted it"):
            ask()


def test_sets_are_found_newest_first_by_exercise_by_time_and_up_to_a_number(log: SetLogStore) -> None:
    squat = logged(log, "monday", exercise="back-squat")
    thrust = logged(log, "monday", set_number=2)
    late = logged(log, "tuesday", day=1)
    assert log.sets() == [late, thrust, squat]
    assert log.sets("hip-thrust") == [late, thrust]
    assert log.sets(since=late.plan.started_at) == [late]
    assert log.sets(since=MONDAY + 101, limit=1) == [late]
    assert log.sets("back-squat", since=MONDAY + 86_400) == []
    assert log.sets(limit=0) == []
    assert [log.session_count(name) for name in (None, "back-squat", "hip-thrust", "none")] == [2, 1, 2, 0]
    assert log.exercise_names() == {"back-squat": "Back squat", "hip-thrust": "Hip thrust"}


def test_sets_begun_at_the_same_moment_keep_their_order(log: SetLogStore) -> None:
    ids = [log.begin_set(PLAN) for _ in range(5)]
    assert [found.id for found in log.sets()] == ids[::-1]
    assert [found.id for found in log.session("monday").sets] == ids


def test_a_session_is_its_sets_in_the_order_in_which_they_were_begun(log: SetLogStore) -> None:
    restarted = logged(log, set_number=1, reps=1, ended=Ended.RESTARTED)
    log.annotate(restarted.id, done_reps=0)
    again, second = logged(log, set_number=2, reps=3), logged(log, set_number=3, reps=4)
    logged(log, "tuesday", day=1)
    session = log.session("monday")
    assert [found.id for found in session.sets] == [restarted.id, again.id, second.id]
    assert session.standing_sets == (again, second)
    assert (session.done_reps, session.tension_ms) == (7, 8 * 6000)
    assert log.session("never").sets == ()


def test_the_last_sessions_of_an_exercise_are_those_before_the_one_that_is_on(log: SetLogStore) -> None:
    for day, name in enumerate(("monday", "tuesday", "wednesday", "thursday")):
        logged(log, name, day=day, set_number=1)
        logged(log, name, day=day, set_number=2, exercise="back-squat")
        logged(log, name, day=day, set_number=3)
    last = log.last_sessions("hip-thrust", 2, before="wednesday")
    assert [session.id for session in last] == ["tuesday", "monday"]
    assert [found.plan.set_number for found in last[0].sets] == [1, 3]
    assert [session.id for session in log.last_sessions("hip-thrust", 1)] == ["thursday"]
    assert len(log.last_sessions("hip-thrust", 9, before="not logged")) == 4
    assert log.last_sessions("back-squat", 9, before="monday") == []
    assert log.last_sessions("hip-thrust", 0) == []
    assert [len(session.sets) for session in log.last_sessions(n=2)] == [3, 3]
    assert [session.id for session in log.last_sessions(before="tuesday")] == ["monday"]


@pytest.mark.parametrize(
    "change",
    [
        "ended = 'gave up'",
        "ended = NULL",
        "paced_reps = NULL",
        "tension_ms = -1",
        "tension_ms = 'long'",
        "set_number = 4",
        "set_number = 0",
        "planned_reps = 3001",
        "side = 'both'",
        "done_reps = -1",
        "load = 80",
        "unit = 'kg'",
        "load = 80, unit = 'stone'",
        "load = -1, unit = 'kg'",
        "effort = 0.5",
        "effort = 8.25",
        "feeling = 6",
        "feeling = 2.5",
        "note = NULL",
        "session_id = ''",
        "started_at = -1",
        "id = 'short'",
    ],
)
def test_the_file_itself_refuses_what_cannot_be(log: SetLogStore, change: str) -> None:
    before = logged(log)
    with pytest.raises(StoreError), log.database.changing() as connection:
        connection.execute(f"UPDATE logged_set SET {change}")
    assert log.sets() == [before]


@pytest.mark.parametrize(
    "row",
    [
        "logged_rep VALUES (99, 0, 1, 1, 1)",
        "logged_rep VALUES (1, 0, 1, 1, 1)",
        "logged_rep VALUES (1, 7, 0, 1, 1)",
        "logged_rep VALUES (1, 7, 1, 2, 1)",
        "logged_phase VALUES (1, 9, 0, 'eccentric', 1)",
        "logged_phase VALUES (1, 0, 9, 'bottom', 1)",
        "logged_phase VALUES (1, 0, 9, 'eccentric', -1)",
        "logged_pause VALUES (99, 0, 1, 1)",
        "logged_pause VALUES (1, 9, 1, -1)",
    ],
)
def test_the_file_itself_refuses_reps_and_pauses_that_cannot_be(log: SetLogStore, row: str) -> None:
    before = logged(log)
    with pytest.raises(StoreError), log.database.changing() as connection:
        connection.execute(f"INSERT INTO {row}")
    assert log.sets() == [before]


def test_the_oldest_file_takes_sets_and_keeps_a_copy_of_what_it_was(log: SetLogStore) -> None:
    folder = log.database.path.parent / "old"
    write_oldest(folder / FILE_NAME)
    database = open_database(folder).database
    old = SetLogStore(database)
    assert old.sets() == []
    kept = logged(old)
    database.close()
    again = open_database(folder).database
    assert SetLogStore(again).sets() == [kept]
    again.close()
    assert len(list((folder / "copies").glob("version-1-*.db"))) == 1


def test_a_set_may_outlive_the_preset_and_the_exercise_it_came_from(log: SetLogStore) -> None:
    set_id = log.begin_set(UNUSUAL)
    assert log.get(set_id).plan == UNUSUAL
    assert log.exercise_names() == {"own-1": UNUSUAL.exercise_name}
