"""The window's keys, wherever the focus is."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from liftronome.presentation.window_keys import Act
from liftronome.ui.window.actions import TEXT_ACTS, TEXT_KEYS, make_actions
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

KEYS = [
    pytest.param(act, key, id=key)
    for act in Act
    if act not in TEXT_ACTS
    for key in act.value[1]
    if key not in TEXT_KEYS
]
Field: TypeAlias = QLineEdit | QPlainTextEdit


class GreedyLine(QLineEdit):
    """Takes every key for its own. Which ones a field takes is the desktop's: under X11 also Ctrl+U."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class GreedyText(QPlainTextEdit):
    """As GreedyLine, of many lines."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


@pytest.fixture
def done() -> list[Act]:
    return []


def on_page(field: Field, qtbot: QtBot, done: list[Act]) -> Iterator[Field]:
    """A text field on a page with all the keys, with the focus and a text."""
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(field)

    def noting(act: Act) -> Callable[[], None]:
        return lambda: done.append(act)

    slots: dict[Act, Callable[[], None]] = {act: noting(act) for act in Act if act not in TEXT_ACTS}
    make_actions(page, QUndoStack(page), slots)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "heavy")
    yield field
    page.close()


@pytest.fixture(params=[QLineEdit, QPlainTextEdit], ids=lambda kind: kind.__name__)
def field(request: pytest.FixtureRequest, qtbot: QtBot, done: list[Act]) -> Iterator[Field]:
    yield from on_page(request.param(), qtbot, done)


@pytest.fixture(params=[GreedyLine, GreedyText], ids=lambda kind: kind.__name__)
def greedy(request: pytest.FixtureRequest, qtbot: QtBot, done: list[Act]) -> Iterator[Field]:
    yield from on_page(request.param(), qtbot, done)


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize(("act", "key"), KEYS)
def test_each_key_does_what_is_promised_while_a_text_has_the_focus(
    greedy: Field, done: list[Act], act: Act, key: str
) -> None:
    QTest.keySequence(greedy, QKeySequence(key))
    assert done == [act]
    assert text_of(greedy) == "heavy"


def test_the_keys_of_a_text_are_still_its_own(qtbot: QtBot, field: Field, done: list[Act]) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(field, Qt.Key.Key_A, control)
    qtbot.keyClick(field, Qt.Key.Key_C, control)
    qtbot.keyClick(field, Qt.Key.Key_V, control)
    qtbot.keyClick(field, Qt.Key.Key_V, control)
    assert text_of(field) == "heavyheavy"
    qtbot.keyClick(field, Qt.Key.Key_Z, control)
    assert text_of(field) == "heavy"
    qtbot.keyClick(field, Qt.Key.Key_A, control)
    qtbot.keyClick(field, Qt.Key.Key_X, control)
    qtbot.keyClicks(field, "a/b")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert text_of(field) == "/b"
    assert done == []
