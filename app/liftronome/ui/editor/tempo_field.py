"""The tempo as one line of text; below it what it means, or why it cannot be read."""

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
from liftronome.domain.notation import AmbiguousTempo, Reading, TempoError, parse_tempo, read_tempo
from liftronome.domain.phase import PLAYING_ORDER, Start
from liftronome.domain.tempo import WRITTEN_ORDER, Tempo
from liftronome.domain.words import SEPARATOR, tempo_words
from liftronome.presentation.texts import capitalised
from liftronome.ui.editor.reading_question import Answer, ReadingQuestion
from liftronome.ui.look.theme_manager import THEME_MANAGER, current_theme
from liftronome.ui.widgets.step_field import LeadingSpaceFilter


@dataclass(frozen=True, slots=True)
class TextStretch:
    """Characters of a line, and their format."""

    start: int
    length: int
    look: QTextCharFormat


def tempo_stretches(text: str, tempo: Tempo) -> list[TextStretch]:
    """Where the parts of a tempo are in the text that was read as it; empty if that is unclear."""
    for pattern in (r"(?:[0-9]+(?:[.,][0-9]+)?|[xX×*])!?", r"[0-9xX×*]!?", r"(?:[0-9]+|[xX×*])!?"):
        found = list(re.finditer(pattern, text))
        if len(found) in (3, 4) and _means("-".join(match.group() for match in found), tempo):
            return [
                TextStretch(match.start(), len(match.group()), coloured(current_theme().phases[phase]))
                for match, phase in zip(found, WRITTEN_ORDER, strict=False)
            ]
    return []


def colour_text(edit: QLineEdit, stretches: Sequence[TextStretch]) -> None:
    """Colour characters of a line.

    QLineEdit has no call for this, but it shows the formats of input methods, and an event without text
    changes nothing else.
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


def coloured(colour: str) -> QTextCharFormat:
    """The format of text in a colour."""
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    return look


MESSAGE_HEIGHT_PX: Final = 96


class TempoField(QWidget):
    """Reads a tempo as it is typed.

    `tempo_read` carries each tempo that the text comes to mean; `taken_back` the one from before the typing,
    while the text means none. `problem_changed` tells that `problem` ("" if the text can be read), or the
    text that causes it, has changed; `accepted` that Enter has accepted a tempo. `noted` carries a remark
    typed behind a tempo, once the typing has ended.
    """

    tempo_read = Signal(object)
    taken_back = Signal(object)
    problem_changed = Signal()
    accepted = Signal()
    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._settled: Tempo | None = None
        self._readings: Sequence[Reading] = ()
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
        """The text in the field."""
        return self.edit.text()

    def show_exercise(self, exercise: Exercise, start: Start) -> None:
        """Use the words and the order of an exercise."""
        self._exercise, self._start = exercise, start

    def show_tempo(self, tempo: Tempo, *, afresh: bool = False) -> None:
        """Show a tempo. Text that already reads as this tempo stays as it was typed. `afresh` starts a new
        typing."""
        is_new = self._read_or_none() != tempo
        if is_new:
            self.edit.setText(str(tempo))
        if is_new or afresh:
            self._settled = tempo
        self._show_reading(tempo, "" if is_new else self._reading().note)

    def show_text(self, text: str) -> None:
        """Show a text, and what is wrong with it if it is no tempo."""
        self.edit.setText(text)
        self._read()

    def clear_problem(self) -> None:
        """Forget what was wrong, as no tempo is needed."""
        self.edit.clear()
        self._set_problem("")

    def accept(self) -> None:
        """Write the tempo in its usual form; if it cannot be read, ask or stay."""
        tempo = self._read_or_none()
        if tempo is not None:
            self._settle()
            self.show_text(str(tempo))
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
        tempo = self._read()
        if tempo is not None:
            self.tempo_read.emit(tempo)
            return
        if self._settled is not None:
            self.taken_back.emit(self._settled)
        self.problem_changed.emit()

    def _settle(self) -> None:
        """The typing has ended: what was typed is what the next typing falls back to."""
        try:
            reading = self._reading()
        except TempoError:
            return
        self._settled = reading.tempo
        if reading.note:
            self.noted.emit(reading.note)

    def _answer(self, reading: Reading) -> Answer:
        return Answer(
            f"{reading.tempo} – {reading.meaning}", f"{reading.meaning}: {self._in_words(reading.tempo)}"
        )

    def _answered(self, index: int) -> None:
        reading = self._readings[index]
        if reading.note:
            self.noted.emit(reading.note)
        self.show_text(str(reading.tempo))
        self._settle()
        self.tempo_read.emit(reading.tempo)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> Tempo | None:
        try:
            reading = self._reading()
        except AmbiguousTempo as error:
            self._readings = error.readings
            self.question.ask(error.why, [self._answer(reading) for reading in error.readings])
            self._show_problem("choose what the tempo means", error)
            self._below.setCurrentWidget(self.question)
            return None
        except TempoError as error:
            self.reason.setText(escape(f"{capitalised(str(error))}."))
            self._show_problem("the tempo cannot be read yet", error)
            self._below.setCurrentWidget(self.reason)
            return None
        self._show_reading(reading.tempo, reading.note)
        return reading.tempo

    def _reading(self) -> Reading:
        """What the text means. Raises TempoError."""
        return read_tempo(self.text, down_lifts=_down_lifts(self._exercise))

    def _read_or_none(self) -> Tempo | None:
        try:
            return self._reading().tempo
        except TempoError:
            return None

    def _colour_anew(self) -> None:
        if self.text or self.problem:
            self._read()

    def _show_reading(self, tempo: Tempo, note: str = "") -> None:
        kept = f'<br><span style="color:{current_theme().muted}">Note: {escape(note)}</span>' if note else ""
        self.words.setText(self._words_in_colour(tempo) + kept)
        self._below.setCurrentWidget(self.words)
        colour_text(self.edit, tempo_stretches(self.text, tempo))
        self.edit.setAccessibleDescription(self._in_words(tempo))
        self._set_problem("")

    def _show_problem(self, problem: str, error: TempoError) -> None:
        """Mark the place at fault, and say briefly what prevents the start."""
        at = error.position
        blamed = [] if at is None or not self.text else [min(at, len(self.text) - 1)]
        colour_text(self.edit, [TextStretch(place, 1, wrong_format()) for place in blamed])
        self.edit.setAccessibleDescription(str(error))
        self._set_problem(problem)

    def _set_problem(self, problem: str) -> None:
        if bool(self.edit.property("wrong")) != bool(problem):
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


def _down_lifts(exercise: Exercise | None) -> bool:
    """True for a pulldown and its like, where "down" is the word for lifting."""
    return exercise is not None and "down" in exercise.words.concentric.split()


def wrong_format() -> QTextCharFormat:
    """The format of the characters at fault."""
    wrong = QTextCharFormat()
    wrong.setForeground(QColor(current_theme().background))
    wrong.setBackground(QColor(current_theme().warning))
    return wrong
