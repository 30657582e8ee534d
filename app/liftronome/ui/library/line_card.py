"""A preset written on one line: read while it is typed, with what is wrong marked, and created with Enter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line import EXAMPLE_LINE, AmbiguousLine, LineError, PartKind
from liftronome.domain.line.formatting import sets_shown, tempos_text
from liftronome.domain.line.text import UnknownExercise
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.tempo import seconds_text
from liftronome.presentation.texts import DASH, HOLD, capitalised, counted, quoted
from liftronome.store.presets.own_exercises import named_exercise
from liftronome.ui.look.theme_manager import current_theme
from liftronome.ui.text.field_names import STARTS, start_labels
from liftronome.ui.widgets.buttons import EnterButton, Segments
from liftronome.ui.widgets.labels import breakable
from liftronome.ui.widgets.pages import Scrolled

if TYPE_CHECKING:
    from liftronome.domain.line.reader import LineReading

LOOKS_LIKE_LINE: Final = re.compile(
    r"@|\btempo\b|\d\s*[x×]\s*(?:\d|amrap|max|f\b)|\brest\s*:?\s*\d|\d[-/.]\d[-/.]|\d\s*,\s*\d+\s*,"
    r"|\d\s+sets?\b|\b(?:e\d?mom|rpe|rir|amrap)\b",
    re.IGNORECASE,
)
"""Found in lines, but not in names that are searched for."""

SHOWN: Final = 24
"""How many characters are shown before the place that is wrong."""

MOST_ANSWERS: Final = 3
MOST_LINES: Final = 50


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a button says, and the line that it stands for."""

    text: str
    line: str


