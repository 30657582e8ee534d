"""The tempo as one line of text, and under it what it means or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import AmbiguousTempo, Reading, TempoError, parse_tempo
from liftronome.domain.phase import PLAYING_ORDER, Start
from liftronome.domain.tempo import WRITTEN_ORDER, Tempo
from liftronome.domain.words import SEPARATOR, tempo_words
from liftronome.presentation.texts import capitalised
from liftronome.ui.editor.reading_question import ReadingQuestion
from liftronome.ui.look.theme_manager import THEME_MANAGER, current_theme
from liftronome.ui.widgets.step_field import LeadingSpaceFilter


@dataclass(frozen=True, slots=True)
class TextStretch:
    """Characters of a line, and how they look."""

    start: int
    length: int
    look: QTextCharFormat


def tempo_stretches(text: str, tempo: Tempo) -> list[TextStretch]:
    """Where the parts of a tempo stand in the text that was read as it; nothing if that is not plain."""
    for pattern in (r"(?:[0-9]+(?:[.,][0-9]+)?|[xX×*])!?", r"[0-9xX×*]!?", r"(?:[0-9]+|[xX×*])!?"):
        found = list(re.finditer(pattern, text))
        if len(found) in (3, 4) and _means("-".join(match.group() for match in found), tempo):
            return [
                TextStretch(match.start(), len(match.group()), _look(current_theme().phases[phase]))
                for match, phase in zip(found, WRITTEN_ORDER, strict=False)
            ]
    return []


def colour_text(edit: QLineEdit, stretches: Sequence[TextStretch]) -> None:
    """Colour characters of a line.

    QLineEdit has no call for this; the formats that an input method may send are shown all the same,
    and an event without text changes nothing else.
    """
    attributes = [
        QInputMethodEvent.Attribute(
            QInputMethodEvent.AttributeType.TextFormat,
            stretch.start - edit.cursorPosition(),
            stretch.length,
            stretch.look,
        )
        for stretch in stretches
    ]
    QCoreApplication.sendEvent(edit, QInputMethodEvent("", attributes))


def _means(text: str, tempo: Tempo) -> bool:
    try:
        return parse_tempo(text) == tempo
    except TempoError:
        return False


def _look(colour: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    return look


MESSAGE_HEIGHT_PX: Final = 96


class TempoField(QWidget):
    """Reads a tempo as it is typed.

    `tempo_read` carries each tempo that the text comes to mean; `taken_back` the one from before the typing,
    while the text means none; `problem_changed` says that `problem` ("" if the text can be read) or the text
    that has it did; `accepted` that Enter has accepted a tempo.
    """

    tempo_read = Signal(object)
    taken_back = Signal(object)
    problem_changed = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._settled: Tempo | None = None
        self._exercise: Exercise | None = None
        self._start = Start.ECCENTRIC
        self.edit = QLineEdit(self)
        self.edit.setObjectName("tempoText")
        self.edit.setPlaceholderText("3-1-X-2")
        self.edit.setAccessibleName("Tempo: eccentric, stretched pause, concentric, shortened pause")
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._settle)
        self.edit.installEventFilter(self)
        LeadingSpaceFilter(self.edit)
        self.words = self._message("words")
        self.reason = self._message("problem")
        self.question = ReadingQuestion(self)
        self.question.answered.connect(self._answered)
        self._below = QStackedWidget(self)
        self._below.setMinimumHeight(MESSAGE_HEIGHT_PX)
        for page in (self.words, self.reason, self.question):
            self._below.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.edit)
        column.addWidget(self._below, 1)
        self.setFocusProxy(self.edit)
        THEME_MANAGER.changed.connect(self._colour_anew)

    @property
    def text(self) -> str:
        """The text as it stands in the field."""
        return self.edit.text()

    def show_exercise(self, exercise: Exercise, start: Start) -> None:
        """Say in which words, and in which order, the tempo is performed."""
        self._exercise, self._start = exercise, start

    def show_tempo(self, tempo: Tempo, *, afresh: bool = False) -> None:
        """Show a tempo. A text that reads as this tempo already stays as it was typed; typing on is the same
        typing as before, unless the field is to begin `afresh`."""
        is_new = _read_or_none(self.text) != tempo
        if is_new:
            self.edit.setText(str(tempo))
        if is_new or afresh:
            self._settled = tempo
        self._show_reading(tempo)

    def show_text(self, text: str) -> None:
        """Show a text, and what is wrong with it if it is no tempo."""
        self.edit.setText(text)
        self._read(text)

    def clear_problem(self) -> None:
        """Forget what was wrong, as no tempo is asked for."""
        self.edit.clear()
        self._set_problem("")

    def accept(self) -> None:
        """Write the tempo in its usual form; if it cannot be read, ask or stay."""
        tempo = _read_or_none(self.text)
        if tempo is not None:
            self.show_text(str(tempo))
            self._settle()
            self.accepted.emit()
        elif self._below.currentWidget() is self.question:
            self.question.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & _CHORD
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
            if event.key() == Qt.Key.Key_Down and self._below.currentWidget() is self.question:
                self.question.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        tempo = self._read(text)
        if tempo is not None:
            self.tempo_read.emit(tempo)
            return
        if self._settled is not None:
            self.taken_back.emit(self._settled)
        self.problem_changed.emit()

    def _settle(self) -> None:
        """What has been typed is what the next typing begins from."""
        self._settled = _read_or_none(self.text) or self._settled

    def _answered(self, reading: Reading) -> None:
        self.show_text(str(reading.tempo))
        self._settle()
        self.tempo_read.emit(reading.tempo)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, text: str) -> Tempo | None:
        try:
            tempo = parse_tempo(text)
        except AmbiguousTempo as error:
            self.question.ask(error, self._in_words)
            self._show_problem("choose how the tempo is meant", error)
            self._below.setCurrentWidget(self.question)
            return None
        except TempoError as error:
            self.reason.setText(escape(f"{capitalised(str(error))}."))
            self._show_problem("the tempo cannot be read yet", error)
            self._below.setCurrentWidget(self.reason)
            return None
        self._show_reading(tempo)
        return tempo

    def _colour_anew(self) -> None:
        if self.text or self.problem:
            self._read(self.text)

    def _show_reading(self, tempo: Tempo) -> None:
        self.words.setText(self._words_in_colour(tempo))
        self._below.setCurrentWidget(self.words)
        colour_text(self.edit, tempo_stretches(self.text, tempo))
        self.edit.setAccessibleDescription(self._in_words(tempo))
        self._set_problem("")

    def _show_problem(self, problem: str, error: TempoError) -> None:
        """Point at the place that is to blame, and say in short what stands in the way."""
        at = error.position
        blamed = [] if at is None or not self.text else [min(at, len(self.text) - 1)]
        colour_text(self.edit, [TextStretch(place, 1, _wrong_format()) for place in blamed])
        self.edit.setAccessibleDescription(str(error))
        self._set_problem(problem)

    def _set_problem(self, problem: str) -> None:
        if self.edit.property("wrong") != bool(problem):
            self.edit.setProperty("wrong", bool(problem))
            self.edit.style().polish(self.edit)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()

    def _in_words(self, tempo: Tempo) -> str:
        return tempo_words(tempo, self._start, self._exercise)

    def _words_in_colour(self, tempo: Tempo) -> str:
        pieces = self._in_words(tempo).split(SEPARATOR)
        self.words.setAccessibleName(SEPARATOR.join(pieces))
        order, theme = PLAYING_ORDER[self._start], current_theme()
        if len(pieces) != len(order):
            return escape(SEPARATOR.join(pieces))
        spans = (
            f'<span style="color:{theme.phases[phase]}">{escape(piece).replace(" ", "&nbsp;")}</span>'
            for phase, piece in zip(order, pieces, strict=True)
        )
        return f'<span style="color:{theme.muted}">{SEPARATOR}</span>'.join(spans)

    def _message(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        return label


_CHORD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _read_or_none(text: str) -> Tempo | None:
    try:
        return parse_tempo(text)
    except TempoError:
        return None


def _wrong_format() -> QTextCharFormat:
    wrong = QTextCharFormat()
    wrong.setForeground(QColor(current_theme().background))
    wrong.setBackground(QColor(current_theme().warning))
    return wrong
