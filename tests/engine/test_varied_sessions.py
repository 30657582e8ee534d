"""Breaks, open sets, holds and sets on the minute, as a session leads through them."""

from __future__ import annotations

from dataclasses import replace

from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import Ended
from liftronome.domain.phase import Interval, Phase
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.load import Load, Unit
from liftronome.domain.scheme.scheme import MiniSet, RepTempo, Scheme, WorkingSet
from liftronome.engine.live_changes import GOES_ON
from liftronome.engine.snapshot import Stage

from tests.engine.gym import TWO_SETS, Gym


def gym_of(scheme: Scheme, **fields: object) -> Gym:
    preset: Preset = replace(TWO_SETS, scheme=scheme, ready_ms=0, **fields)  # type: ignore[arg-type]
    return Gym(preset)


def cluster(*reps: int, sets: int = 2) -> Scheme:
    return Scheme((WorkingSet(tuple(map(MiniSet, reps))),) * sets, break_ms=15_000)


TO_THE_BREAK_S = 5 + 2 * 7
"""Count-in and two reps of 7 s."""


def test_a_break_counts_down_to_the_next_mini_set() -> None:
    gym = gym_of(cluster(2, 1))
    gym.advance(TO_THE_BREAK_S + 1)
    now = gym.session.snapshot()
    assert (now.stage, now.break_left_ms, now.mini_set, now.mini_sets) == (Stage.BREAK, 14_000, 2, (2, 1))
    assert (now.rep, now.reps, now.reps_done) == (3, 3, 2)
    gym.advance(12)
    assert (gym.session.stage, gym.session.snapshot().break_left_ms) == (Stage.COUNT_IN, 2000)
    gym.advance(2)
    assert gym.span == (Phase.CONCENTRIC, 3)


def test_the_reps_before_a_break_are_logged_when_it_begins() -> None:
    gym = gym_of(cluster(2, 1))
    gym.advance(TO_THE_BREAK_S + 0.1)
    assert [line[:2] for line in gym.log.lines] == [("set", 1), ("rep", 1), ("rep", 2)]


def test_go_begins_the_next_mini_set_early_and_that_can_be_undone() -> None:
    gym = gym_of(cluster(2, 1))
    gym.advance(TO_THE_BREAK_S + 1)
    gym.session.go()
    gym.advance(0.3)
    assert gym.session.stage is Stage.COUNT_IN, "in the same stream"
    assert gym.streams == 1
    gym.session.undo()
    assert gym.session.stage is Stage.BREAK
    gym.advance(10)
    assert gym.session.stage is Stage.BREAK


def test_pause_holds_a_break_which_goes_on_where_it_was() -> None:
    gym = gym_of(cluster(2, 1))
    gym.advance(TO_THE_BREAK_S + 5)
    gym.session.pause()
    gym.advance(60)
    gym.session.go()
    gym.advance(0)
    now = gym.session.snapshot()
    assert (now.stage, now.break_left_ms, now.reps_done) == (Stage.BREAK, 10_000, 2)


def test_a_break_comes_whole_behind_a_pause_in_the_last_squeeze_before_it() -> None:
    gym = gym_of(cluster(2, 1))
    gym.advance(TO_THE_BREAK_S - 0.5)
    gym.session.pause()
    gym.session.go()
    gym.advance(0)
    assert gym.span == (Interval.BREAK, None)
    assert gym.session.snapshot().break_left_ms == 15_000


def test_one_more_rep_goes_to_the_mini_set_that_is_on_and_reps_count_on() -> None:
    gym = gym_of(cluster(2, 1))
    gym.advance(6)
    gym.session.one_more_rep()
    now = gym.session.snapshot()
    assert (now.mini_sets, now.reps) == ((3, 1), 4)
    gym.advance(7 * 3)
    assert (gym.session.stage, gym.session.snapshot().rep) == (Stage.BREAK, 4)
    gym.session.one_more_rep()
    assert gym.session.snapshot().mini_sets == (3, 2), "in a break it is the coming one"
    gym.session.undo()
    assert gym.session.snapshot().mini_sets == (3, 1)
    gym.session.pause()
    gym.session.go()
    assert gym.session.snapshot().mini_sets == (3, 1)
    gym.advance(15 + 7 + 1)
    assert gym.results[0].reps_done == 4


