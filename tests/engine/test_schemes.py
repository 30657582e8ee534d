"""A session performs each set as its scheme says: mini-sets with breaks, tempos that vary, warm-ups."""

from __future__ import annotations

from dataclasses import replace

from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import Ended
from liftronome.domain.phase import Interval
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.engine.snapshot import Stage

from tests.engine.gym import TWO_SETS, Gym

CLUSTER = replace(TWO_SETS, scheme=Scheme((WorkingSet((MiniSet(1), MiniSet(1))),), break_ms=10_000))
REP = [1000, 2000, 3000, 1000]


def test_a_cluster_is_one_set_in_the_log_and_reps_count_on_behind_the_break() -> None:
    gym = Gym(CLUSTER).to_work(7 + 10 + 7 + 1)
    assert gym.log.lines == [
        ("set", 1),
        ("rep", 1, True, REP),
        ("rep", 2, True, REP),
        ("end", "id1", Ended.COMPLETED, 2, 14_000),
    ]
    assert gym.session.stage is Stage.FINISHED


def test_a_break_is_a_part_of_the_set() -> None:
    gym = Gym(CLUSTER).to_work(7 + 2)
    assert gym.span == (Interval.BREAK, None)
    assert gym.session.snapshot().rep == 2
    gym.session.end_set()
    assert gym.log.lines[-1] == ("end", "id1", Ended.EARLY, 1, 7000)


def test_a_set_that_was_paused_keeps_the_breaks_that_are_left() -> None:
    three = replace(CLUSTER, scheme=Scheme((WorkingSet((MiniSet(1),) * 3),), break_ms=10_000))
    gym = Gym(three).to_work(2)
    gym.session.pause()
    gym.session.go()
    gym.advance(3 + 7 + 1)
    assert gym.span == (Interval.BREAK, None)
    gym.advance(9 + 7 + 10 + 7 + 1)
    assert [line[1] for line in gym.log.lines if line[0] == "rep"] == [1, 1, 2, 3]
    assert gym.session.stage is Stage.FINISHED


def test_each_set_has_the_reps_and_the_tempo_of_its_own() -> None:
    sets = (WorkingSet((MiniSet(1),)), WorkingSet((MiniSet(2),), tempo=parse_tempo("1010")))
    gym = Gym(replace(TWO_SETS, scheme=Scheme(sets, warm_ups=(MiniSet(1),)), rest_ms=5000))
    gym.to_work(7 + 5 + 7 + 5 + 4 + 1)
    assert [(plan.tempo, plan.reps, plan.sets) for plan in gym.log.plans] == [
        ("31X2", 1, 3),
        ("31X2", 1, 3),
        ("1010", 2, 3),
    ]
    assert gym.session.stage is Stage.FINISHED
