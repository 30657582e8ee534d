"""Sets that vary as the bench shows them: mini-sets and breaks, open sets, ranges, holds, times, warm-ups."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from liftronome.domain.log_entry import Annotation, Unit
from liftronome.domain.phase import Phase, Start
from liftronome.engine.snapshot import Stage
from liftronome.presentation.palette import DARK
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.ui.bench.count_texts import RepsShown
from liftronome.ui.bench.dots import RepDots
from liftronome.ui.history.set_entry import Field
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import (
    FIRST_PHASE_MS,
    HIP_THRUST,
    REP_MS,
    Bench,
    at_the_bench,
    varied,
    varied_at,
)

CLUSTER = "1x2+2+1 @ 3-1-X-2 break 10"
SQUAT = replace(HIP_THRUST, id="squat", name="Squat", start=Start.ECCENTRIC)
PLANK = replace(
    HIP_THRUST, id="plank", name="Plank", start=Start.CONCENTRIC, tempo=None, squeezed="", is_hold=True
)


def shows(bench: Bench, *texts: str) -> bool:
    lines = bench.texts().splitlines()
    return all(any(text in line for line in lines) for text in texts)


@pytest.fixture
def log(tmp_path: Path) -> SetLogStore:
    return SetLogStore(open_database(tmp_path).database)


def test_reps_count_on_through_mini_sets_and_their_dots_stand_apart(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, CLUSTER, 2 * REP_MS + 10_000 + 500)
    assert shows(bench, "rep 3 / 5, mini-set 2 / 3", "2 of 5 reps done, 3 mini-sets")


def test_a_break_is_counted_down_through_its_count_in(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, CLUSTER, 2 * REP_MS + 2500)
    assert shows(bench, "BREAK", "time left: 8", "Space: begin now", "next: 2 reps")
    assert bench.said[-1] == "break 10, 2 reps"
    bench.advance(6000)
    assert shows(bench, "COUNT-IN", "time left: 2")


def test_a_drop_says_to_take_load_off_and_what_to_leave_on(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "1x2+2 drop @ 3-1-X-2 60/50kg", 2 * REP_MS + 500)
    assert shows(bench, "DROP – TAKE LOAD OFF", "50 kg  ·  Space: begin now", "3-1-X-2 · 50 kg")


def test_go_begins_early_in_a_break_and_p_holds_it(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, CLUSTER, 2 * REP_MS + 1000)
    bench.press(Qt.Key.Key_P)
    assert shows(bench, "PAUSED", "Space: continue the break")
    bench.press(Qt.Key.Key_Space)
    assert bench.session.stage is Stage.BREAK
    bench.press(Qt.Key.Key_Space)
    bench.advance(3500)
    assert (bench.session.stage, bench.session.snapshot().rep) == (Stage.WORKING, 3)


def test_an_open_set_is_counted_without_an_end(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "1xAMRAP @ 3-1-X-2", 4 * REP_MS + 500)
    assert "rep 5" in bench.texts().splitlines()
    assert "4 reps done" in bench.texts().splitlines()


def test_before_an_open_set_it_is_said_that_as_many_reps_as_possible_are_meant(qtbot: QtBot) -> None:
    assert shows(at_the_bench(qtbot, varied("1xAMRAP @ 3-1-X-2")), "as many reps as you can")
    assert shows(at_the_bench(qtbot, varied("1x4+ @ 3-1-X-2")), "4 reps or more")


def test_the_least_of_a_range_is_shown_and_told_when_it_is_reached(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "1x2-4 @ 3-1-X-2", REP_MS + 500)
    assert shows(bench, "rep 2 / 4, at least 2")
    bench.advance(REP_MS)
    assert shows(bench, "rep 3 / 4, 2: that's your minimum")


def test_the_tempo_of_a_coming_rep_that_differs_stands_beside_what_is_next(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "1x3 @ 3-1-X-2 last rep 6-0-X-0", 500)
    assert shows(bench, "next: squeeze 2")
    assert not shows(bench, "last rep")
    bench.advance(REP_MS)
    assert shows(bench, "next: squeeze 2  ·  last rep 60X0")
    bench.advance(REP_MS)
    assert shows(bench, "6-0-X-0")


def test_warm_up_sets_are_numbered_apart(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "warm-up 1,1 2x1 @ 3-1-X-2 60kg RPE 8 rest 20", 500)
    assert shows(bench, "warm-up 1 / 2")
    bench.advance(REP_MS)
    assert shows(bench, "warm-up 1: 1 rep", "next: warm-up 2 of 2: 1 rep")
    bench.advance(20_000 + REP_MS)
    assert shows(bench, "next: set 1 of 2: 1 rep · 60 kg · RPE 8", "set 1 / 2")


def test_what_is_planned_is_shown_from_the_start(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, varied("3x5+3 drop @ 3-1-X-2 2x24kg RIR 2"))
    assert shows(bench, "5+3 reps, 2 × 24 kg · 2 in reserve", "3-1-X-2 · 2 × 24 kg · 2 in reserve")


def test_the_reps_of_a_set_that_is_over_stand_beside_its_own_plan(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "3,2 @ 3-1-X-2", 3 * REP_MS + 1000)
    assert shows(bench, "set 1: 3 reps, 0:21")


def test_a_hold_is_counted_down_with_its_half_and_its_last_seconds(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, varied("2x1:30", PLANK))
    assert shows(bench, "hold 1:30")
    bench.advance(FIRST_PHASE_MS + 10_500)
    assert shows(bench, "HOLD", "time left: 1:20", "held 10 of 90 s")
    bench.advance(40_000)
    assert shows(bench, "hold 1:30, past half")
    bench.advance(30_000)
    assert shows(bench, "hold 1:30, last 10 seconds", "time left: 10")
    bench.advance(15_000)
    assert shows(bench, "set 1: held 1:30 of 1:30")


def test_a_timed_set_says_both_lengths(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, varied("1x40s @ 3-1-X-2"))
    assert shows(bench, "40 s: 6 reps in 42 s", "40 s: in full 42 s")


def test_a_set_on_the_minute_says_when_the_next_one_begins(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "3x2 @ 3-1-X-2 every 1:00", 4500)
    assert shows(bench, "next set in 0:56")
    bench.session.pause()
    bench.session.go()
    bench.advance(3000 + 1500)
    assert shows(bench, "next set in 0:51")
    bench.session.end_set()
    bench.advance(1000)
    assert shows(bench, "a set every 1:00")


def test_the_bar_goes_half_the_way_in_one_and_a_half_reps(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "1x3 1½ reps @ 4-0-2-0", 3999, SQUAT)
    assert bench.session.snapshot().bar_height == pytest.approx(0, abs=0.01)
    bench.advance(500)
    assert shows(bench, "LIFT ½")
    bench.advance(501)
    assert bench.session.snapshot().bar_height == pytest.approx(0.5, abs=0.01)
    bench.advance(500)
    assert shows(bench, "LOWER ½")
    assert bench.session.snapshot().span.phase is Phase.ECCENTRIC  # type: ignore[union-attr]


def test_mini_sets_have_rows_of_their_own_or_all_share_one(qtbot: QtBot) -> None:
    dots = RepDots(None, DARK)  # type: ignore[arg-type]
    qtbot.addWidget(dots)
    for size in ((400, 120), (300, 40), (150, 300)):
        dots.resize(*size)
        rows = [y for _, y in dots.grid(RepsShown((4, 3, 3))).middles]
        starts, ends = {rows[0], rows[4], rows[7]}, {rows[3], rows[6], rows[9]}
        assert starts == ends
        assert len(starts) in (1, 3)


def ended_in_mid_rep(qtbot: QtBot, log: SetLogStore, sets: str = "2xAMRAP") -> Bench:
    """An open set that the end key ended in its fourth rep."""
    preset = varied(f"{sets} @ 3-1-X-2 60kg rest 20")
    bench = at_the_bench(qtbot, preset, log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + 3 * REP_MS + 2000)
    bench.press(Qt.Key.Key_Return)
    return bench


def said(log: SetLogStore) -> list[Annotation]:
    return [logged.annotation for logged in reversed(log.sets())]


def test_the_end_of_an_open_set_opens_its_whole_reps_and_a_key_takes_off_one(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = ended_in_mid_rep(qtbot, log)
    assert bench.screen.entries.is_active
    assert shows(bench, "reps done: 3", "−: one less")
    bench.press(Qt.Key.Key_Minus)
    assert shows(bench, "reps done: 2")
    assert said(log) == [Annotation(done_reps=2)]
    bench.press(Qt.Key.Key_Plus)
    assert said(log) == [Annotation()]
    bench.type("1")
    bench.advance(25_000)
    bench.press(Qt.Key.Key_Return)
    assert said(log)[0] == Annotation(done_reps=1)
    assert [logged.done_reps for logged in log.sets()][-1] == 1


def test_an_end_key_that_bounces_accepts_nothing(qtbot: QtBot, log: SetLogStore) -> None:
    bench = ended_in_mid_rep(qtbot, log)
    bench.press(Qt.Key.Key_Return, after_ms=100)
    entry = bench.screen.entries.current
    assert entry is not None
    assert entry.field is Field.REPS
    bench.press(Qt.Key.Key_Return)
    assert entry.field is Field.LOAD


def test_fields_that_the_end_opened_are_left_alone_in_the_next_set(qtbot: QtBot, log: SetLogStore) -> None:
    bench = ended_in_mid_rep(qtbot, log)
    bench.press(Qt.Key.Key_Minus)
    bench.advance(20_000 + 6000)
    assert not bench.screen.entries.is_active
    assert said(log)[0] == Annotation(done_reps=2)
    assert bench.session.stage is Stage.WORKING


def test_the_end_of_an_open_set_can_be_taken_back(qtbot: QtBot, log: SetLogStore) -> None:
    bench = ended_in_mid_rep(qtbot, log)
    bench.press(Qt.Key.Key_U)
    bench.advance(3000 + 2 * REP_MS)
    bench.press(Qt.Key.Key_PageUp)
    assert shows(bench, "reps done: 5")


def test_a_set_with_a_last_rep_does_not_open_its_fields(qtbot: QtBot, log: SetLogStore) -> None:
    assert not ended_in_mid_rep(qtbot, log, "2x8").screen.entries.is_active


def test_the_planned_load_is_offered_and_enter_accepts_it(qtbot: QtBot, log: SetLogStore) -> None:
    bench = ended_in_mid_rep(qtbot, log)
    assert shows(bench, "load (kg): 60, planned")
    bench.press(Qt.Key.Key_Return)
    bench.press(Qt.Key.Key_Return)
    assert said(log) == [Annotation(load=60, unit=Unit.KG)]


def test_a_load_planned_in_pounds_leaves_the_unit_of_the_options_alone(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = at_the_bench(qtbot, varied("2x1 @ 3-1-X-2 135lb"), log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + REP_MS + 1000)
    for _ in range(3):
        bench.press(Qt.Key.Key_Return)
    assert said(log) == [Annotation(load=135, unit=Unit.LB)]
    assert bench.options.unit is Unit.KG


def test_the_summary_sums_up_working_sets_and_tells_mini_sets_apart(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "warm-up 1 1x2+1 @ 3-1-X-2 break 10 rest 20", 0)
    bench.advance(REP_MS + 20_000 + 3 * REP_MS + 10_000 + 500)
    assert bench.session.stage is Stage.FINISHED
    assert shows(
        bench, "warm-up 1: 1 rep, 0:07; set 1: 3 reps (2+1), 0:21; working sets: 3 reps, 0:21 under tension"
    )


def test_leaving_among_the_warm_ups_says_how_far_it_came(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "warm-up 1,1 2x1 @ 3-1-X-2 rest 20", REP_MS + 1000)
    bench.press(Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_Escape)
    assert shows(bench, "ENDED AFTER 1 OF 2 WARM-UPS")


def test_the_load_of_a_warm_up_set_is_not_suggested_for_a_working_set(qtbot: QtBot, log: SetLogStore) -> None:
    bench = at_the_bench(qtbot, varied("warm-up 1 2x1 @ 3-1-X-2 rest 20"), log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + REP_MS + 1000)
    bench.press(Qt.Key.Key_Return)
    bench.press(Qt.Key.Key_Tab)
    bench.type("20")
    bench.press(Qt.Key.Key_Escape)
    bench.advance(20_000 + REP_MS)
    assert said(log)[0].load == 20
    assert shows(bench, "load (kg): nothing yet")


def test_a_rep_that_was_added_to_a_mini_set_counts_there(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "1x2+1 @ 3-1-X-2 break 10", 500)
    bench.press(Qt.Key.Key_M)
    bench.advance(4 * REP_MS + 11_000)
    assert bench.session.stage is Stage.FINISHED
    assert shows(bench, "set 1: 4 reps (3+1)")


def test_mini_sets_are_told_apart_after_a_pause_too(qtbot: QtBot) -> None:
    bench = varied_at(qtbot, "1x2+2 @ 3-1-X-2 break 10", 2 * REP_MS + 10_000 + 500)
    bench.press(Qt.Key.Key_P)
    bench.press(Qt.Key.Key_Space)
    bench.advance(4000 + REP_MS)
    bench.press(Qt.Key.Key_PageUp)
    assert shows(bench, "set 1: 3 reps (2+1) of 4 planned")
