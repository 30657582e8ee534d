"""The summary at the end of a session: a row for each set."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.bench_text import font_of
from app.ui.theme import Theme

CELLS: Final = (0.0, 0.21, 0.44, 0.76)
"""Where the four texts of a row begin, in parts of its width."""

ROW_WIDTH: Final = 31
ROW_HEIGHT: Final = 1.7
"""What a row needs, in font sizes."""

MAX_COLUMNS: Final = 3


class Summary(QWidget):
    """Rows of four texts: which set, its reps, its time under tension, and how it ended."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._pixels = 1
        self.hide()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows that are shown."""
        return self._rows

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows; the last is set apart if it sums up several."""
        self._rows = tuple(rows)
        self.setAccessibleName("; ".join(_spoken(row) for row in rows))
        self.update()

    def set_pixels(self, pixels: int) -> None:
        """Set the largest font size, in pixels."""
        self._pixels = pixels
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, side by side where there are many."""
        if not self._rows:
            return
        columns, pixels = self._grid()
        in_column = ceil(len(self._rows) / columns)
        width, height = pixels * ROW_WIDTH, pixels * ROW_HEIGHT
        left = (self.width() - columns * width) / 2
        painter = QPainter(self)
        for number, row in enumerate(self._rows):
            column, line = divmod(number, in_column)
            rect = QRectF(left + column * width, line * height, width, height)
            self._draw(painter, rect, row, pixels, is_sum=number > 0 and number == len(self._rows) - 1)
        painter.end()

    def _grid(self) -> tuple[int, float]:
        """The number of columns that allows the largest type, and its size in pixels."""

        def pixels(columns: int) -> float:
            in_column = ceil(len(self._rows) / columns)
            return min(
                self.width() / columns / ROW_WIDTH, self.height() / in_column / ROW_HEIGHT, self._pixels
            )

        columns = max(range(1, MAX_COLUMNS + 1), key=pixels)
        return columns, pixels(columns)

    def _draw(
        self, painter: QPainter, rect: QRectF, row: tuple[str, ...], pixels: float, *, is_sum: bool
    ) -> None:
        if is_sum:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), rect.width() * 0.95, 2), QColor(self._theme.outline)
            )
        painter.setFont(font_of(pixels, QFont.Weight.Bold if is_sum else QFont.Weight.Medium))
        colours = (self._theme.muted, self._theme.text, self._theme.text, self._theme.warning)
        for text, start, colour in zip(row, CELLS, colours, strict=True):
            painter.setPen(QColor(colour))
            cell = rect.adjusted(rect.width() * start, 0, 0, 0)
            painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _spoken(row: tuple[str, ...]) -> str:
    which, reps, tension, ending = row
    return ", ".join(text for text in (f"{which}: {reps}", tension, ending) if text)
