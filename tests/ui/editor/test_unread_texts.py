"""What is typed and cannot be read: never lost, never kept by half."""

from collections.abc import Iterator

import pytest
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.ui.files.export_dialog import ExportDialog
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST, SQUAT, SWING
from tests.ui.windows import preset, window_with


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with a preset of 120 s of rest open."""
    window = window_with()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editing.add(preset(SQUAT, "heavy", rest_ms=120_000))
    yield window
    window.close()


def rest(window: MainWindow) -> QLineEdit:
    return window.editor.fields.fields["rest_ms"].field.edit


def lower(window: MainWindow) -> QLineEdit:
    return window.editor.card.steppers.field(Phase.ECCENTRIC).edit


def write(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)


def kept_rests(window: MainWindow) -> list[int]:
    return [stored.preset.rest_ms for stored in window.repository.presets.all()]


def test_two_minutes_of_rest_are_saved_as_two_minutes(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, rest(window), "3 min")
    press(qtbot, window, Qt.Key.Key_S)
    assert kept_rests(window) == [180_000]


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_S, "save"), (Qt.Key.Key_D, "duplicate")], ids=lambda value: str(value)
)
def test_nothing_is_kept_while_a_number_cannot_be_read(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, name: str
) -> None:
    write(qtbot, rest(window), "2 mn")
    press(qtbot, window, key)
    assert kept_rests(window) == [120_000]
    assert window.notice.text == "Rest cannot be “2 mn”: correct it first."
    assert rest(window).text() == "2 mn"


def test_a_name_given_before_the_number_went_wrong_keeps_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.ask_name_to_save()
    write(qtbot, lower(window), "")
    qtbot.keyClick(lower(window), Qt.Key.Key_Backspace)
    qtbot.mouseClick(window.editor.header.accept, Qt.MouseButton.LeftButton)
    assert window.notice.text == "Lower cannot be empty: correct it first."
    assert kept_rests(window) == [120_000]


def test_adding_to_favourites_saves_no_half_number(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, lower(window), "75")
    qtbot.mouseClick(window.editor.header.star, Qt.MouseButton.LeftButton)
    assert window.repository.presets.all()[0].favourite
    assert (lower(window).text(), window.editor.card.tempo.text) == ("75", "30X1")
    assert not window.editor.can_start
    assert window.editor.header.unsaved.isVisible()


def test_a_wrong_number_is_still_there_on_return(qtbot: QtBot, window: MainWindow) -> None:
    key = window.editing.item.key
    write(qtbot, rest(window), "2 mn")
    write(qtbot, lower(window), "75")
    window.editing.open(HIP_THRUST.id)
    assert window.editor.can_start
    assert not window.repository.is_unsaved(HIP_THRUST.id)
    window.editing.open(key)
    assert (rest(window).text(), lower(window).text()) == ("2 mn", "75")
    assert window.editor.bar.reason.text().startswith("Lower: 0 to 60 s")
    write(qtbot, lower(window), "4")
    assert window.editor.bar.reason.text().startswith("Rest: 0 to 900 s")
    write(qtbot, rest(window), "2:00")
    press(qtbot, window, Qt.Key.Key_S)
    assert window.repository.presets.all()[0].preset.tempo == parse_tempo("40X1")


def test_a_wrong_beat_is_still_there_on_return(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.open(SWING.id)
    edit = window.editor.card.beat.field.edit
    write(qtbot, edit, "0.1")
    window.editing.open(SQUAT.id)
    window.editing.open(SWING.id)
    assert edit.text() == "0.1"
    press(qtbot, window, Qt.Key.Key_S)
    assert window.notice.text == "One rep cannot be “0.1”: correct it first."
    assert not window.editor.header.is_naming


def test_a_folded_wrong_number_is_unfolded_on_return(qtbot: QtBot, window: MainWindow) -> None:
    key = window.editing.item.key
    window.editor.fold.open(True)
    count_in = window.editor.more.fields["count_in_ms"].field.edit
    write(qtbot, count_in, "61")
    window.editing.open(HIP_THRUST.id)
    window.editor.fold.open(False)
    window.editing.open(key)
    assert count_in.isVisible()
    assert window.editor.bar.reason.text() == "Count-in: 0 to 60 s, such as 1.5, not “61”"


def test_undo_takes_a_wrong_number_back_as_a_whole(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, lower(window), "75")
    press(qtbot, window, Qt.Key.Key_Z)
    assert (lower(window).text(), window.editor.can_start) == ("3", True)
    assert not window.editor.header.unsaved.isVisible()


def test_an_emptied_tempo_is_not_saved_as_the_last_one(qtbot: QtBot, window: MainWindow) -> None:
    edit = window.editor.card.tempo.edit
    write(qtbot, edit, "4")
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    press(qtbot, window, Qt.Key.Key_S)
    assert window.notice.text == "The tempo cannot be empty: correct it first."
    window.editing.open(SWING.id)
    assert window.editor.can_start


def test_notes_that_are_too_long_are_not_saved_without_their_end(qtbot: QtBot, window: MainWindow) -> None:
    key = window.editing.item.key
    window.editor.more.notes.edit.setPlainText("n" * 5000)
    window.editing.save()
    assert window.notice.text == f"The notes cannot be “{'n' * 24}…”: correct it first."
    window.editing.open(SQUAT.id)
    window.editing.open(key)
    assert window.editor.more.notes.edit.toPlainText() == "n" * 5000


def test_corrected_notes_no_longer_prevent_saving(window: MainWindow) -> None:
    notes = window.editor.more.notes.edit
    notes.setPlainText("n" * 5000)
    assert not window.editor.can_start
    notes.setPlainText("")
    assert window.editor.can_start
    assert not window.repository.is_unsaved(window.editing.item.key)


def test_half_a_number_is_neither_copied_nor_exported(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("before")
    write(qtbot, rest(window), "2 mn")
    window._home.copy_line()
    assert QGuiApplication.clipboard().text() == "before"
    assert window.notice.text == "Rest cannot be “2 mn”: correct it first."
    window.notice.hide()
    window._dialogs.export_sound()
    assert window.notice.text == "Rest cannot be “2 mn”: correct it first."
    assert not window.findChildren(ExportDialog)
