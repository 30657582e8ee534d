"""The page scrolls to what has the focus."""

from collections.abc import Iterator

import pytest
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.examples import SQUAT
from tests.ui.windows import preset, window_with


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with a preset open, scrolled to its end."""
    window = window_with()
    qtbot.addWidget(window)
    window.resize(900, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editing.add(preset(SQUAT, "heavy"))
    bar = window.editor._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(bar.maximum())
    yield window
    window.close()


def is_in_sight(window: MainWindow, widget: QWidget) -> bool:
    viewport = window.editor._scroll.viewport()
    place = QRect(widget.mapTo(viewport, QPoint()), widget.size())
    return viewport.rect().contains(place)


def test_asking_for_a_name_scrolls_to_its_field(qtbot: QtBot, window: MainWindow) -> None:
    name = window.editor.header.name
    qtbot.keyClick(
        window.list.search,
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert window.focusWidget() is name
    qtbot.waitUntil(lambda: is_in_sight(window, name), timeout=1000)


def test_tab_scrolls_to_what_it_focuses(qtbot: QtBot, window: MainWindow) -> None:
    menu, star = window.sidebar.menu_button, window.editor.header.star
    menu.setFocus()
    assert not is_in_sight(window, star)
    qtbot.keyClick(menu, Qt.Key.Key_Tab)
    assert window.focusWidget() is star
    qtbot.waitUntil(lambda: is_in_sight(window, star), timeout=5000)


def test_a_click_scrolls_nothing_away(qtbot: QtBot, window: MainWindow) -> None:
    edit = window.editor.fields.fields["rest_ms"].field.edit
    bar, viewport = window.editor._scroll.verticalScrollBar(), window.editor._scroll.viewport()
    window.list.search.setFocus()
    bar.setValue(bar.value() + edit.mapTo(viewport, edit.rect().center()).y() - viewport.height())
    assert not is_in_sight(window, edit)
    before = bar.value()
    place = edit.mapTo(window, QPoint(edit.width() // 2, 4))
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.wait(50)
    assert (window.focusWidget(), bar.value()) == (edit, before)
    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
