"""A labelled number within limits: counts, and times in seconds."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.errors import InputError
from app.domain.preset import Limits
from app.domain.tempo import seconds_text
from app.ui.step_field import StepField


class NumberField(QWidget):
    """A number of a preset: a count, or milliseconds shown in seconds.

    `edited` carries a new value within the limits; `problem_changed` says that `problem` did.
    What is typed outside the limits stays in the field, and the last good value in force.
    """

    edited = Signal(int)
    problem_changed = Signal()

    def __init__(self, label: str, limits: Limits, step: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits = limits
        self._step = step
        self._value = limits.least
        self.problem = ""
        self.field = StepField(f"{label}, seconds" if limits.is_time else label, self)
        self.field.typed.connect(self._typed)
        self.field.stepped.connect(self._stepped)
        self.setFocusProxy(self.field)
        caption = QLabel(f"{label}, seconds" if limits.is_time else label, self)
        caption.setProperty("role", "caption")
        caption.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(self.field)

    @property
    def value(self) -> int:
        """The last good value."""
        return self._value

    def show_value(self, value: int, *, afresh: bool = False) -> None:
        """Show a value. What is being typed stays if it reads as that value, and also if it cannot be
        read and the value is none but the last good one, unless the field is to begin `afresh`."""
        if self.problem and value == self._value and not afresh:
            return
        self._value = value
        if self._read_or_none(self.field.edit.text()) != value:
            self.field.show_text(self._text(value))
        self._set_problem("")

    def _typed(self, text: str) -> None:
        try:
            self._accept(self._read(text))
        except InputError as error:
            self._set_problem(str(error))

    def _stepped(self, steps: int) -> None:
        snapped = (
            self._value // self._step * self._step
            if steps > 0
            else -(-self._value // self._step) * self._step
        )
        wanted = snapped + steps * self._step
        value = min(max(wanted, self._limits.least), self._limits.most)
        self.field.show_text(self._text(value))
        self._accept(value)

    def _accept(self, value: int) -> None:
        self._set_problem("")
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _read(self, text: str) -> int:
        """The value that a text means. Raises InputError if it is none, or outside the limits."""
        pattern = r"[0-9]+(?:[.,][0-9]{1,3})?" if self._limits.is_time else r"[0-9]+"
        plain = text.strip()
        if not (plain.isascii() and re.fullmatch(pattern, plain)):
            what = "seconds" if self._limits.is_time else "a whole number"
            raise InputError(f"{self._limits.what}: write {what} from {self._range()}")
        value = int(Decimal(plain.replace(",", ".")) * (1000 if self._limits.is_time else 1))
        self._limits.check(value)
        return value

    def _read_or_none(self, text: str) -> int | None:
        try:
            return self._read(text)
        except InputError:
            return None

    def _range(self) -> str:
        return f"{self._text(self._limits.least)} to {self._text(self._limits.most)}"

    def _text(self, value: int) -> str:
        return seconds_text(value) if self._limits.is_time else str(value)

    def _set_problem(self, problem: str) -> None:
        self.field.show_problem(problem)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()
