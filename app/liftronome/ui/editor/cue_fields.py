"""The coaching cues of a preset or an exercise, one line per phase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.phase import PLAYING_ORDER, Phase
from liftronome.domain.preset import MAX_CUE
from liftronome.domain.words import step_words
from liftronome.domain.writing import check_text
from liftronome.presentation.texts import capitalised
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.labels import problem_label, show_line

NO_CUE: Final = "No cue"
RESTORE: Final = "Restore default"


class CueFields(QWidget):
    """A line for each phase. Where it is empty, the exercise's own cue is used, which the placeholder shows.

    `edited` carries the cues that differ from the exercise's, by phase; "" is a cue that is left out.
    """

    edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._usual: Mapping[Phase, str] = {}
        self._cues: dict[Phase, str] = {}
        self.edits = {phase: self._edit(phase) for phase in Phase}
        self.buttons = {phase: self._button(phase) for phase in Phase}
        self._words = {phase: self._word(phase) for phase in Phase}
        caption = QLabel("Coaching cues", self)
        caption.setProperty("role", "caption")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(caption, 0, 0, 1, 3)
        self._message = problem_label(self, is_small=True)
        self._grid.addWidget(self._message, len(Phase) + 1, 0, 1, 3)
        for row, phase in enumerate(Phase, start=1):
            self._place(phase, row)

    @property
    def cues(self) -> dict[Phase, str]:
        """The cues that differ from the exercise's, by phase."""
        return dict(self._cues)

    def show_cues(self, exercise: Exercise, cues: Mapping[Phase, str], *, afresh: bool = False) -> None:
        """Show the cues that differ from the exercise's, and its own cues as placeholders."""
        self._usual, self._cues = exercise.cues, dict(cues)
        if afresh:
            self._set_problem("")
        for row, phase in enumerate(PLAYING_ORDER[exercise.start], start=1):
            self._place(phase, row)
        for button in self.buttons.values():
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(bool(self._usual))  # then all fields are equally wide
            button.setSizePolicy(policy)
        for phase, edit in self.edits.items():
            word = capitalised(step_words(phase, exercise))
            self._words[phase].setText(word)
            for widget in (self._words[phase], edit):
                widget.setVisible(phase is Phase.CONCENTRIC or not exercise.is_ballistic)
            edit.setAccessibleName(f"Coaching cue: {word}")
            text = cues.get(phase, "")
            if edit.text() != text and not (self.problem and edit.property("wrong")):
                edit.setText(text)
            self._show_default(phase)

    def _show_default(self, phase: Phase) -> None:
        usual = self._usual.get(phase, "")
        is_own = phase in self._cues
        self.edits[phase].setPlaceholderText(NO_CUE if is_own or not usual else f"Default: {usual}")
        button = self.buttons[phase]
        button.setText(RESTORE if is_own else NO_CUE)
        button.setToolTip(usual if is_own else "Leave this cue out")
        button.setAccessibleName(f"{button.text()}: {self._words[phase].text()}")
        button.setVisible(bool(usual) and not self.edits[phase].isHidden())

    def _typed(self, phase: Phase, text: str) -> None:
        try:
            check_text("a coaching cue", text, MAX_CUE)
        except InputError as error:
            self._mark(phase, str(error))
            return
        self._mark(phase, "")
        if text.strip():
            self._cues[phase] = text
        else:
            self._cues.pop(phase, None)
        self._show_default(phase)
        self.edited.emit(dict(self._cues))

    def _toggle(self, phase: Phase) -> None:
        if phase in self._cues:
            del self._cues[phase]
        else:
            self._cues[phase] = ""
        self.edits[phase].setText("")
        self._mark(phase, "")
        self._show_default(phase)
        self.edited.emit(dict(self._cues))

    def _mark(self, phase: Phase, problem: str) -> None:
        edit = self.edits[phase]
        edit.setToolTip(problem)
        if bool(edit.property("wrong")) != bool(problem):
            edit.setProperty("wrong", bool(problem))
            edit.style().polish(edit)
        self._set_problem(problem)

    def _set_problem(self, problem: str) -> None:
        if not problem:
            for edit in self.edits.values():
                if edit.property("wrong"):
                    edit.setProperty("wrong", False)
                    edit.style().polish(edit)
        show_line(self._message, capitalised(problem))
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()

    def _place(self, phase: Phase, row: int) -> None:
        for column, widget in enumerate((self._words[phase], self.edits[phase], self.buttons[phase])):
            self._grid.addWidget(widget, row, column)

    def _word(self, phase: Phase) -> QLabel:
        word = QLabel(self)
        word.setProperty("phase", phase.value)
        return word

    def _edit(self, phase: Phase) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setMaxLength(MAX_CUE)
        edit.textEdited.connect(lambda text: self._typed(phase, text))
        return edit

    def _button(self, phase: Phase) -> EnterButton:
        button = EnterButton(self)
        button.setObjectName("link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._toggle(phase))
        return button
