"""The list of exercises, found by typing."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.exercise import Exercise
from app.ui.exercise_list import ExerciseList
from tests.ui.examples import BACK_EXTENSION, HIP_THRUST, LIBRARY, ODD, SQUAT


@pytest.fixture
def listed(qtbot: QtBot) -> ExerciseList:
    listed = ExerciseList(LIBRARY, lambda exercise: str(exercise.tempo))
    qtbot.addWidget(listed)
    listed.opened.connect(listed.open_exercise)
    listed.open_exercise(SQUAT)
    listed.show()
    return listed


@pytest.fixture
def opened(listed: ExerciseList) -> list[Exercise]:
    exercises: list[Exercise] = []
    listed.opened.connect(exercises.append)
    return exercises


def shown(listed: ExerciseList) -> list[str]:
    return [listed.model.index(row).data() for row in range(listed.model.rowCount())]


def test_all_exercises_are_listed_before_anything_is_searched(listed: ExerciseList) -> None:
    assert shown(listed) == [exercise.name for exercise in LIBRARY.exercises]


def test_the_list_shrinks_with_each_letter(qtbot: QtBot, listed: ExerciseList) -> None:
    qtbot.keyClicks(listed.search, "ba")
    assert shown(listed) == ["Back squat", "Back extension"]
    qtbot.keyClicks(listed.search, "ck e")
    assert shown(listed) == ["Back extension"]


def test_an_exercise_is_found_by_another_of_its_names(qtbot: QtBot, listed: ExerciseList) -> None:
    qtbot.keyClicks(listed.search, "barbell")
    assert shown(listed) == ["Back squat"]


def test_searching_opens_nothing_yet(qtbot: QtBot, listed: ExerciseList, opened: list[Exercise]) -> None:
    qtbot.keyClicks(listed.search, "thrust")
    assert opened == []


def test_enter_opens_what_was_found(qtbot: QtBot, listed: ExerciseList, opened: list[Exercise]) -> None:
    qtbot.keyClicks(listed.search, "thrust")
    with qtbot.waitSignal(listed.entered):
        qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert opened == [HIP_THRUST]


def test_the_arrow_keys_move_from_the_search_field(
    qtbot: QtBot, listed: ExerciseList, opened: list[Exercise]
) -> None:
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Up)
    assert opened == [HIP_THRUST, BACK_EXTENSION, HIP_THRUST]


def test_the_first_down_goes_to_the_first_that_was_found(
    qtbot: QtBot, listed: ExerciseList, opened: list[Exercise]
) -> None:
    listed.open_exercise(ODD)
    qtbot.keyClicks(listed.search, "ba")
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    assert opened == [SQUAT, BACK_EXTENSION]


def test_the_keys_stop_at_the_ends_of_the_list(
    qtbot: QtBot, listed: ExerciseList, opened: list[Exercise]
) -> None:
    qtbot.keyClick(listed.search, Qt.Key.Key_PageDown)
    qtbot.keyClick(listed.search, Qt.Key.Key_PageDown)
    assert opened[-1] is ODD
    qtbot.keyClick(listed.search, Qt.Key.Key_PageUp)
    assert opened[-1] is SQUAT


def test_what_nothing_is_called_is_said(qtbot: QtBot, listed: ExerciseList, opened: list[Exercise]) -> None:
    qtbot.keyClicks(listed.search, "zercher <b>")
    assert listed.empty.isVisible()
    assert listed.empty.text() == "No exercise is called “zercher <b>”."
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert opened == []


def test_a_search_is_cleared_by_button_or_escape(qtbot: QtBot, listed: ExerciseList) -> None:
    qtbot.keyClicks(listed.search, "zercher")
    qtbot.mouseClick(listed.clear, Qt.MouseButton.LeftButton)
    assert len(shown(listed)) == len(LIBRARY.exercises)
    qtbot.keyClicks(listed.search, "zercher")
    qtbot.keyClick(listed.search, Qt.Key.Key_Escape)
    assert listed.search.text() == ""
    assert listed.view.isVisible()


def test_a_click_opens(qtbot: QtBot, listed: ExerciseList, opened: list[Exercise]) -> None:
    place = listed.view.visualRect(listed.model.index(1)).center()
    qtbot.mouseClick(listed.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened[0] is opened[-1] is HIP_THRUST


def test_a_row_tells_all_names_in_its_tooltip(listed: ExerciseList) -> None:
    assert listed.model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Back squat · barbell squat"


def test_any_name_can_be_drawn(qtbot: QtBot, listed: ExerciseList) -> None:
    listed.resize(180, 400)
    assert not listed.grab().isNull()
