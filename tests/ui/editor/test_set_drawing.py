"""The sets as they are drawn, rep by rep."""

from itertools import pairwise

from liftronome.domain.exercise import Exercise
from liftronome.domain.line.reader import read_details
from liftronome.domain.phase import Start
from liftronome.domain.plan import session_plan
from liftronome.ui.editor.set_drawing import BEYOND_LEAST, FURTHER, DrawnSet, SetDrawing, drawn_sets
from pytestqt.qtbot import QtBot

from tests.ui.examples import SQUAT

PLANK = Exercise("plank", "Plank", Start.CONCENTRIC, None, is_hold=True)


def drawn(line: str, exercise: Exercise = SQUAT) -> tuple[DrawnSet, ...]:
    return drawn_sets(read_details(line, exercise).preset.planned_sets())


def test_sets_that_are_alike_are_drawn_once() -> None:
    assert [found.title for found in drawn("warm-up 8 1x5, 3x8")] == ["Warm-up set 1", "Set 2", "Sets 3–5"]


def test_mini_sets_stand_apart_by_their_break() -> None:
    (cluster,) = drawn("4x2+2+2 break 4 @ 2010")
    assert cluster.breaks == ((6000, 10_000, 4000), (16_000, 20_000, 4000))
    assert [start_ms for _, start_ms, _ in cluster.reps] == [0, 3000, 10_000, 13_000, 20_000, 23_000]


def test_an_open_set_fades_away_behind_its_last_written_rep() -> None:
    (open_set,) = drawn("1x3+ @ 2010")
    strengths = [step.strength for step in open_set.steps[::2]]
    assert strengths == [1, 1, 1, *FURTHER]
    assert len(open_set.reps) == 3


def test_reps_beyond_the_least_are_paler() -> None:
    (ranged,) = drawn("3x2-4 @ 2010")
    assert [step.strength for step in ranged.steps[::2]] == [1, 1, BEYOND_LEAST, BEYOND_LEAST]


def test_a_ramp_widens_and_a_last_rep_is_held_long() -> None:
    (ramp,) = drawn("1x3 @ 2010 > 6010")
    assert [end - start for _, start, end in ramp.reps] == [3000, 5000, 7000]
    (held,) = drawn("1x3 @ 2010 last rep hold 10 shortened")
    assert [end - start for _, start, end in held.reps] == [3000, 3000, 13_000]


def test_half_reps_go_to_half_the_height() -> None:
    (halves,) = drawn("1x1 1½ reps @ 4020")
    heights = [(found.step.from_height, found.step.to_height) for found in halves.steps]
    assert heights == [(1, 0), (0, 0.5), (0.5, 0), (0, 1)]
    assert all(one.step.to_height == other.step.from_height for one, other in pairwise(halves.steps))


def test_a_hold_has_its_seconds() -> None:
    (hold,) = drawn("3x40s", PLANK)
    assert hold.is_hold
    assert hold.whole_ms == 40_000


def test_more_sets_than_fit_go_on_in_the_next_row(qtbot: QtBot) -> None:
    drawing = SetDrawing()
    qtbot.addWidget(drawing)
    drawing.show_plan(session_plan(read_details("12,10,8,6,4", SQUAT).preset))
    assert drawing.heightForWidth(400) > drawing.heightForWidth(900)
