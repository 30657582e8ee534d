"""What the log says of an exercise can be put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.domain.log_entry import Annotation, Unit
from liftronome.domain.performance import Ended, SetPlan
from liftronome.domain.phase import Start
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.ui.history.correcting_dialog import NOTHING, CorrectingDialog
from liftronome.ui.history.entry_panel import FieldBox
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.key_hints import HintButton
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

NOW = 1_790_000_000.0


@pytest.fixture
def log(tmp_path: Path) -> SetLogStore:
    return SetLogStore(open_database(tmp_path).database)


def perform(log: SetLogStore, session: str, at: float, *reps: int) -> None:
    for number, count in enumerate(reps, start=1):
        plan = SetPlan(
            session,
            at + number,
            "row",
            "Row",
            "",
            "30X2",
            Start.CONCENTRIC,
            number,
            len(reps),
            None,
            10,
        )
        log.end_set(log.begin_set(plan), Ended.COMPLETED, count, count * 6000)


@pytest.fixture
def dialog(qtbot: QtBot, log: SetLogStore) -> CorrectingDialog:
    perform(log, "older", NOW - 86_400, 9, 8)
    perform(log, "newer", NOW, 10, 9)
    dialog = CorrectingDialog(log, "row", Options())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(dialog: CorrectingDialog, *keys: Qt.Key, control: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        dialog.event(QKeyEvent(QEvent.Type.KeyPress, key, held))


def test_a_set_of_any_session_is_chosen_with_the_arrows(dialog: CorrectingDialog) -> None:
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert dialog.chosen is not None
    assert (dialog.chosen.plan.session_id, dialog.chosen.plan.set_number) == ("older", 2)
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert (dialog.chosen.plan.session_id, dialog.chosen.plan.set_number) == ("newer", 1)


def test_what_is_typed_is_logged_when_the_field_is_left(dialog: CorrectingDialog, log: SetLogStore) -> None:
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_7, Qt.Key.Key_Return, Qt.Key.Key_6, Qt.Key.Key_0)
    assert log.sets()[0].annotation == Annotation(done_reps=7)
    press(dialog, Qt.Key.Key_Return)
    assert log.sets()[0].annotation == Annotation(done_reps=7, load=60, unit=Unit.KG)
    assert "set 2: 7 reps of 9 paced, 0:54, 60 kg" in dialog.table.accessibleName()


def test_closing_logs_what_stands_in_the_field(dialog: CorrectingDialog, log: SetLogStore) -> None:
    press(dialog, Qt.Key.Key_7)
    dialog.reject()
    assert log.sets()[1].done_reps == 7


def test_corrections_are_undone_and_redone_one_by_one(dialog: CorrectingDialog, log: SetLogStore) -> None:
    press(dialog, Qt.Key.Key_7, Qt.Key.Key_Return, Qt.Key.Key_6, Qt.Key.Key_0, Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Escape, Qt.Key.Key_Down)
    both = Annotation(done_reps=7, load=60, unit=Unit.KG)
    assert log.sets()[1].annotation == both
    press(dialog, Qt.Key.Key_Z, control=True)
    assert log.sets()[1].annotation == Annotation(done_reps=7)
    assert dialog.chosen is not None
    assert dialog.chosen.plan.set_number == 1
    press(dialog, Qt.Key.Key_U)
    assert log.sets()[1].annotation == Annotation()
    assert not dialog.undo_button.isEnabled()
    press(dialog, *[Qt.Key.Key_Y] * 2, control=True)
    assert log.sets()[1].annotation == both
    assert "set 1: 7 reps of 10 paced, 1:00, 60 kg" in dialog.table.accessibleName()
    assert not dialog.redo_button.isEnabled()


def test_undoing_in_a_field_takes_back_what_is_half_typed(dialog: CorrectingDialog, log: SetLogStore) -> None:
    press(dialog, Qt.Key.Key_7)
    press(dialog, Qt.Key.Key_Z, control=True)
    press(dialog, Qt.Key.Key_Escape)
    assert log.sets()[1].annotation == Annotation()


def test_a_deletion_is_redone(dialog: CorrectingDialog, log: SetLogStore) -> None:
    press(dialog, Qt.Key.Key_Delete)
    press(dialog, Qt.Key.Key_Z, Qt.Key.Key_Y, control=True)
    assert len(log.sets()) == 3


def test_an_undo_that_fails_is_reported_and_can_be_tried_again(
    dialog: CorrectingDialog, log: SetLogStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(set_id: str, **changes: object) -> None:
        raise StoreError("the disk is full")

    press(dialog, Qt.Key.Key_7, Qt.Key.Key_Escape)
    with monkeypatch.context() as broken:
        broken.setattr(log, "annotate", full)
        press(dialog, Qt.Key.Key_Z, control=True)
    assert dialog.problem.text() == "The disk is full."
    press(dialog, Qt.Key.Key_Z, control=True)
    assert log.sets()[1].annotation == Annotation()


def test_a_value_can_be_cleared(dialog: CorrectingDialog, log: SetLogStore) -> None:
    press(dialog, Qt.Key.Key_7, Qt.Key.Key_Return, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace, Qt.Key.Key_Tab)
    assert log.sets()[1].annotation == Annotation()


def test_a_deleted_set_can_be_restored(dialog: CorrectingDialog, log: SetLogStore) -> None:
    before = log.sets()
    press(dialog, Qt.Key.Key_Delete)
    assert len(log.sets()) == 3
    press(dialog, Qt.Key.Key_Z, control=True)
    assert log.sets() == before


def test_every_set_can_be_deleted_and_restored(dialog: CorrectingDialog, log: SetLogStore) -> None:
    press(dialog, *[Qt.Key.Key_Delete] * 5)
    assert len(log.sets()) == 0
    assert dialog.problem.text() == NOTHING
    for _ in range(5):
        press(dialog, Qt.Key.Key_Z, control=True)
    assert len(log.sets()) == 4


def test_a_field_that_cannot_be_read_says_why_and_is_not_logged(
    dialog: CorrectingDialog, log: SetLogStore
) -> None:
    press(dialog, Qt.Key.Key_Backtab, Qt.Key.Key_9, Qt.Key.Key_Tab)
    assert dialog.problem.text() == "The feeling must be 1 to 5, not 9."
    assert all(logged.annotation == Annotation() for logged in log.sets())


def test_the_problem_of_one_set_is_not_shown_for_another(dialog: CorrectingDialog) -> None:
    press(dialog, Qt.Key.Key_Backtab, Qt.Key.Key_9, Qt.Key.Key_Escape, Qt.Key.Key_Down)
    assert dialog.problem.text() == ""


def test_a_problem_disappears_once_it_is_solved(dialog: CorrectingDialog) -> None:
    press(dialog, Qt.Key.Key_Backtab, Qt.Key.Key_9, Qt.Key.Key_Backspace, Qt.Key.Key_5)
    assert dialog.problem.text() == ""


def test_a_key_that_is_held_down_deletes_one_set(dialog: CorrectingDialog, log: SetLogStore) -> None:
    for is_repeated in (False, True, True):
        held = Qt.KeyboardModifier.NoModifier
        dialog.event(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete, held, "", is_repeated))
    assert len(log.sets()) == 3


def test_a_failing_log_is_reported(
    dialog: CorrectingDialog, log: SetLogStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(set_id: str) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(log, "delete", full)
    press(dialog, Qt.Key.Key_Delete)
    assert dialog.problem.text() == "The disk is full."


def test_an_exercise_that_was_never_performed_says_so(qtbot: QtBot, log: SetLogStore) -> None:
    dialog = CorrectingDialog(log, "squat", Options())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    press(dialog, Qt.Key.Key_7, Qt.Key.Key_Delete, Qt.Key.Key_Down)
    assert dialog.problem.text() == NOTHING


def place_in(dialog: CorrectingDialog, column: int, line: int) -> QPoint:
    """The middle of a cell; line 0 is the head."""
    table = dialog.table
    return table._place(table._grid(), line, column).center().toPoint()


def test_a_click_chooses_a_set_of_any_session(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    qtbot.mouseClick(dialog.table, Qt.MouseButton.LeftButton, pos=place_in(dialog, 1, 2))
    assert dialog.chosen is not None
    assert (dialog.chosen.plan.session_id, dialog.chosen.plan.set_number) == ("older", 2)
    assert not dialog.older.isEnabled()
    qtbot.mouseClick(dialog.newer, Qt.MouseButton.LeftButton)
    assert (dialog.chosen.plan.session_id, dialog.chosen.plan.set_number) == ("newer", 2)
    qtbot.mouseClick(dialog.table, Qt.MouseButton.LeftButton, pos=place_in(dialog, 1, 0))
    assert (dialog.chosen.plan.session_id, dialog.chosen.plan.set_number) == ("older", 1)


def test_a_click_beside_the_sets_chooses_nothing(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    before = dialog.chosen
    for place in (place_in(dialog, 0, 3), place_in(dialog, 2, 1), QPoint(1, 1), QPoint(1, 300)):
        qtbot.mouseClick(dialog.table, Qt.MouseButton.LeftButton, pos=place)
        assert dialog.chosen == before


def test_a_double_click_corrects_the_reps_of_a_set(
    qtbot: QtBot, dialog: CorrectingDialog, log: SetLogStore
) -> None:
    place = place_in(dialog, 0, 2)
    qtbot.mouseClick(dialog.table, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(dialog.table, Qt.MouseButton.LeftButton, pos=place)
    press(dialog, Qt.Key.Key_7, Qt.Key.Key_Return)
    assert log.sets()[0].done_reps == 7


def test_a_click_on_a_field_opens_it_and_logs_the_one_before(
    qtbot: QtBot, dialog: CorrectingDialog, log: SetLogStore
) -> None:
    reps, load, *_ = dialog.fields.findChildren(FieldBox)
    qtbot.mouseClick(reps, Qt.MouseButton.LeftButton)
    press(dialog, Qt.Key.Key_7)
    qtbot.mouseClick(load, Qt.MouseButton.LeftButton)
    assert log.sets()[1].done_reps == 7
    press(dialog, Qt.Key.Key_6, Qt.Key.Key_0)
    qtbot.mouseClick(dialog.table, Qt.MouseButton.LeftButton, pos=place_in(dialog, 0, 2))
    assert log.sets()[1].annotation == Annotation(done_reps=7, load=60, unit=Unit.KG)


def test_a_clicked_field_is_filled_in_by_mouse_alone(
    qtbot: QtBot, dialog: CorrectingDialog, log: SetLogStore
) -> None:
    qtbot.mouseClick(dialog.fields.findChildren(FieldBox)[1], Qt.MouseButton.LeftButton)
    for key in ("6", "2", ".", "5", "Enter"):
        button = next(b for b in dialog.findChildren(HintButton) if b.isVisible() and b.hint.key == key)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert log.sets()[1].annotation == Annotation(load=62.5, unit=Unit.KG)


def test_the_hints_say_what_the_keys_do_in_a_field(dialog: CorrectingDialog) -> None:
    assert "Del: delete" in dialog._hints.accessibleName()
    press(dialog, Qt.Key.Key_Tab)
    said = dialog._hints.accessibleName()
    assert "Del: clear" in said
    assert "Esc: done" in said
    assert "close" not in said
    press(dialog, Qt.Key.Key_Escape)
    assert "Esc: close" in dialog._hints.accessibleName()


def test_a_set_is_deleted_and_restored_with_the_mouse(
    qtbot: QtBot, dialog: CorrectingDialog, log: SetLogStore
) -> None:
    before = log.sets()
    assert not dialog.undo_button.isEnabled()
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert len(log.sets()) == 3
    qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert log.sets() == before
