"""Sets that vary by controls: the same as the line, for those who do not type it."""

from collections.abc import Iterator

import pytest
from liftronome.domain.exercise import Exercise
from liftronome.domain.line import format_details
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, default_preset
from liftronome.ui.editor.vary_fields import VaryFields
from liftronome.ui.widgets.number_field import NumberField
from liftronome.ui.widgets.text_field import TextField
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.examples import SQUAT
from tests.ui.windows import preset, window_with

PLANK = Exercise("plank", "Plank", Start.CONCENTRIC, None, is_hold=True)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with three sets of ten squats open, and the controls to vary them."""
    window = window_with()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editing.add(preset(SQUAT, "heavy", "31X2", rest_ms=120_000))
    window.editor.vary.open(True)
    yield window
    window.close()


def varied(window: MainWindow) -> VaryFields:
    return window.editor.varied


def edit(window: MainWindow, key: str) -> QLineEdit:
    field = varied(window).fields[key]
    assert not field.isHidden(), key
    return field.field.edit if isinstance(field, NumberField) else field.edit


def write(qtbot: QtBot, window: MainWindow, key: str, text: str) -> None:
    edit(window, key).setFocus()
    edit(window, key).selectAll()
    qtbot.keyClicks(edit(window, key), text)


def choose(window: MainWindow, amount: str) -> None:
    button = next(each for each in varied(window).details.amount.buttons if each.text() == amount)
    button.click()


def shown(window: MainWindow) -> Preset:
    assert window.editor.draft is not None
    return window.editor.draft.preset


def line(window: MainWindow) -> str:
    assert format_details(shown(window)) == window.editor.line.line.edit.text()
    return window.editor.line.line.edit.text().partition(" @")[0]


def cells(window: MainWindow, column: int) -> list[str]:
    table = varied(window).table.table
    found = [table.item(row, column) for row in range(table.rowCount())]
    return [item.text() for item in found if item is not None]


def test_a_simple_preset_has_them_folded_away_and_they_are_made_when_opened(qtbot: QtBot) -> None:
    window = window_with()
    qtbot.addWidget(window)
    window.editing.open(SQUAT.id)
    assert window.editor._varied is None
    window.editor.vary.button.click()
    assert cells(window, 1) == ["10", "10", "10"]
    window.close()


def test_sets_that_vary_open_them(qtbot: QtBot, window: MainWindow) -> None:
    key = window.editing.item.key
    write_line = window.editor.line.line.edit
    write_line.selectAll()
    qtbot.keyClicks(write_line, "12,10,8")
    window.editing.open(SQUAT.id)
    assert not window.editor.vary.button.isChecked()
    window.editing.open(key)
    assert window.editor.vary.button.isChecked()
    assert cells(window, 1) == ["12", "10", "8"]


def test_what_is_changed_holds_for_all_selected_sets(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "set_reps", "8")
    assert line(window) == "3x8"
    varied(window).table.table.selectRow(1)
    write(qtbot, window, "set_reps", "6")
    assert line(window) == "8,6,8"
    assert varied(window).details.title.text() == "Set 2"


@pytest.mark.parametrize(
    ("amount", "said"),
    [("Range", "3x8-10"), ("Open", "10+,10+,10+"), ("Timed", "3x40s")],
)
def test_a_set_is_a_range_open_or_timed(window: MainWindow, amount: str, said: str) -> None:
    choose(window, amount)
    assert line(window).replace("1x10+, 1x10+, 1x10+", "10+,10+,10+") == said
    choose(window, "Reps")
    assert line(window).endswith(("x10", "x8"))


def test_an_open_set_has_no_least_number_where_none_is_wanted(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, "Open")
    write(qtbot, window, "open_reps", "0")
    assert line(window) == "3xAMRAP"


def test_mini_sets_their_reps_and_their_break(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "mini_sets", "3")
    assert line(window) == "3x10+10+10"
    write(qtbot, window, "mini_reps", "12+10+8")
    write(qtbot, window, "break_ms", "20")
    assert line(window) == "3x12+10+8"
    assert "break 20" in window.editor.line.line.edit.text()


def test_a_drop_with_a_load_for_each_mini_set(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "mini_sets", "3")
    varied(window).whole.drop.buttons[1].click()
    write(qtbot, window, "loads", "60/50/40kg")
    assert line(window) == "3x10+10+10 drop"
    assert cells(window, 3) == ["60/50/40kg"] * 3


def test_a_tempo_and_a_load_of_one_set(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "loads", "60")
    assert cells(window, 3) == ["60kg"] * 3
    varied(window).table.table.selectRow(2)
    write(qtbot, window, "set_tempo", "6010")
    write(qtbot, window, "loads", "62.5")
    assert cells(window, 2) == ["31X2", "31X2", "6010"]
    assert cells(window, 3) == ["60kg", "60kg", "62.5kg"]


def test_a_ramp_needs_x_in_both_ends_and_says_so(qtbot: QtBot, window: MainWindow) -> None:
    before = shown(window)
    write(qtbot, window, "ramp_to", "6010")
    field = varied(window).fields["ramp_to"]
    assert "both ends" in field.problem
    assert shown(window) == before
    assert not window.editor.can_start
    write(qtbot, window, "ramp_to", "61X2")
    assert "@ 31X2 > 61X2" in window.editor.line.line.edit.text()
    assert window.editor.can_start


def test_a_last_rep_is_held_at_the_end_that_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    whole = varied(window).whole
    whole.last.buttons[2].click()
    write(qtbot, window, "last_hold_ms", "12")
    whole.end.buttons[1].click()
    assert "last rep hold 12 shortened" in window.editor.line.line.edit.text()
    whole.last.buttons[1].click()
    write(qtbot, window, "last_tempo", "10-0-X-0")
    assert "last rep 10-0-X-0" in window.editor.line.line.edit.text()


def test_half_reps_effort_warm_ups_and_every_minute(qtbot: QtBot, window: MainWindow) -> None:
    whole = varied(window).whole
    whole.halves.buttons[1].click()
    whole.effort.buttons[1].click()
    write(qtbot, window, "effort", "7.5")
    write(qtbot, window, "warm_ups", "3, 2")
    write(qtbot, window, "set_reps", "3")
    whole.every.buttons[1].click()
    assert window.editor.line.line.edit.text() == "warm-up 3,2 3x3 1½ reps @ 31X2 RPE 7.5 every 60"


def test_what_does_not_fit_into_its_minute_is_refused_with_the_reason(window: MainWindow) -> None:
    before = shown(window)
    varied(window).whole.every.buttons[1].click()
    assert "one is to begin every 60 s" in varied(window).refused.text()
    assert varied(window).whole.every.choice == 0
    assert shown(window) == before


def test_sets_are_added_removed_and_moved_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    table = varied(window).table.table
    table.selectRow(0)
    write(qtbot, window, "set_reps", "12")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert cells(window, 1) == ["10", "12", "10"]
    qtbot.keyClick(table, Qt.Key.Key_Insert)
    assert cells(window, 1) == ["10", "12", "12", "10"]
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert cells(window, 1) == ["10", "10", "12"]
    assert varied(window).table.rows == (1,)


def test_the_last_set_cannot_be_removed(window: MainWindow) -> None:
    assert varied(window).table.has_all
    assert not varied(window).table.remove.isEnabled()


def test_each_edit_is_undone_by_itself(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, "Range")
    write(qtbot, window, "set_least", "6")
    assert line(window) == "3x6-10"
    window.editing.stack.undo()
    assert line(window) == "3x8-10"
    window.editing.stack.undo()
    assert line(window) == "3x10"
    window.editing.stack.redo()
    window.editing.stack.redo()
    assert line(window) == "3x6-10"


def test_a_wrong_text_is_there_again_with_its_sets(qtbot: QtBot, window: MainWindow) -> None:
    table = varied(window).table.table
    table.selectRow(1)
    write(qtbot, window, "set_tempo", "40")
    assert not window.editor.can_start
    table.selectRow(0)
    assert edit(window, "set_tempo").text() == ""
    assert "Tempo of set 2 cannot be read yet" in window.editor.bar.reason.text()
    key = window.editing.item.key
    window.editing.open(SQUAT.id)
    assert window.editor.can_start
    window.editing.open(key)
    assert varied(window).table.rows == (1,)
    assert edit(window, "set_tempo").text() == "40"


def test_open_sets_leave_out_what_needs_a_last_rep(window: MainWindow) -> None:
    varied(window).whole.last.buttons[2].click()
    choose(window, "Open")
    assert shown(window).scheme.last_rep is None
    assert varied(window).whole.last.isHidden() or not varied(window).whole.last.isVisible()


def test_a_hold_has_seconds_instead_of_reps_and_tempo(qtbot: QtBot) -> None:
    fields = VaryFields()
    qtbot.addWidget(fields)
    fields.show_preset(default_preset(PLANK), {})
    visible = {key for key, field in fields.fields.items() if not field.isHidden()}
    assert visible == {"set_hold_ms", "mini_sets", "loads", "warm_ups"}
    assert isinstance(fields.fields["loads"], TextField)


def test_tab_goes_through_them_as_they_stand(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.fold.open(True)
    whole = varied(window).whole
    whole.last.buttons[2].click()
    write(qtbot, window, "mini_sets", "2")
    here: QWidget = window.editor.vary.button
    here.setFocus()
    reached: list[QWidget] = []
    while here is not window.editor.fold.button and len(reached) < 40:
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        here = window.focusWidget()
        reached.append(here)
    table = varied(window).table
    assert reached == [
        table.table,
        table.add,
        varied(window).details.amount.buttons[0],
        *(
            edit(window, key)
            for key in ("set_reps", "mini_sets", "mini_reps", "set_tempo", "ramp_to", "loads")
        ),
        edit(window, "warm_ups"),
        edit(window, "break_ms"),
        whole.drop.buttons[0],
        whole.halves.buttons[0],
        whole.last.buttons[2],
        edit(window, "last_hold_ms"),
        whole.end.buttons[0],
        whole.every.buttons[0],
        whole.effort.buttons[0],
        window.editor.fold.button,
    ]
    qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.editor.more.fields["ready_ms"].field.edit


def test_sets_are_numbered_as_they_are_drawn(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "warm_ups", "8, 5")
    assert cells(window, 0) == ["3", "4", "5"]
    varied(window).table.table.selectRow(1)
    assert varied(window).details.title.text() == "Set 4"
    write(qtbot, window, "set_tempo", "40")
    key = window.editing.item.key
    window.editing.open(SQUAT.id)
    window.editing.open(key)
    assert varied(window).table.rows == (1,)
    assert edit(window, "set_tempo").text() == "40"
