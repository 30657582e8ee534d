"""A choice between a few things."""

import pytest
from liftronome.ui.widgets.buttons import Segments
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit(page))
    column.addWidget(Segments("A rep begins with", ["Lower first", "Lift first", "Neither"], page))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def segments(page: QWidget) -> Segments:
    found = page.findChild(Segments)
    assert isinstance(found, Segments)
    return found


def tab_to(qtbot: QtBot, page: QWidget) -> QWidget:
    edit = page.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    return page.focusWidget()


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_tab_goes_to_the_chosen_segment(qtbot: QtBot, page: QWidget, segments: Segments, choice: int) -> None:
    segments.show_choice(0)
    segments.show_choice(choice)
    assert tab_to(qtbot, page) is segments.buttons[choice]


def test_the_arrow_keys_choose_and_take_the_focus_along(
    qtbot: QtBot, page: QWidget, segments: Segments
) -> None:
    segments.show_choice(1)
    here = tab_to(qtbot, page)
    with qtbot.waitSignal(segments.chosen, check_params_cb=lambda index: index == 2):
        qtbot.keyClick(here, Qt.Key.Key_Right)
    assert page.focusWidget() is segments.buttons[2]
    assert tab_to(qtbot, page) is segments.buttons[2]


def test_the_focus_follows_a_choice_made_by_the_program(
    qtbot: QtBot, page: QWidget, segments: Segments
) -> None:
    segments.show_choice(1)
    tab_to(qtbot, page)
    with qtbot.assertNotEmitted(segments.chosen):
        segments.show_choice(0)
    assert page.focusWidget() is segments.buttons[0]
