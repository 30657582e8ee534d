"""The drawn shape of a rep."""

from itertools import pairwise

import pytest
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.rep import Rep, beat, rep_of
from liftronome.ui.editor.rep_curve import strokes, ticks


def rep(tempo: str, start: Start = Start.ECCENTRIC) -> Rep:
    return rep_of(parse_tempo(tempo), start)


def test_each_phase_takes_as_much_of_the_width_as_of_the_time() -> None:
    assert [stroke.width for stroke in strokes(rep("3-1-X-0"))] == [0.6, 0.2, 0.2]


@pytest.mark.parametrize("start", Start)
@pytest.mark.parametrize("tempo", ["3-1-X-2", "2-0-2-0", "0-0-X-1", "*-1-2-0"])
def test_the_curve_has_no_gap_and_stays_within_its_box(tempo: str, start: Start) -> None:
    drawn = strokes(rep(tempo, start))
    for one, other in pairwise(drawn):
        assert one.points[-1] == pytest.approx(other.points[0])
    assert all(0 <= x <= 1.000001 and 0 <= height <= 1 for stroke in drawn for x, height in stroke.points)


def test_the_bar_sinks_in_the_eccentric_and_rises_in_the_concentric() -> None:
    lowered, lifted = strokes(rep("3-0-2-0"))
    assert lowered.step.phase is Phase.ECCENTRIC
    assert (lowered.points[0][1], lowered.points[-1][1]) == (1, 0)
    assert (lifted.points[0][1], lifted.points[-1][1]) == (0, 1)


def test_an_x_is_up_before_half_of_its_slot_is_over() -> None:
    explosive, *_ = strokes(rep("3-1-X-2", Start.CONCENTRIC))
    assert explosive.points[len(explosive.points) // 2][1] == 1
    even, *_ = strokes(rep("3-1-1-2", Start.CONCENTRIC))
    assert even.points[len(even.points) // 2][1] == pytest.approx(0.5)


def test_a_beat_swings_there_and_back() -> None:
    (swing,) = strokes(beat(1500))
    heights = [height for _, height in swing.points]
    assert (heights[0], max(heights), heights[-1]) == (0, 1, 0)


def test_a_phase_of_own_pace_does_not_crowd_out_the_others() -> None:
    assert [stroke.width for stroke in strokes(rep("*-1-2-0"))] == pytest.approx([0.5, 1 / 6, 1 / 3])


def test_the_axis_has_whole_seconds_where_they_have_room() -> None:
    assert [at_ms for at_ms, _ in ticks(rep("3-1-X-2"), 480, 30)] == [
        0,
        1000,
        2000,
        3000,
        4000,
        5000,
        6000,
        7000,
    ]
    assert [at_ms for at_ms, _ in ticks(rep("3-1-X-2"), 200, 30)] == [0, 2000, 4000, 6000]
    assert [at_ms for at_ms, _ in ticks(rep("30-0-30-0"), 480, 30)][:3] == [0, 5000, 10_000]
    assert [at_ms for at_ms, _ in ticks(beat(1500), 480, 30)] == [0, 500, 1000, 1500]


def test_the_axis_ends_where_own_pace_begins() -> None:
    assert [at_ms for at_ms, _ in ticks(rep("2-*-1-0"), 480, 30)] == [0, 1000, 2000]
