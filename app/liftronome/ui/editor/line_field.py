"""The sets, tempo and rest of a preset on one line; below it why it cannot be read, or what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line import (
    CARRIED,
    EXAMPLE_DETAILS,
    AmbiguousLine,
    LineError,
    Part,
    PartKind,
    detail_parts,
    format_details,
)
from liftronome.domain.notation import TempoError, parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset, default_preset
from liftronome.domain.scheme.load import Unit
from liftronome.presentation.texts import capitalised
from liftronome.ui.editor.reading_question import Answer, ReadingQuestion
from liftronome.ui.editor.tempo_field import TextStretch, colour_text, coloured, tempo_stretches, wrong_format
from liftronome.ui.look.theme_manager import THEME_MANAGER, current_theme
from liftronome.ui.text.field_names import LINE
from liftronome.ui.widgets.labels import breakable
from liftronome.ui.widgets.step_field import LeadingSpaceFilter

if TYPE_CHECKING:
    from liftronome.domain.line.reader import LineReading

FIELDS: Final = (*CARRIED[2:], "rest_ms")
"""What the line carries, beside the exercise and the name, which are the page's own."""

HINT: Final = (
    "Also: 3x8-10 · 3x8+ · 3xAMRAP · 12,10,8 · 4x2+2+2 break 15 · 3x40s · warm-up 8,5 · last rep hold 10"
)
HOLD_HINT: Final = "Also: 3x45s · 60s,45s,30s · 2x20s+20s break 10 · rest 60 · each side"
BEAT_HINT: Final = "Also: 5x20 · 20,15,10 · 3x40s · 24kg · every 1:00 x10"

TEMPOS: Final = (PartKind.TEMPO, PartKind.REP_TEMPO, PartKind.LAST_REP, PartKind.PAUSE, PartKind.HOLD)
COUNTS: Final = (
    *(PartKind.SETS, PartKind.REPS, PartKind.WARM_UP, PartKind.DROP, PartKind.BREAK),
    *(PartKind.EVERY, PartKind.ONE_AND_A_HALF),
)


