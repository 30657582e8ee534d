"""An exercise as the lifter makes it."""

from __future__ import annotations

from liftronome.ui.editor.exercise_dialog import ExerciseDialog
from pytestqt.qtbot import QtBot

from tests.ui.windows import window_with


def test_the_start_of_a_rep_is_named_as_on_a_presets_page(qtbot: QtBot) -> None:
    window = window_with()
    qtbot.addWidget(window)
    dialog = ExerciseDialog(window.editing, None, "Sled", window)
    called = [button.text() for button in dialog.start.buttons]
    dialog.concentric.setText("push")
    dialog.eccentric.setText(" ")
    assert called == ["Lower first", "Lift first"]
    assert [button.text() for button in dialog.start.buttons] == ["Lower first", "Push first"]


def test_a_beat_is_written_as_any_other_time(qtbot: QtBot) -> None:
    window = window_with()
    qtbot.addWidget(window)
    dialog = ExerciseDialog(window.editing, None, "Sled", window)
    dialog.kind.buttons[1].click()
    dialog.pace.setText("1,5 s")
    dialog.save.click()
    assert window.editing.item.exercise.beat_ms == 1500


def test_a_wrong_tempo_is_told_below_its_field_as_it_is_typed(qtbot: QtBot) -> None:
    window = window_with()
    qtbot.addWidget(window)
    dialog = ExerciseDialog(window.editing, None, "Sled", window)
    dialog.show()
    dialog.pace.clear()
    qtbot.keyClicks(dialog.pace, "4/2")
    assert dialog.pace_problem.isVisible()
    assert "4020" in dialog.pace_problem.text()
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.pace, "/1/0")
    assert not dialog.pace_problem.isVisible()
    assert dialog.save.isEnabled()