class _Texts(Scrolled):
    """As high as its texts are at its width, where there is room; otherwise it scrolls."""

    def __init__(self, texts: QWidget, parent: QWidget) -> None:
        super().__init__(texts, parent)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._content.heightForWidth(width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class LineCard(QFrame):
    """Hidden until what is typed looks like a line. `taken` carries the Presets that the lines describe; the
    exercise of one may be new."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lineCard")
        self._presets: tuple[Preset, ...] = ()
        self._answers: tuple[_Answer, ...] = ()
        self._is_wrong = False
        self._library = Library(())
        self._read_anew: Callable[[Start], None] = lambda _: None
        self.hide()

    @property
    def is_made(self) -> bool:
        """True once a line has been typed: until then the card has nothing in it."""
        return self.layout() is not None

    def read(self, text: str, library: Library) -> None:
        """Read what is typed if it looks like a line."""
        if not LOOKS_LIKE_LINE.search(text):
            self._clear()
            self.hide()
            return
        self._begin(library)
        self._read(text.strip())
        self.show()

    def read_all(self, text: str, library: Library) -> None:
        """Read several lines that were pasted together: all of them become presets, or none does."""
        self._begin(library)
        self._read_all([line.strip() for line in text.splitlines() if line.strip()])
        self.show()

    def ask(self, text: str, library: Library) -> None:
        """Ask for a line, even before anything that looks like one is typed."""
        self.read(text, library)
        if self.isHidden():
            self._begin(library)
            self._say(f"Type or paste a preset on one line, for example: {EXAMPLE_LINE}", "muted")
            self.show()

    def accept(self) -> bool:
        """Create what can be read; returns whether there is a line at all."""
        if self.isHidden() or not (self._presets or self._answers or self._is_wrong):
            return False
        if self._answers:
            self.answers[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self._presets:
            self._create()
        return True

    def _create(self) -> None:
        presets = self._presets
        self._clear()
        self.hide()
        self.taken.emit(presets)

    def _read(self, line: str) -> None:
        try:
            reading = self._reading(line, self._library)
        except UnknownExercise as error:
            self._offer_exercise(line, error)
        except AmbiguousLine as error:
            self._is_wrong = True
            answers = [_Answer(f"{each.text}   {each.meaning}", each.line) for each in error.choices]
            self._ask(f"{capitalised(error.why)}:", answers)
        except LineError as error:
            self._point(line, error)
        except InputError as error:
            self._is_wrong = True
            self._say(f"{capitalised(str(error))}.", "problem")
        else:
            self._show_reading(line, reading)

    def _reading(self, line: str, library: Library) -> LineReading:
        """Raises InputError also for what can be read and not be performed."""
        from liftronome.domain.line.reader import read_line

        reading = read_line(line, library)
        reading.preset.planned_sets()
        return reading

    def _show_reading(self, line: str, reading: LineReading, *before: str) -> None:
        preset = noted(reading)
        self._presets = (preset,)
        self.written.setText(coloured(line, reading))
        self.written.show()
        self._say("\n".join((*before, summary(preset), *choices(reading))), "")
        self.make.setText("Create this preset")
        self.make.show()

    def _offer_exercise(self, line: str, error: UnknownExercise, start: Start | None = None) -> None:
        """Ask what a name with a typing error means; what no name is like becomes an own exercise."""
        near = self._library.near(error.name, MOST_ANSWERS)
        said = f"No exercise is called {quoted(error.name)}."
        self._is_wrong = True
        try:
            exercise = named_exercise(error.name, start)
            known = Library((*self._library.exercises, exercise))
            reading = self._reading(line, known)
        except AmbiguousLine as other:
            self._say(f"{said} {capitalised(other.why)}: write {', or '.join(other.lines)}", "problem")
        except LineError as other:
            self._point(line, other)
        except InputError as other:
            self._say(f"{said} {capitalised(str(other))}.", "problem")
        else:
            self._show_reading(line, reading, f"{quoted(exercise.name)} becomes an exercise of your own.")
            self._show_new(exercise, lambda chosen: self._offer_again(line, error, chosen))
        answers = [
            _Answer(f"Did you mean {each.name}?", f"{line[: error.position]}{each.name}{line[error.end :]}")
            for each in near
        ]
        if answers:
            self._ask(said, answers)

    def _offer_again(self, line: str, error: UnknownExercise, start: Start) -> None:
        self._clear()
        self._offer_exercise(line, error, start)
        self.start.show_choice(STARTS.index(start))

    def _show_new(self, exercise: Exercise, read_anew: Callable[[Start], None]) -> None:
        self._read_anew = read_anew
        self.start.show_texts(start_labels(exercise.words.eccentric, exercise.words.concentric))
        self.start.show_choice(STARTS.index(exercise.start))
        self.start.show()
        self.make.setText("Create both")

    def _read_all(self, lines: Sequence[str]) -> None:
        presets, wrong = list[Preset](), list[str]()
        if len(lines) > MOST_LINES:
            wrong.append(f"{len(lines)} lines are too many at once: paste at most {MOST_LINES}.")
        for number, line in enumerate(lines[:MOST_LINES], start=1):
            try:
                presets.append(noted(self._reading(line, self._library)))
            except InputError as error:
                wrong.append(f"Line {number}, {quoted(line)}: {error}.")
        self._is_wrong = bool(wrong)
        if wrong:
            self._say("\n".join(("Nothing is created until every line can be read.", *wrong)), "problem")
        else:
            self._presets = tuple(presets)
            self._say("\n".join(map(summary, presets)), "")
            self.make.setText(f"Create {counted(len(presets), 'preset')}")
            self.make.show()

    def _ask(self, why: str, answers: Sequence[_Answer]) -> None:
        self._answers = tuple(answers[:MOST_ANSWERS])
        self._say(why, "problem")
        for button, answer in zip(self.answers, self._answers, strict=False):
            button.setText(answer.text.replace("&", "&&"))
            button.show()

    def _answer(self, number: int) -> None:
        line = self._answers[number].line
        self._clear()
        self._read(line)
        self.accept()

    def _point(self, line: str, error: LineError) -> None:
        """Show the line around the place that is wrong, which is marked."""
        self._is_wrong = True
        self._say(f"{capitalised(str(error))}.", "problem")
        at = end = error.position
        while end < len(line) and not line[end].isspace() and end - at < SHOWN:
            end += 1
        before = line[max(0, at - SHOWN) : at]
        blamed = line[at:end] or " "
        cut = "…" if at > SHOWN else ""
        self.place.setText(f"{cut}{before}▸{blamed}◂{line[end : end + 8]}")
        self.place.show()

    def _begin(self, library: Library) -> None:
        self._library = library
        if not self.is_made:
            self._make()
        self._clear()

    def _clear(self) -> None:
        self._presets, self._answers, self._is_wrong = (), (), False
        if self.is_made:
            for widget in (self.written, self.place, self.make, self.start, *self.answers):
                widget.hide()

    def _say(self, text: str, role: str) -> None:
        self.said.setText(breakable(text))
        if (self.said.property("role") or "") != role:
            self.said.setProperty("role", role)
            self.said.style().polish(self.said)

    def _make(self) -> None:
        self.written = self._label(Qt.TextFormat.RichText)
        self.said = self._label(Qt.TextFormat.PlainText)
        self.place = self._label(Qt.TextFormat.PlainText)
        self.place.setObjectName("place")
        texts = QWidget(self)
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        for label in (self.written, self.place, self.said):
            column.addWidget(label)
        column.addStretch(1)
        self.start = Segments("A rep begins with", ["", ""], self)
        self.start.chosen.connect(lambda index: self._read_anew(STARTS[index]))
        self.make = EnterButton("Create this preset", self)
        self.make.clicked.connect(self._create)
        self.answers = tuple(EnterButton(self) for _ in range(MOST_ANSWERS))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 12)
        whole.setSpacing(8)
        whole.addWidget(_Texts(texts, self))
        for widget in (*self.answers, self.start, self.make):
            whole.addWidget(widget)
        for number, button in enumerate(self.answers):
            button.setObjectName("reading")
            button.clicked.connect(lambda _=False, number=number: self._answer(number))

    def _label(self, form: Qt.TextFormat) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(form)
        label.setWordWrap(True)
        return label


def noted(reading: LineReading) -> Preset:
    """The preset of a line, with what was kept as a note."""
    return replace(reading.preset, notes=reading.notes) if reading.notes else reading.preset


def choices(reading: LineReading) -> list[str]:
    """The choices made in reading a line, and what of it a preset has no place for."""
    said = [f"{capitalised(choice)}." for choice in reading.said]
    if reading.label:
        said.append(f"{quoted(reading.label)} is left out: it is a place in a workout.")
    return said


def coloured(line: str, reading: LineReading) -> str:
    """The line in rich text, each part that was understood in a colour for what it is, the rest pale."""
    from html import escape

    theme, at, pieces = current_theme(), 0, list[str]()
    colours = {
        **dict.fromkeys((PartKind.NOTE, PartKind.LABEL), theme.muted),
        **dict.fromkeys((PartKind.TEMPO, PartKind.REP_TEMPO, PartKind.LAST_REP), theme.accent),
    }
    for part in reading.parts:
        pieces.append(_span(escape(line[at : part.start]), theme.faint))
        text = _span(escape(line[part.start : part.end]), colours.get(part.kind, theme.text))
        pieces.append(f"<b>{text}</b>" if part.kind in (PartKind.EXERCISE, PartKind.NAME) else text)
        at = part.end
    return "".join((*pieces, _span(escape(line[at:]), theme.faint)))


def _span(text: str, colour: str) -> str:
    return f'<span style="color:{colour}">{text}</span>' if text else ""


def summary(preset: Preset) -> str:
    """A preset in one line, as it was understood."""
    if preset.exercise.is_hold:
        pace = HOLD
    elif preset.tempo:
        pace = f"at {tempos_text(preset.tempo, preset.scheme)}"
    else:
        pace = f"at a beat of {seconds_text(preset.beat_ms)} s"
    name = f"{DASH}{preset.name}" if preset.name else ""
    sides = "" if preset.sides is Sides.BOTH else " each side"
    every = preset.scheme.every_ms
    between = "rest" if every is None else "a set every"
    between += f" {seconds_text(preset.rest_ms if every is None else every)} s"
    return f"{preset.exercise.name}{name}: {sets_shown(preset.scheme.sets)}{sides} {pace}, {between}"
