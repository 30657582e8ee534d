"""The tempo as one line of text."""

import pytest
from liftronome.domain.notation import parse_tempo
from liftronome.domain.tempo import Tempo
from liftronome.ui.editor.tempo_field import TempoField, tempo_stretches
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST, ODD


@pytest.fixture
def field(qtbot: QtBot) -> TempoField:
    field = TempoField()
    qtbot.addWidget(field)
    field.show_exercise(HIP_THRUST, HIP_THRUST.start)
    field.show_tempo(parse_tempo("3112"))
    field.show()
    return field


def type_in(qtbot: QtBot, field: TempoField, text: str) -> list[Tempo]:
    """Type over whatever stands there; the tempos that were read meanwhile."""
    read: list[Tempo] = []
    field.tempo_read.connect(read.append)
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, text)
    field.tempo_read.disconnect(read.append)
    return read


def plain(text: str) -> str:
    return text.replace("&nbsp;", " ")


def test_a_tempo_is_read_as_soon_as_it_is_whole(qtbot: QtBot, field: TempoField) -> None:
    assert type_in(qtbot, field, "3-1-X-2")[-1] == parse_tempo("31X2")
    assert field.problem == ""
    assert field.text == "3-1-X-2"


def test_the_words_below_are_in_playing_order(qtbot: QtBot, field: TempoField) -> None:
    type_in(qtbot, field, "3-1-X-2")
    assert field.words.accessibleName() == "drive up · squeeze 2 · lower 3 · hold 1"
    assert field.words.isVisible()


def test_enter_writes_the_usual_form_and_accepts(qtbot: QtBot, field: TempoField) -> None:
    type_in(qtbot, field, "@ 3/1/x/2")
    with qtbot.waitSignal(field.accepted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text == "31X2"


def test_enter_does_not_accept_what_cannot_be_read(qtbot: QtBot, field: TempoField) -> None:
    type_in(qtbot, field, "3y12")
    with qtbot.assertNotEmitted(field.accepted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text == "3y12"


def test_a_text_that_is_no_tempo_stays_and_is_explained(qtbot: QtBot, field: TempoField) -> None:
    assert type_in(qtbot, field, "3y12") == []
    assert field.text == "3y12"
    assert field.problem
    assert "“y” at place 2" in field.reason.text()
    assert field.reason.isVisible()


def test_the_fault_is_shown_as_text_and_never_as_markup(qtbot: QtBot, field: TempoField) -> None:
    type_in(qtbot, field, "3-1-<-2")
    assert "&lt;" in field.reason.text()


def test_an_ambiguous_tempo_is_asked_about(qtbot: QtBot, field: TempoField) -> None:
    assert type_in(qtbot, field, "4/2") == []
    assert field.problem
    assert [button.text() for button in field.question.buttons] == [
        "4020 – eccentric first",
        "2040 – concentric first",
    ]


def test_the_answer_becomes_the_tempo(qtbot: QtBot, field: TempoField) -> None:
    type_in(qtbot, field, "4/2")
    with qtbot.waitSignal(field.tempo_read) as read:
        qtbot.mouseClick(field.question.buttons[1], Qt.MouseButton.LeftButton)
    assert read.args == [parse_tempo("2040")]
    assert field.text == "2040"
    assert field.problem == ""


def test_the_question_is_answered_with_the_keyboard_alone(qtbot: QtBot, field: TempoField) -> None:
    field.activateWindow()
    type_in(qtbot, field, "4/2")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    first, second = field.question.buttons
    assert field.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert field.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert field.text == "2040"
    assert field.focusWidget() is field.edit


def test_an_odd_answer_is_not_asked_about_again(qtbot: QtBot, field: TempoField) -> None:
    type_in(qtbot, field, "3-1-0-1")
    qtbot.mouseClick(field.question.buttons[1], Qt.MouseButton.LeftButton)
    assert field.text == "3-1-0!-1"
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.problem == ""


def test_a_tempo_that_is_shown_leaves_a_text_of_the_same_meaning_alone(
    qtbot: QtBot, field: TempoField
) -> None:
    type_in(qtbot, field, "3 1 x 2")
    field.show_tempo(parse_tempo("31X2"))
    assert field.text == "3 1 x 2"
    field.show_tempo(parse_tempo("4010"))
    assert field.text == "4010"


def test_words_of_an_exercise_are_shown_as_they_are_written(field: TempoField) -> None:
    field.show_exercise(ODD, ODD.start)
    field.show_tempo(parse_tempo("2020"))
    assert "lower & rest 2" in field.words.accessibleName()
    assert "lower&nbsp;&amp;&nbsp;rest" in field.words.text()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("31X2", ["3", "1", "X", "2"]),
        ("3.5-0-1-0", ["3.5", "0", "1", "0"]),
        ("4.0.X.0", ["4", "0", "X", "0"]),
        ("@ 10-0-x-0", ["10", "0", "x", "0"]),
        ("303", ["3", "0", "3"]),
        ("310!1", ["3", "1", "0!", "1"]),
        ("*-1-X-0", ["*", "1", "X", "0"]),
    ],
)
def test_each_part_of_a_tempo_is_found_for_its_colour(qtbot: QtBot, text: str, parts: list[str]) -> None:
    found = tempo_stretches(text, parse_tempo(text))
    assert [text[stretch.start :][: stretch.length] for stretch in found] == parts


def test_a_text_whose_parts_are_not_plain_has_no_colours(qtbot: QtBot) -> None:
    assert tempo_stretches("10-10", parse_tempo("10-10")) == []
