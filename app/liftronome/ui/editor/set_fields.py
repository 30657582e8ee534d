"""The numbers of a set, its sides and its sound: what is decided for nearly every preset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from liftronome.domain.preset import BEAT, CHANGEOVER, REPS, REST, SETS, Limits, Preset, Sides
from liftronome.ui.text.field_names import LABELS
from liftronome.ui.widgets.buttons import EnterButton, Segments
from liftronome.ui.widgets.number_field import NumberField, show_numbers, unread_numbers

PACKS: Final = (
    ("glide", "Glide", "A tone runs through each phase: falling as you lower, rising as you lift."),
    ("tones", "Tones", "One sound at the beginning of each phase."),
    ("voice", "Voice", "A voice names each phase, and counts the reps."),
    ("voice-glide", "Voice + glide", "A voice names each phase, and a tone runs through it."),
    ("ticks", "Ticks", "A tick each second, and an accent where a phase begins."),
)
CHANGEOVER_STEP_MS: Final = 5000
FIELDS: Final[tuple[tuple[str, Limits, int], ...]] = (
    ("sets", SETS, 1),
    ("reps", REPS, 1),
    ("rest_ms", REST, 15_000),
    ("changeover_ms", CHANGEOVER, CHANGEOVER_STEP_MS),
)
SIDES: Final = (Sides.BOTH, Sides.LEFT_THEN_RIGHT)
BEAT_STEP_MS: Final = 100
CHANGEOVER_WIDTH_PX: Final = 240


class SetFields(QWidget):
    """Edits sets, reps, rest, sides and sound.

    `edited` carries the preset as it comes to be; `problem_changed` says that `problem` did; `sounds_wanted`
    asks for the page of all sounds.
    """

    edited = Signal(object)
    problem_changed = Signal()
    sounds_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self._is_narrow = False
        self.fields = {key: self._field(key, limits, step) for key, limits, step in FIELDS}
        self.sides = Segments("Sides", ["Both at once", "Left, then right"], self)
        self.sides.chosen.connect(lambda index: self._edit("sides", SIDES[index]))
        self.pack = Segments("Sound", [text for _, text, _ in PACKS], self)
        self.pack.show_tooltips([about for _, _, about in PACKS])
        self.pack.chosen.connect(lambda index: self._edit("pack", PACKS[index][0]))
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._about_pack = QLabel(self)
        self._about_pack.setProperty("role", "caption")
        self._about_pack.setWordWrap(True)
        self.more_sounds = EnterButton("Hear and change the sounds …", self)
        self.more_sounds.setObjectName("link")
        self.more_sounds.clicked.connect(self.sounds_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._rows())

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is, "" if nothing is."""
        return next((field.problem for field in self.fields.values() if field.problem), "")

    @property
    def unread(self) -> dict[str, str]:
        """The texts with which something is wrong, by their fields."""
        return unread_numbers(self.fields)

    def show_preset(self, preset: Preset, unread: Mapping[str, str] | None = None) -> None:
        """Show the numbers and the sound of a preset. Given the texts that were left `unread`, the fields
        begin afresh with them; else what is being typed stays."""
        self._preset = preset
        show_numbers(self.fields, preset, unread)
        self.sides.show_choice(SIDES.index(preset.sides))
        one_after_the_other = preset.sides is Sides.LEFT_THEN_RIGHT
        changeover = self.fields["changeover_ms"]
        changeover.setVisible(one_after_the_other)
        self._stack()
        if not one_after_the_other:
            changeover.show_value(preset.changeover_ms, afresh=True)
        self._show_pack(preset.pack)

    def fit(self, *, is_narrow: bool) -> None:
        """Put one below the other on a page that is too narrow for both."""
        self._is_narrow = is_narrow
        self._stack()

    def _stack(self) -> None:
        stacked = self._is_narrow or not self.fields["changeover_ms"].isHidden()
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._choices.setDirection(direction)

    def _show_pack(self, pack: str) -> None:
        index = next((index for index, (known, _, _) in enumerate(PACKS) if known == pack), 0)
        self.pack.show_choice(index)
        self._about_pack.setText(PACKS[index][2])

    def _edit(self, key: str, value: Any) -> None:
        if self._preset is not None:
            self._preset = replace(self._preset, **{key: value})
            self.edited.emit(self._preset)

    def _field(self, key: str, limits: Limits, step: int) -> NumberField:
        field = NumberField(LABELS[key], limits, step, self)
        field.edited.connect(lambda value: self._edit(key, value))
        field.problem_changed.connect(self.problem_changed)
        return field

    def _rows(self) -> QVBoxLayout:
        numbers = QHBoxLayout()
        numbers.setSpacing(24)
        for key in ("sets", "reps", "rest_ms"):
            numbers.addWidget(self.fields[key], 1)
        sides = QWidget(self)
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(_captioned("Sides", self.sides, self))
        row.addWidget(self.fields["changeover_ms"])
        self.fields["changeover_ms"].setMaximumWidth(CHANGEOVER_WIDTH_PX)
        sound = QWidget(self)
        sound.setLayout(_captioned("Sound", self.pack, self))
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._choices.setSpacing(16)
        self._choices.addWidget(sides)
        self._choices.addWidget(sound)
        self._choices.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addLayout(numbers)
        column.addLayout(self._choices)
        about = QHBoxLayout()
        about.setSpacing(16)
        about.addWidget(self._about_pack, 1)
        about.addWidget(self.more_sounds)
        column.addLayout(about)
        return column


def _captioned(text: str, widget: QWidget, parent: QWidget) -> QVBoxLayout:
    caption = QLabel(text, parent)
    caption.setProperty("role", "caption")
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return column


def beat_field(parent: QWidget) -> NumberField:
    """The field of a ballistic exercise: how long one rep lasts."""
    return NumberField(LABELS["beat_ms"], BEAT, BEAT_STEP_MS, parent)
