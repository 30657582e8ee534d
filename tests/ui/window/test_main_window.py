"""The main window, as it is used from the keyboard."""

from collections.abc import Iterator

import pytest
from liftronome.domain.line.reader import read_line
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset, default_preset
from liftronome.presentation.window_keys import Act
from liftronome.ui.editor.exercise_dialog import ExerciseDialog
from liftronome.ui.editor.more_fields import MoreFields
from liftronome.ui.history.correcting_dialog import CorrectingDialog
from liftronome.ui.options.dialog import OptionsDialog
from liftronome.ui.sounds.page import SoundPage
from liftronome.ui.window.help_dialog import HelpDialog
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.examples import CUED, HIP_THRUST, SQUAT, SWING
from tests.ui.windows import preset, window_with


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = window_with()
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
    assert window.editor.card.tempo.text == "3 1 X 2"
    qtbot.keyClicks(window.list.search, "back ex")
    assert started == []
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
    window.editing.open(HIP_THRUST.id)
    assert window.editor.card.tempo.text == "3112"
    window.editing.open(SQUAT.id)
    assert window.editor.card.tempo.text == "41X1"


def test_a_tempo_half_written_is_there_when_the_lifter_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4-1-y")
    window.editing.open(HIP_THRUST.id)
    assert window.editor.can_start
    window.editing.open(SQUAT.id)
    assert window.editor.card.tempo.text == "4-1-y"
    assert not window.editor.can_start


def test_the_list_shows_the_tempo_that_was_tuned(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4-1-X-1")
    rows = [
        window.list.model.index(window.list.model.number_of(item.id)) for item in (SQUAT, HIP_THRUST, SWING)
    ]
    spoken = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert spoken == ["Back squat, 41X1, unsaved", "Hip thrust, 3112", "Kettlebell swing, 1.5 s"]


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


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, shift: bool = False) -> None:
    """A key with Ctrl, wherever the focus is."""
    held = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window.focusWidget(), key, held | Qt.KeyboardModifier.ShiftModifier if shift else held)


def name_it(qtbot: QtBot, window: MainWindow, name: str) -> None:
    assert window.focusWidget() is window.editor.header.name
    window.editor.header.name.setText(name)
    qtbot.keyClick(window.editor.header.name, Qt.Key.Key_Return)


def kept(window: MainWindow) -> list[tuple[str, str]]:
    return sorted(
        (stored.preset.name, str(stored.preset.tempo)) for stored in window.repository.presets.all()
    )


