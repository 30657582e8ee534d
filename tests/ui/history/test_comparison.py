"""A session beside those before it: the drop in reps that control brings must be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from liftronome.domain.log_entry import Annotation, LoggedSession, LoggedSet, Origin, Unit
from liftronome.domain.performance import Ended, PerformedPhase, PerformedRep, SetPlan
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Side, Sides
from liftronome.engine.progress import SetResult
from liftronome.presentation.palette import DARK
from liftronome.ui.history.comparison import Column, Comparison, column_of_results, columns_of_log, signed
from liftronome.ui.history.comparison_table import ComparisonTable
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import hip_thrust

SIDES = hip_thrust(reps=8, sides=Sides.LEFT_THEN_RIGHT)
NOW = datetime(2026, 11, 22, 12, 0)
NOVEMBER = datetime(2026, 11, 7, 18, 0).timestamp()


def logged(
    number: int, reps: int, *, ended: Ended | None = Ended.COMPLETED, sets: int = 1, **said: object
) -> LoggedSet:
    plan = SetPlan(
        "s", NOVEMBER, "hip-thrust", "Hip thrust", "", "20X1", Start.CONCENTRIC, number, sets, None, 10
    )
    return LoggedSet(str(number), plan, (), (), ended, reps, reps * 4000, Annotation(**said))  # type: ignore[arg-type]


def past(*sets: LoggedSet) -> tuple[Column, ...]:
    return columns_of_log([LoggedSession("s", sets)], NOW)


def today(*reps: int, said: Annotation | None = None, sets: int = 0, left_in_set: bool = False) -> Column:
    results = [
        SetResult(number, None, count, count * 7000, ended_early=count < 10)
        for number, count in enumerate(reps, start=1)
    ]
    preset = hip_thrust(reps=10, sets=sets or len(reps))
    return column_of_results(
        [(result, said or Annotation()) for result in results], preset, left_in_set=left_in_set
    )


def test_each_set_tells_how_many_reps_fewer_it_had_than_last_time() -> None:
    comparison = Comparison((today(10, 7), *past(logged(1, 12), logged(2, 10))))
    assert [comparison.difference(row) for row in comparison.rows] == ["−2", "−3"]


def test_only_the_sets_of_the_newest_session_have_rows_unless_all_are_wanted() -> None:
    columns = (today(10), *past(logged(1, 12), logged(2, 10)))
    assert Comparison(columns).rows == ("set 1",)
    assert Comparison(columns, all_rows=True).rows == ("set 1", "set 2")


def test_sets_of_another_program_are_compared_in_reps_alone() -> None:
    def imported(number: int, reps: int) -> LoggedSet:
        found = logged(number, 0, ended=None, done_reps=reps, load=60, unit=Unit.KG)
        plan = replace(found.plan, start=None, sets=None, reps=None, tempo="")
        return replace(found, plan=plan, origin=Origin("Strong", "import", "Hip Thrust (Barbell)", 2))

    comparison = Comparison((today(10, 7), *past(imported(1, 12), imported(2, 10))))
    assert [comparison.difference(row) for row in comparison.rows] == ["−2", "−3"]
    assert comparison.total_difference == "−5 reps"
    cell = comparison.columns[1].cells["set 1"]
    assert (cell.reps, cell.tension, cell.load, cell.note) == (12, "", "60 kg", "in Strong")
    assert comparison.columns[1].aborted == ""


def test_sessions_with_different_sets_are_not_compared_in_total() -> None:
    comparison = Comparison((today(10), *past(logged(1, 12), logged(2, 10))))
    assert comparison.difference("set 1") == "−2"
    assert comparison.total_difference == ""


def test_an_aborted_session_is_marked_and_not_compared_in_total() -> None:
    column = today(10, 3, sets=3, left_in_set=True)
    comparison = Comparison((column, *past(logged(1, 12), logged(2, 10))))
    assert column.aborted == "1 of 3 sets"
    assert [comparison.difference(row) for row in comparison.rows] == ["−2", ""]
    assert comparison.total_difference == ""


@pytest.mark.parametrize("ended", [Ended.LEFT, None])
def test_a_session_is_compared_with_the_last_one_that_was_not_aborted(ended: Ended | None) -> None:
    (aborted,) = past(logged(1, 2, ended=ended))
    whole = past(logged(1, 12))
    comparison = Comparison((today(10), aborted, *whole))
    assert aborted.aborted == "0 of 1 set"
    assert comparison.reference is whole[0]
    assert (comparison.difference("set 1"), comparison.total_difference) == ("−2", "−2 reps, +0:22")


def test_a_set_that_was_ended_early_is_whole() -> None:
    assert past(logged(1, 6, ended=Ended.EARLY))[0].aborted == ""


def test_a_set_is_whole_with_both_of_its_sides() -> None:
    results = [SetResult(1, side, 8, 56_000, ended_early=False) for side in Side]
    said = [(result, Annotation()) for result in results]
    assert column_of_results(said, replace(SIDES, sets=1)).aborted == ""
    assert column_of_results(said[:1], replace(SIDES, sets=1)).aborted == "0 of 1 set"


def test_fewer_reps_in_total_can_mean_more_tension() -> None:
    comparison = Comparison((today(10, 7), *past(logged(1, 12), logged(2, 10))))
    assert comparison.total_difference == "−5 reps, +0:31"


def test_a_first_session_has_nothing_to_compare_with() -> None:
    comparison = Comparison((today(10),))
    assert (comparison.difference("set 1"), comparison.total_difference) == ("", "")


def test_a_session_is_named_by_its_day_and_tempo_and_its_year_if_it_is_another() -> None:
    column = past(logged(1, 10))[0]
    assert (column.title, column.tempo) == ("7 Nov", "2-0-X-1")
    later = NOW.replace(year=2027)
    assert columns_of_log([LoggedSession("s", (logged(1, 10),))], later)[0].title == "7 Nov 2026"


def test_a_cell_shows_how_a_set_differs_from_its_plan() -> None:
    said = Annotation(done_reps=6, load=62.5, unit=Unit.KG)
    assert today(8, said=said).cells["set 1"].note == "of 8 paced"
    assert today(8, said=said).cells["set 1"].load == "62.5 kg"
    more = Annotation(done_reps=9)
    assert today(1, said=more).cells["set 1"].note == "1 of them paced"
    assert today(8).cells["set 1"].note == "of 10 planned"
    assert today(10).cells["set 1"].note == ""
    assert today(12).cells["set 1"].note == "10 planned"


def test_restarted_sets_do_not_count() -> None:
    restarted = logged(1, 3, ended=Ended.RESTARTED)
    assert past(restarted) == ()
    assert past(restarted, logged(1, 9))[0].cells["set 1"].reps == 9


def test_each_side_has_a_row() -> None:
    results = [SetResult(1, side, 8, 56_000, ended_early=False) for side in Side]
    column = column_of_results([(result, Annotation()) for result in results], SIDES)
    assert list(column.cells) == ["set 1 left", "set 1 right"]


@pytest.mark.parametrize(("number", "text"), [(3, "+3"), (-2, "−2"), (0, "±0")])
def test_a_difference_has_its_sign(number: int, text: str) -> None:
    assert signed(number) == text


def table_of(qtbot: QtBot, comparison: Comparison, chosen: str = "") -> ComparisonTable:
    table = ComparisonTable(None, DARK)
    qtbot.addWidget(table)
    table.resize(1200, 300)
    table.show_comparison(comparison, chosen)
    return table


def test_the_table_says_all_that_it_draws(qtbot: QtBot) -> None:
    table = table_of(
        qtbot, Comparison((today(10, 7), *past(logged(1, 12, load=60.0, unit=Unit.KG), logged(2, 10))))
    )
    assert table.accessibleName() == (
        "today 3-1-X-2: set 1: 10 reps, 1:10; set 2: 7 reps of 10 planned, 0:49; "
        "all sets: 17 reps, 1:59 under tension. "
        "7 Nov 2-0-X-1: set 1: 12 reps 10 planned, 0:48, 60 kg; set 2: 10 reps, 0:40; "
        "all sets: 22 reps, 1:28 under tension. Compared with 7 Nov: −5 reps, +0:31"
    )


def test_twenty_sets_of_two_sides_are_drawn_around_the_chosen_one(qtbot: QtBot) -> None:
    results = [
        SetResult(number, side, number, 1000, ended_early=False) for number in range(1, 21) for side in Side
    ]
    column = column_of_results([(result, Annotation()) for result in results], SIDES)
    first = table_of(qtbot, Comparison((column,)), "set 1 left").grab().toImage()
    last = table_of(qtbot, Comparison((column,)), "set 20 right").grab().toImage()
    assert first != last


def test_an_empty_comparison_draws_nothing(qtbot: QtBot) -> None:
    image = table_of(qtbot, Comparison(())).grab().toImage()
    assert len({image.pixel(x, 150) for x in range(image.width())}) == 1


def varied(number: int, done: int, performed: tuple[PerformedRep, ...] = (), **plan: object) -> LoggedSet:
    logged_set = logged(number, done, sets=3)
    return replace(logged_set, reps=performed, plan=replace(logged_set.plan, **plan))  # type: ignore[arg-type]


def performed(*mini_sets: int, phase: Phase = Phase.CONCENTRIC) -> tuple[PerformedRep, ...]:
    """A rep for each number of its mini-set."""
    phases = (PerformedPhase(phase, 30_000),)
    return tuple(
        PerformedRep(number, complete=True, phases=phases, mini_set=mini_set)
        for number, mini_set in enumerate(mini_sets, start=1)
    )


def test_warm_up_sets_are_numbered_apart_and_compared_with_nothing() -> None:
    warm = (varied(1, 5, warm_up=True), varied(2, 10), varied(3, 9))
    cold = (varied(1, 12, sets=2), varied(2, 10, sets=2))
    comparison = Comparison((*past(*warm), *past(*cold)))
    assert comparison.rows == ("warm-up 1", "set 1", "set 2")
    assert [comparison.difference(row) for row in comparison.rows] == ["", "−2", "−1"]
    assert comparison.total_difference == "−3 reps, −0:12"
    assert comparison.sum_name == "working sets"
    assert comparison.columns[0].aborted == ""


def test_a_warm_up_set_between_working_sets_keeps_their_numbers_in_order() -> None:
    sets = (varied(1, 10), varied(2, 3, warm_up=True), varied(3, 9))
    assert list(past(*sets)[0].cells) == ["set 1", "warm-up 1", "set 2"]


def test_mini_sets_are_told_apart_and_a_correction_takes_from_the_last() -> None:
    sets = varied(1, 5, performed(1, 1, 2, 2, 3))
    corrected = replace(sets, annotation=Annotation(done_reps=4))
    assert past(sets)[0].cells["set 1"].reps_text == "2+2+1"
    assert past(corrected)[0].cells["set 1"].reps_text == "2+2"


def test_an_open_set_lacks_no_reps_and_a_range_is_kept_from_its_least_on() -> None:
    def note(done: int, **plan: object) -> str:
        return past(varied(1, done, (), **plan))[0].cells["set 1"].note

    assert note(7, open=True, reps=None) == ""
    assert note(9, open=True, reps=8) == ""
    assert note(7, open=True, reps=8) == "of 8 planned"
    assert note(8, reps=10, reps_least=(8,)) == ""
    assert note(7, reps=10, reps_least=(8,)) == "of 8–10 planned"


def test_holds_are_compared_by_their_time(qtbot: QtBot) -> None:
    def held(seconds: int) -> LoggedSet:
        found = varied(1, 1, performed(1, phase=Phase.PAUSE_SHORTENED), tempo="", reps=1, sets=1)
        return replace(found, tension_ms=seconds * 1000)

    comparison = Comparison((*past(held(50)), *past(held(40))))
    assert comparison.difference("set 1") == "+0:10"
    assert comparison.total_difference == "+0:10"
    assert "set 1: held, 0:50" in table_of(qtbot, comparison).accessibleName()
