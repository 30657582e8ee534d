"""The fields of a set at the bench: what is typed there is kept, and never in the way."""

from __future__ import annotations

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

from tests.ui.bench_world import COUNT_IN_MS, FIRST_PHASE_MS, REP_MS, Bench, at_the_bench, hip_thrust

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


def test_what_is_typed_at_rest_is_kept_field_by_field(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log)
    bench.type("3")
    assert said(log) == [Annotation()]
    bench.press(Qt.Key.Key_Return)
    assert said(log) == [Annotation(done_reps=3)]
    bench.type("62.5")
    bench.press(Qt.Key.Key_Tab)
    assert said(log) == [Annotation(3, 62.5, Unit.KG)]


def test_when_the_next_set_begins_what_was_typed_is_kept(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, rest_ms=10_000)
    bench.type("3")
    bench.press(Qt.Key.Key_Tab)
    bench.type("80")
    bench.advance(10_000 - COUNT_IN_MS)
    assert bench.session.stage is Stage.COUNT_IN
    assert said(log) == [Annotation(3, 80, Unit.KG)]
    assert "load, kg" not in bench.texts()


def test_what_cannot_be_read_holds_up_nothing(qtbot: QtBot, log: SetLogStore) -> None:
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
    assert "load, lb: 135, suggested" in bench.texts()


def test_the_load_of_the_last_session_is_suggested_too(qtbot: QtBot, log: SetLogStore) -> None:
    bench = after_a_set(qtbot, log, sets=1)
    bench.press(Qt.Key.Key_Tab)
    bench.press(Qt.Key.Key_Tab)
    bench.type("80")
    bench.press(Qt.Key.Key_Escape)
    again = after_a_set(qtbot, log)
    assert "load, kg: 80, suggested" in again.texts()


def test_a_set_whose_end_is_taken_back_counts_its_reps_anew(qtbot: QtBot, log: SetLogStore) -> None:
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
    assert "reps done: 4, suggested" in bench.texts()
    assert "load, kg: 80" in bench.texts()


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
    assert "Since the session before: −3 reps, −0:21" in bench.texts()


class BrokenLog:
    """A log that can neither be read nor written."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> LoggedSet:  # noqa: ARG002
        raise LiftronomeError("the disk is full")

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:  # noqa: ARG002
        raise LiftronomeError("the file is damaged")


def test_a_log_that_fails_is_said_and_the_session_goes_on(qtbot: QtBot, log: SetLogStore) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), log=BrokenLog(), set_log=log)
    assert "Earlier sessions cannot be read: the file is damaged" in bench.texts()
    bench.advance(FIRST_PHASE_MS + SET_MS + 1000)
    bench.type("3")
    bench.press(Qt.Key.Key_Tab)
    assert "What you said of the set is not kept: the disk is full" in bench.texts()
    assert bench.session.stage is Stage.RESTING


def test_without_a_log_the_fields_work_and_nothing_is_kept(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), options=Options())
    bench.advance(FIRST_PHASE_MS + SET_MS + 1000)
    bench.type("3")
    bench.press(Qt.Key.Key_Return)
    assert "reps done: 3" in bench.texts()
