"""The log of a session tells each rep once, and no set is left open in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.performance import Ended
from tests.engine.test_session import TWO_SETS
from tests.engine.test_session_requests import Gym

WHOLE = [1000, 2000, 3000, 1000]


@pytest.mark.parametrize("pause_first", [False, True])
@pytest.mark.parametrize(
    ("request_", "ended"),
    [("end_set", Ended.EARLY), ("restart_set", Ended.RESTARTED), ("leave", Ended.LEFT)],
)
def test_a_rep_that_is_broken_off_by_the_end_of_a_set_is_told_once(
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


def test_a_rep_that_is_broken_off_twice_is_told_twice() -> None:
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
def test_a_set_that_had_begun_before_the_last_one_was_taken_up_again_is_closed(request_: str) -> None:
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
def test_what_is_taken_back_in_a_count_in_leaves_the_set_before_as_it_ended(request_: str) -> None:
    gym = Gym().to_work(14 + 57)
    getattr(gym.session, request_)()
    gym.session.undo()
    gym.advance(5)
    assert [line[:3] for line in gym.log.lines[3:]] == [("end", "id1", Ended.COMPLETED), ("set", 2)]
