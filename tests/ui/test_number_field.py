"""A number within limits."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.preset import REPS, REST
from app.ui.number_field import NumberField


@pytest.fixture
def reps(qtbot: QtBot) -> NumberField:
    field = NumberField("Reps", REPS, 1)
    qtbot.addWidget(field)
    field.show_value(10)
    return field


@pytest.fixture
def rest(qtbot: QtBot) -> NumberField:
    field = NumberField("Rest", REST, 15_000)
    qtbot.addWidget(field)
    field.show_value(90_000)
    return field


def type_in(qtbot: QtBot, field: NumberField, text: str) -> None:
    field.field.edit.selectAll()
    qtbot.keyClicks(field.field.edit, text)


def test_a_typed_number_is_taken(qtbot: QtBot, reps: NumberField) -> None:
    with qtbot.waitSignal(reps.edited, check_params_cb=lambda value: value == 12):
        type_in(qtbot, reps, "12")
    assert reps.value == 12


def test_a_time_is_typed_in_seconds_and_taken_in_milliseconds(qtbot: QtBot, rest: NumberField) -> None:
    type_in(qtbot, rest, "62,5")
    assert rest.value == 62_500


def test_a_number_outside_its_limits_is_said_and_not_quietly_changed(qtbot: QtBot, rest: NumberField) -> None:
    type_in(qtbot, rest, "1200")
    assert rest.problem == "rest must be 0 to 900 s, not 1200"
    assert rest.field.edit.text() == "1200"
    assert rest.value == 120_000


@pytest.mark.parametrize("text", ["ten", "-3", "1.5", "0", "101", "٣", "²"])
def test_what_is_no_number_of_reps_is_said(reps: NumberField, text: str) -> None:
    reps.field.edit.setText(text)
    reps.field.edit.textEdited.emit(text)
    assert reps.problem


def test_an_empty_field_asks_for_a_number(qtbot: QtBot, reps: NumberField) -> None:
    reps.field.edit.selectAll()
    qtbot.keyClick(reps.field.edit, Qt.Key.Key_Delete)
    assert reps.problem == "reps: write a whole number from 1 to 100"
    assert reps.value == 10


def test_the_arrow_keys_step_from_one_round_value_to_the_next(qtbot: QtBot, rest: NumberField) -> None:
    rest.show_value(62_500)
    qtbot.keyClick(rest.field.edit, Qt.Key.Key_Up)
    assert rest.value == 75_000
    rest.show_value(62_500)
    qtbot.keyClick(rest.field.edit, Qt.Key.Key_Down)
    assert rest.value == 60_000


def test_steps_end_at_the_limits(qtbot: QtBot, reps: NumberField) -> None:
    reps.show_value(99)
    qtbot.keyClick(reps.field.edit, Qt.Key.Key_PageUp)
    assert reps.value == 100
    reps.show_value(2)
    qtbot.keyClick(reps.field.edit, Qt.Key.Key_PageDown)
    assert reps.value == 1


def test_a_step_takes_back_what_was_wrong(qtbot: QtBot, reps: NumberField) -> None:
    type_in(qtbot, reps, "500")
    qtbot.keyClick(reps.field.edit, Qt.Key.Key_Down)
    assert reps.problem == ""
    assert reps.field.edit.text() == str(reps.value)


def test_the_value_that_is_shown_again_leaves_what_is_typed_alone(qtbot: QtBot, rest: NumberField) -> None:
    type_in(qtbot, rest, "62,50")
    rest.show_value(62_500)
    assert rest.field.edit.text() == "62,50"
