"""The main window, as it is used from the keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.notation import parse_tempo
from app.domain.phase import Phase
from app.domain.preset import Preset, default_preset
from app.ui.help_dialog import HelpDialog
from app.ui.main_window import MainWindow
from tests.ui.examples import HIP_THRUST, LIBRARY, SQUAT, SWING


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(LIBRARY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()


@pytest.fixture
def started(window: MainWindow) -> list[Preset]:
    presets: list[Preset] = []
    window.start_requested.connect(presets.append)
    return presets


def type_tempo(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.editor.focus_tempo()
    qtbot.keyClicks(window.editor.card.tempo.edit, text)


def test_the_first_exercise_is_open_and_the_search_field_ready(window: MainWindow) -> None:
    assert window.editor.draft is not None
    assert window.editor.draft.preset == default_preset(SQUAT)
    assert window.focusWidget() is window.list.search


def test_an_exercise_is_found_tuned_and_started_without_a_mouse(
    qtbot: QtBot, window: MainWindow, started: list[Preset]
) -> None:
    qtbot.keyClicks(window.list.search, "hip")
    qtbot.keyClick(window.list.search, Qt.Key.Key_Return)
    assert window.focusWidget() is window.editor.card.tempo.edit
    qtbot.keyClicks(window.focusWidget(), "3-1-X-2")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert [preset.tempo for preset in started] == [parse_tempo("31X2")]
    assert started[0].exercise is HIP_THRUST


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_starts_from_anywhere(
    qtbot: QtBot, window: MainWindow, started: list[Preset], key: Qt.Key
) -> None:
    widgets: list[QWidget] = [
        window.list.search,
        window.list.view,
        window.editor.card.tempo.edit,
        window.editor.card.steppers.field(Phase.ECCENTRIC).edit,
        window.editor.fields.fields["reps"].field.edit,
        window.editor.bar.button,
    ]
    for count, widget in enumerate(widgets, start=1):
        widget.setFocus()
        qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)
        assert len(started) == count, widget


def test_space_starts_once_wherever_nothing_is_typed(
    qtbot: QtBot, window: MainWindow, started: list[Preset]
) -> None:
    places: list[QWidget] = [window.list.view, window.editor.bar.button, window.editor.begin.buttons[0]]
    for count, widget in enumerate(places, start=1):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Space)
        assert len(started) == count, widget
    assert started[-1].start is SQUAT.start


def test_space_is_typed_into_a_text_field(qtbot: QtBot, window: MainWindow, started: list[Preset]) -> None:
    type_tempo(qtbot, window, "3 1 X 2")
    qtbot.keyClicks(window.list.search, "back ex")
    assert started == []
    assert window.editor.card.tempo.text == "3 1 X 2"
    assert window.list.search.text() == "back ex"


def test_a_key_that_is_held_starts_once(qtbot: QtBot, window: MainWindow, started: list[Preset]) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QKeyEvent

    window.editor.bar.button.setFocus()
    qtbot.keyClick(window.editor.bar.button, Qt.Key.Key_Space)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=True
    )
    QCoreApplication.sendEvent(window.windowHandle(), held)
    assert len(started) == 1


def test_nothing_starts_while_a_tempo_is_in_question(
    qtbot: QtBot, window: MainWindow, started: list[Preset]
) -> None:
    type_tempo(qtbot, window, "4/2")
    qtbot.keyClick(window.editor.card.tempo.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.editor.card.tempo.edit, Qt.Key.Key_Return)
    assert window.focusWidget() is window.editor.card.tempo.question.buttons[0]
    assert started == []


def test_space_answers_a_question_about_the_tempo(
    qtbot: QtBot, window: MainWindow, started: list[Preset]
) -> None:
    type_tempo(qtbot, window, "4/2")
    qtbot.keyClick(window.editor.card.tempo.edit, Qt.Key.Key_Return)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert window.editor.card.tempo.text == "4020"
    assert started == []


def test_ctrl_f_and_the_slash_go_to_the_search_field(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.bar.button.setFocus()
    qtbot.keyClick(window.editor.bar.button, Qt.Key.Key_Slash)
    assert window.focusWidget() is window.list.search
    window.editor.focus_tempo()
    qtbot.keyClick(window.editor.card.tempo.edit, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.list.search


def test_a_slash_is_typed_into_a_tempo(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4/0/2/0")
    assert window.editor.card.tempo.text == "4/0/2/0"


def test_edits_are_there_when_the_lifter_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4-1-X-1")
    window.open_exercise(HIP_THRUST)
    assert window.editor.card.tempo.text == "3112"
    window.open_exercise(SQUAT)
    assert window.editor.card.tempo.text == "41X1"


def test_a_tempo_half_written_is_there_when_the_lifter_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4-1-y")
    window.open_exercise(HIP_THRUST)
    assert window.editor.can_start
    window.open_exercise(SQUAT)
    assert window.editor.card.tempo.text == "4-1-y"
    assert not window.editor.can_start


def test_the_list_shows_the_tempo_that_was_tuned(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4-1-X-1")
    rows = [window.list.model.index(row) for row in (0, 1, 3)]
    spoken = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert spoken == ["Back squat, 41X1", "Hip thrust, 3112", "Kettlebell swing, 1.5 s"]


def test_f1_shows_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.list.search, Qt.Key.Key_F1)
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(HelpDialog) is None)


def test_f11_fills_the_screen_and_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.list.search, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window.list.search, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_a_notice_stays_until_it_is_dismissed(qtbot: QtBot, window: MainWindow) -> None:
    window.show_notice("No sound: there is no sound device.")
    assert window.notice.isVisible()
    qtbot.mouseClick(window.notice.dismiss, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()


def test_the_keys_of_the_page_rest_while_another_screen_is_shown(
    qtbot: QtBot, window: MainWindow, started: list[Preset]
) -> None:
    screen = QWidget()
    screen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show_screen(screen)
    qtbot.keyClick(screen, Qt.Key.Key_Space)
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert started == []
    window.show_home()
    assert window.focusWidget() is window.editor.bar.button


@pytest.mark.parametrize("exercise", [SQUAT, SWING], ids=["tempo", "beat"])
def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow, exercise: object) -> None:
    window.open_exercise(SWING if exercise is SWING else SQUAT)
    controls = [
        control
        for kind in (QLineEdit, QAbstractButton, QListView)
        for control in window.findChildren(kind)
        if control.isVisible() and "qt_" not in control.objectName()
    ]
    assert len(controls) > 10
    assert [control for control in controls if not named(control)] == []


def named(control: QWidget) -> bool:
    return bool(control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()))


def test_tab_goes_through_the_page_from_search_to_start(qtbot: QtBot, window: MainWindow) -> None:
    order: list[QWidget] = []
    here = window.focusWidget()
    while here not in order and len(order) < 40:
        order.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        here = window.focusWidget()
    editor = window.editor
    stops = [
        window.list.search,
        window.list.view,
        editor.begin.buttons[0],
        editor.card.tempo.edit,
        *(editor.card.steppers.field(phase).edit for phase in Phase),
        *(field.field.edit for field in editor.fields.fields.values()),
        editor.fields.pack.buttons[0],
        editor.bar.button,
    ]
    assert order == stops
