"""Sets, reps, rest, sides and sound: what nearly every preset sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from liftronome.domain.limits import BEAT, CHANGEOVER, REPS, REST, SETS, Limits
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.scheme.scheme import HOLD
from liftronome.ui.text.field_names import LABELS
from liftronome.ui.widgets.buttons import EnterButton, Segments
from liftronome.ui.widgets.number_field import NumberField, show_numbers, unread_numbers
from liftronome.ui.widgets.wrapping import WrappingLayout

PACKS: Final = (
    ("glide", "Glide", "A tone runs through each phase, falling as you lower and rising as you lift."),
    ("tones", "Tones", "A short sound starts each phase."),
    ("voice", "Voice", "A voice names each phase and counts the reps."),
    ("voice-glide", "Voice + glide", "A voice names each phase, and a tone runs through it."),
    ("ticks", "Ticks", "A tick every second, with an accent where a phase begins."),
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
HOLD_STEP_MS: Final = 5000


class SetFields(QWidget):
    """Edits sets, reps, rest, sides and sound.

    `edited` carries the changed preset; `problem_changed` tells that `problem` has changed; `sounds_wanted`
    asks for the Sounds window.
    """

    edited = Signal(object)
    problem_changed = Signal()
    sounds_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self.fields = {key: self._field(key, limits, step) for key, limits, step in FIELDS}
        self.sides = Segments("Sides", ["Both at once", "Left, then right"], self)
        self.sides.chosen.connect(lambda index: self._edit("sides", SIDES[index]))
        self.pack = Segments("Sound", [text for _, text, _ in PACKS], self)
        self.pack.show_tooltips([about for _, _, about in PACKS])
        self.pack.chosen.connect(lambda index: self._edit("pack", PACKS[index][0]))
        self._about_pack = QLabel(self)
        self._about_pack.setProperty("role", "caption")
        self._about_pack.setWordWrap(True)
        self.more_sounds = EnterButton("Hear and change sounds …", self)
        self.more_sounds.setObjectName("link")
        self.more_sounds.clicked.connect(self.sounds_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._rows())

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is wrong, "" if none is."""
        return next((field.problem for field in self.fields.values() if field.problem), "")

    @property
    def unread(self) -> dict[str, str]:
        """The texts that are wrong, by their fields."""
        return unread_numbers(self.fields)

    def show_preset(self, preset: Preset, unread: Mapping[str, str] | None = None) -> None:
        """Show a preset. Given `unread`, the texts left in fields earlier, the fields start afresh with them;
        otherwise text being typed stays."""
        self._preset = preset
        show_numbers(self.fields, preset, unread)
        self._show_reps(preset)
        self.sides.show_choice(SIDES.index(preset.sides))
        one_after_the_other = preset.sides is Sides.LEFT_THEN_RIGHT
        changeover = self.fields["changeover_ms"]
        changeover.setVisible(one_after_the_other)
        if not one_after_the_other:
            changeover.show_value(preset.changeover_ms, afresh=True)
        self._show_pack(preset.pack)

    def _show_reps(self, preset: Preset) -> None:
        """Offer one number of reps where all sets have the same."""
        reps = self.fields["reps"]
        is_plain = preset.scheme.has_plain_reps
        reps.setVisible(is_plain)
        if not is_plain:
            reps.show_value(reps.value, afresh=True)
        is_every = preset.scheme.every_ms is not None
        rest = self.fields["rest_ms"]
        rest.setVisible(not is_every)
        if is_every:
            rest.show_value(preset.rest_ms, afresh=True)

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
        numbers = WrappingLayout(24, 12, columns=3)
        for key in ("sets", "reps", "rest_ms"):
            numbers.addWidget(self.fields[key])
        choices = WrappingLayout(24, 16)
        choices.addWidget(_captioned("Sides", self.sides, self))
        choices.addWidget(self.fields["changeover_ms"])
        choices.addWidget(_captioned("Sound", self.pack, self))
        about = QHBoxLayout()
        about.setSpacing(16)
        about.addWidget(self._about_pack, 1)
        about.addWidget(self.more_sounds)
        column = QVBoxLayout()
        column.setSpacing(16)
        for row in (numbers, choices, about):
            column.addLayout(row)
        return column


def _captioned(text: str, widget: QWidget, parent: QWidget) -> QWidget:
    captioned = QWidget(parent)
    caption = QLabel(text, captioned)
    caption.setProperty("role", "caption")
    column = QVBoxLayout(captioned)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return captioned


def hold_field(parent: QWidget) -> NumberField:
    """The seconds of a hold."""
    return NumberField(LABELS["hold_ms"], HOLD, HOLD_STEP_MS, parent)


def beat_field(parent: QWidget) -> NumberField:
    """The seconds per rep of a ballistic exercise."""
    return NumberField(LABELS["beat_ms"], BEAT, BEAT_STEP_MS, parent)
