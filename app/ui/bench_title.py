"""What is performed, at the head of the bench screen: the exercise and the preset's name."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QWidget

from app.ui.bench_text import FittedLabel, font_of
from app.ui.item import DASH
from app.ui.shortening import shortened_title

SMALLEST: Final = 0.8
"""A title is written this much smaller before anything of it is left out."""


class Title(FittedLabel):
    """The exercise and a preset's name on one line: written smaller, then both shortened."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, align=Qt.AlignmentFlag.AlignLeft)
        self._exercise = self._name = ""

    def show_names(self, exercise: str, name: str, colour: QColor) -> None:
        """Show an exercise, and the name of its preset, "" if it has none."""
        self._exercise, self._name = exercise, name
        self.write(DASH.join(part for part in (exercise, name) if part), colour)

    def _fitted(self) -> tuple[list[str], float]:
        """The title as it is drawn, and the font size that it needs."""
        width, pixels = self.width(), float(self._pixels)
        if not self.text() or width <= 0:
            return [], pixels
        length = QFontMetricsF(font_of(pixels, self._weight)).horizontalAdvance(self.text())
        pixels = max(pixels * min(1.0, width / length), pixels * SMALLEST)
        metrics = QFontMetricsF(font_of(pixels, self._weight))
        return [shortened_title(self._exercise, self._name, width, metrics)], pixels