class LineField(QWidget):
    """Reads the line as it is typed.

    `edited` carries the changed preset, and while the text cannot be read the one from before the typing.
    `problem_changed` tells that `problem`, or the text that causes it, has changed; `noted` carries a remark
    in the line, once the typing has ended; `accepted` that Enter has accepted the line.
    """

    edited = Signal(object)
    problem_changed = Signal()
    noted = Signal(str)
    accepted = Signal()

    edited_in = LINE
    """All typing in the line is undone together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._preset: Preset | None = None
        self._is_typed = False
        self._settled: Mapping[str, Any] = {}
        self._shown: Mapping[str, Any] = {}
        self._lines: tuple[str, ...] = ()
        self.edit = QLineEdit(self)
        self.edit.setObjectName("line")
        self.edit.setAccessibleName("The preset on one line: sets, reps, tempo, rest")
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._settle)
        self.edit.installEventFilter(self)
        LeadingSpaceFilter(self.edit)
        self.below = QLabel(self)
        self.below.setTextFormat(Qt.TextFormat.PlainText)
        self.below.setWordWrap(True)
        self.below.setProperty("role", "caption")
        self.question = ReadingQuestion(self)
        self.question.answered.connect(self._answered)
        self.question.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.edit, self.below, self.question):
            column.addWidget(widget)
        self.setFocusProxy(self.edit)
        THEME_MANAGER.changed.connect(self._colour_anew)

    @property
    def unread(self) -> dict[str, str]:
        """The text, if it cannot be read."""
        return {LINE: self.edit.text()} if self.problem else {}

    def show_preset(self, preset: Preset, unread: Mapping[str, str] | None = None) -> None:
        """Show a preset. Given `unread`, the texts left in fields earlier, the field starts afresh with them;
        otherwise text being typed stays while it means what the preset says."""
        afresh = unread is not None
        carried = _carried(preset)
        self._preset = preset
        if not afresh and carried == self._shown:
            return
        self._shown = self._settled = carried
        self._write()
        if unread and LINE in unread:
            self._is_typed = True
            self.edit.setText(unread[LINE])
            self._show_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORD:
                self._accept()
                return True
            if event.key() == Qt.Key.Key_Down and self._lines:
                self.question.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _accept(self) -> None:
        """Write the line in its usual form; if it cannot be read, ask or stay."""
        if not self.problem:
            self._settle()
            self._write()
            self.accepted.emit()
        elif self._lines:
            self.question.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.edit.selectAll()

    def _typed(self) -> None:
        self._is_typed = True
        reading = self._show_text()
        self._take(self._settled if reading is None else self._said_by(reading))
        if reading is None:
            self.problem_changed.emit()  # the text has changed, even if the problem has not

    def _take(self, carried: Mapping[str, Any]) -> None:
        if self._preset is None or carried == self._shown:
            return
        try:
            preset = replace(self._preset, **carried)
        except InputError:
            return
        self._preset, self._shown = preset, carried
        self.edited.emit(preset)

    def _settle(self) -> None:
        """The typing has ended: what was typed is what the next typing falls back to."""
        reading = self._reading_or_none() if self._is_typed else None
        if reading is None:
            return
        self._settled = self._said_by(reading)
        if reading.notes:
            self.noted.emit(reading.notes)
            self._write()

    def _write(self) -> None:
        """Write the preset in the shortest usual form, which needs no reading."""
        if self._preset is None:
            return
        self._is_typed = False
        self._lines = ()
        self.edit.setText(format_details(self._preset))
        self.edit.setCursorPosition(0)
        self._show_parts(detail_parts(self._preset), ())

    def _answered(self, index: int) -> None:
        self.edit.setText(self._lines[index])
        self._typed()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reading(self) -> LineReading:
        """What the text says. Raises LineError.

        Where it says no tempo, the one from before the typing stays in force. A whole line, with the exercise
        in front, is read as well.
        """
        from liftronome.domain.line.reader import read_details, read_line  # slow to import

        assert self._preset is not None
        text, exercise = self.edit.text(), self._exercise()
        if not text.strip():
            raise LineError(f"write the sets, as in {_example(exercise)}", 0)
        loads = self._preset.scheme.loads
        unit = loads[0].unit if loads else Unit.KG
        try:
            return read_details(text, exercise, unit)
        except LineError as error:
            try:
                return read_line(text, Library((exercise,)), unit)
            except LineError:
                raise error from None

    def _exercise(self) -> Exercise:
        """The exercise of the page, with the tempo from before the typing as its own."""
        assert self._preset is not None
        exercise = self._preset.exercise
        tempo, beat_ms = self._settled["tempo"], self._settled["beat_ms"]
        return replace(exercise, tempo=tempo, beat_ms=beat_ms if exercise.is_ballistic else exercise.beat_ms)

    def _reading_or_none(self) -> LineReading | None:
        try:
            return None if self._preset is None else self._reading()
        except LineError:
            return None

    def _said_by(self, reading: LineReading) -> Mapping[str, Any]:
        carried = _carried(reading.preset)
        kinds = {part.kind for part in reading.parts}
        says_rest = (
            PartKind.REST in kinds or reading.preset.rest_ms != default_preset(self._exercise()).rest_ms
        )
        if not says_rest:
            carried["rest_ms"] = self._settled["rest_ms"]
        return carried

    def _show_text(self) -> LineReading | None:
        """Say what is wrong with the text, or what was chosen in reading it, and return what it says."""
        self._lines = ()
        if self._preset is None:
            return None
        try:
            reading = self._reading()
        except AmbiguousLine as error:
            self._lines = tuple(choice.line for choice in error.choices)
            answers = [Answer(f"{each.text} – {each.meaning}", each.meaning) for each in error.choices]
            self.question.ask(error.why, answers)
            self._show_problem("choose what the line means", error)
            return None
        except LineError as error:
            self._show_problem("the line cannot be read yet", error)
            return None
        self._show_reading(reading)
        return reading

    def _show_reading(self, reading: LineReading) -> None:
        said = [*reading.said, *([f"Note: {reading.notes}"] if reading.notes else [])]
        self._show_parts(reading.parts, said)

    def _show_parts(self, parts: Sequence[Part], said: Sequence[str]) -> None:
        assert self._preset is not None
        hint = _hint(self._preset.exercise)
        self._say(". ".join(map(capitalised, said)) + "." if said else hint, "muted" if said else "caption")
        colour_text(self.edit, [*_stretches(self.edit.text(), parts)])
        self.edit.setAccessibleDescription("; ".join(said))
        self._set_problem("")

    def _show_problem(self, problem: str, error: LineError) -> None:
        text = self.edit.text()
        start = min(error.position, max(len(text) - 1, 0))
        length = max(len(text[start:].split(maxsplit=1)[0]) if text[start:].strip() else 1, 1)
        colour_text(self.edit, [TextStretch(start, length, wrong_format())] if text else [])
        self.edit.setAccessibleDescription(str(error))
        self._say("" if self._lines else f"{capitalised(str(error))}.", "problem")
        self._set_problem(problem)

    def _say(self, text: str, role: str) -> None:
        self.question.setVisible(bool(self._lines))
        self.below.setText(breakable(text))
        self.below.setVisible(bool(text))
        if self.below.property("role") != role:
            self.below.setProperty("role", role)
            self.below.style().polish(self.below)

    def _set_problem(self, problem: str) -> None:
        if bool(self.edit.property("wrong")) != bool(problem):
            self.edit.setProperty("wrong", bool(problem))
            self.edit.style().polish(self.edit)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()

    def _colour_anew(self) -> None:
        if self._is_typed:
            self._show_text()
        elif self._preset is not None:
            self._show_parts(detail_parts(self._preset), ())


_CHORD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _carried(preset: Preset) -> dict[str, Any]:
    return {field: getattr(preset, field) for field in FIELDS}


def _example(exercise: Exercise) -> str:
    if exercise.is_hold:
        return "3x30s rest 60"
    return "5x20 rest 60" if exercise.is_ballistic else EXAMPLE_DETAILS


def _hint(exercise: Exercise) -> str:
    if exercise.is_hold:
        return HOLD_HINT
    return BEAT_HINT if exercise.is_ballistic else HINT


def _stretches(text: str, parts: Sequence[Part]) -> list[TextStretch]:
    """The parts of a line that were understood, each in the colour of what it is about."""
    theme = current_theme()
    stretches = []
    for part in parts:
        inside = text[part.start : part.end]
        if part.kind in TEMPOS:
            stretches += _tempo_stretches(inside, part.start)
        else:
            muted = (
                theme.muted if part.kind in (PartKind.NOTE, PartKind.EXERCISE, PartKind.NAME) else theme.text
            )
            colour = theme.accent if part.kind in COUNTS else muted
            stretches.append(TextStretch(part.start, len(inside), coloured(colour)))
    return stretches


def _tempo_stretches(text: str, start: int) -> list[TextStretch]:
    """A tempo in the colours of its phases where it stands alone, else in one colour."""
    written = text.removeprefix("@").strip()
    try:
        found = tempo_stretches(written, parse_tempo(written))
    except TempoError:
        found = []
    at = start + text.find(written)
    if found:
        return [TextStretch(at + each.start, each.length, each.look) for each in found]
    return [TextStretch(start, len(text), coloured(current_theme().phases[Phase.ECCENTRIC]))]
