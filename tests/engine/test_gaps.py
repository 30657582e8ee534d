"""A gap in playing pauses the session where it was last heard, and nothing after that is in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.performance import Ended
from liftronome.domain.phase import Phase
from liftronome.engine.gap import LAG_MS, STALL_MS, GapCause, allowed_lag_ms
from liftronome.engine.snapshot import Stage

from tests.engine.fakes import FakeOutput
from tests.engine.gym import TWO_SETS, Gym

WHOLE = [1000, 2000, 3000, 1000]
TEN_REPS = replace(TWO_SETS, reps=10)


def stopped(gym: Gym, seconds: float) -> None:
    """Program and player are both stopped, and go on afterwards."""
    gym.world.stall(seconds * 1000)
    gym.output.lag_ms += seconds * 1000


def reps_logged(gym: Gym) -> list[tuple[object, ...]]:
    return [line[1:] for line in gym.log.lines if line[0] == "rep"]


@pytest.mark.parametrize("seconds", [1, 5, 40, 3600])
def test_what_was_due_while_program_and_player_were_stopped_is_not_logged(seconds: float) -> None:
    gym = Gym(TEN_REPS).to_work(7 + 1.5)
    stopped(gym, seconds)
    gym.advance(0)
    assert gym.session.stage is Stage.PAUSED
    assert gym.notices == [GapCause.STALL.value]
    assert gym.session.snapshot().pause_reason == GapCause.STALL.value
    assert reps_logged(gym) == [(1, True, WHOLE), (2, False, [1000, 500])]
    assert gym.session.snapshot().reps_done == 1


def test_after_a_gap_the_interrupted_rep_is_performed_again_in_a_new_stream() -> None:
    gym = Gym().to_work(7 + 1.5)
    stopped(gym, 40)
    gym.advance(0)
    assert gym.output.told[-1] == ("stop", None)
    gym.session.go()
    assert gym.session.snapshot().pause_reason == ""
    gym.advance(3)
    assert gym.span == (Phase.CONCENTRIC, 2)
    gym.advance(7)
    assert gym.streams == 3  # the set, what was left of it, and the rest
    assert gym.log.lines[-1] == ("end", "id1", Ended.COMPLETED, 2, 7000 + 1500 + 7000)


@pytest.mark.parametrize("at_s", [0, 2.5, 6.999, 9])
def test_a_sink_that_stands_still_is_noticed_within_a_second(at_s: float) -> None:
    gym = Gym(TEN_REPS).to_work(at_s)
    for _ in range(100):
        gym.output.lag_ms += 10
        gym.advance(0.01)
    assert gym.session.stage is Stage.PAUSED
    assert gym.notices == [GapCause.SOUND.value]
    assert gym.session.engine.position_ms() < (15 + at_s) * 1000 + 500
    complete = [number for number, is_complete, _ in reps_logged(gym) if is_complete]
    assert complete == list(range(1, int((at_s + 0.5) // 7) + 1))


def test_a_rep_that_was_shown_as_done_before_the_gap_was_noticed_is_done_once() -> None:
    gym = Gym(TEN_REPS).to_work(6.9)
    for _ in range(60):
        gym.output.lag_ms += 10
        gym.advance(0.01)
    assert gym.session.stage is Stage.PAUSED
    gym.session.go()
    gym.advance(3)
    assert gym.span == (Phase.CONCENTRIC, 2)
    assert reps_logged(gym) == [(1, True, WHOLE)]


@pytest.mark.parametrize("seconds", [0.5, 9, 40, 300])
def test_a_stall_of_the_engine_alone_is_no_gap(seconds: float) -> None:
    gym = Gym(replace(TWO_SETS, reps=60)).to_work(7 + 1.5)
    gym.world.stall(seconds * 1000)
    gym.advance(0.25)
    assert gym.session.stage is Stage.WORKING
    assert gym.notices == []
    assert len(reps_logged(gym)) == int((8.75 + seconds) // 7)


@pytest.mark.parametrize("request_", ["go", "pause", "end_set", "leave", "restart_set", "skip_wait", "undo"])
def test_a_key_that_is_handled_before_the_gap_is_noticed_counts_nothing_unheard(request_: str) -> None:
    gym = Gym(TEN_REPS).to_work(7 + 1.5)
    stopped(gym, 40)
    getattr(gym.session, request_)()
    gym.session.leave()
    assert reps_logged(gym)[:2] == [(1, True, WHOLE), (2, False, [1000, 500])]
    assert len(reps_logged(gym)) == 2
    assert gym.notices == [GapCause.STALL.value]


def test_a_key_that_uncovers_a_gap_does_not_resume_at_once() -> None:
    gym = Gym().to_work(8)
    stopped(gym, 40)
    gym.session.go()
    assert gym.session.stage is Stage.PAUSED
    gym.session.go()
    assert gym.session.stage is Stage.COUNT_IN


@pytest.mark.parametrize("at_s", [3, 12, 15 + 14 + 20])
def test_a_gap_before_a_set_pauses_too_and_logs_nothing(at_s: float) -> None:
    gym = Gym()
    gym.advance(at_s)
    logged = list(gym.log.lines)
    stopped(gym, 3600)
    gym.advance(1)
    assert gym.session.stage is Stage.PAUSED
    assert gym.log.lines == logged


def test_a_stall_across_the_end_of_a_set_counts_what_was_heard() -> None:
    gym = Gym().to_work(13)
    stopped(gym, 3600)
    gym.advance(1)
    assert gym.session.stage is Stage.PAUSED
    assert gym.results == []
    assert reps_logged(gym) == [(1, True, WHOLE), (2, True, [1000, 2000, 3000])]


def test_a_set_that_fell_due_while_the_event_loop_stood_still_begins_with_a_whole_count_in() -> None:
    """The set before was heard to its end, so there is no gap. Nobody opened a stream for the next one."""
    gym = Gym().to_work(13)
    gym.world.stall(65_000)
    gym.advance(0.1)
    assert (gym.session.stage, gym.session.snapshot().set_number) == (Stage.COUNT_IN, 2)
    assert gym.session.snapshot().seconds_left == 5
    gym.advance(5 + 14)
    assert [result.reps_done for result in gym.results] == [2, 2]
    assert [line[0] for line in gym.log.lines] == ["set", "rep", "rep", "end"] * 2


@pytest.mark.parametrize("request_", ["pause", "end_set", "restart_set", "leave"])
def test_a_set_whose_start_a_late_key_came_after_is_logged(request_: str) -> None:
    gym = Gym()
    gym.advance(14)
    gym.world.stall(1000 + 7500)
    getattr(gym.session, request_)()
    assert gym.log.lines[:3] == [("set", 1), ("rep", 1, True, WHOLE), ("rep", 2, False, [500])]


class SilentGym(Gym):
    """A session whose output cannot tell what was heard."""

    def make_output(self) -> FakeOutput:
        return FakeOutput(self.world, knows_heard=False)


def test_a_set_that_is_paced_silently_is_logged_through_a_short_stall() -> None:
    gym = SilentGym().to_work(8)
    gym.world.stall(STALL_MS - 300)
    gym.advance(10)
    assert gym.notices == []
    assert [result.reps_done for result in gym.results] == [2]


def test_where_nobody_knows_what_was_heard_a_long_stall_showed_nothing_either() -> None:
    gym = SilentGym(TEN_REPS).to_work(8.5)
    gym.world.stall(3_600_000)
    gym.advance(1)
    assert gym.notices == [GapCause.STALL.value]
    assert reps_logged(gym)[0] == (1, True, WHOLE)
    assert len(reps_logged(gym)) == 2


@pytest.mark.parametrize("clock_runs_on", [False, True])
@pytest.mark.parametrize("make", [Gym, SilentGym])
def test_sleep_pauses_where_it_began_whatever_the_clock_does_meanwhile(
    make: type[Gym], clock_runs_on: bool
) -> None:
    """Linux and macOS count with a clock that stands still in sleep, Windows with one that runs on."""
    gym = make(TEN_REPS).to_work(8.5)
    gym.world.slept_ns += 8 * 3_600_000_000_000
    if clock_runs_on:
        stopped(gym, 8 * 3600)
    gym.advance(1)
    assert gym.session.stage is Stage.PAUSED
    assert gym.notices == [GapCause.SLEEP.value]
    assert gym.session.engine.position_ms() == pytest.approx(8500 + 15_000, abs=300)
    assert [number for number, is_complete, _ in reps_logged(gym) if is_complete] == [1]


def test_a_card_that_runs_slow_is_no_gap() -> None:
    gym = Gym(replace(TWO_SETS, reps=100, ready_ms=300_000))
    for _ in range(1000):
        gym.output.lag_ms += 0.2
        gym.advance(1)
    assert gym.notices == []


def test_the_allowed_lag_is_noticed_within_a_second_in_the_longest_stream() -> None:
    assert allowed_lag_ms(0) == LAG_MS
    assert allowed_lag_ms(30 * 60_000) + 250 <= 1010
