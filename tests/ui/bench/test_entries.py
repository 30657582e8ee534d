"""The fields of a set at the bench: what is typed there is kept, and never in the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Unpack

import pytest
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.log_entry import Annotation, Changes, LoggedSession, LoggedSet, Unit
from liftronome.engine.snapshot import Stage
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.ui.options.options import Options
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import FIRST_PHASE_MS, REP_MS, Bench, at_the_bench, hip_thrust

SET_MS = 4 * REP_MS


@pytest.fixture
def log(tmp_path: Path) -> SetLogStore:
    return SetLogStore(open_database(tmp_path).database)


def after_a_set(qtbot: QtBot, log: SetLogStore, **other: object) -> Bench:
    bench = at_the_bench(qtbot, hip_thrust(**other), log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + SET_MS + 1000)
    return bench


def said(log: SetLogStore) -> list[Annotation]:
    return [logged.annotation for logged in reversed(log.sets())]


def test_what_is_typed_at_rest_is_logged_field_by_field(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log)
    bench.type("3")
    assert said(log) == [Annotation()]
    bench.press(Qt.Key.Key_Return)
    assert said(log) == [Annotation(done_reps=3)]
    bench.type("62.5")
    bench.press(Qt.Key.Key_Tab)
    assert said(log) == [Annotation(3, 62.5, Unit.KG)]


def after_half_a_number(qtbot: QtBot, log: SetLogStore, typed: str = "11", **other: object) -> Bench:
    """The next set, which began while a load was being typed."""
    bench = after_a_set(qtbot, log, rest_ms=10_000, **other)
    bench.press(Qt.Key.Key_Tab)
    bench.press(Qt.Key.Key_Tab)
    bench.type(typed)
    bench.advance(10_000)
    assert bench.session.stage is Stage.WORKING
    return bench


def test_a_number_that_is_half_typed_when_the_next_set_begins_is_typed_to_its_end(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = after_half_a_number(qtbot, log)
    assert said(log)[0] == Annotation()
    assert "load (kg): 11" in bench.texts()
    assert "notes on set 1" in bench.texts()
    bench.type("0")
    bench.press(Qt.Key.Key_Return)
    assert said(log)[0] == Annotation(load=110, unit=Unit.KG)
    assert (bench.session.stage, len(bench.session.results)) == (Stage.WORKING, 1)


@pytest.mark.parametrize(("then", "load"), [(".5", 11.5), ("", 11)])
def test_point_backspace_tab_and_escape_belong_to_a_half_typed_number_too(
    qtbot: QtBot, log: SetLogStore, then: str, load: float
) -> None:
    bench = after_half_a_number(qtbot, log, "119")
    bench.press(Qt.Key.Key_Backspace)
    bench.type(then)
    bench.press(Qt.Key.Key_Escape)
    assert said(log)[0] == Annotation(load=load, unit=Unit.KG)
    assert "load (kg)" not in bench.texts()
    assert "Leave the session?" not in bench.texts()


def test_the_fields_that_follow_are_filled_in_during_the_set(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_half_a_number(qtbot, log)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_8, Qt.Key.Key_Return, Qt.Key.Key_4, Qt.Key.Key_Return):
        bench.press(key)
    assert said(log)[0] == Annotation(load=11, unit=Unit.KG, effort=8, feeling=4)
    assert not bench.screen.entries.is_active
    bench.press(Qt.Key.Key_Return)
    assert len(bench.session.results) == 2


def test_enter_in_an_empty_field_ends_the_entry_and_the_next_one_the_set(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = after_half_a_number(qtbot, log)
    for results in (1, 1, 2):
        bench.press(Qt.Key.Key_Return)
        assert len(bench.session.results) == results
    assert said(log)[0] == Annotation(load=11, unit=Unit.KG)


def test_fields_that_nobody_fills_in_are_closed_soon_after_the_set_began(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = after_half_a_number(qtbot, log)
    bench.press(Qt.Key.Key_Return)
    bench.advance(4900)
    assert bench.screen.entries.is_active
    bench.advance(200)
    assert not bench.screen.entries.is_active


def test_a_number_that_is_half_typed_when_the_next_set_ends_is_typed_to_its_end(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = after_half_a_number(qtbot, log, typed="1")
    bench.advance(SET_MS - 2000)
    bench.type("1")
    bench.advance(3000)
    assert (bench.session.stage, len(bench.session.results)) == (Stage.RESTING, 2)
    bench.type("0")
    bench.press(Qt.Key.Key_Escape)
    assert said(log) == [Annotation(load=110, unit=Unit.KG), Annotation()]
    bench.type("3")
    bench.press(Qt.Key.Key_Escape)
    assert said(log)[1] == Annotation(done_reps=3)


def test_a_number_that_stood_for_a_whole_set_was_whole(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_half_a_number(qtbot, log)
    bench.advance(SET_MS)
    assert said(log) == [Annotation(load=11, unit=Unit.KG), Annotation()]
    assert "load (kg): 11, last time" in bench.texts()


def test_digits_do_nothing_in_a_set_without_an_entry(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, rest_ms=10_000)
    bench.advance(10_000)
    bench.type("5")
    assert not bench.screen.entries.is_active


def test_a_number_that_is_begun_as_the_rest_ends_belongs_to_the_last_set(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = after_a_set(qtbot, log, rest_ms=10_000)
    bench.advance(4500)
    assert bench.session.stage is Stage.COUNT_IN
    bench.type("3")
    bench.press(Qt.Key.Key_Return)
    bench.press(Qt.Key.Key_Return)
    assert said(log)[0] == Annotation(done_reps=3)
    assert len(bench.session.results) == 1
    bench.press(Qt.Key.Key_Return)
    assert bench.session.stage is Stage.RESTING


def test_undo_takes_back_what_came_last(qtbot: QtBot, log: SetLogStore) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + REP_MS + 500)
    bench.press(Qt.Key.Key_Return)
    bench.advance(1000)
    bench.type("3")
    bench.press(Qt.Key.Key_Escape)
    assert "undo: correction of set 1" in bench.texts()
    bench.press(Qt.Key.Key_U)
    assert said(log) == [Annotation()]
    assert "undo: end of the set" in bench.texts()
    bench.press(Qt.Key.Key_U)
    assert bench.session.stage is Stage.COUNT_IN


def test_keys_of_the_number_pad_type_without_num_lock_and_pause_nothing(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = after_a_set(qtbot, log)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right):
        bench.press(key, pad=True)
    assert "reps done: 36" in bench.texts()
    assert bench.session.stage is Stage.RESTING


def test_corrections_are_undone_and_redone(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, sets=1)
    bench.type("3")
    bench.press(Qt.Key.Key_Escape)
    bench.advance(6000)
    assert "undo: correction of set 1" in bench.texts()
    bench.press(Qt.Key.Key_U)
    assert said(log) == [Annotation()]
    assert "set 1: 4 reps, 0:28" in bench.texts()
    assert "Ctrl+Y: redo" in bench.texts()
    bench.press(Qt.Key.Key_Y, control=True)
    assert said(log) == [Annotation(done_reps=3)]
    assert "set 1: 3 reps of 4 paced" in bench.texts()
    bench.press(Qt.Key.Key_Z, control=True)
    assert said(log) == [Annotation()]


def test_undoing_in_a_field_takes_back_what_is_half_typed(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log)
    bench.type("3")
    bench.press(Qt.Key.Key_Z, control=True)
    bench.press(Qt.Key.Key_Escape)
    assert said(log) == [Annotation()]
    assert "reps done: 4" in bench.texts()


def test_the_summary_shows_what_is_logged_and_nothing_that_was_refused(
    qtbot: QtBot, log: SetLogStore
) -> None:
    bench = after_a_set(qtbot, log, sets=1)
    bench.type("3")
    bench.press(Qt.Key.Key_Escape)
    before = "set 1: 3 reps of 4 paced"
    assert before in bench.texts()
    bench.type("2.5")
    assert before in bench.texts()
    bench.press(Qt.Key.Key_Tab)
    assert before in bench.texts()
    assert said(log) == [Annotation(done_reps=3)]


def test_a_field_that_cannot_be_read_holds_nothing_up(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, rest_ms=10_000)
    bench.press(Qt.Key.Key_Backtab)
    bench.type("9")
    assert "the feeling must be 1 to 5, not 9" in bench.texts()
    bench.advance(10_000)
    assert bench.session.stage is Stage.WORKING
    assert said(log)[0] == Annotation()


def test_space_is_still_go_while_a_field_is_filled_in(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log)
    bench.type("3")
    bench.press(Qt.Key.Key_Space)
    assert bench.session.stage is Stage.PAUSED
    bench.type("2")
    assert "reps done: 32" in bench.texts()


def test_the_load_of_the_last_set_is_suggested_for_the_next(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, rest_ms=10_000)
    bench.press(Qt.Key.Key_Tab)
    bench.press(Qt.Key.Key_Tab)
    bench.type("135l")
    bench.press(Qt.Key.Key_Return)
    assert bench.options.unit is Unit.LB
    bench.advance(10_000 + SET_MS)
    assert "load (lb): 135, last time" in bench.texts()


def test_the_load_of_the_last_session_is_suggested_too(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, sets=1)
    bench.press(Qt.Key.Key_Tab)
    bench.press(Qt.Key.Key_Tab)
    bench.type("80")
    bench.press(Qt.Key.Key_Escape)
    again = after_a_set(qtbot, log)
    assert "load (kg): 80, last time" in again.texts()


def test_a_set_whose_end_is_undone_counts_its_reps_again(qtbot: QtBot, log: SetLogStore) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + REP_MS + 500)
    bench.press(Qt.Key.Key_Return)
    bench.type("3")
    bench.press(Qt.Key.Key_Tab)
    bench.type("80")
    bench.press(Qt.Key.Key_U)
    bench.advance(3000 + 3 * REP_MS + 1000)
    assert bench.session.stage is Stage.RESTING
    assert [logged.done_reps for logged in log.sets()] == [4]
    assert "reps done: 4" in bench.texts()
    assert "load (kg): 80" in bench.texts()


def test_in_the_summary_every_set_can_be_corrected(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, sets=2, rest_ms=10_000)
    bench.advance(10_000 + SET_MS)
    assert bench.session.stage is Stage.FINISHED
    bench.type("2")
    bench.press(Qt.Key.Key_Up)
    bench.type("1")
    bench.press(Qt.Key.Key_Escape)
    assert [logged.done_reps for logged in reversed(log.sets())] == [1, 2]
    assert "set 1: 1 rep of 4 paced, 0:28; set 2: 2 reps of 4 paced, 0:28; all sets: 3 reps" in bench.texts()


def test_leaving_the_summary_keeps_what_stands_in_the_field(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, sets=1)
    bench.type("2")
    bench.screen.hide()
    assert said(log) == [Annotation(done_reps=2)]


def test_the_sessions_before_stand_beside_this_one(qtbot: QtBot, log: SetLogStore) -> None:
    after_a_set(qtbot, log, sets=1)
    bench = at_the_bench(qtbot, hip_thrust(sets=1), log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + REP_MS + 500)
    bench.press(Qt.Key.Key_Return)
    assert re.search("Compared with today [0-9:]+: −3 reps, −0:21", bench.texts())


class BrokenLog:
    """A log that can neither be read nor written."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> LoggedSet:  # noqa: ARG002
        raise LiftronomeError("the disk is full")

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:  # noqa: ARG002
        raise LiftronomeError("the file is damaged")


def test_a_failing_log_is_reported_and_the_session_goes_on(qtbot: QtBot, log: SetLogStore) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), log=BrokenLog(), set_log=log)
    assert "Earlier sessions cannot be read: the file is damaged" in bench.texts()
    bench.advance(FIRST_PHASE_MS + SET_MS + 1000)
    bench.type("3")
    bench.press(Qt.Key.Key_Tab)
    assert "The correction was not logged: the disk is full" in bench.texts()
    assert bench.session.stage is Stage.RESTING


def test_the_fields_work_without_a_log(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), options=Options())
    bench.advance(FIRST_PHASE_MS + SET_MS + 1000)
    bench.type("3")
    bench.press(Qt.Key.Key_Return)
    assert "reps done: 3" in bench.texts()
