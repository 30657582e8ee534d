"""What is seldom changed in a preset: times, counting, coaching cues and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from liftronome.domain.counting import COUNTED_BY, Count
from liftronome.domain.errors import InputError
from liftronome.domain.preset import (
    COUNT_IN,
    MAX_NOTES,
    OWN_PACE_LIMIT,
    PRE_CUE,
    READY,
    X_SLOT,
    Limits,
    Preset,
)
from liftronome.domain.tempo import Pace
from liftronome.domain.writing import check_text
from liftronome.ui.editor.cue_fields import CueFields
from liftronome.ui.text.field_names import LABELS, NOTES
from liftronome.ui.widgets.buttons import Segments, Switch
from liftronome.ui.widgets.number_field import NumberField, show_numbers, unread_numbers

LINES = 4


class NotesField(QWidget):
    """Some lines of text. `edited` carries them; `problem_changed` says that `problem` did, or the text that
    has it."""

    edited = Signal(str)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._is_showing = False
        self._notes = ""
        caption = QLabel("Notes", self)
        caption.setProperty("role", "caption")
        self.edit = QPlainTextEdit(self)
        self.edit.setPlaceholderText("Bench height, band, what to watch for …")
        self.edit.setAccessibleName("Notes")
        self.edit.setTabChangesFocus(True)
        self.edit.setUndoRedoEnabled(False)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * LINES + 32)
        self.edit.textChanged.connect(self._typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(self.edit)

    def show_notes(self, notes: str, *, afresh: bool = False) -> None:
        """Show the notes of a preset."""
        if self.problem and notes == self._notes and not afresh:
            return
        self._notes = notes
        if self.edit.toPlainText() != notes:
            self._is_showing = True
            self.edit.setPlainText(notes)
            self._is_showing = False
        self._set_problem("")

    def _typed(self) -> None:
        text = self.edit.toPlainText()
        if self._is_showing:
            return
        if text == self._notes:
            self._set_problem("")
            return
        try:
            check_text("the note", text, MAX_NOTES, may_break=True)
        except InputError as error:
            self._set_problem(str(error))
            self.problem_changed.emit()
            return
        self._set_problem("")
        self._notes = text
        self.edited.emit(text)

    def _set_problem(self, problem: str) -> None:
        if self.edit.property("wrong") != bool(problem):
            self.edit.setProperty("wrong", bool(problem))
            self.edit.style().polish(self.edit)
        self.edit.setToolTip(problem)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()


TIMES: Final[tuple[tuple[str, Limits, int], ...]] = (
    ("ready_ms", READY, 5000),
    ("count_in_ms", COUNT_IN, 1000),
    ("pre_cue_ms", PRE_CUE, 100),
    ("x_slot_ms", X_SLOT, 100),
    ("own_pace_limit_ms", OWN_PACE_LIMIT, 5000),
)
PACES: Final = {"x_slot_ms": Pace.EXPLOSIVE, "own_pace_limit_ms": Pace.OWN}
"""Times that only a tempo with such a part has a use for."""

COUNTS: Final = (None, Count.NOTHING, Count.SECONDS, Count.REPS_UP, Count.REPS_DOWN)
COUNT_TEXTS: Final = ("As usual", "Nothing", "Seconds", "Reps", "Reps left")
USUALLY: Final = {Count.NOTHING: "this sound counts nothing", Count.REPS_UP: "this sound counts the reps"}
SWITCHES: Final = {
    "seconds": "A light tick at each full second",
    "speak_coaching": "Speak the coaching cues",
    "wait_for_key": "After a rest, wait for a key",
}
COLUMNS: Final = 3


class MoreFields(QWidget):
    """Edits what is folded away.

    `edited` carries the preset as it comes to be; `problem_changed` says that `problem` did.
    """

    edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self.fields = {key: self._field(key, limits, step) for key, limits, step in TIMES}
        self.count = Segments("Count aloud", COUNT_TEXTS, self)
        self.count.chosen.connect(lambda index: self._edit("count", COUNTS[index]))
        self._counted = QLabel(self)
        self._counted.setProperty("role", "caption")
        self.switches = {key: self._switch(key, text) for key, text in SWITCHES.items()}
        self._speaks = self._caption()
        self.cues = CueFields(self)
        self.cues.edited.connect(lambda cues: self._edit("cues", cues))
        self.cues.problem_changed.connect(self.problem_changed)
        self.notes = NotesField(self)
        self.notes.edited.connect(lambda notes: self._edit("notes", notes))
        self.notes.problem_changed.connect(self.problem_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addLayout(self._times())
        column.addLayout(self._counting())
        column.addLayout(self._switches())
        column.addWidget(self.cues)
        column.addWidget(self.notes)

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is, "" if nothing is."""
        problems = (*(field.problem for field in self.fields.values()), self.cues.problem, self.notes.problem)
        return next((problem for problem in problems if problem), "")

    @property
    def unread(self) -> dict[str, str]:
        """The texts with which something is wrong, by their fields."""
        notes = {NOTES: self.notes.edit.toPlainText()} if self.notes.problem else {}
        return {**unread_numbers(self.fields), **notes}

    def show_preset(self, preset: Preset, unread: Mapping[str, str] | None = None) -> None:
        """Show a preset. Given the texts that were left `unread`, the fields begin afresh with them; else
        what is being typed stays."""
        self._preset = preset
        show_numbers(self.fields, preset, unread)
        self._enable_times(preset)
        self.count.show_choice(COUNTS.index(preset.count))
        usually = f": {USUALLY[_usual(preset)]}" if preset.count is None else ""
        self._counted.setText(f"Count aloud{usually}")
        for key, switch in self.switches.items():
            switch.setChecked(getattr(preset, key))
        self._show_speaking(preset)
        self.cues.show_cues(preset.exercise, preset.cues, afresh=unread is not None)
        self.notes.show_notes(preset.notes, afresh=unread is not None)
        if unread and NOTES in unread:
            self.notes.edit.setPlainText(unread[NOTES])

    def _enable_times(self, preset: Preset) -> None:
        """Where a time is of no use, nothing can be wrong with it."""
        for key, pace in PACES.items():
            field = self.fields[key]
            field.setEnabled(_has(preset, pace))
            if not field.isEnabled():
                field.show_value(getattr(preset, key), afresh=True)

    def _show_speaking(self, preset: Preset) -> None:
        """Coaching is heard where a voice speaks; elsewhere it is only read."""
        speaks = preset.pack in COUNTED_BY
        self.switches["speak_coaching"].setEnabled(speaks or preset.speak_coaching)
        self._speaks.setText("" if speaks else "needs a sound with a voice")

    def _edit(self, key: str, value: Any) -> None:
        if self._preset is not None:
            self._preset = replace(self._preset, **{key: value})
            self.edited.emit(self._preset)

    def _field(self, key: str, limits: Limits, step: int) -> NumberField:
        field = NumberField(LABELS[key], limits, step, self)
        field.edited.connect(lambda value: self._edit(key, value))
        field.problem_changed.connect(self.problem_changed)
        return field

    def _switch(self, key: str, text: str) -> Switch:
        switch = Switch(text, self)
        switch.clicked.connect(lambda checked: self._edit(key, checked))
        return switch

    def _times(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for number, field in enumerate(self.fields.values()):
            grid.addWidget(field, number // COLUMNS, number % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def _counting(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._counted)
        column.addWidget(self.count, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _switches(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for key, switch in self.switches.items():
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(switch)
            if key == "speak_coaching":
                row.addWidget(self._speaks, 1)
            else:
                row.addStretch(1)
            column.addLayout(row)
        return column

    def _caption(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "caption")
        label.setWordWrap(True)
        return label


def _usual(preset: Preset) -> Count:
    return replace(preset, count=None).counted


def _has(preset: Preset, pace: Pace) -> bool:
    return preset.tempo is not None and any(part.pace is pace for part in preset.tempo.parts)
