"""A labelled number within limits: counts, and times in seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.line_details import written_time_ms
from liftronome.domain.preset import Limits, Preset
from liftronome.domain.tempo import seconds_text

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


TIME_EXAMPLES: Final = ((60_000, "90 or 1:30"), (1500, "1.5"), (0, "0.5"))
"""How a time may be written, in a field for times of more than so many milliseconds."""


class NumberField(QWidget):
    """A number of a preset: a count, or milliseconds shown in seconds.

    `edited` carries a new value within the limits; `problem_changed` says that `problem` did, or the text
    that has it. What cannot be read, or lies outside the limits, stays in the field; in force is then the
    value from before the typing, not what half of the text meant. A time may be typed in any of the ways in
    which lifters write it, and is shown in seconds when the field is left.
    """

    edited = Signal(int)
    problem_changed = Signal()

    def __init__(self, label: str, limits: Limits, step: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._limits = limits
        self._step = step
        self._value = self._settled = limits.least
        self.problem = ""
        self.field = StepField(f"{label}, seconds" if limits.is_time else label, self)
        self.field.typed.connect(self._typed)
        self.field.stepped.connect(self._stepped)
        self.field.left.connect(self._settle)
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
        """The value in force."""
        return self._value

    @property
    def unread(self) -> str | None:
        """The text, if there is something wrong with it."""
        return self.field.edit.text() if self.problem else None

    def show_value(self, value: int, *, afresh: bool = False) -> None:
        """Show a value. What is being typed stays if it reads as that value, and also if it cannot be
        read and the value is the one in force, unless the field is to begin `afresh`."""
        if self.problem and value == self._value and not afresh:
            return
        if value != self._value or afresh:
            self._value = self._settled = value
        if self._read_or_none(self.field.edit.text()) != value:
            self.field.show_text(self._text(value))
        self._set_problem("")

    def show_unread(self, text: str) -> None:
        """Show a text that was left in the field, and what is wrong with it."""
        try:
            self._read(text)
        except InputError as error:
            self.field.show_text(text)
            self._set_problem(str(error))

    def _typed(self, text: str) -> None:
        try:
            value = self._read(text)
        except InputError as error:
            self._put_in_force(self._settled, str(error))
        else:
            self._put_in_force(value, "")

    def _stepped(self, steps: int) -> None:
        snapped = (
            self._value // self._step * self._step
            if steps > 0
            else -(-self._value // self._step) * self._step
        )
        wanted = snapped + steps * self._step
        value = min(max(wanted, self._limits.least), self._limits.most)
        self.field.show_text(self._text(value))
        self._settled = value
        self._put_in_force(value, "")

    def _settle(self) -> None:
        """What has been typed is what the next typing begins from."""
        if not self.problem:
            self._settled = self._value
            self.field.show_text(self._text(self._value))

    def _put_in_force(self, value: int, problem: str) -> None:
        """Take a value, with what is wrong with the text, if anything is: that is known before it is told."""
        has_changed = bool(problem) or problem != self.problem
        self.problem = problem
        self.field.show_problem(problem)
        if value != self._value:
            self._value = value
            self.edited.emit(value)
        if has_changed:
            self.problem_changed.emit()

    def _read(self, text: str) -> int:
        """The value that a text means. Raises InputError if it is none, or outside the limits."""
        plain = text.strip()
        try:
            value = written_time_ms(plain) if self._limits.is_time else _whole_number(plain)
        except InputError as error:
            raise InputError(f"{self._label}: {error}") from error
        if value is None or not self._limits.least <= value <= self._limits.most:
            found = f", not “{plain}”" if plain else ""
            raise InputError(f"{self._label}: {self._range()}{found}")
        return value

    def _read_or_none(self, text: str) -> int | None:
        try:
            return self._read(text)
        except InputError:
            return None

    def _range(self) -> str:
        """What would be right, with an example where it helps."""
        limits = self._limits
        least_to_most = f"{self._text(limits.least)} to {self._text(limits.most)}"
        if not limits.is_time:
            return f"a whole number from {least_to_most}"
        example = next((text for ms, text in TIME_EXAMPLES if ms < limits.most), "")
        return f"{least_to_most} s, such as {example}"

    def _text(self, value: int) -> str:
        return seconds_text(value) if self._limits.is_time else str(value)

    def _set_problem(self, problem: str) -> None:
        self.field.show_problem(problem)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()


def show_numbers(
    fields: Mapping[str, NumberField], preset: Preset, unread: Mapping[str, str] | None = None
) -> None:
    """Show the numbers of a preset. Given the texts that were left `unread`, the fields begin afresh with
    them; else what is being typed stays."""
    for key, field in fields.items():
        field.show_value(getattr(preset, key), afresh=unread is not None)
        if unread and key in unread:
            field.show_unread(unread[key])


def unread_numbers(fields: Mapping[str, NumberField]) -> dict[str, str]:
    """The texts of the fields with which something is wrong."""
    return {key: field.unread for key, field in fields.items() if field.unread is not None}


def _whole_number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
