"""How Liftronome looks: its theme, and on the bench how much moves and whether it flashes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.ui.options import Options
from app.ui.segments import Segments
from app.ui.theme import ThemeName

THEME_TEXTS: Final = {
    ThemeName.DARK: "Dark",
    ThemeName.LIGHT: "Light",
    ThemeName.HIGH_CONTRAST: "High contrast",
    ThemeName.SYSTEM: "As the system",
}


class LookPage(QWidget):
    """The theme holds at once, what is of the bench from the next session on."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        self.theme = self._row(
            "Theme", "", list(THEME_TEXTS.values()), list(THEME_TEXTS).index(options.theme_name)
        )
        self.theme.chosen.connect(self._choose_theme)
        self.fewer_motions = self._switch(
            "Fewer motions", "the bar steps once a second", options.fewer_motions, self._choose_motions
        )
        self.flashes = self._switch(
            "Flash the screen",
            "with each change of phase, where cues cannot be heard",
            options.flashes,
            self._choose_flashes,
        )
        self.full_screen = self._switch(
            "Full screen", "while a set is performed", options.full_screen, self._choose_full_screen
        )
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _switch(self, name: str, about: str, is_on: bool, choose: Callable[[int], None]) -> Segments:
        switch = self._row(name, about, ["Off", "On"], int(is_on))
        switch.chosen.connect(choose)
        return switch

    def _row(self, name: str, about: str, texts: list[str], choice: int) -> Segments:
        """A choice at the right edge. One of two leaves the middle to the words before it."""
        row, middle = self._grid.rowCount(), 2 if len(texts) == 2 else 1
        label = QLabel(f"{name}: {about}" if about else name, self)
        label.setWordWrap(True)
        self._grid.addWidget(label, row, 0, 1, middle)
        segments = Segments(name, texts, self)
        segments.show_choice(choice)
        at_edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(segments, row, middle, 1, 3 - middle, at_edge)
        return segments

    def _choose_theme(self, index: int) -> None:
        self._options.theme_name = list(THEME_TEXTS)[index]

    def _choose_motions(self, index: int) -> None:
        self._options.fewer_motions = bool(index)

    def _choose_flashes(self, index: int) -> None:
        self._options.flashes = bool(index)

    def _choose_full_screen(self, index: int) -> None:
        self._options.full_screen = bool(index)
