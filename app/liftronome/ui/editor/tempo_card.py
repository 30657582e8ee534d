"""How a rep is performed: its tempo as text, fields and curve, or the beat of a ballistic exercise."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.overview import Overview
from liftronome.domain.preset import Preset
from liftronome.domain.tempo import Tempo
from liftronome.domain.words import beat_words
from liftronome.presentation.texts import capitalised
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.editor.rep_curve import RepCurve
from liftronome.ui.editor.set_fields import beat_field, hold_field
from liftronome.ui.editor.tempo_field import TempoField
from liftronome.ui.editor.tempo_steppers import TempoSteppers
from liftronome.ui.text.field_names import TEMPO
from liftronome.ui.widgets.number_field import show_numbers, unread_numbers

QWIDGETSIZE_MAX: Final = 16_777_215
"""Qt's word for no limit."""

BEAT: Final = "beat_ms"
HOLD: Final = "hold_ms"
HOLD_WORDS: Final = "Hold still until the time is over: the half and the last ten seconds are told."
HOLDS_DIFFER: Final = "The sets are held for different times: change them in the line, or set by set below."
LEFT_WIDTH_PX: Final = 356
CURVE_HEIGHT_PX: Final = 200
"""Where the curve is below the tempo."""


class TempoCard(QFrame):
    """Edits the tempo or the beat of a preset.

    `edited` carries the changed preset; `noted` a remark typed behind the tempo.
    `problem_changed` tells that `problem` has changed.
    """

    edited = Signal(object)
    noted = Signal(str)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._preset: Preset | None = None
        self.tempo = TempoField(self)
        self.tempo.tempo_read.connect(self._take_whole_tempo)
        self.tempo.taken_back.connect(self._go_back)
        self.tempo.noted.connect(self.noted)
        self.tempo.problem_changed.connect(self.problem_changed)
        self.steppers = TempoSteppers(self)
        self.steppers.tempo_edited.connect(self._edit_tempo)
        self.steppers.problem_changed.connect(self.problem_changed)
        self.beat = beat_field(self)
        self.beat.edited.connect(self._edit_beat)
        self.beat.problem_changed.connect(self.problem_changed)
        self.hold = hold_field(self)
        self.hold.edited.connect(self._edit_hold)
        self.hold.problem_changed.connect(self.problem_changed)
        self.curve = RepCurve(self)
        self._beat_words = QLabel(self)
        self._hold_words = QLabel(HOLD_WORDS, self)
        self._left = QStackedWidget(self)
        self._left.addWidget(self.tempo)
        self._left.addWidget(self._number_page(self.beat, self._beat_words))
        self._left.addWidget(self._number_page(self.hold, self._hold_words))
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._column.addWidget(self._left, 1)
        self._left_side = QWidget(self)
        self._left_side.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(16)
        self._top.addWidget(self._left_side)
        self._top.addWidget(self.curve, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(self._top, 1)
        column.addWidget(self.steppers)

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is wrong, "" if none is."""
        return self.tempo.problem or self.steppers.problem or self.beat.problem or self.hold.problem

    @property
    def unread(self) -> dict[str, str]:
        """The texts that are wrong, by their fields."""
        tempo = {TEMPO: self.tempo.text} if self.tempo.problem else {}
        return {**tempo, **self.steppers.unread, **unread_numbers({BEAT: self.beat, HOLD: self.hold})}

    def show_draft(self, draft: Draft) -> None:
        """Show another preset, with the texts left in the fields of its tempo or beat."""
        self.show_preset(draft.preset, afresh=True)
        if draft.preset.tempo is None:
            shown = {HOLD: self.hold} if draft.preset.exercise.is_hold else {BEAT: self.beat}
            show_numbers(shown, draft.preset, draft.unread)
            return
        if TEMPO in draft.unread:
            self.tempo.show_text(draft.unread[TEMPO])
        self.steppers.show_unread(draft.unread)

    def show_preset(self, preset: Preset, *, afresh: bool = False) -> None:
        """Show the tempo or the beat of a preset. Text that cannot be read yet stays while the tempo is the
        one from before the typing; `afresh` replaces it."""
        is_new = afresh or self._preset is None or preset.tempo != self._preset.tempo
        self._preset = preset
        with suppress(InputError):  # sets that cannot be performed are told about elsewhere
            self.curve.show_rep(preset.first_working_set.first_rep)
        is_hold = preset.exercise.is_hold
        self._left.setCurrentIndex(2 if is_hold else 1 if preset.tempo is None else 0)
        self._show_hold(preset, afresh=afresh)
        self.steppers.setVisible(preset.tempo is not None)
        if preset.tempo is None:
            self.beat.show_value(self.beat.value if is_hold else preset.beat_ms, afresh=afresh or is_hold)
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
        """Show how the time under tension divides among the phases; dashes without an overview."""
        self.steppers.show_tension(overview.tension_by_phase_ms if overview else {})

    def add_below(self, widget: QWidget) -> None:
        """Add a widget below the tempo and its words."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def fit(self, scale: float, *, is_narrow: bool) -> None:
        """Put the curve beside the tempo, or below it on a narrow page."""
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        width = round(LEFT_WIDTH_PX * scale)
        self._left_side.setMinimumWidth(0 if is_narrow else width)
        self._left_side.setMaximumWidth(QWIDGETSIZE_MAX if is_narrow else width)
        self.curve.setMinimumHeight(CURVE_HEIGHT_PX if is_narrow else 0)
        self.curve.setMaximumHeight(CURVE_HEIGHT_PX if is_narrow else QWIDGETSIZE_MAX)

    def _take_whole_tempo(self, tempo: Tempo) -> None:
        """A tempo written in one line also fills the four fields."""
        if self._preset is not None:
            self.steppers.show_tempo(tempo, self._preset.exercise, afresh=True)
        self._edit_tempo(tempo)

    def _go_back(self, tempo: Tempo) -> None:
        """Put the tempo from before the typing in force; the text stays."""
        if self._preset is not None and self._preset.tempo not in (None, tempo):
            self._preset = replace(self._preset, tempo=tempo)
            self._edit(self._preset)

    def _edit_tempo(self, tempo: Tempo) -> None:
        if self._preset is not None and self._preset.tempo is not None:
            self._edit(replace(self._preset, tempo=tempo))

    def _edit_beat(self, beat_ms: int) -> None:
        if self._preset is not None:
            self._edit(replace(self._preset, beat_ms=beat_ms))

    def _show_hold(self, preset: Preset, *, afresh: bool) -> None:
        """Offer the seconds where each set is held as long as the others."""
        mini = preset.scheme.mini_set
        is_one = preset.exercise.is_hold and mini is not None
        self.hold.setEnabled(is_one)
        self._hold_words.setText(HOLD_WORDS if is_one else HOLDS_DIFFER)
        if mini is not None and is_one:
            self.hold.show_value(mini.limit_ms, afresh=afresh)
        else:
            self.hold.show_value(self.hold.value, afresh=True)

    def _edit_hold(self, hold_ms: int) -> None:
        if self._preset is not None:
            self._edit(replace(self._preset, scheme=self._preset.scheme.with_hold(hold_ms)))

    def _edit(self, preset: Preset) -> None:
        self.show_preset(preset)
        self.edited.emit(preset)

    def _number_page(self, field: QWidget, words: QLabel) -> QWidget:
        page = QWidget(self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(field)
        column.addWidget(words)
        column.addStretch(1)
        return page


def _beat_sentence(beat_ms: int) -> str:
    return f"{capitalised(beat_words(beat_ms))}: the movement is ballistic, so only its rhythm is paced."
