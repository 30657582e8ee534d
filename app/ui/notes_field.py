"""The notes of a preset."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.errors import InputError
from app.domain.preset import MAX_NOTES
from app.domain.writing import check_text

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
