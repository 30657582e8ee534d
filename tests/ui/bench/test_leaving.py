"""The bench asks before a session is broken off, and does not ask for long."""

from __future__ import annotations

import pytest
from liftronome.domain.tempo import OWN_PACE, Tempo, timed
from liftronome.engine.snapshot import Stage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import REP_MS, Bench, at_the_bench, hip_thrust, working

QUESTION = "Leave the session?"
CLOSE = "Close Liftronome?"
OWN = Tempo(OWN_PACE, timed(1000), timed(1000), timed(0))


def in_set(qtbot: QtBot) -> Bench:
    return working(qtbot, REP_MS + 500)


def resting(qtbot: QtBot) -> Bench:
    return working(qtbot, 4 * REP_MS + 1000)


def test_before_the_first_set_nothing_is_lost_and_nothing_asked(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust())
    bench.press(Qt.Key.Key_P)
    with qtbot.waitSignal(bench.screen.left):
        bench.press(Qt.Key.Key_Escape)
    assert bench.screen.may_close()


def test_in_a_set_the_pacing_goes_on_while_the_lifter_is_asked(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Escape)
    assert QUESTION in bench.texts()
    assert "Space: stay, P: pause, Esc: leave, F1: help" in bench.texts()
    bench.advance(1000)
    assert bench.session.stage is Stage.WORKING
    assert "SQUEEZE" in bench.texts()


def test_leaving_a_set_counts_what_was_done_and_marks_the_session(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_Escape)
    assert [result.reps_done for result in bench.session.results] == [1]
    assert "today 3-1-X-2 0 of 3 sets: set 1: 1 rep of 4" in bench.texts()


def test_leaving_at_rest_shows_what_was_done(qtbot: QtBot) -> None:
    bench = resting(qtbot)
    with qtbot.assertNotEmitted(bench.screen.left):
        bench.press(Qt.Key.Key_Escape)
        assert bench.session.stage is Stage.RESTING
        bench.press(Qt.Key.Key_Escape)
    assert "today 3-1-X-2 1 of 3 sets: set 1: 4 reps, 0:28" in bench.texts()


def test_a_bouncing_escape_does_not_answer_its_own_question(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_Escape, after_ms=299)
    assert QUESTION in bench.texts()


@pytest.mark.parametrize("where", [in_set, resting])
def test_a_question_without_an_answer_goes_away(qtbot: QtBot, where: object) -> None:
    assert callable(where)
    bench: Bench = where(qtbot)
    bench.press(Qt.Key.Key_Escape)
    bench.advance(7900)
    assert QUESTION in bench.texts()
    bench.advance(200)
    assert QUESTION not in bench.texts()
    bench.press(Qt.Key.Key_Escape)
    assert bench.session.stage is not Stage.FINISHED


def test_a_question_in_a_pause_goes_away_though_nothing_else_moves(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_P)
    assert bench.screen.frame_ms is None
    bench.press(Qt.Key.Key_Escape)
    assert bench.screen.frame_ms is not None
    bench.advance(8100)
    assert QUESTION not in bench.texts()
    assert bench.screen.frame_ms is None


def test_the_question_goes_when_the_set_ends(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS - 1000)
    bench.press(Qt.Key.Key_Escape)
    bench.advance(2000)
    assert bench.session.stage is Stage.RESTING
    assert QUESTION not in bench.texts()


def test_go_still_ends_a_phase_of_own_pace_and_the_question_with_it(qtbot: QtBot) -> None:
    bench = working(qtbot, 7500, tempo=OWN)
    bench.press(Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_Space)
    bench.advance(500)
    assert "HOLD" in bench.texts()
    assert QUESTION not in bench.texts()


def test_the_question_outlasts_the_phases_of_a_set_of_own_pace(qtbot: QtBot) -> None:
    bench = working(qtbot, 500, tempo=OWN)
    bench.press(Qt.Key.Key_Escape)
    bench.advance(1000)
    assert "your own pace" in bench.texts()
    assert QUESTION in bench.texts()


def test_closing_the_help_answers_no_question(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Escape):
        bench.press(key)
    assert QUESTION in bench.texts()
    assert bench.session.stage is Stage.WORKING


@pytest.mark.parametrize("where", [in_set, resting])
def test_closing_the_window_is_asked_and_asking_again_closes_it(qtbot: QtBot, where: object) -> None:
    assert callable(where)
    bench: Bench = where(qtbot)
    assert not bench.screen.may_close()
    assert CLOSE in bench.texts()
    assert "Ctrl+Q: close, Space: stay" in bench.texts()
    assert bench.screen.may_close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_escape_and_go_keep_the_window_open(qtbot: QtBot, key: Qt.Key) -> None:
    bench = in_set(qtbot)
    assert not bench.screen.may_close()
    bench.press(key)
    assert CLOSE not in bench.texts()
    assert bench.session.stage is Stage.WORKING
    assert not bench.screen.may_close()


def test_after_the_end_the_window_closes_unasked(qtbot: QtBot) -> None:
    assert working(qtbot, 4 * REP_MS + 1000, sets=1).screen.may_close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_W])
def test_control_q_and_control_w_ask_to_close_the_window(qtbot: QtBot, key: Qt.Key) -> None:
    bench = in_set(qtbot)
    with qtbot.waitActive(bench.screen):
        bench.screen.activateWindow()
    with qtbot.waitSignal(bench.screen.closing, timeout=2000):
        QTest.keyClick(bench.screen, key, Qt.KeyboardModifier.ControlModifier)
