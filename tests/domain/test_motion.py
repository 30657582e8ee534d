"""The bar goes down while lowering, up while lifting, and stands still in between."""

from __future__ import annotations

from liftronome.domain.motion import height_during
from liftronome.domain.phase import Interval, Phase, Start


def test_the_bar_follows_the_weight_through_a_rep_without_a_jump() -> None:
    ends = [[height_during(phase, at, Start.ECCENTRIC) for at in (0, 1)] for phase in Phase]
    assert ends == [[1, 0], [0, 0], [0, 1], [1, 1]]


def test_before_the_first_rep_the_bar_waits_where_the_rep_begins() -> None:
    assert height_during(Interval.COUNT_IN, 0.5, Start.ECCENTRIC) == 1
    assert height_during(Interval.REST, 0.5, Start.CONCENTRIC) == 0


def test_the_bar_turns_where_a_half_movement_turns() -> None:
    assert height_during(Phase.CONCENTRIC, 0.5, Start.ECCENTRIC, (0.0, 0.5)) == 0.25
    assert height_during(Phase.ECCENTRIC, 1, Start.ECCENTRIC, (0.5, 0.0)) == 0
