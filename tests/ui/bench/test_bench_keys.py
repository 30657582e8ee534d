"""What the keys of the bench do beyond the grid: pressed twice, held down, undone, assigned anew."""

from __future__ import annotations

import pytest
from liftronome.domain.tempo import OWN_PACE, Tempo, timed
from liftronome.engine.snapshot import Stage
from liftronome.presentation.bench_keys import Action
from liftronome.ui.bench.help import HelpSheet
from liftronome.ui.bench.layout import scale_for
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.key_hints import HintButton, KeyHints
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import REP_MS, Bench, at_the_bench, hip_thrust, working

GO_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Right)
QUESTION = "Leave the session?"


def ready(qtbot: QtBot) -> Bench:
    return at_the_bench(qtbot, hip_thrust())


def in_set(qtbot: QtBot) -> Bench:
    return working(qtbot, REP_MS + 500)


def resting(qtbot: QtBot) -> Bench:
    return working(qtbot, 4 * REP_MS + 1000)


def finished(qtbot: QtBot) -> Bench:
    return working(qtbot, 4 * REP_MS + 1000, sets=1)


@pytest.mark.parametrize("key", GO_KEYS)
@pytest.mark.parametrize("where", [ready, in_set, resting])
def test_go_pauses_whatever_runs_and_takes_it_up_again(qtbot: QtBot, where: object, key: Qt.Key) -> None:
    assert callable(where)
    bench: Bench = where(qtbot)
    bench.press(key)
    assert bench.session.stage is Stage.PAUSED
    bench.press(key)
    assert bench.session.stage in (Stage.GET_READY, Stage.COUNT_IN, Stage.RESTING)


@pytest.mark.parametrize("key", GO_KEYS)
def test_go_ends_a_phase_of_own_pace_which_counts_up(qtbot: QtBot, key: Qt.Key) -> None:
    tempo = Tempo(OWN_PACE, timed(1000), timed(1000), timed(0))
    bench = working(qtbot, 7500, tempo=tempo)
    assert "elapsed: 6" in bench.texts()
    assert "Space: end the phase, P: pause" in bench.texts()
    assert "your own pace  ·  Space when done" in bench.texts()
    bench.press(key)
    bench.advance(500)
    assert "HOLD" in bench.texts()


def test_a_key_that_is_held_down_counts_once(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Space)
    for _ in range(20):
        bench.press(Qt.Key.Key_Space, auto_repeat=True)
    assert bench.session.stage is Stage.PAUSED


@pytest.mark.parametrize(("after_ms", "stage"), [(299, Stage.PAUSED), (300, Stage.COUNT_IN)])
def test_a_second_press_of_a_key_counts_after_300_ms(qtbot: QtBot, after_ms: int, stage: Stage) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Space)
    bench.press(Qt.Key.Key_Space, after_ms=after_ms)
    assert bench.session.stage is stage


def test_another_key_counts_at_once(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Space)
    bench.press(Qt.Key.Key_Return, after_ms=10)
    assert bench.session.stage is Stage.RESTING


def test_a_press_without_a_time_stamp_is_timed_by_the_clock(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Space, after_ms=-bench.pressed_ms)
    bench.press(Qt.Key.Key_Space, after_ms=0)
    assert "PAUSED" in bench.texts()
    bench.advance(301)
    bench.press(Qt.Key.Key_Space, after_ms=0)
    assert "COUNT-IN" in bench.texts()


def test_a_key_with_control_is_not_the_benchs(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    control = Qt.KeyboardModifier.ControlModifier
    bench.screen.event(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, control))
    assert bench.session.stage is Stage.WORKING


