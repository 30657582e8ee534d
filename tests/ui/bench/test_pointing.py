"""The bench by mouse or touch alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.domain.log_entry import Annotation, Unit
from liftronome.domain.tempo import OWN_PACE, Tempo, timed
from liftronome.engine.snapshot import Stage
from liftronome.presentation.bench_keys import TABLE, Situation
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.ui.bench.help import HelpSheet
from liftronome.ui.bench.number import BigNumber
from liftronome.ui.history.comparison_table import ComparisonTable
from liftronome.ui.history.entry_panel import FieldBox
from liftronome.ui.widgets.key_hints import HintButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import FIRST_PHASE_MS, REP_MS, Bench, at_the_bench, hip_thrust, working

SET_MS = 4 * REP_MS
AGAIN_MS = 400
"""So long after a click the next one on the same thing counts."""


def click(bench: Bench, widget: QWidget) -> None:
    bench.advance(AGAIN_MS)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_hint(bench: Bench, what: str, key: str = "") -> None:
    """Click the button of that name, or with that key if it has no words."""
    buttons = [
        button
        for button in bench.screen.findChildren(HintButton)
        if button.isVisible() and button.hint.what == what and button.hint.key == (key or button.hint.key)
    ]
    assert len(buttons) == 1, [button.hint for button in bench.screen.findChildren(HintButton)]
    click(bench, buttons[0])


def numeral(bench: Bench) -> BigNumber:
    found = next(widget for widget in bench.screen.findChildren(BigNumber) if widget.isVisible())
    assert isinstance(found, BigNumber)
    return found


def test_a_session_is_led_through_without_a_keyboard(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust(sets=2, wait_for_key=True))
    click_hint(bench, "start now")
    bench.advance(1000)
    assert bench.session.stage is Stage.COUNT_IN
    bench.advance(5000)
    click_hint(bench, "one more rep")
    assert "of 5 reps done" in bench.texts()
    click_hint(bench, "pause")
    assert bench.session.stage is Stage.PAUSED
    click_hint(bench, "go on")
    click_hint(bench, "end the set")
    assert bench.session.stage is Stage.RESTING
    click_hint(bench, "15 s more")
    bench.advance(120_000)
    click_hint(bench, "start the set")
    assert bench.session.stage is Stage.COUNT_IN
    bench.advance(10_000)
    click_hint(bench, "leave …")
    click_hint(bench, "leave")
    assert bench.session.stage is Stage.FINISHED
    with qtbot.waitSignal(bench.screen.left):
        click_hint(bench, "back")


def test_what_was_done_last_is_undone_by_a_click(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 500)
    click_hint(bench, "end the set")
    undo = next(
        button
        for button in bench.screen.findChildren(HintButton)
        if button.isVisible() and button.hint.what.startswith("undo: end of the set")
    )
    click(bench, undo)
    assert bench.session.stage is Stage.COUNT_IN


def test_the_numeral_is_go(qtbot: QtBot) -> None:
    bench = working(qtbot, 7500, tempo=Tempo(OWN_PACE, timed(1000), timed(1000), timed(0)))
    click(bench, numeral(bench))
    bench.advance(500)
    assert "HOLD" in bench.texts()
    click(bench, numeral(bench))
    assert bench.session.stage is Stage.PAUSED
    click(bench, numeral(bench))
    assert bench.session.stage is Stage.COUNT_IN


def test_a_double_click_is_one_click(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 500)
    QTest.mouseClick(numeral(bench), Qt.MouseButton.LeftButton)
    QTest.mouseDClick(numeral(bench), Qt.MouseButton.LeftButton)
    assert bench.session.stage is Stage.PAUSED


@pytest.mark.parametrize("situation", [each for each in Situation if each is not Situation.FINISHED])
def test_every_action_of_a_situation_has_a_button_in_the_help(qtbot: QtBot, situation: Situation) -> None:
    bench = working(qtbot, REP_MS)
    click_hint(bench, "help")
    sheet = bench.screen.findChild(HelpSheet)
    assert isinstance(sheet, HelpSheet)
    sheet.show_situation(situation)
    asked = {button.hint.asks for button in sheet.findChildren(HintButton) if button.isVisible()}
    assert asked >= {action for action in TABLE[situation] if action.value != "help"}


def test_a_click_beside_the_keys_closes_the_help_and_does_nothing_else(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 500)
    click_hint(bench, "help")
    sheet = bench.screen.findChild(HelpSheet)
    assert isinstance(sheet, HelpSheet)
    click(bench, sheet)
    assert not sheet.isVisible()
    assert bench.session.stage is Stage.WORKING


def test_the_help_turns_the_volume_and_stays(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 500)
    click_hint(bench, "help")
    for _ in range(3):
        click_hint(bench, "softer")
    assert bench.options.volume == 70


def test_a_field_that_is_clicked_offers_its_keys_on_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    log = SetLogStore(open_database(tmp_path).database)
    bench = at_the_bench(qtbot, hip_thrust(), log=log, set_log=log)
    bench.advance(FIRST_PHASE_MS + SET_MS + 1000)
    load = bench.screen.findChildren(FieldBox)[1]
    click(bench, load)
    for key in ("6", "2", ".", "5", "5", "⌫"):
        click_hint(bench, "", key)
    click_hint(bench, "lb")
    click_hint(bench, "accept")
    click_hint(bench, "done")
    assert log.sets()[0].annotation == Annotation(load=62.5, unit=Unit.LB)
    assert bench.session.stage is Stage.RESTING


def test_the_sets_of_the_summary_can_be_clicked(qtbot: QtBot) -> None:
    bench = working(qtbot, 2 * SET_MS + 91_000, sets=2)
    table = bench.screen.findChild(ComparisonTable)
    assert isinstance(table, ComparisonTable)
    grid = table._grid()
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=table._place(grid, 1, 0).center().toPoint())
    chosen = bench.screen.entries.result
    assert chosen is not None
    assert chosen.set_number == 1


def test_buttons_are_buttons_and_fields_have_values_for_assistive_technology(qtbot: QtBot) -> None:
    from PySide6.QtGui import QAccessible

    bench = working(qtbot, SET_MS + 1000)
    bench.type("7")
    hint = next(b for b in bench.screen.findChildren(HintButton) if b.isVisible())
    button = QAccessible.queryAccessibleInterface(hint)
    assert button.role() is QAccessible.Role.Button
    assert button.text(QAccessible.Text.Name) == "type"
    field = QAccessible.queryAccessibleInterface(bench.screen.findChildren(FieldBox)[0])
    assert field.role() is QAccessible.Role.EditableText
    assert field.text(QAccessible.Text.Value) == "7"
    assert field.text(QAccessible.Text.Name).startswith("reps done")
