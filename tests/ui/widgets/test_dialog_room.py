"""Every dialog fits on a small screen, and the buttons that end it stay in sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from liftronome.domain.preset import default_preset
from liftronome.ui.editor.exercise_dialog import ExerciseDialog
from liftronome.ui.files.import_dialog import ImportDialog
from liftronome.ui.options.dialog import OptionsDialog
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.page import SoundPage
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.widgets import pages as dialog_room
from liftronome.ui.widgets.pages import FRAME
from liftronome.ui.window.help_dialog import HelpDialog
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.examples import SQUAT
from tests.ui.windows import window_with

SCREENS = {
    "900x600": QSize(900, 600),
    "1280x720 with letters half as large again": QSize(853, 480),
    "1280x720 twice as large": QSize(640, 360),
}
DIALOGS: dict[str, tuple[Callable[[MainWindow], QDialog], str]] = {
    "keys": (HelpDialog, "Close"),
    "options": (lambda window: OptionsDialog(Options(), parent=window), "Close"),
    "sounds": (
        lambda window: SoundPage(default_preset(SQUAT), PresetSounds(None), lambda *_: None, parent=window),
        "Close",
    ),
    "new exercise": (lambda window: ExerciseDialog(window.editing, None, "", window), "Save"),
    "cues": (lambda window: ExerciseDialog(window.editing, SQUAT, "", window), "Save"),
    "names taken": (
        lambda window: ImportDialog("a.json", 9, [f"Squat – {n}" for n in range(9)], window),
        "Keep both",
    ),
}


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = window_with()
    qtbot.addWidget(window)
    return window


def place_of(button: QWidget, dialog: QDialog) -> QRect:
    return QRect(button.mapTo(dialog, QPoint()), button.size())


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize("named", DIALOGS)
def test_a_dialog_fits_on_its_screen_with_its_buttons(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, screen: QSize, named: str
) -> None:
    room = screen - FRAME
    monkeypatch.setattr(dialog_room, "room_for", lambda _: room)
    make, last = DIALOGS[named]
    dialog = make(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.size().boundedTo(room) == dialog.size()
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == last)
    assert button.isVisible()
    assert dialog.rect().contains(place_of(button, dialog))
    dialog.reject()


def test_where_there_is_room_nothing_scrolls(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialog_room, "room_for", lambda _: QSize(1900, 1000))
    for dialog in (HelpDialog(window), ExerciseDialog(window.editing, None, "", window)):
        dialog.show()
        qtbot.waitExposed(dialog)
        for area in dialog.findChildren(QScrollArea):
            assert (area.verticalScrollBar().maximum(), area.horizontalScrollBar().maximum()) == (0, 0)
        dialog.reject()


def test_related_fields_are_aligned(qtbot: QtBot, window: MainWindow) -> None:
    page = DIALOGS["sounds"][0](window)
    assert isinstance(page, SoundPage)
    page.resize(860, 640)
    page.show()
    qtbot.waitExposed(page)
    for one, other in (
        (page.choices.pre_cue.field, page.choices.count),
        (page.volume.field, page.try_out),
    ):
        assert place_of(one, page).top() == place_of(other, page).top()
        assert place_of(one, page).bottom() == place_of(other, page).bottom()
    page.reject()


@pytest.mark.parametrize(("key", "stays"), [("Ctrl+W", True), ("Ctrl+Q", False)])
def test_the_keys_that_close_and_quit_work_in_a_dialog(qtbot: QtBot, key: str, stays: bool) -> None:
    window = window_with()
    qtbot.addWidget(window)
    window.show()
    dialog = HelpDialog(window)
    dialog.open()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.keySequence(dialog, key)
    qtbot.waitUntil(lambda: window.isVisible() is stays)
    assert window.findChild(HelpDialog) is None or not dialog.isVisible()
