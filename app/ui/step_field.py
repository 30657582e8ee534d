"""A value that can be typed, or stepped with two buttons and the arrow keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

STEP_KEYS: Final = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 5,
    Qt.Key.Key_PageDown: -5,
}
MAX_TEXT: Final = 24
REPEAT_DELAY_MS: Final = 350
REPEAT_INTERVAL_MS: Final = 90


class StepField(QWidget):
    """Shows a text that somebody else understands.

    `stepped` carries how many steps the lifter asks for, `typed` the text as it is after each key; `left`
    says that Enter has ended the typing, or that the lifter has gone elsewhere.
    """

    stepped = Signal(int)
    typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setObjectName("number")
        self.edit.setMaxLength(MAX_TEXT)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setMinimumWidth(44)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textEdited.connect(self.typed)
        self.edit.editingFinished.connect(self.left)
        self.edit.installEventFilter(self)
        self._fewer = self._button("−", -1)
        self._more = self._button("+", 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._fewer, self.edit, self._more):
            row.addWidget(widget)
        self.setFocusProxy(self.edit)
        self.name_as(name)

    def name_as(self, name: str) -> None:
        """What a screen reader calls the field."""
        self.edit.setAccessibleName(name)
        self._fewer.setAccessibleName(f"{name}: less")
        self._more.setAccessibleName(f"{name}: more")

    def show_text(self, text: str) -> None:
        """Show a value; what is being typed stays as it is if it is the same."""
        if self.edit.text() != text:
            self.edit.setText(text)

    def show_problem(self, problem: str) -> None:
        """Mark the text as wrong, and say why in the tooltip; "" if it is right."""
        if self.edit.property("wrong") != bool(problem):
            self.edit.setProperty("wrong", bool(problem))
            self.edit.style().polish(self.edit)
        self.edit.setToolTip(problem)
        self.edit.setAccessibleDescription(problem)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = STEP_KEYS.get(Qt.Key(event.key()))
            if steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.stepped.emit(steps)
                self.edit.selectAll()
                return True
        return super().eventFilter(watched, event)

    def _button(self, text: str, steps: int) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("step")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.setAutoRepeatDelay(REPEAT_DELAY_MS)
        button.setAutoRepeatInterval(REPEAT_INTERVAL_MS)
        button.clicked.connect(lambda: self.stepped.emit(steps))
        return button
