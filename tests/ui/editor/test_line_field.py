"""The preset on one line: read as it is typed, the same as the fields of the page."""

from collections.abc import Iterator

import pytest
from liftronome.domain.line import format_details
from liftronome.domain.notation import parse_tempo
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.scheme.scheme import MiniSet
from liftronome.ui.editor.line_field import LineField
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.examples import SQUAT
from tests.ui.windows import preset, window_with


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with a squat at 3-1-X-2 and 120 s of rest open."""
    window = window_with()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editing.add(preset(SQUAT, "heavy", "31X2", rest_ms=120_000))
    yield window
    window.close()


def field(window: MainWindow) -> LineField:
    return window.editor.line.line


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    edit = field(window).edit
    edit.setFocus()
    edit.selectAll()
    if text.isascii():
        qtbot.keyClicks(edit, text)
    else:
        edit.insert(text)  # as it is pasted
        edit.textEdited.emit(text)


def shown(window: MainWindow) -> Preset:
    assert window.editor.draft is not None
    return window.editor.draft.preset


def test_it_shows_what_the_preset_is_in_its_shortest_form(window: MainWindow) -> None:
    assert field(window).edit.text() == "3x10 @ 31X2 rest 120"


def test_what_is_typed_is_what_the_fields_show(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "5x5 @ 20X0 rest 3 min each side")
    fields = window.editor.fields
    assert [fields.fields[key].field.edit.text() for key in ("sets", "reps", "rest_ms")] == ["5", "5", "180"]
    assert fields.sides.choice == 1
    assert window.editor.card.tempo.text == "20X0"
    assert field(window).edit.text() == "5x5 @ 20X0 rest 3 min each side"


def test_what_the_fields_change_is_what_it_shows(qtbot: QtBot, window: MainWindow) -> None:
    reps = window.editor.fields.fields["reps"].field.edit
    qtbot.keyClick(reps, Qt.Key.Key_Up)
    window.editor.fields.sides.buttons[1].click()
    assert field(window).edit.text() == "3x11 @ 31X2 each side rest 120"


def test_a_tempo_and_a_rest_that_it_does_not_say_stay(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "4x8-10")
    assert shown(window).tempo == parse_tempo("31X2")
    assert shown(window).rest_ms == 120_000
    assert shown(window).scheme.sets[0].mini_sets == (MiniSet(10, 8),)


def test_sides_that_it_no_longer_says_are_gone(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "3x8 each side")
    write(qtbot, window, "3x8")
    assert shown(window).sides is Sides.BOTH


def test_enter_writes_it_in_its_usual_form_and_goes_on_to_start(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "4 x [8-10], 31×1, rest :60")
    qtbot.keyClick(field(window).edit, Qt.Key.Key_Return)
    assert field(window).edit.text() == "4x8-10 @ 31X1 rest 60"
    assert window.focusWidget() is window.editor.bar.button


def test_a_line_with_the_exercise_in_front_is_read_too(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Back squat – heavy 3x8-10 @ 3-1-X-2 rest 100")
    assert field(window).problem == ""
    assert format_details(shown(window)) == "3x8-10 @ 31X2 rest 100"


def test_typing_a_line_is_undone_as_one_edit(qtbot: QtBot, window: MainWindow) -> None:
    before = shown(window)
    write(qtbot, window, "4x2+2+2 break 20 @ 30X0")
    assert shown(window) != before
    window.editing.stack.undo()
    assert shown(window) == before
    assert field(window).edit.text() == "3x10 @ 31X2 rest 120"
    window.editing.stack.redo()
    assert field(window).edit.text() == "4x2+2+2 @ 30X0 break 20 rest 120"


def test_what_cannot_be_read_is_told_under_it_and_keeps_what_was_in_force(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = shown(window)
    write(qtbot, window, "4x6 wibble")
    assert "“wibble” at place 5" in field(window).below.text()
    assert shown(window) == before
    assert not window.editor.can_start
    assert window.editor.bar.reason.text() == "The line cannot be read yet"


def test_what_cannot_be_read_is_there_again_when_the_preset_is(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "4x6 wibble")
    key = window.editing.item.key
    window.editing.open(SQUAT.id)
    assert field(window).problem == ""
    window.editing.open(key)
    assert field(window).edit.text() == "4x6 wibble"
    assert field(window).problem


def test_two_readings_are_asked_and_one_key_answers(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "4x6 40X0 60")
    question = field(window).question
    assert [button.text() for button in question.buttons] == [
        "rest 60 – seconds of rest",
        "60kg – a load",
    ]
    qtbot.keyClick(field(window).edit, Qt.Key.Key_Return)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert field(window).edit.text() == "4x6 40X0 rest 60"
    assert shown(window).rest_ms == 60_000


def test_a_choice_made_in_reading_is_said(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "3x8 rest 60-90")
    assert "60" in field(window).below.text()
    assert "90" in field(window).below.text()


def test_a_remark_becomes_a_note(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "3x8 // belt on")
    qtbot.keyClick(field(window).edit, Qt.Key.Key_Return)
    assert shown(window).notes == "belt on"
    assert field(window).edit.text() == "3x8 @ 31X2 rest 120"


def test_an_empty_line_says_what_would_be_right(qtbot: QtBot, window: MainWindow) -> None:
    edit = field(window).edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert field(window).below.text() == "Write the sets, as in 3x8-10 @ 3-1-X-2 rest 90."
