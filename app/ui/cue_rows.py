"""The cues that can be heard one by one, and replaced by sounds of the lifter's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.own_sound import MAX_OWN_S
from app.domain.preset import Preset
from app.domain.timeline import Sound
from app.store.own_sounds import OwnSound
from app.ui.elided_label import ElidedLabel
from app.ui.enter_button import EnterButton
from app.ui.sound_texts import sounds_of

HEAR: Final = "▶  Hear"
OWN_TIP: Final = f"A WAV, FLAC, OGG or MP3 file, of which at most {MAX_OWN_S} s are used"
LOST: Final = "is gone: choose it again"


class CueRows(QWidget):
    """A row for each cue: its name, where its sound comes from, buttons. Each signal carries the Sound."""

    hear_clicked = Signal(object)
    choose_clicked = Signal(object)
    remove_clicked = Signal(object)

    def __init__(self, preset: Preset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources: dict[Sound, ElidedLabel] = {}
        self.hear: dict[Sound, EnterButton] = {}
        self.choose: dict[Sound, EnterButton] = {}
        self.remove: dict[Sound, EnterButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        for row, (sound, name) in enumerate(sounds_of(preset)):
            self._add(row, sound, name)

    def show_own(self, own: Mapping[str, OwnSound], *, can_choose: bool) -> None:
        """Show where each sound comes from: its file's name, or nothing where it is the pack's."""
        for sound, source in self.sources.items():
            kept = own.get(sound)
            source.show_text(_source_text(kept))
            self.choose[sound].setVisible(can_choose)
            self.choose[sound].setEnabled(True)
            self.remove[sound].setVisible(kept is not None)

    def show_reading(self, sound: Sound, name: str) -> None:
        """Show that a file is being read for a cue: until `show_own` no other can be chosen."""
        self.sources[sound].show_text(f"reading {name} …")
        self.remove[sound].hide()
        for button in self.choose.values():
            button.setEnabled(False)

    def _add(self, row: int, sound: Sound, name: str) -> None:
        label = ElidedLabel("", self)
        label.show_text(name)
        self.sources[sound] = ElidedLabel("muted", self)
        self.hear[sound] = self._button(HEAR, f"Hear: {name}")
        self.hear[sound].clicked.connect(lambda: self.hear_clicked.emit(sound))
        self.choose[sound] = self._button("Own sound …", f"Choose a sound of your own: {name}")
        self.choose[sound].setToolTip(OWN_TIP)
        self.choose[sound].clicked.connect(lambda: self.choose_clicked.emit(sound))
        self.remove[sound] = self._button("Remove", f"Remove your own sound: {name}")
        self.remove[sound].clicked.connect(lambda: self.remove_clicked.emit(sound))
        widgets = (label, self.sources[sound], self.remove[sound], self.choose[sound], self.hear[sound])
        for column, widget in enumerate(widgets):
            self._grid.addWidget(widget, row, column)

    def _button(self, text: str, name: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setAccessibleName(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        if text != HEAR:
            button.setObjectName("link")
        return button


def _source_text(kept: OwnSound | None) -> str:
    if kept is None:
        return ""
    lost = "" if kept.path.is_file() else f" {LOST}"
    return f"{kept.name}{lost}{' · all presets' if kept.for_all else ''}"
