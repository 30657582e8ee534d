"""Asks which of two readings of a text is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftronome.presentation.texts import capitalised
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.labels import breakable


@dataclass(frozen=True, slots=True)
class Answer:
    """One of two readings: the text of its button, and what it means in words."""

    text: str
    meaning: str


class ReadingQuestion(QWidget):
    """A button for each reading; `answered` carries the index of the one that was picked."""

    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why = QLabel(self)
        self._why.setProperty("role", "problem")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        self.buttons = (EnterButton(self), EnterButton(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._why)
        for index, button in enumerate(self.buttons):
            button.setObjectName("reading")
            button.clicked.connect(lambda _=False, index=index: self.answered.emit(index))
            button.installEventFilter(self)
            column.addWidget(button)
        column.addStretch(1)
        self.setFocusProxy(self.buttons[0])

    def ask(self, why: str, answers: Sequence[Answer]) -> None:
        """Show two answers, with tooltips that tell them in words."""
        self._why.setText(breakable(f"{capitalised(why)}:"))
        for button, answer in zip(self.buttons, answers, strict=True):
            button.setText(answer.text)
            button.setToolTip(answer.meaning)
            button.setAccessibleName(answer.meaning)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, EnterButton)
        ) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            other = self.buttons[1 - self.buttons.index(watched)]
            other.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
