"""A labelled line of text that means something: a tempo, a load, reps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.presentation.texts import capitalised
from liftronome.ui.widgets.labels import problem_label, show_line
from liftronome.ui.widgets.step_field import LeadingSpaceFilter

MAX_TEXT = 120


class TextField(QWidget):
    """Shows a value as `write` writes it, and takes what `read` makes of a text; that raises InputError.

    `edited` carries each new value; `problem_changed` tells that `problem`, or the text that causes it, has
    changed. A text that cannot be read stays in the field, with what would be right below it; the value from
    before the typing is then in force.
    """

    edited = Signal(object)
    problem_changed = Signal()

    def __init__(
        self,
        label: str,
        read: Callable[[str], Any],
        write: Callable[[Any], str],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._read, self._write = read, write
        self._value: Any = None
        self._settled: Any = None
        self._before: Any = None
        self.problem = ""
        self.edit = QLineEdit(self)
        self.edit.setObjectName("text")
        self.edit.setMaxLength(MAX_TEXT)
        self.edit.setMinimumWidth(88)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(label)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._settle)
        LeadingSpaceFilter(self.edit)
        self.setFocusProxy(self.edit)
        caption = QLabel(label, self)
        caption.setProperty("role", "caption")
        caption.setTextFormat(Qt.TextFormat.PlainText)
        self.message = problem_label(self, is_small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (caption, self.edit, self.message):
            column.addWidget(widget)
        column.addStretch(1)  # an alignment would cut a message of many lines

    @property
    def unread(self) -> str | None:
        """The text, if it is wrong."""
        return self.edit.text() if self.problem else None

    def show_value(self, value: Any, *, afresh: bool = False) -> None:
        """Show a value. Text being typed stays if it reads as that value, or if it cannot be read and the
        value is the one in force. `afresh` replaces it in any case."""
        if self.problem and value == self._value and not afresh:
            return
        if afresh or value != self._value:
            self._value = self._settled = value
        if afresh or self._read_or_none() != (value,):
            self.edit.setText(self._write(value))
        self._show_problem("")

    def show_unread(self, text: str) -> None:
        """Show a text left in the field earlier, with what is wrong with it."""
        self.edit.setText(text)
        try:
            self._read(text)
        except InputError as error:
            self._show_problem(f"{self._label}: {error}")

    def refuse(self, reason: str) -> None:
        """Say why the value that was just carried cannot be taken; the one before stays in force."""
        self._value = self._before
        self._show_problem(f"{self._label}: {reason}")

    def _typed(self, text: str) -> None:
        try:
            value = self._read(text)
        except InputError as error:
            self._show_problem(f"{self._label}: {error}")
            value = self._settled
            if value == self._value:
                self.problem_changed.emit()
        else:
            self._show_problem("")
        if value != self._value:
            self._before, self._value = self._value, value
            self.edited.emit(value)

    def _settle(self) -> None:
        """The typing has ended: what was typed is what the next typing falls back to."""
        if not self.problem:
            self._settled = self._value
            self.edit.setText(self._write(self._value))

    def _read_or_none(self) -> tuple[Any] | None:
        try:
            return (self._read(self.edit.text()),)
        except InputError:
            return None

    def _show_problem(self, problem: str) -> None:
        if bool(self.edit.property("wrong")) != bool(problem):
            self.edit.setProperty("wrong", bool(problem))
            self.edit.style().polish(self.edit)
        self.edit.setToolTip(problem)
        self.edit.setAccessibleDescription(problem)
        show_line(self.message, capitalised(problem.removeprefix(f"{self._label}: ")))
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()