def test_an_open_set_goes_on_until_it_is_ended_and_is_complete_then() -> None:
    gym = gym_of(Scheme((WorkingSet((MiniSet(3),), open=True),) * 2))
    gym.advance(5 + 7 * 2 + 3)
    now = gym.session.snapshot()
    assert (now.planned.open, now.rep, now.reps, now.least, now.is_least_reached) == (True, 3, 3, 3, False)
    gym.advance(7 * 2)
    assert gym.session.snapshot().is_least_reached
    gym.session.one_more_rep()
    assert gym.notices == [GOES_ON]
    gym.session.end_set()
    assert (gym.results[0].reps_done, gym.results[0].ended_early) == (4, False)
    assert gym.log.lines[-1][2] is Ended.COMPLETED
    assert (gym.log.plans[0].open, gym.log.plans[0].reps) == (True, 3)


def test_an_open_set_ended_before_its_least_reps_ended_early() -> None:
    gym = gym_of(Scheme((WorkingSet((MiniSet(3),), open=True),) * 2))
    gym.advance(5 + 7 * 2 + 3)
    gym.session.end_set()
    assert (gym.results[0].reps_done, gym.results[0].ended_early) == (2, True)


def test_an_open_set_is_laid_out_a_minute_ahead_and_extended() -> None:
    gym = gym_of(Scheme((WorkingSet((MiniSet(),), open=True),)))
    gym.advance(5 + 7 * 20)
    timeline = gym.session.engine.timeline
    assert timeline.until_ms is not None
    assert 30_000 <= timeline.until_ms - gym.session.engine.position_ms() <= 60_000
    gym.advance(7 * 80 + 1)
    assert (gym.results[0].reps_done, gym.session.stage) == (100, Stage.FINISHED)


def test_the_tempo_of_the_coming_rep_is_shown_where_it_changes() -> None:
    other = RepTempo(2, 2, parse_tempo("51X2"))
    gym = gym_of(Scheme((WorkingSet((MiniSet(2),)),), rep_tempos=(other,)))
    gym.advance(6)
    now = gym.session.snapshot()
    assert (now.next_tempo, now.next_change) == ("51X2", "slower: 5 down")
    gym.advance(7)
    assert gym.session.snapshot().next_tempo == ""


def test_the_log_knows_what_was_planned() -> None:
    scheme = Scheme(
        (WorkingSet((MiniSet(2, 1), MiniSet(1))),),
        (MiniSet(1),),
        break_ms=5000,
        loads=(Load(60, Unit.KG),),
    )
    gym = gym_of(scheme, rest_ms=10_000)
    gym.advance(5 + 7 + 10 + 7)
    warm_up, working = gym.log.plans
    assert (warm_up.warm_up, warm_up.loads, working.warm_up) == (True, (), False)
    assert (working.reps, working.reps_least, working.rep_tempos) == (3, (1, 1), ("31X2",) * 3)
    assert working.loads == (Load(60, Unit.KG),) * 2
    assert gym.session.snapshot().load == Load(60, Unit.KG)


def every_minute(sets: int = 3) -> Gym:
    return gym_of(Scheme((WorkingSet((MiniSet(2),)),) * sets, every_ms=60_000))


def begun_at(gym: Gym) -> list[float]:
    """When the first phase of each set began, in seconds of the session."""
    zero = gym.output.played[0][1]
    found = []
    for timeline, zero_ns in gym.output.played:
        if timeline.reps:
            found.append((zero_ns - zero) / 1e9 + timeline.rep_spans(timeline.reps[0])[0].start_ms / 1000)
    return found


def test_a_set_begins_each_minute_whatever_the_one_before_took() -> None:
    gym = every_minute()
    gym.advance(10)
    gym.session.end_set()
    gym.advance(55)
    gym.session.one_more_rep()
    gym.advance(65)
    assert begun_at(gym) == [5, 65, 125]
    assert gym.notices == []


def test_a_pause_stops_the_clock_of_sets_on_the_minute() -> None:
    gym = every_minute(2)
    gym.advance(5 + 7)
    gym.session.pause()
    gym.advance(100)
    gym.session.go()  # a count-in of 3 s, then the second rep
    gym.advance(100)
    assert begun_at(gym) == [5, 115, 165]


def test_a_set_prolonged_past_its_minute_begins_the_next_at_the_following_one_and_none_is_dropped() -> None:
    gym = every_minute(3)
    gym.advance(6)
    for _ in range(7):
        gym.session.one_more_rep()
    gym.advance(5 * 60)
    assert begun_at(gym) == [5, 125, 185]
    assert gym.notices == ["Set 2 begins 60 s later: the one before took too long."]
    assert [result.reps_done for result in gym.results] == [9, 2, 2]
