"""What a lifter can ask for during a session, and undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.phase import Phase
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Stage

from tests.engine.gym import TWO_SETS, Gym


def test_the_end_of_a_set_can_be_undone_for_five_seconds() -> None:
    gym = Gym().to_work(9)
    gym.session.end_set()
    gym.advance(4.9)
    gym.session.undo()
    assert gym.session.stage is Stage.COUNT_IN
    assert gym.session.results == []
    gym.advance(3)
    assert gym.span == (Phase.CONCENTRIC, 2)
    gym.advance(7)
    assert gym.results[-1].reps_done == 2
    assert gym.results[-1].tension_ms == 9000 + 7000


def test_after_five_seconds_the_end_of_a_set_stands() -> None:
    gym = Gym().to_work(9)
    gym.session.end_set()
    gym.advance(5)
    gym.session.undo()
    assert gym.session.stage is Stage.RESTING


def test_the_end_of_the_last_set_can_be_undone() -> None:
    gym = Gym(replace(TWO_SETS, sets=1)).to_work(9)
    gym.session.end_set()
    assert gym.session.stage is Stage.FINISHED
    gym.session.undo()
    gym.advance(10)
    assert gym.session.stage is Stage.FINISHED
    assert [result.reps_done for result in gym.session.results] == [2]


def test_a_set_can_be_restarted() -> None:
    gym = Gym().to_work(9)
    gym.session.restart_set()
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(5 + 14)
    assert gym.results == [SetResult(1, None, 2, 14_000, False, "id2")]


def test_a_restart_can_be_undone() -> None:
    gym = Gym().to_work(9)
    gym.session.restart_set()
    gym.advance(2)
    gym.session.undo()
    gym.advance(3 + 7)
    assert gym.results == [SetResult(1, None, 2, 16_000, False, "id1")]


def test_sets_can_wait_for_a_key() -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 59)
    assert gym.session.stage is Stage.RESTING
    gym.advance(500)
    assert gym.session.stage is Stage.WAITING
    gym.session.go()
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(5)
    assert gym.span == (Phase.CONCENTRIC, 1)
    gym.advance(14)
    assert [result.set_number for result in gym.results] == [1, 2]


def test_leaving_while_a_set_waits_ends_the_session() -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 100)
    gym.session.leave()
    assert gym.session.stage is Stage.FINISHED
    assert len(gym.results) == 1


def test_after_sleep_the_session_is_paused_and_says_why() -> None:
    gym = Gym().to_work(8)
    gym.world.slept_ns += 3_600_000_000_000
    gym.advance(1)
    assert gym.session.stage is Stage.PAUSED
    assert gym.notices == ["Paused: the computer was asleep."]


def test_an_event_loop_that_stalls_for_seconds_loses_nothing() -> None:
    gym = Gym().to_work(8)
    gym.world.stall(5000)
    gym.advance(10)
    assert gym.notices == []
    assert gym.results[0].reps_done == 2


def test_the_volume_is_changed_in_the_same_stream_and_kept_within_its_range() -> None:
    gym = Gym().to_work(1)
    gym.session.set_volume(0.5)
    gym.session.set_volume(7)
    assert gym.output.told[-2:] == [("volume", 0.5), ("volume", 1.0)]
    assert gym.streams == 1


REQUESTS = ("go", "pause", "end_set", "one_more_rep", "skip_wait", "restart_set", "undo", "leave")


@pytest.mark.parametrize("wait_for_key", [False, True])
@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("seconds", [0, 3, 12, 15, 17, 22.5, 27.5, 29, 40, 88, 91, 104])
def test_any_request_at_any_moment_leaves_a_session_that_can_be_finished(
    request_: str, seconds: float, wait_for_key: bool
) -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=wait_for_key))
    gym.advance(seconds)
    getattr(gym.session, request_)()
    gym.advance(3)
    gym.session.undo()
    for _ in range(10):
        gym.advance(200)
        if gym.session.stage in (Stage.PAUSED, Stage.WAITING):
            gym.session.go()
    assert gym.session.stage is Stage.FINISHED
