"""What seldom changes in a preset: times, counting, coaching cues and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from liftronome.domain.counting import COUNTED_BY, Count
from liftronome.domain.errors import InputError
from liftronome.domain.limits import COUNT_IN, OWN_PACE_LIMIT, PRE_CUE, READY, X_SLOT, Limits
from liftronome.domain.preset import MAX_NOTES, Preset
from liftronome.domain.tempo import Pace
from liftronome.domain.writing import check_text
from liftronome.presentation.texts import capitalised
from liftronome.ui.editor.cue_fields import CueFields
from liftronome.ui.text.field_names import LABELS, NOTES
from liftronome.ui.widgets.buttons import Segments, Switch
from liftronome.ui.widgets.labels import problem_label, show_line
from liftronome.ui.widgets.number_field import NumberField, show_numbers, unread_numbers
from liftronome.ui.widgets.wrapping import WrappingLayout

LINES = 4


class NotesField(QWidget):
    """Some lines of text, carried by `edited`. `problem_changed` tells that `problem`, or the text that
    causes it, has changed."""

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
        self._message = problem_label(self, is_small=True)
        column.addWidget(self._message)

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
        if bool(self.edit.property("wrong")) != bool(problem):
            self.edit.setProperty("wrong", bool(problem))
            self.edit.style().polish(self.edit)
        self.edit.setAccessibleDescription(problem)
        show_line(self._message, capitalised(problem))
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
"""Times that only a tempo with such a part uses."""

IN_MORE: Final = frozenset({NOTES, *(key for key, _, _ in TIMES)})
"""The fields that may hold text which cannot be read."""

TEMPO_TIMES: Final = ("pre_cue_ms", *PACES)
"""Times that a ballistic exercise, which has no tempo, does not use."""

COUNTS: Final = (None, Count.NOTHING, Count.SECONDS, Count.REPS_UP, Count.REPS_DOWN)
COUNT_TEXTS: Final = ("Default", "Nothing", "Seconds", "Reps", "Reps left")
USUALLY: Final = {Count.NOTHING: "with this sound, nothing", Count.REPS_UP: "with this sound, the reps"}
SWITCHES: Final = {
    "seconds": "Tick lightly every second",
    "speak_coaching": "Speak the coaching cues",
    "wait_for_key": "Wait for a key after each rest",
}
COLUMNS: Final = 3
NEEDS_VOICE: Final = "Needs a sound with a voice: Voice, or Voice + glide"


class MoreFields(QWidget):
    """Edits what the page folds away.

    `edited` carries the changed preset; `problem_changed` tells that `problem` has changed.
    """

    edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self.fields = {key: self._field(key, limits, step) for key, limits, step in TIMES}
        self.count = Segments("Count aloud", COUNT_TEXTS, self)
        self.count.chosen.connect(lambda index: self._edit("count", COUNTS[index]))
        self._counted = self._caption()
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
        """What is wrong with the first field that is wrong, "" if none is."""
        problems = (*(field.problem for field in self.fields.values()), self.cues.problem, self.notes.problem)
        return next((problem for problem in problems if problem), "")

    @property
    def unread(self) -> dict[str, str]:
        """The texts that are wrong, by their fields."""
        notes = {NOTES: self.notes.edit.toPlainText()} if self.notes.problem else {}
        return {**unread_numbers(self.fields), **notes}

    def show_preset(self, preset: Preset, unread: Mapping[str, str] | None = None) -> None:
        """Show a preset. Given `unread`, the texts left in fields earlier, the fields start afresh with them;
        otherwise text being typed stays."""
        self._preset = preset
        show_numbers(self.fields, preset, unread)
        self._enable_times(preset)
        self.count.show_choice(COUNTS.index(preset.count))
        usually = f" (default: {USUALLY[_usual(preset)]})" if preset.count is None else ""
        self._counted.setText(f"Count aloud{usually}")
        for key, switch in self.switches.items():
            switch.setChecked(getattr(preset, key))
        show_speaking(self.switches["speak_coaching"], preset)
        self._speaks.setText("" if speaks(preset) else NEEDS_VOICE)
        self.cues.show_cues(preset.exercise, preset.cues, afresh=unread is not None)
        self.notes.show_notes(preset.notes, afresh=unread is not None)
        if unread and NOTES in unread:
            self.notes.edit.setPlainText(unread[NOTES])

    def _enable_times(self, preset: Preset) -> None:
        """Offer the times that the tempo uses; nothing can be wrong with the others."""
        for key in TEMPO_TIMES:
            self.fields[key].setVisible(preset.tempo is not None)
        for key, pace in PACES.items():
            field = self.fields[key]
            field.setEnabled(_has(preset, pace))
            if not field.isEnabled():
                field.show_value(getattr(preset, key), afresh=True)

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

    def _times(self) -> WrappingLayout:
        times = WrappingLayout(24, 16, columns=COLUMNS)
        for field in self.fields.values():
            times.addWidget(field)
        return times

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


def speaks(preset: Preset) -> bool:
    """True if the sound of a preset has a voice, which can speak coaching cues."""
    return preset.pack in COUNTED_BY


def show_speaking(switch: Switch, preset: Preset) -> None:
    """Show whether coaching cues are spoken: never by a sound without a voice, which shows them only."""
    switch.setEnabled(speaks(preset))
    switch.setChecked(preset.speak_coaching and speaks(preset))


def _usual(preset: Preset) -> Count:
    return replace(preset, count=None).counted


def _has(preset: Preset, pace: Pace) -> bool:
    return preset.tempo is not None and any(part.pace is pace for part in preset.tempo.parts)