def test_nothing_on_the_screen_can_take_the_keys_from_it(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    window = QWidget()
    qtbot.addWidget(window)
    QPushButton("Start", window)
    bench.screen.setParent(window)
    bench.screen.show()
    window.show()
    QTest.keyClick(bench.screen, Qt.Key.Key_Tab)
    assert window.focusWidget() is bench.screen
    bench.screen.setParent(None)
    children = bench.screen.findChildren(QWidget)
    assert all(widget.focusPolicy() == Qt.FocusPolicy.NoFocus for widget in children)


def test_the_benchs_keys_come_before_the_windows_shortcuts(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    bench.screen.event(event)
    assert event.isAccepted()


def test_the_screen_shows_the_hints_of_its_situation(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    assert "Space: pause, Enter: end the set, M: one more rep, Esc: leave …, F1: help" in bench.texts()
    bench.press(Qt.Key.Key_Space)
    assert "Space: go on, Enter: end the set, M: one more rep, Esc: leave …, F1: help" in bench.texts()


def test_a_pedal_with_one_button_completes_a_session(qtbot: QtBot) -> None:
    tempo = Tempo(OWN_PACE, timed(0), timed(1000), timed(0))
    bench = at_the_bench(qtbot, hip_thrust(sets=2, reps=2, tempo=tempo, rest_ms=20_000, wait_for_key=True))
    presses = 0
    while bench.session.stage is not Stage.FINISHED:
        bench.advance(1000)
        span = bench.session.snapshot().span
        if bench.session.stage is Stage.WAITING or (span is not None and span.is_open):
            bench.press(Qt.Key.Key_PageDown)
            presses += 1
        assert presses < 20
    assert [result.reps_done for result in bench.session.results] == [2, 2]
    assert presses == 5


@pytest.mark.parametrize(
    ("key", "control"), [(Qt.Key.Key_U, False), (Qt.Key.Key_Backspace, False), (Qt.Key.Key_Z, True)]
)
def test_the_end_of_a_set_can_be_undone_for_5_s(qtbot: QtBot, key: Qt.Key, control: bool) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Return)
    assert "U: undo: end of the set  ·  5 s" in bench.texts()
    bench.advance(3100)
    assert "U: undo: end of the set  ·  2 s" in bench.texts()
    bench.press(key, control=control)
    assert bench.session.stage is Stage.COUNT_IN
    assert bench.session.results == []
    assert "undo" not in bench.texts()


def test_after_5_s_the_end_of_a_set_stands(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_Return)
    bench.advance(5001)
    assert "undo" not in bench.texts()
    bench.press(Qt.Key.Key_U)
    assert bench.session.stage is Stage.RESTING


def test_the_end_of_the_last_set_can_be_undone_from_the_summary(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 500, sets=1)
    bench.press(Qt.Key.Key_Return)
    assert "FINISHED" in bench.texts()
    bench.press(Qt.Key.Key_U)
    assert bench.session.stage is Stage.COUNT_IN


def test_the_countdown_of_undo_runs_while_everything_else_stands_still(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 500, sets=1)
    bench.press(Qt.Key.Key_Return)
    assert bench.screen.frame_ms == 50
    bench.advance(5001)
    assert bench.screen.frame_ms is None


def test_one_more_rep_is_one_more_dot_and_can_be_undone(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_M)
    assert "1 of 5 reps done" in bench.texts()
    bench.press(Qt.Key.Key_U)
    assert "1 of 4 reps done" in bench.texts()


def test_a_restart_can_be_undone(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_R)
    assert "0 of 4 reps done" in bench.texts()
    bench.press(Qt.Key.Key_U)
    bench.advance(4000)
    assert "1 of 4 reps done" in bench.texts()


def test_volume_goes_on_while_its_key_is_held_and_stops_at_its_ends(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    for _ in range(12):
        bench.press(Qt.Key.Key_Down, auto_repeat=True, after_ms=30)
    assert "sound off" in bench.texts()
    assert bench.output.told[-1] == ("volume", 0.0)
    bench.press(Qt.Key.Key_Up)
    assert "volume 10" in bench.texts()
    assert bench.options.volume == 10


def test_the_volume_is_that_of_last_time_from_the_start(qtbot: QtBot) -> None:
    options = Options()
    options.volume = 50
    bench = at_the_bench(qtbot, hip_thrust(), options=options)
    assert bench.output.told[0] == ("volume", 0.25)


def test_a_rest_grows_by_15_s_with_every_press_however_quick(qtbot: QtBot) -> None:
    bench = resting(qtbot)
    for _ in range(3):
        bench.press(Qt.Key.Key_Plus, after_ms=50)
    assert "time left: 2:14" in bench.texts()
    bench.press(Qt.Key.Key_Minus)
    assert "time left: 1:59" in bench.texts()


def test_a_longer_rest_can_be_undone_while_it_is_paused(qtbot: QtBot) -> None:
    bench = resting(qtbot)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_P, Qt.Key.Key_U):
        bench.press(key)
    assert bench.session.stage is Stage.PAUSED
    bench.press(Qt.Key.Key_Space)
    bench.advance(1000)
    assert bench.session.stage is Stage.RESTING
    assert "time left: 1:28" in bench.texts()


def test_a_second_rep_within_300_ms_is_a_slip(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_M)
    bench.press(Qt.Key.Key_M, after_ms=200)
    assert "1 of 5 reps done" in bench.texts()


def test_help_lies_over_the_screen_while_the_keys_go_on_working(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_F1)
    assert "keys now: Space  Page Down  →: pause" in bench.texts()
    bench.press(Qt.Key.Key_Space)
    assert bench.session.stage is Stage.PAUSED
    assert "keys now: Space  Page Down  →: go on" in bench.texts()
    bench.press(Qt.Key.Key_Escape)
    assert "keys now" not in bench.texts()
    assert QUESTION not in bench.texts()


def test_the_help_at_the_end_says_that_enter_opens_the_fields(qtbot: QtBot) -> None:
    bench = finished(qtbot)
    bench.press(Qt.Key.Key_F1)
    assert "Enter: note reps" in bench.texts()
    assert "Page Up: back" in bench.texts()
    assert "Enter: back" not in bench.texts()


def test_help_starts_with_how_to_close_it_and_leaves_out_keys_without_effect(qtbot: QtBot) -> None:
    bench = in_set(qtbot)
    bench.press(Qt.Key.Key_F1)
    sheet = bench.screen.findChild(HelpSheet)
    assert isinstance(sheet, HelpSheet)
    told = [row.accessibleName() for row in sheet.findChildren(KeyHints) if row.is_written]
    assert told[:3] == ["Esc: close", "Space: pause", "P: pause"]
    assert not any("skip" in text for text in told)


@pytest.mark.parametrize("size", [(900, 600), (1280, 720)])
def test_the_keys_of_the_help_are_written_as_large_as_the_reps(qtbot: QtBot, size: tuple[int, int]) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), size=size)
    bench.press(Qt.Key.Key_F1)
    large = scale_for(*size).large
    rows = [row for row in bench.screen.findChildren(KeyHints) if isinstance(row.parent(), HelpSheet)]
    buttons = [button for row in rows for button in row.findChildren(HintButton) if row.is_written]
    assert len(buttons) >= 4
    assert all(button.pixels >= 0.95 * large for button in buttons)


