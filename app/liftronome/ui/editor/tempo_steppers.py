"""The tempo as four fields, one for each phase."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.line.times import written_time_ms
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import (
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
from liftronome.domain.words import step_words
from liftronome.presentation.texts import capitalised
from liftronome.ui.text.field_names import PHASE_NAMES, phase_labels
from liftronome.ui.widgets.labels import ElidedLabel, problem_label, show_line
from liftronome.ui.widgets.step_field import StepField
from liftronome.ui.widgets.wrapping import WrappingLayout

STEP_MS: Final = 1000
NOTHING: Final = "–"


def stepped(part: PhaseTime, phase: Phase, steps: int) -> PhaseTime:
    """A part of a tempo, longer or shorter by steps of a second. X comes below 1 s of the concentric."""
    ms = min(part.ms + steps * STEP_MS, MAX_PHASE_MS)
    if phase is Phase.CONCENTRIC and ms <= 0:
        return EXPLOSIVE
    return timed(max(ms, 0))


def read_part(text: str, phase: Phase) -> PhaseTime:
    """The part of a tempo that a text means. Raises InputError with what would be right."""
    plain = text.strip()
    if plain.upper() in ("X", "×") and phase.is_movement:
        return EXPLOSIVE
    if plain == "*":
        return OWN_PACE
    ms = written_time_ms(plain)
    if ms is None or ms > MAX_PHASE_MS:
        also = "X for explosive, or * for your own pace" if phase.is_movement else "or * for your own pace"
        found = f", not “{plain}”" if plain else ""
        raise InputError(f"0 to {MAX_PHASE_MS // 1000} s, {also}{found}")
    return timed(ms)


def part_text(part: PhaseTime) -> str:
    """A part of a tempo as it is written on its own."""
    match part.pace:
        case Pace.EXPLOSIVE:
            return "X"
        case Pace.OWN:
            return "*"
        case Pace.TIMED:
            return seconds_text(part.ms)


class _PartStepper(QWidget):
    """One phase: the exercise's word for it, its length, and its total in a set.

    `typed` carries the text after each keystroke, `stepped` the length that a step leads to.
    """

    typed = Signal(str)
    stepped = Signal(object)
    problem_changed = Signal()

    def __init__(self, phase: Phase, parent: QWidget) -> None:
        super().__init__(parent)
        self._phase = phase
        self._part = self._settled = timed(0)
        self.label = self.problem = ""
        self.field = StepField(PHASE_NAMES[phase], self)
        self.field.set_range(0, MAX_PHASE_MS / 1000)
        self.field.typed.connect(self.typed)
        self.field.left.connect(self.settle)
        self.field.stepped.connect(lambda steps: self.stepped.emit(stepped(self._part, phase, steps)))
        self._word = ElidedLabel("", self)
        self._word.setProperty("phase", phase.value)
        self._total = ElidedLabel("caption", self)
        self._message = problem_label(self, is_small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._word)
        column.addWidget(self.field)
        column.addWidget(self._total)
        column.addWidget(self._message)
        column.addStretch(1)  # an alignment would cut a message of many lines

    @property
    def unread(self) -> str | None:
        """The text, if it is wrong."""
        return self.field.edit.text() if self.problem else None

    def set_name(self, label: str, word: str) -> None:
        """What the phase is called on the screen, and what a screen reader calls it."""
        self.label = label
        self._word.show_text(label)
        self.field.set_name(f"{word} ({PHASE_NAMES[self._phase]}), seconds")

    def show_part(self, part: PhaseTime, *, afresh: bool) -> None:
        if self.problem and part == self._part and not afresh:
            return
        if part != self._part or afresh:
            self._part = self._settled = part
        if _part_or_none(self.field.edit.text(), self._phase) != part:
            self.field.show_text(part_text(part))
        self.field.set_value(self._part.ms / 1000)
        self.show_problem("")

    def take(self, part: PhaseTime) -> None:
        """Put a part that was typed in force."""
        self._part = part
        self.field.set_value(part.ms / 1000)
        self.show_problem("")

    def go_back(self) -> PhaseTime:
        """Put the part from before the typing in force again, and return it."""
        self._part = self._settled
        return self._part

    def settle(self) -> None:
        """The typing has ended: what was typed is what the next typing falls back to."""
        if not self.problem:
            self._settled = self._part
            self.field.show_text(part_text(self._part))

    def show_total(self, tension_ms: int) -> None:
        if self._part.pace is Pace.OWN:
            self._total.show_text("at your own pace")
        else:
            self._total.show_text(f"{seconds_text(tension_ms)} s per set" if tension_ms else NOTHING)

    def show_problem(self, problem: str) -> None:
        self.field.show_problem(problem)
        show_line(self._message, capitalised(problem.removeprefix(f"{self.label}: ").split(", not “")[0]))
        self._total.setVisible(not problem)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()


class TempoSteppers(QWidget):
    """Four fields in written order.

    `tempo_edited` carries each new tempo; `problem_changed` tells that `problem`, or the text that causes it,
    has changed. A text that is no length, or makes no tempo with the other three, stays in its field; the
    tempo from before the typing is then in force. A step that would make no tempo does nothing.
    """

    tempo_edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tempo: Tempo | None = None
        self._steppers = {phase: _PartStepper(phase, self) for phase in WRITTEN_ORDER}
        row = WrappingLayout(10, 12, self, columns=len(self._steppers))
        for phase, stepper in self._steppers.items():
            stepper.typed.connect(lambda text, phase=phase: self._take(phase, text))
            stepper.stepped.connect(lambda part, phase=phase: self._step(phase, part))
            stepper.problem_changed.connect(self.problem_changed)
            row.addWidget(stepper)

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is wrong, "" if none is."""
        return next((stepper.problem for stepper in self._steppers.values() if stepper.problem), "")

    @property
    def unread(self) -> dict[str, str]:
        """The texts that are wrong, by the values of their phases."""
        texts = ((phase.value, stepper.unread) for phase, stepper in self._steppers.items())
        return {phase: text for phase, text in texts if text is not None}

    def field(self, phase: Phase) -> StepField:
        """The field of a phase."""
        return self._steppers[phase].field

    def show_tempo(self, tempo: Tempo, exercise: Exercise, *, afresh: bool = False) -> None:
        """Show the four parts, named in the exercise's words; `afresh` also replaces what cannot be read."""
        self._tempo = tempo
        labels = phase_labels(tempo, exercise)
        for phase, part in tempo.by_phase.items():
            word = step_words(phase, exercise, explosive=part.pace is Pace.EXPLOSIVE)
            self._steppers[phase].set_name(labels[phase], word)
            self._steppers[phase].show_part(part, afresh=afresh)

    def show_unread(self, texts: Mapping[str, str]) -> None:
        """Show texts left in the fields earlier, by the values of their phases, and what is wrong."""
        for phase, stepper in self._steppers.items():
            if phase.value in texts:
                text = texts[phase.value]
                try:
                    self._with(phase, read_part(text, phase))
                except InputError as error:
                    stepper.field.show_text(text)
                    stepper.show_problem(f"{stepper.label}: {error}")

    def clear_problem(self) -> None:
        """Forget what was wrong, as no tempo is needed."""
        for stepper in self._steppers.values():
            stepper.show_problem("")

    def show_tension(self, tension_ms: Mapping[Phase, int]) -> None:
        """Show the total of each phase in a set; dashes for an empty mapping."""
        for phase, stepper in self._steppers.items():
            stepper.show_total(tension_ms.get(phase, 0))

    def _take(self, phase: Phase, text: str) -> None:
        stepper = self._steppers[phase]
        self._settle(but=stepper)
        try:
            part = read_part(text, phase)
            tempo = self._with(phase, part)
        except InputError as error:
            stepper.show_problem(f"{stepper.label}: {error}")
            self._edit(self._with(phase, stepper.go_back()))
            self.problem_changed.emit()  # the text has changed, even if the problem has not
            return
        stepper.take(part)
        self._edit(tempo)

    def _step(self, phase: Phase, part: PhaseTime) -> None:
        with suppress(InputError):
            tempo = self._with(phase, part)
            self._steppers[phase].take(part)
            self._settle()
            self._edit(tempo)

    def _settle(self, but: _PartStepper | None = None) -> None:
        for stepper in self._steppers.values():
            if stepper is not but:
                stepper.settle()

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