def test_a_preset_is_made_and_found_again_by_three_letters(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.open(HIP_THRUST.id)
    type_tempo(qtbot, window, "3-1-X-2")
    press(qtbot, window, Qt.Key.Key_S)
    name_it(qtbot, window, "  heavy ")
    assert kept(window) == [("heavy", "31X2")]
    assert not window.editor.header.unsaved.isVisible()
    window.editing.open(SQUAT.id)
    qtbot.keyClicks(window.list.search, "hea")
    qtbot.keyClick(window.list.search, Qt.Key.Key_Return)
    assert window.editor.header.title.accessibleName() == "heavy"
    assert window.editor.card.tempo.text == "31X2"


def test_what_is_not_saved_is_marked_and_saved_with_a_key(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(SQUAT, "heavy"))
    type_tempo(qtbot, window, "4-1-X-1")
    assert window.editor.header.unsaved.isVisible()
    assert kept(window) == [("heavy", "30X1")]
    press(qtbot, window, Qt.Key.Key_S)
    assert not window.editor.header.unsaved.isVisible()
    assert kept(window) == [("heavy", "41X1")]


def test_a_name_that_is_taken_is_refused_in_place(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(SQUAT, "heavy"))
    press(qtbot, window, Qt.Key.Key_S, shift=True)
    assert window.editor.header.name.text() == "heavy 2"
    name_it(qtbot, window, "HEAVY")
    assert window.editor.header.problem.text() == "A preset of Back squat is already called “HEAVY”."
    assert window.editor.header.is_naming
    name_it(qtbot, window, "light")
    assert [name for name, _ in kept(window)] == ["heavy", "light"]
    assert window.focusWidget() is window.editor.bar.button


def test_a_name_of_nothing_is_refused_and_escape_gives_up(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_S)
    name_it(qtbot, window, "   ")
    assert "needs a name" in window.editor.header.problem.text()
    qtbot.keyClick(window.editor.header.name, Qt.Key.Key_Escape)
    assert not window.editor.header.is_naming
    assert kept(window) == []


def test_the_key_that_asks_for_a_name_also_takes_the_one_that_is_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(qtbot, window, Qt.Key.Key_S)
    assert window.editor.header.name.text() == "explosive"  # offered, and replaced by typing
    assert window.editor.header.above.text() == "Back squat"
    qtbot.keyClick(window.editor.header.name, Qt.Key.Key_Backspace)
    press(qtbot, window, Qt.Key.Key_S)
    assert "needs a name" in window.editor.header.problem.text()
    qtbot.keyClicks(window.editor.header.name, "heavy")
    press(qtbot, window, Qt.Key.Key_S)
    assert kept(window) == [("heavy", "30X1")]
    assert not window.editor.header.is_naming


def test_f2_renames(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(SQUAT, "heavy"))
    qtbot.keyClick(window.list.view, Qt.Key.Key_F2)
    name_it(qtbot, window, "重い日")
    assert kept(window) == [("重い日", "30X1")]
    press(qtbot, window, Qt.Key.Key_Z)
    assert kept(window) == [("heavy", "30X1")]


def test_a_deleted_preset_comes_back_with_a_button_or_a_key(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(SQUAT, "heavy"))
    window.list.view.setFocus()
    qtbot.keyClick(window.list.view, Qt.Key.Key_Delete)
    assert kept(window) == []
    assert window.notice.text == "“heavy” deleted"
    qtbot.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    assert kept(window) == [("heavy", "30X1")]
    assert window.editor.header.title.accessibleName() == "heavy"
    press(qtbot, window, Qt.Key.Key_Z, shift=True)
    assert kept(window) == []
    press(qtbot, window, Qt.Key.Key_Z)
    assert kept(window) == [("heavy", "30X1")]


def test_an_offer_to_undo_is_for_what_it_names_alone(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(SQUAT, "heavy"))
    window.editing.delete()
    window.editor.fields.fields["sets"].field.stepped.emit(1)
    assert window.notice.text == "“heavy” deleted"
    assert not window.notice.action.isVisible()
    window.notice.hide()
    window.editing.add(preset(SQUAT, "light"))
    window.editing.delete()
    window.editing.stack.undo()
    assert window.notice.text == ""


def test_undo_takes_back_what_was_typed_in_a_field_all_at_once(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4-1-X-1")
    reps = window.editor.fields.fields["reps"].field.edit
    reps.setFocus()
    reps.selectAll()
    qtbot.keyClicks(reps, "12")
    press(qtbot, window, Qt.Key.Key_Z)
    assert reps.text() == "10"
    assert window.editor.card.tempo.text == "4-1-X-1"
    press(qtbot, window, Qt.Key.Key_Z)
    assert window.editor.card.tempo.text == "30X1"
    assert not window.editor.header.unsaved.isVisible()
    press(qtbot, window, Qt.Key.Key_Z, shift=True)
    assert window.editor.card.tempo.text == "41X1"


def test_undo_works_in_the_notes_too(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.fold.open(True)
    notes = window.editor.more.notes.edit
    notes.setFocus()
    qtbot.keyClicks(notes, "Bench on the third hole")
    press(qtbot, window, Qt.Key.Key_Z)
    assert notes.toPlainText() == ""
    press(qtbot, window, Qt.Key.Key_Z, shift=True)
    assert notes.toPlainText() == "Bench on the third hole"


def test_undo_shows_the_page_that_it_changes(qtbot: QtBot, window: MainWindow) -> None:
    type_tempo(qtbot, window, "4-1-X-1")
    window.editing.open(HIP_THRUST.id)
    press(qtbot, window, Qt.Key.Key_Z)
    assert window.editing.item.exercise == SQUAT
    assert window.editor.card.tempo.text == "30X1"


def test_ctrl_enter_starts_what_was_found(qtbot: QtBot, window: MainWindow, started: list[Preset]) -> None:
    window.editing.add(preset(HIP_THRUST, "heavy"))
    window.editing.open(SQUAT.id)
    qtbot.keyClicks(window.list.search, "hea")
    press(qtbot, window, Qt.Key.Key_Return)
    assert [preset.name for preset in started] == ["heavy"]
    assert window.repository.stored(window.editing.item.key).used_at


@pytest.mark.parametrize("typed", ["hea", "hip thrust", "zercher", "Hip thrust 3x10 @ 3-1-X-2"])
def test_start_and_its_key_start_the_same_whatever_is_typed_in_the_search_field(
    qtbot: QtBot, window: MainWindow, started: list[Preset], typed: str
) -> None:
    window.editing.add(preset(HIP_THRUST, "heavy"))
    window.editing.open(SQUAT.id)
    qtbot.keyClicks(window.list.search, typed)
    qtbot.mouseClick(window.editor.bar.button, Qt.MouseButton.LeftButton)
    window.list.search.setFocus()
    press(qtbot, window, Qt.Key.Key_Return)
    assert len(started) == 2
    assert started[0] == started[1]


def test_a_start_that_cannot_be_says_why(qtbot: QtBot, window: MainWindow, started: list[Preset]) -> None:
    type_tempo(qtbot, window, "3-1-y-2")
    press(qtbot, window, Qt.Key.Key_Return)
    assert started == []
    assert window.notice.text.removesuffix(".") in window.editor.bar.reason.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_W])
def test_the_usual_keys_close_the_window(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    press(qtbot, window, key)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_star_pins_a_preset(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(HIP_THRUST, "heavy"))
    qtbot.mouseClick(window.editor.header.star, Qt.MouseButton.LeftButton)
    assert window.list.model.index(1).data() == "Hip thrust – heavy"
    press(qtbot, window, Qt.Key.Key_B)
    assert window.list.model.index(0).data() == "Your presets"


def test_a_preset_is_copied_as_a_line_and_made_from_one(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(HIP_THRUST, "heavy", "31X2"))
    press(qtbot, window, Qt.Key.Key_C, shift=True)
    press(qtbot, window, Qt.Key.Key_L)
    assert window.list.search.text() == "Hip thrust – heavy 3x10 @ 31X2 rest 90"
    qtbot.keyClick(window.list.search, Qt.Key.Key_Return)
    assert window.editor.header.is_naming
    assert [name for name, _ in kept(window)] == ["heavy", "heavy 2"]


def test_a_line_without_a_name_makes_a_preset_and_asks_for_a_better_name(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.keyClicks(window.list.search, "Hip thrust 3x10 @ 3-1-X-2 rest 90")
    qtbot.keyClick(window.list.search, Qt.Key.Key_Return)
    assert kept(window) == [("3 × 10 at 31X2", "31X2")]
    name_it(qtbot, window, "heavy")
    assert kept(window) == [("heavy", "31X2")]


def test_what_is_changed_on_the_page_of_sounds_is_an_edit(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.add(preset(SQUAT, "heavy"))
    press(qtbot, window, Qt.Key.Key_U)
    page = window.findChild(SoundPage)
    assert page is not None
    page.changed.emit(preset(SQUAT, "heavy", pack="ticks"))
    assert window.editor.fields.pack.choice == 4
    assert window.editor.header.unsaved.isVisible()
    page.close()
    window.editing.stack.undo()
    assert window.editor.fields.pack.choice == 0


def test_the_options_open_from_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Comma)
    dialog = window.findChild(OptionsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_an_exercise_is_made_changed_and_deleted(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_N)
    dialog = window.findChild(ExerciseDialog)
    assert dialog is not None
    dialog.name.setText("Back squat")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert "already called" in dialog.problem.text()
    dialog.name.setText("Sled push")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert window.editor.header.title.accessibleName() == "Sled push"
    window.editing.add(preset(window.editing.item.exercise, "long"))
    window.editing.open(window.editing.item.exercise.id)
    window.editing.delete()
    assert window.notice.text == "“Sled push” deleted with 1 preset"
    window.editing.stack.undo()
    assert [name for name, _ in kept(window)] == ["long"]
    assert window.repository.library.find("sled push")


def test_cues_of_a_shipped_exercise_are_changed_and_given_back(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.open(CUED.id)
    press(qtbot, window, Qt.Key.Key_E)
    dialog = window.findChild(ExerciseDialog)
    assert dialog is not None
    assert not dialog.name.isVisible()
    edit = dialog.cues.edits[Phase.ECCENTRIC]
    shipped = edit.placeholderText()
    edit.setFocus()
    qtbot.keyClicks(edit, "Elbows up")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    cues = window.editor.more.cues.edits[Phase.ECCENTRIC]
    assert cues.placeholderText() == "Default: Elbows up"
    qtbot.waitUntil(lambda: window.findChild(ExerciseDialog) is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, window, Qt.Key.Key_E)
    again = window.findChild(ExerciseDialog)
    assert again is not None
    qtbot.mouseClick(again.cues.buttons[Phase.ECCENTRIC], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(again.save, Qt.MouseButton.LeftButton)
    assert cues.placeholderText() == shipped
    assert window.repository.exercises.changed_cues() == {}


def test_a_large_window_has_larger_letters(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 800)
    usual = window.editor.bar.button.height()
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: window.editor.bar.button.height() > usual)


@pytest.mark.parametrize("exercise", [SQUAT, SWING], ids=["tempo", "beat"])
def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow, exercise: object) -> None:
    window.editing.open(SWING.id if exercise is SWING else SQUAT.id)
    window.editor.fold.open(True)
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
        window.sidebar.history_button,
        window.sidebar.menu_button,
        editor.header.save,
        editor.header.menu_button,
        editor.line.line.edit,
        editor.card.tempo.edit,
        editor.begin.buttons[0],
        *(editor.card.steppers.field(phase).edit for phase in Phase),
        *(editor.fields.fields[key].field.edit for key in ("sets", "reps", "rest_ms")),
        editor.fields.sides.buttons[0],
        editor.fields.pack.buttons[0],
        editor.fields.more_sounds,
        editor.vary.button,
        editor.fold.button,
        editor.bar.button,
    ]
    assert order == stops


def test_the_last_sessions_of_an_exercise_open_to_be_put_right(window: MainWindow) -> None:
    window._actions[Act.PAST].trigger()
    dialog = window.findChild(CorrectingDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


@pytest.mark.parametrize(
    "line",
    [
        "Hip thrust – heavy 3x8-10 @ 31X2 last rep 10-0-X-0 rest 120",
        "Hip thrust – cluster 4x2+2+2 @ 30X1 break 20 rest 180",
        "Hip thrust – back-off 1x5, 3x8 @ 30X1 | 4010 60kg RPE 8 rest 90",
    ],
)
def test_a_line_that_was_typed_is_copied_as_it_was_saved(
    qtbot: QtBot, window: MainWindow, qapp: QApplication, line: str
) -> None:
    window.list.search.setText(line)
    qtbot.keyClick(window.list.search, Qt.Key.Key_Return)
    qapp.clipboard().clear()
    window._home.copy_line()
    copied = read_line(qapp.clipboard().text(), window.list.library).preset
    assert copied == read_line(line, window.list.library).preset
    assert window.editing.item.preset.scheme == copied.scheme


def test_folded_fields_are_made_when_first_opened_and_are_then_as_the_others(window: MainWindow) -> None:
    assert window.findChildren(MoreFields) == []
    window.editor.fold.button.click()
    (more,) = window.findChildren(MoreFields)
    texts = [*more.findChildren(QLineEdit), *more.findChildren(QPlainTextEdit)]
    assert more.isVisible()
    assert not any(text.acceptDrops() for text in texts)
    assert more.fields["ready_ms"].value == window.editing.item.preset.ready_ms
    window.editor.fold.button.click()
    assert not more.isVisible()


def test_the_shortcuts_of_the_page_hold_in_fields_that_are_made_later(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.editor.fold.button.click()
    notes = window.editor.more.notes.edit
    notes.setPlainText("bench at hole 4")
    qtbot.keyClick(notes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes.toPlainText() == ""
