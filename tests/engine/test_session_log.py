"""The log of a session has each rep once, and no set is left open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.performance import Ended
from liftronome.engine.snapshot import Stage

from tests.engine.gym import TWO_SETS, Gym

WHOLE = [1000, 2000, 3000, 1000]


def test_each_rep_is_in_the_log_when_the_next_begins() -> None:
    gym = Gym().to_work(7)
    assert gym.log.lines == [("set", 1), ("rep", 1, True, [1000, 2000, 3000, 1000])]
    plan = gym.log.plans[0]
    assert (plan.exercise_name, plan.tempo, plan.reps, plan.started_at) == (
        *("Hip thrust", "31X2", 2),
        1_800_000_000.0,
    )


def test_the_log_has_a_pause_and_the_rep_that_it_interrupted() -> None:
    gym = Gym().to_work(7 + 1.5)
    gym.session.go()
    gym.advance(20)
    gym.session.go()
    gym.advance(3 + 7)
    assert gym.log.lines[2:] == [
        ("rep", 2, False, [1000, 500]),
        ("pause", 2, 20_000),
        ("rep", 2, True, [1000, 2000, 3000, 1000]),
        ("end", "id1", Ended.COMPLETED, 2, 15_500),
    ]


def test_a_pause_in_a_rest_is_no_pause_in_a_set() -> None:
    gym = Gym().to_work(14 + 5)
    gym.session.go()
    gym.advance(30)
    gym.session.go()
    gym.advance(1)
    assert [line[0] for line in gym.log.lines] == ["set", "rep", "rep", "end"]


def test_the_log_has_how_each_set_ended() -> None:
    gym = Gym().to_work(8)
    gym.session.restart_set()
    gym.advance(5 + 8)
    gym.session.end_set()
    gym.advance(60 + 8)
    gym.session.leave()
    ends = [(line[1], line[2], line[3]) for line in gym.log.lines if line[0] == "end"]
    assert ends == [("id1", Ended.RESTARTED, 1), ("id2", Ended.EARLY, 1), ("id3", Ended.LEFT, 1)]


def test_undoing_the_end_of_a_set_reopens_it_in_the_log() -> None:
    gym = Gym().to_work(8)
    gym.session.end_set()
    gym.session.undo()
    gym.advance(3 + 7)
    assert gym.log.lines[-4:] == [
        ("reopen", "id1"),
        ("pause", 2, 0),
        ("rep", 2, True, [1000, 2000, 3000, 1000]),
        ("end", "id1", Ended.COMPLETED, 2, 15_000),
    ]


def test_a_count_in_that_is_left_is_no_set_in_the_log() -> None:
    gym = Gym()
    gym.advance(12)
    gym.session.leave()
    assert gym.log.lines == []


def test_a_log_that_fails_is_reported_once_and_stops_no_set() -> None:
    gym = Gym()
    gym.log.failure = LiftronomeError("the disk is full")
    gym.advance(200)
    assert gym.notices == ["Not all of this session is logged: the disk is full"]
    assert gym.session.stage is Stage.FINISHED


def test_a_log_that_failed_in_one_set_gets_the_next_ones() -> None:
    gym = Gym()
    gym.log.failure = LiftronomeError("the disk is full")
    gym.advance(20)
    gym.log.failure = None
    gym.advance(200)
    assert gym.notices == ["Not all of this session is logged: the disk is full"]
    assert [line[:2] for line in gym.log.lines] == [("set", 2), ("rep", 1), ("rep", 2), ("end", "id1")]


@pytest.mark.parametrize("pause_first", [False, True])
@pytest.mark.parametrize(
    ("request_", "ended"),
    [("end_set", Ended.EARLY), ("restart_set", Ended.RESTARTED), ("leave", Ended.LEFT)],
)
def test_a_rep_interrupted_by_the_end_of_a_set_is_logged_once(
    request_: str, ended: Ended, pause_first: bool
) -> None:
    gym = Gym().to_work(7 + 1.5)
    if pause_first:
        gym.session.pause()
    getattr(gym.session, request_)()
    assert gym.log.lines == [
        ("set", 1),
        ("rep", 1, True, WHOLE),
        ("rep", 2, False, [1000, 500]),
        ("end", "id1", ended, 1, 8500),
    ]


def test_a_rep_interrupted_twice_is_logged_twice() -> None:
    gym = Gym().to_work(7 + 1.5)
    for _ in range(2):
        gym.session.pause()
        gym.session.one_more_rep()
        gym.session.go()
        gym.advance(3 + 1.5)
    gym.session.leave()
    reps = [line for line in gym.log.lines if line[0] == "rep"]
    assert reps == [("rep", 1, True, WHOLE), *[("rep", 2, False, [1000, 500])] * 3]


@pytest.mark.parametrize("request_", ["restart_set", "end_set"])
def test_a_set_begun_before_the_last_one_was_reopened_is_closed(request_: str) -> None:
    """A count-in and a rest of a second end before an undo does."""
    gym = Gym(replace(TWO_SETS, count_in_ms=1000, rest_ms=1000)).to_work(4)
    getattr(gym.session, request_)()
    gym.advance(3)
    gym.session.undo()
    gym.advance(100)
    ends = [line[1:3] for line in gym.log.lines if line[0] == "end"]
    assert ends[1] == ("id2", Ended.RESTARTED)
    assert {set_id for set_id, _ in ends} == {f"id{number}" for number in range(1, len(gym.log.plans) + 1)}
    assert ends[2:] == [("id1", Ended.COMPLETED), ("id3", Ended.COMPLETED)]


@pytest.mark.parametrize("request_", ["restart_set", "end_set"])
def test_an_undo_in_a_count_in_leaves_the_end_of_the_set_before(request_: str) -> None:
    gym = Gym().to_work(14 + 57)
    getattr(gym.session, request_)()
    gym.session.undo()
    gym.advance(5)
    assert [line[:3] for line in gym.log.lines[3:]] == [("end", "id1", Ended.COMPLETED), ("set", 2)]