def test_the_help_closes_before_fields_that_lie_under_it(qtbot: QtBot) -> None:
    bench = resting(qtbot)
    for key in (Qt.Key.Key_5, Qt.Key.Key_F1, Qt.Key.Key_7, Qt.Key.Key_Escape):
        bench.press(key)
    assert "keys now" not in bench.texts()
    assert "reps done: 5" in bench.texts()


def test_full_screen_is_remembered_and_ends_with_the_session(qtbot: QtBot) -> None:
    options = Options()
    bench = at_the_bench(qtbot, hip_thrust(), options=options)
    bench.press(Qt.Key.Key_F11)
    assert options.full_screen
    bench.press(Qt.Key.Key_Escape)
    assert not bench.screen.window().isFullScreen()
    again = at_the_bench(qtbot, hip_thrust(), options=options)
    assert again.screen.window().isFullScreen()


def test_full_screen_ends_with_the_session_after_the_window_was_minimized(qtbot: QtBot) -> None:
    options = Options()
    options.full_screen = True
    bench = at_the_bench(qtbot, hip_thrust(), options=options)
    bench.screen.hide()
    bench.screen.show()
    assert bench.screen.window().isFullScreen()
    bench.press(Qt.Key.Key_Escape)
    assert not bench.screen.window().isFullScreen()


def test_assigned_keys_work_and_are_named_in_the_hints(qtbot: QtBot) -> None:
    options = Options()
    options.keys = options.keys.with_key(Action.GO, "B").without_key(Action.GO, "Space")
    bench = at_the_bench(qtbot, hip_thrust(), options=options)
    bench.advance(16_000)
    bench.press(Qt.Key.Key_Space)
    assert bench.session.stage is Stage.WORKING
    assert "Page Down: pause" in bench.texts()
    bench.press(Qt.Key.Key_B)
    assert bench.session.stage is Stage.PAUSED
