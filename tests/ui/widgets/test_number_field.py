"""A number within limits."""

import pytest
from liftronome.domain.limits import BEAT, COUNT_IN, OWN_PACE_LIMIT, PRE_CUE, REPS, REST, X_SLOT
from liftronome.ui.widgets.number_field import NumberField
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot


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
    edit = field.field.edit
    if text.isascii():
        edit.selectAll()
        qtbot.keyClicks(edit, text)
    else:
        edit.setText(text)
        edit.textEdited.emit(text)


def test_a_typed_number_is_taken(qtbot: QtBot, reps: NumberField) -> None:
    with qtbot.waitSignal(reps.edited, check_params_cb=lambda value: value == 12):
        type_in(qtbot, reps, "12")
    assert reps.value == 12


def test_a_time_is_typed_in_seconds_and_taken_in_milliseconds(qtbot: QtBot, rest: NumberField) -> None:
    type_in(qtbot, rest, "62,5")
    assert rest.value == 62_500


def test_a_number_out_of_range_is_told_and_not_quietly_changed(qtbot: QtBot, rest: NumberField) -> None:
    type_in(qtbot, rest, "1200")
    assert rest.problem == "Rest: 0 to 900 s, such as 90 or 1:30, not “1200”"
    assert rest.field.edit.text() == "1200"


def test_half_a_wrong_number_is_not_used(qtbot: QtBot, reps: NumberField) -> None:
    values: list[int] = []
    reps.edited.connect(values.append)
    type_in(qtbot, reps, "500")
    assert values == [5, 50, 10]
    assert (reps.value, reps.unread) == (10, "500")
    qtbot.keyClick(reps.field.edit, Qt.Key.Key_Backspace)
    assert (reps.value, reps.unread) == (50, None)


def test_a_wrong_number_goes_back_to_the_one_that_was_typed_before(qtbot: QtBot, reps: NumberField) -> None:
    type_in(qtbot, reps, "12")
    qtbot.keyClick(reps.field.edit, Qt.Key.Key_Return)
    type_in(qtbot, reps, "500")
    assert reps.value == 12


def test_each_change_of_a_wrong_text_is_signalled(qtbot: QtBot, reps: NumberField) -> None:
    texts: list[str | None] = []
    reps.problem_changed.connect(lambda: texts.append(reps.unread))
    type_in(qtbot, reps, "abc")
    type_in(qtbot, reps, "10")
    assert texts == ["a", "ab", "abc", None]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2:00", 120),
        ("1:30", 90),
        ("0:05", 5),
        ("2 min", 120),
        ("1,5 min", 90),
        ("90 s", 90),
        ("90sec", 90),
        ("1m30", 90),
        ("1 min 30 s", 90),
        ("2'", 120),
        ("1′30″", 90),
        (" 62,5 ", 62.5),
    ],
)
def test_a_time_is_read_as_lifters_write_it_and_shown_in_seconds(
    qtbot: QtBot, rest: NumberField, text: str, seconds: float
) -> None:
    type_in(qtbot, rest, text)
    assert (rest.value, rest.problem) == (seconds * 1000, "")
    assert rest.field.edit.text() == text.lstrip()
    qtbot.keyClick(rest.field.edit, Qt.Key.Key_Return)
    assert rest.field.edit.text() == f"{seconds:g}"


@pytest.mark.parametrize("text", ["2 mn", "1:75", "1:3", "-5", "16:00", "two", "9" * 20])
def test_a_wrong_rest_is_told_with_what_would_be_right(qtbot: QtBot, rest: NumberField, text: str) -> None:
    type_in(qtbot, rest, text)
    assert rest.problem == f"Rest: 0 to 900 s, such as 90 or 1:30, not “{text}”"
    assert rest.value == 90_000


def test_a_time_is_in_whole_milliseconds(qtbot: QtBot, rest: NumberField) -> None:
    type_in(qtbot, rest, "1.2345")
    assert rest.problem == "Rest: 1.2345 is finer than a millisecond: write at most three decimals"


def test_the_example_is_one_that_the_field_would_take(qtbot: QtBot) -> None:
    for limits in (REST, COUNT_IN, X_SLOT, BEAT, PRE_CUE, OWN_PACE_LIMIT):
        field = NumberField("Time", limits, 100)
        qtbot.addWidget(field)
        type_in(qtbot, field, "?")
        for example in field.problem.partition("such as ")[2].partition(", not")[0].split(" or "):
            type_in(qtbot, field, example)
            assert field.problem == ""


def test_a_wrong_text_that_was_left_is_shown_again(rest: NumberField) -> None:
    rest.show_unread("2 mn")
    assert (rest.unread, rest.value) == ("2 mn", 90_000)
    rest.show_value(90_000, afresh=True)
    assert (rest.unread, rest.field.edit.text()) == (None, "90")


@pytest.mark.parametrize("text", ["ten", "-3", "1.5", "0", "101", "٣", "²"])
def test_a_wrong_number_of_reps_is_told(reps: NumberField, text: str) -> None:
    reps.field.edit.setText(text)
    reps.field.edit.textEdited.emit(text)
    assert reps.problem


def test_an_empty_field_asks_for_a_number(qtbot: QtBot, reps: NumberField) -> None:
    reps.field.edit.selectAll()
    qtbot.keyClick(reps.field.edit, Qt.Key.Key_Delete)
    assert reps.problem == "Reps: a whole number from 1 to 100"
    assert (reps.value, reps.unread) == (10, "")


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


def test_showing_the_same_value_leaves_the_typed_text_alone(qtbot: QtBot, rest: NumberField) -> None:
    type_in(qtbot, rest, "62,50")
    rest.show_value(62_500)
    assert rest.field.edit.text() == "62,50"
