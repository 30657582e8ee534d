"""The numbers of a set and a session, and its sound."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.preset import BEAT, COUNT_IN, READY, REPS, REST, SETS, X_SLOT, Limits, Preset
from app.domain.tempo import Pace
from app.ui.number_field import NumberField
from app.ui.segments import Segments

PACKS: Final = (
    ("glide", "Glide", "A tone runs through each phase: falling as you lower, rising as you lift"),
    ("tones", "Tones", "One sound at the beginning of each phase"),
)
FIELDS: Final[tuple[tuple[str, str, Limits, int], ...]] = (
    ("sets", "Sets", SETS, 1),
    ("reps", "Reps", REPS, 1),
    ("rest_ms", "Rest", REST, 15_000),
    ("ready_ms", "Get ready", READY, 5000),
    ("count_in_ms", "Count-in", COUNT_IN, 1000),
)
X_SLOT_STEP_MS: Final = 100
BEAT_STEP_MS: Final = 100
COLUMNS: Final = 3


class SetFields(QWidget):
    """Edits everything of a preset but its tempo and start.

    `edited` carries the preset as it comes to be; `problem_changed` says that `problem` did.
    """

    edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self.fields = {key: self._field(key, label, limits, step) for key, label, limits, step in FIELDS}
        self.fields["x_slot_ms"] = self._field("x_slot_ms", "Time for X", X_SLOT, X_SLOT_STEP_MS)
        self.pack = Segments("Sound", [text for _, text, _ in PACKS], self)
        self.pack.show_tooltips([about for _, _, about in PACKS])
        self.pack.chosen.connect(lambda index: self._edit("pack", PACKS[index][0]))
        self._about_pack = QLabel(self)
        self._about_pack.setProperty("role", "caption")
        self._about_pack.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._numbers())
        column.addLayout(self._sound())

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is, "" if nothing is."""
        return next((field.problem for field in self.fields.values() if field.problem), "")

    def show_preset(self, preset: Preset, *, afresh: bool = False) -> None:
        """Show the numbers and the sound of a preset; `afresh` lets go of what cannot be read."""
        self._preset = preset
        for key, field in self.fields.items():
            field.show_value(getattr(preset, key), afresh=afresh)
        self.fields["x_slot_ms"].setEnabled(_has_x(preset))
        self.show_pack(preset.pack)

    def show_pack(self, pack: str) -> None:
        """Show which cue pack is used."""
        index = next((index for index, (known, _, _) in enumerate(PACKS) if known == pack), 0)
        self.pack.show_choice(index)
        self._about_pack.setText(PACKS[index][2])

    def _edit(self, key: str, value: int | str) -> None:
        if self._preset is not None:
            self._preset = replace(self._preset, **{key: value})  # type: ignore[arg-type]
            self.edited.emit(self._preset)

    def _field(self, key: str, label: str, limits: Limits, step: int) -> NumberField:
        field = NumberField(label, limits, step, self)
        field.edited.connect(lambda value: self._edit(key, value))
        field.problem_changed.connect(self.problem_changed)
        return field

    def _numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for index, field in enumerate(self.fields.values()):
            grid.addWidget(field, index // COLUMNS, index % COLUMNS)
            grid.setColumnStretch(index % COLUMNS, 1)
        return grid

    def _sound(self) -> QHBoxLayout:
        caption = QLabel("Sound", self)
        caption.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(caption)
        row.addWidget(self.pack)
        row.addWidget(self._about_pack, 1, Qt.AlignmentFlag.AlignVCenter)
        return row


def beat_field(parent: QWidget) -> NumberField:
    """The field of a ballistic exercise: how long one rep lasts."""
    return NumberField("One beat a rep", BEAT, BEAT_STEP_MS, parent)


def _has_x(preset: Preset) -> bool:
    return preset.tempo is not None and any(part.pace is Pace.EXPLOSIVE for part in preset.tempo.parts)
