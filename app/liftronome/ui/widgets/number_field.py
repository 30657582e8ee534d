"""A labelled number within limits: a count, or a time in seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.limits import Limits
from liftronome.domain.line.times import written_time_ms
from liftronome.domain.preset import Preset
from liftronome.domain.tempo import seconds_text
from liftronome.presentation.texts import capitalised
from liftronome.ui.widgets.labels import problem_label, show_line
from liftronome.ui.widgets.step_field import StepField

TIME_EXAMPLES: Final = ((60_000, "90 or 1:30"), (1500, "1.5"), (0, "0.5"))
"""Examples for a time field, by the milliseconds that its upper limit must exceed."""


class NumberField(QWidget):
    """A number of a preset: a count, or milliseconds shown in seconds.

    `edited` carries each new value within the limits; `problem_changed` tells that `problem`, or the text
    that causes it, has changed. A text that cannot be read or is outside the limits stays in the field, with
    what would be right below it; the value from before the typing is then in force, not what half the text
    meant.
    A time may be typed in any way lifters write it; it is shown in seconds once the field is left.
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
        unit = 1000 if limits.is_time else 1
        name = f"{label}, seconds" if limits.is_time else label
        self.field = StepField(name, self)
        self.field.set_range(limits.least / unit, limits.most / unit)
        self.field.set_value(self._value / unit)
        self.field.typed.connect(self._typed)
        self.field.stepped.connect(self._stepped)
        self.field.left.connect(self._settle)
        self.setFocusProxy(self.field)
        caption = QLabel(name, self)
        caption.setProperty("role", "caption")
        caption.setTextFormat(Qt.TextFormat.PlainText)
        self.message = problem_label(self, is_small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(self.field)
        column.addWidget(self.message)
        column.addStretch(1)  # an alignment would cut a message of many lines

    @property
    def value(self) -> int:
        """The value in force."""
        return self._value

    @property
    def unread(self) -> str | None:
        """The text, if it is wrong."""
        return self.field.edit.text() if self.problem else None

    def show_value(self, value: int, *, afresh: bool = False) -> None:
        """Show a value. Text being typed stays if it reads as that value, or if it cannot be read and the
        value is the one in force. `afresh` replaces it in any case."""
        if self.problem and value == self._value and not afresh:
            return
        if value != self._value or afresh:
            self._value = self._settled = value
        if self._read_or_none(self.field.edit.text()) != value:
            self.field.show_text(self._text(value))
        self._show_problem("")

    def show_unread(self, text: str) -> None:
        """Show a text left in the field earlier, with what is wrong with it."""
        try:
            self._read(text)
        except InputError as error:
            self.field.show_text(text)
            self._show_problem(str(error))

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
        """The typing has ended: what was typed is what the next typing falls back to."""
        if not self.problem:
            self._settled = self._value
            self.field.show_text(self._text(self._value))

    def _put_in_force(self, value: int, problem: str) -> None:
        """Take a value, and what is wrong with the text; that is set before anything is emitted."""
        has_changed = bool(problem) or problem != self.problem
        self.problem = problem
        before, self._value = self._value, value
        self._mark()
        if value != before:
            self.edited.emit(value)
        if has_changed:
            self.problem_changed.emit()

    def _read(self, text: str) -> int:
        """The value of a text. Raises InputError if there is none, or it is outside the limits."""
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

    def _show_problem(self, problem: str) -> None:
        has_changed = problem != self.problem
        self.problem = problem
        self._mark()
        if has_changed:
            self.problem_changed.emit()

    def _mark(self) -> None:
        self.field.show_problem(self.problem)
        self.field.set_value(self._value / 1000 if self._limits.is_time else self._value)
        show_line(
            self.message, capitalised(self.problem.removeprefix(f"{self._label}: ").split(", not “")[0])
        )


def show_numbers(
    fields: Mapping[str, NumberField], preset: Preset, unread: Mapping[str, str] | None = None
) -> None:
    """Show the numbers of a preset. Given `unread`, the texts left in fields earlier, the fields start afresh
    with them; otherwise text being typed stays."""
    for key, field in fields.items():
        field.show_value(number_of(preset, key), afresh=unread is not None)
        if unread and key in unread:
            field.show_unread(unread[key])


def number_of(preset: Preset, key: str) -> int:
    """The number of a preset that a field shows."""
    match key:
        case "sets":
            return len(preset.scheme.sets)
        case "reps":
            return max(preset.scheme.first_reps, 1)
        case "hold_ms":
            return preset.scheme.sets[0].mini_sets[0].limit_ms
        case _:
            return int(getattr(preset, key))


def unread_numbers(fields: Mapping[str, NumberField]) -> dict[str, str]:
    """The texts of the fields that are wrong."""
    return {key: field.unread for key, field in fields.items() if field.unread is not None}


def _whole_number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
