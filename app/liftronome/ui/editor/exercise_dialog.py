"""The lifter's own exercise, new or changed; of one that ships, only its coaching cues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError, LiftronomeError
from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.limits import BEAT
from liftronome.domain.line.times import written_time_ms
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.preset import MAX_NAME
from liftronome.domain.tempo import Tempo, seconds_text
from liftronome.presentation.texts import capitalised, quoted
from liftronome.store.presets.own_exercises import MAX_WORD, is_own
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.editor.cue_fields import CueFields
from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.text.field_names import STARTS, start_labels
from liftronome.ui.widgets.buttons import EnterButton, Segments
from liftronome.ui.widgets.labels import problem_label, show_line
from liftronome.ui.widgets.pages import Scrolled, fit

BALLISTIC: Final = 1
WIDTH_PX: Final = 620
USUAL_TEMPO: Final = "3-1-X-1"


class ExerciseDialog(QDialog):
    """`exercise` is the one to change; None makes a new one, called `name` to begin with."""

    def __init__(self, editing: Editing, exercise: Exercise | None, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._editing = editing
        self._exercise = exercise
        is_shipped = exercise is not None and not is_own(exercise)
        self._shipped = self._as_shipped(exercise) if exercise and is_shipped else None
        self.setWindowTitle("Exercise")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        words = exercise.words if exercise else Words()
        self.name = self._line("Name", name[:MAX_NAME], MAX_NAME + 40)
        self.eccentric = self._line("Word for lowering", words.eccentric, MAX_WORD)
        self.concentric = self._line("Word for lifting", words.concentric, MAX_WORD)
        self.explosive = self._line("Word for X", words.explosive, MAX_WORD)
        self.squeezed = self._line("Squeezed muscle", exercise.squeezed if exercise else "", MAX_WORD)
        self.squeezed.setPlaceholderText("Such as glutes; may be empty")
        self.start = Segments("A rep begins with", ["", ""], self)
        self._show_starts()
        for word in (self.eccentric, self.concentric):
            word.textChanged.connect(self._show_starts)
        self.start.show_choice(STARTS.index(exercise.start) if exercise else 0)
        self.kind = Segments("Paced by", ["Tempo", "One beat per rep"], self)
        self.kind.show_choice(BALLISTIC if exercise and exercise.is_ballistic else 0)
        self.kind.chosen.connect(self._show_pace)
        self.pace = self._line("Tempo", "", 20)
        self._texts = [USUAL_TEMPO, "1.5"]
        if exercise:
            kind = self.kind.choice
            self._texts[kind] = str(exercise.tempo) if exercise.tempo else seconds_text(exercise.beat_ms)
        self.pace.setText(self._texts[self.kind.choice])
        self.pace.textEdited.connect(self._pace_typed)
        self.cues = CueFields(self)
        self._show_cues()
        self.pace_problem = problem_label(self, is_small=True)
        self.problem = problem_label(self)
        self.save = EnterButton("Save", self)
        self.save.setObjectName("main")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self._lay_out(is_shipped)
        self._show_pace(self.kind.choice)
        (self.cues.edits[Phase.ECCENTRIC] if is_shipped else self.name).setFocus()
        fit(self, width_px=WIDTH_PX)

    def _lay_out(self, is_shipped: bool) -> None:
        heading = QLabel(self._exercise.name if self._exercise else "New exercise", self)
        heading.setProperty("role", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        page = QWidget(self)
        content = QVBoxLayout(page)
        content.setContentsMargins(0, 0, 4, 0)
        content.setSpacing(14)
        form = QWidget(self)
        self._fill(form)
        content.addWidget(form)
        form.setVisible(not is_shipped)
        if is_shipped:
            about = QLabel("This exercise comes with Liftronome. You can change its coaching cues.", self)
            about.setProperty("role", "muted")
            content.addWidget(about)
        content.addWidget(self.cues)
        content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 16, 24)
        column.setSpacing(14)
        for widget in (heading, Scrolled(page, self), self.problem):
            column.addWidget(widget, isinstance(widget, Scrolled))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 16, 0)
        row.addStretch(1)
        cancel = EnterButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column.addLayout(row)

    def _fill(self, form: QWidget) -> None:
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self._pace_caption = self._caption("")
        pace = QWidget(form)
        column = QVBoxLayout(pace)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.pace)
        column.addWidget(self.pace_problem)
        rows: tuple[tuple[QLabel, QWidget], ...] = (
            (self._caption("Name"), self.name),
            (self._caption("A rep begins with"), self.start),
            (self._caption("Paced by"), self.kind),
            (self._pace_caption, pace),
            (self._caption("Word for lowering"), self.eccentric),
            (self._caption("Word for lifting"), self.concentric),
            (self._caption("Word for explosive lifting"), self.explosive),
            (self._caption("Squeezed muscle"), self.squeezed),
        )
        for number, (caption, widget) in enumerate(rows):
            grid.addWidget(caption, number, 0)
            shrinks = isinstance(widget, Segments)
            grid.addWidget(widget, number, 1, Qt.AlignmentFlag.AlignLeft if shrinks else Qt.AlignmentFlag(0))
        grid.setColumnStretch(1, 1)

    def _save(self) -> None:
        try:
            self._editing.keep_exercise(self._wanted())
        except LiftronomeError as error:
            show_line(self.problem, f"{capitalised(str(error))}.")
            return
        self.accept()

    def _wanted(self) -> Exercise:
        """The exercise as the fields have it. Raises InputError."""
        if self.cues.problem:
            raise InputError(self.cues.problem)
        if self._exercise is not None and self._shipped is not None:
            cues = {**self._shipped.cues, **self.cues.cues}
            return replace(self._exercise, cues={phase: cue for phase, cue in cues.items() if cue.strip()})
        tempo, beat_ms = self._read_pace()
        words = Words(self.eccentric.text(), self.concentric.text(), self.explosive.text())
        return Exercise(
            self._exercise.id if self._exercise else "",
            self.name.text(),
            STARTS[self.start.choice],
            tempo,
            words,
            self.squeezed.text(),
            self.cues.cues,
            beat_ms=beat_ms,
        )

    def _read_pace(self) -> tuple[Tempo | None, int]:
        text = self.pace.text().strip()
        if self.kind.choice != BALLISTIC:
            return parse_tempo(text), 0
        beat_ms = written_time_ms(text)
        if beat_ms is None:
            raise InputError(f"the beat is a time in seconds, such as 1.5, not {quoted(text)}")
        BEAT.check(beat_ms)
        return None, beat_ms

    def _pace_typed(self, text: str) -> None:
        self._texts[self.kind.choice] = text
        self._check_pace()

    def _check_pace(self) -> None:
        """Say below the tempo or the beat what is wrong with it, or what the tempo means."""
        problem = ""
        try:
            self._read_pace()
        except InputError as error:
            problem = f"{capitalised(str(error))}."
        self.pace.setProperty("wrong", bool(problem))
        self.pace.style().polish(self.pace)
        self.pace.setAccessibleDescription(problem)
        show_line(self.pace_problem, problem)
        self.save.setEnabled(not problem)
        show_line(self.problem, "")

    def _show_pace(self, kind: int) -> None:
        self._pace_caption.setText("Seconds per rep" if kind == BALLISTIC else "Tempo, eccentric first")
        self.pace.setText(self._texts[kind])
        self._check_pace()

    def _show_starts(self) -> None:
        """Name the two ways to begin as the page of a preset will."""
        eccentric = self.eccentric.text().strip() or Words().eccentric
        concentric = self.concentric.text().strip() or Words().concentric
        self.start.show_texts(start_labels(eccentric, concentric))

    def _show_cues(self) -> None:
        begins = STARTS[self.start.choice]
        if self._exercise is not None and self._shipped is not None:
            now, shipped = self._exercise.cues, self._shipped.cues
            changed = {phase: now.get(phase, "") for phase in Phase if now.get(phase) != shipped.get(phase)}
            self.cues.show_cues(self._shipped, changed)
            return
        cues: Mapping[Phase, str] = self._exercise.cues if self._exercise else {}
        bare = Exercise("", "", begins, parse_tempo(USUAL_TEMPO))
        self.cues.show_cues(bare if self._exercise is None else replace(self._exercise, cues={}), cues)

    def _as_shipped(self, exercise: Exercise) -> Exercise:
        shipped = self._editing.repository.exercises.shipped.exercises
        return next(each for each in shipped if each.id == exercise.id)

    def _line(self, name: str, text: str, most: int) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setMaxLength(most)
        edit.setText(text)
        edit.setAccessibleName(name)
        return edit

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "muted")
        return label
