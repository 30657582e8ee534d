"""How a rep is performed: its tempo as text, as steppers and as a curve, or the beat of a ballistic one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from liftronome.domain.overview import Overview
from liftronome.domain.preset import Preset
from liftronome.domain.tempo import Tempo
from liftronome.domain.words import beat_words
from liftronome.presentation.texts import capitalised
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.editor.rep_curve import RepCurve
from liftronome.ui.editor.set_fields import beat_field
from liftronome.ui.editor.tempo_field import TempoField
from liftronome.ui.editor.tempo_steppers import TempoSteppers
from liftronome.ui.text.field_names import TEMPO
from liftronome.ui.widgets.number_field import show_numbers, unread_numbers

BEAT: Final = "beat_ms"
LEFT_WIDTH_PX: Final = 356
LEFT_NARROW_PX: Final = 304


class TempoCard(QFrame):
    """Edits the tempo or the beat of a preset.

    `edited` carries the preset as it comes to be; `problem_changed` says that `problem` did.
    """

    edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._preset: Preset | None = None
        self.tempo = TempoField(self)
        self.tempo.tempo_read.connect(self._take_whole_tempo)
        self.tempo.taken_back.connect(self._go_back)
        self.tempo.problem_changed.connect(self.problem_changed)
        self.steppers = TempoSteppers(self)
        self.steppers.tempo_edited.connect(self._edit_tempo)
        self.steppers.problem_changed.connect(self.problem_changed)
        self.beat = beat_field(self)
        self.beat.edited.connect(self._edit_beat)
        self.beat.problem_changed.connect(self.problem_changed)
        self.curve = RepCurve(self)
        self._beat_words = QLabel(self)
        self._left = QStackedWidget(self)
        self._left.addWidget(self.tempo)
        self._left.addWidget(self._beat_page())
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._column.addWidget(self._left, 1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(self._column)
        top.addWidget(self.curve, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(top, 1)
        column.addWidget(self.steppers)

    @property
    def problem(self) -> str:
        """What is wrong with what stands in the fields, "" if nothing is."""
        return self.tempo.problem or self.steppers.problem or self.beat.problem

    @property
    def unread(self) -> dict[str, str]:
        """The texts with which something is wrong, by their fields."""
        tempo = {TEMPO: self.tempo.text} if self.tempo.problem else {}
        return {**tempo, **self.steppers.unread, **unread_numbers({BEAT: self.beat})}

    def show_draft(self, draft: Draft) -> None:
        """Show another preset, and the texts that were left in the fields of its tempo or beat."""
        self.show_preset(draft.preset, afresh=True)
        if draft.preset.tempo is None:
            show_numbers({BEAT: self.beat}, draft.preset, draft.unread)
            return
        if TEMPO in draft.unread:
            self.tempo.show_text(draft.unread[TEMPO])
        self.steppers.show_unread(draft.unread)

    def show_preset(self, preset: Preset, *, afresh: bool = False) -> None:
        """Show the tempo or the beat of a preset. A text that cannot be read yet stays while the tempo is
        the one from before it, unless the card is to begin `afresh`."""
        is_new = afresh or self._preset is None or preset.tempo != self._preset.tempo
        self._preset = preset
        self.curve.show_rep(preset.rep)
        self._left.setCurrentIndex(1 if preset.tempo is None else 0)
        self.steppers.setVisible(preset.tempo is not None)
        if preset.tempo is None:
            self.beat.show_value(preset.beat_ms, afresh=afresh)
            self._beat_words.setText(_beat_sentence(preset.beat_ms))
            self.tempo.clear_problem()
            self.steppers.clear_problem()
        else:
            self.tempo.show_exercise(preset.exercise, preset.start)
            if is_new or not self.tempo.problem:
                self.tempo.show_tempo(preset.tempo, afresh=afresh)
            self.steppers.show_tempo(preset.tempo, preset.exercise, afresh=afresh)
            self.beat.show_value(self.beat.value, afresh=True)

    def show_overview(self, overview: Overview | None) -> None:
        """Show how the time under tension divides among the phases, if the preset comes to anything."""
        self.steppers.show_tension(overview.tension_by_phase_ms if overview else {})

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the tempo and its words."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def fit(self, scale: float, *, is_narrow: bool) -> None:
        """Leave more of a narrow page to the curve."""
        self._left.setFixedWidth(round((LEFT_NARROW_PX if is_narrow else LEFT_WIDTH_PX) * scale))

    def _take_whole_tempo(self, tempo: Tempo) -> None:
        """A tempo written as a whole is also what stands in the four steppers."""
        if self._preset is not None:
            self.steppers.show_tempo(tempo, self._preset.exercise, afresh=True)
        self._edit_tempo(tempo)

    def _go_back(self, tempo: Tempo) -> None:
        """Put the tempo from before the typing in force, and leave the text as it is."""
        if self._preset is not None and self._preset.tempo not in (None, tempo):
            self._preset = replace(self._preset, tempo=tempo)
            self._edit(self._preset)

    def _edit_tempo(self, tempo: Tempo) -> None:
        if self._preset is not None and self._preset.tempo is not None:
            self._edit(replace(self._preset, tempo=tempo))

    def _edit_beat(self, beat_ms: int) -> None:
        if self._preset is not None:
            self._edit(replace(self._preset, beat_ms=beat_ms))

    def _edit(self, preset: Preset) -> None:
        self.show_preset(preset)
        self.edited.emit(preset)

    def _beat_page(self) -> QWidget:
        page = QWidget(self)
        self._beat_words.setWordWrap(True)
        self._beat_words.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.beat)
        column.addWidget(self._beat_words)
        column.addStretch(1)
        return page


def _beat_sentence(beat_ms: int) -> str:
    return f"{capitalised(beat_words(beat_ms))}: the swing is quick, and only its rhythm is paced."
