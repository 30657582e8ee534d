"""How a preset sounds: its pack, and which cues are given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftronome.domain.limits import PRE_CUE
from liftronome.domain.preset import Preset
from liftronome.ui.editor.more_fields import COUNT_TEXTS, COUNTS, SWITCHES, show_speaking
from liftronome.ui.editor.set_fields import PACKS
from liftronome.ui.widgets.buttons import Segments, Switch
from liftronome.ui.widgets.number_field import NumberField
from liftronome.ui.widgets.wrapping import WrappingLayout

PRE_CUE_STEP_MS: Final = 100
PRE_CUE_WIDTH_PX: Final = 230


class SoundChoices(QWidget):
    """Shows and edits these fields of a preset. `edited` carries the changed preset."""

    edited = Signal(object)

    def __init__(self, preset: Preset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = preset
        self.pack = Segments("Sounds", [name for _, name, _ in PACKS], self)
        self.pack.show_tooltips([about for _, _, about in PACKS])
        self.about = self._muted()
        self.ticks = Switch(SWITCHES["seconds"], self)
        self.coaching = Switch(SWITCHES["speak_coaching"], self)
        self.speaking = self._muted()
        self.pre_cue = NumberField("Pre-cue", PRE_CUE, PRE_CUE_STEP_MS, self)
        self.pre_cue.setFixedWidth(PRE_CUE_WIDTH_PX)
        self.count = Segments("Count aloud", COUNT_TEXTS, self)
        self._arrange()
        self.show_preset(preset)
        self.pack.chosen.connect(lambda index: self._edit("pack", PACKS[index][0]))
        self.ticks.clicked.connect(lambda on: self._edit("seconds", on))
        self.coaching.clicked.connect(lambda on: self._edit("speak_coaching", on))
        self.pre_cue.edited.connect(lambda ms: self._edit("pre_cue_ms", ms))
        self.count.chosen.connect(lambda index: self._edit("count", COUNTS[index]))

    def show_preset(self, preset: Preset) -> None:
        """Show a preset."""
        self.preset = preset
        packs = [pack for pack, _, _ in PACKS]
        if preset.pack in packs:
            self.pack.show_choice(packs.index(preset.pack))
            self.about.setText(PACKS[packs.index(preset.pack)][2])
        self.ticks.setChecked(preset.seconds)
        show_speaking(self.coaching, preset)
        self.pre_cue.setVisible(preset.tempo is not None)
        self.pre_cue.show_value(preset.pre_cue_ms)
        self.count.show_choice(COUNTS.index(preset.count))

    def show_speaking(self, text: str) -> None:
        """Say whether coaching cues can be spoken."""
        self.speaking.setText(text)
        self.speaking.setVisible(bool(text))

    def _edit(self, field: str, value: Any) -> None:
        self.show_preset(replace(self.preset, **{field: value}))
        self.edited.emit(self.preset)

    def _arrange(self) -> None:
        counting = QVBoxLayout()
        counting.setSpacing(4)
        caption = QLabel("Count aloud", self)
        caption.setProperty("role", "caption")
        counting.addWidget(caption)
        self.count.setMinimumHeight(self.pre_cue.field.sizeHint().height())  # their captions are level
        counting.addWidget(self.count, 0, Qt.AlignmentFlag.AlignLeft)
        counting.setContentsMargins(0, 0, 0, 0)
        count = QWidget(self)
        count.setLayout(counting)
        row = WrappingLayout(24, 16)
        row.addWidget(self.pre_cue)
        row.addWidget(count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.pack, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.about)
        column.addSpacing(8)
        column.addLayout(row)
        for widget in (self.ticks, self.coaching, self.speaking):
            column.addWidget(widget)

    def _muted(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        return label
