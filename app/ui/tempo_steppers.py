"""The tempo as four values that can be stepped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.errors import InputError
from app.domain.exercise import Exercise
from app.domain.phase import Phase
from app.domain.tempo import (
    EXPLOSIVE,
    MAX_PHASE_MS,
    OWN_PACE,
    WRITTEN_ORDER,
    Pace,
    PhaseTime,
    Tempo,
    seconds_text,
    timed,
)
from app.domain.words import step_words
from app.ui.sentences import capitalised
from app.ui.step_field import StepField

STEP_MS: Final = 1000
NOTHING: Final = "–"
NAMES: Final = {
    Phase.ECCENTRIC: "eccentric",
    Phase.PAUSE_STRETCHED: "stretched pause",
    Phase.CONCENTRIC: "concentric",
    Phase.PAUSE_SHORTENED: "shortened pause",
}


def stepped(part: PhaseTime, phase: Phase, steps: int) -> PhaseTime:
    """A part of a tempo some steps of a second longer or shorter. Below 1 s of the concentric lies X."""
    ms = min(part.ms + steps * STEP_MS, MAX_PHASE_MS)
    if phase is Phase.CONCENTRIC and ms <= 0:
        return EXPLOSIVE
    return timed(max(ms, 0))


def read_part(text: str, phase: Phase) -> PhaseTime:
    """The part of a tempo that a text means. Raises InputError with what would be right."""
    plain = text.strip().replace("×", "X").upper()
    movement = phase.is_movement
    if plain == "X" and movement:
        return EXPLOSIVE
    if plain == "*":
        return OWN_PACE
    if not (plain.isascii() and re.fullmatch(r"[0-9]+(?:[.,][0-9]{1,3})?", plain)):
        also = ", X or *" if movement else " or *"
        raise InputError(f"{NAMES[phase]}: write 0 to {MAX_PHASE_MS // 1000} seconds{also}")
    ms = int(Decimal(plain.replace(",", ".")) * 1000)
    return timed(ms)


def part_text(part: PhaseTime) -> str:
    """How a part of a tempo is shown on its own."""
    match part.pace:
        case Pace.EXPLOSIVE:
            return "X"
        case Pace.OWN:
            return "*"
        case Pace.TIMED:
            return seconds_text(part.ms)


class _PartStepper(QWidget):
    """One phase: what the exercise calls it, its length, and how long it lasts in the whole set.

    `typed` carries the length that a typed text means, `stepped` the one that a step leads to.
    """

    typed = Signal(object)
    stepped = Signal(object)
    problem_changed = Signal()

    def __init__(self, phase: Phase, parent: QWidget) -> None:
        super().__init__(parent)
        self._phase = phase
        self._part = timed(0)
        self.problem = ""
        self.field = StepField(NAMES[phase], self)
        self.field.typed.connect(self._read)
        self.field.stepped.connect(lambda steps: self.stepped.emit(stepped(self._part, phase, steps)))
        self._word = self._label("")
        self._word.setProperty("phase", phase.value)
        self._total = self._label("caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._word)
        column.addWidget(self.field)
        column.addWidget(self._total)

    def show_part(self, part: PhaseTime, exercise: Exercise, *, afresh: bool) -> None:
        word = step_words(self._phase, exercise, explosive=part.pace is Pace.EXPLOSIVE)
        self._word.setText(capitalised(word))
        self.field.name_as(f"{word} ({NAMES[self._phase]}), seconds")
        if self.problem and part == self._part and not afresh:
            return
        self._part = part
        if _part_or_none(self.field.edit.text(), self._phase) != part:
            self.field.show_text(part_text(part))
        self.show_problem("")

    def show_total(self, tension_ms: int) -> None:
        if self._part.pace is Pace.OWN:
            self._total.setText("at your own pace")
        else:
            self._total.setText(f"{seconds_text(tension_ms)} s a set" if tension_ms else NOTHING)

    def show_problem(self, problem: str) -> None:
        self.field.show_problem(problem)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()

    def _read(self, text: str) -> None:
        try:
            self.typed.emit(read_part(text, self._phase))
        except InputError as error:
            self.show_problem(str(error))

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


class TempoSteppers(QWidget):
    """Four steppers in written order.

    `tempo_edited` carries each new tempo; `problem_changed` says that `problem` did: what was typed is
    no length, or no tempo together with the other three. A step that leads to no tempo does nothing.
    """

    tempo_edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tempo: Tempo | None = None
        self._steppers = {phase: _PartStepper(phase, self) for phase in WRITTEN_ORDER}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for phase, stepper in self._steppers.items():
            stepper.typed.connect(lambda part, phase=phase: self._take(phase, part))
            stepper.stepped.connect(lambda part, phase=phase: self._step(phase, part))
            stepper.problem_changed.connect(self.problem_changed)
            row.addWidget(stepper, 1)

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is, "" if nothing is."""
        return next((stepper.problem for stepper in self._steppers.values() if stepper.problem), "")

    def field(self, phase: Phase) -> StepField:
        """The field of a phase."""
        return self._steppers[phase].field

    def show_tempo(self, tempo: Tempo, exercise: Exercise, *, afresh: bool = False) -> None:
        """Show the four parts, in the exercise's words; `afresh` lets go of what cannot be read."""
        self._tempo = tempo
        for phase, part in tempo.by_phase.items():
            self._steppers[phase].show_part(part, exercise, afresh=afresh)

    def clear_problem(self) -> None:
        """Forget what was wrong, as no tempo is asked for."""
        for stepper in self._steppers.values():
            stepper.show_problem("")

    def show_tension(self, tension_ms: Mapping[Phase, int]) -> None:
        """Show how long each phase lasts in the whole set; dashes for an empty mapping."""
        for phase, stepper in self._steppers.items():
            stepper.show_total(tension_ms.get(phase, 0))

    def _take(self, phase: Phase, part: PhaseTime) -> None:
        try:
            tempo = self._with(phase, part)
        except InputError as error:
            self._steppers[phase].show_problem(str(error))
            return
        self._steppers[phase].show_problem("")
        self._edit(tempo)

    def _step(self, phase: Phase, part: PhaseTime) -> None:
        with suppress(InputError):
            tempo = self._with(phase, part)
            self._steppers[phase].field.show_text(part_text(part))
            self._steppers[phase].show_problem("")
            self._edit(tempo)

    def _with(self, phase: Phase, part: PhaseTime) -> Tempo | None:
        return None if self._tempo is None else replace(self._tempo, **{phase.value: part})

    def _edit(self, tempo: Tempo | None) -> None:
        if tempo is not None and tempo != self._tempo:
            self._tempo = tempo
            self.tempo_edited.emit(tempo)


def _part_or_none(text: str, phase: Phase) -> PhaseTime | None:
    try:
        return read_part(text, phase)
    except InputError:
        return None
