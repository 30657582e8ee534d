"""The rep that is on, and out of how many: to be read across the room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from liftronome.presentation.palette import Theme
from liftronome.ui.bench.count_texts import Count
from liftronome.ui.widgets.labels import font_of

OF: Final = 0.5
"""How large "/ 10" is beside the rep's number."""

GAP: Final = 0.18
"""Between the two, and between the lines, in parts of the number's height."""

CAPITALS: Final = 0.75
LINE: Final = 0.95
BELOW: Final = 0.35
"""Of a small line, in font sizes: its capitals, these with the least gap, what hangs below the last one."""


class RepCount(QLabel):
    """A number whose digits have a given height, with a caption above and a detail below it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = Count("", "")
        self._digits_px = self._small_px = 1

    def show_count(self, count: Count) -> None:
        """Show a count."""
        if count != self._shown:
            self._shown = count
            self.setAccessibleName(count.spoken)
            self.update()

    def set_sizes(self, digits: int, small: int) -> None:
        """Set how high the digits are, and the font size of the lines above and below, in pixels."""
        self._digits_px, self._small_px = max(digits, 1), max(small, 1)
        self.update()

    @property
    def digits_px(self) -> float:
        """How high the digits are drawn."""
        return self._digits_px * self._shrunk()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the three lines, each around the middle of the width, smaller where they are too long."""
        shown, theme = self._shown, self._theme
        if not shown.number:
            return
        of = f" {shown.of}" if shown.of else ""
        number, height = self._font_px * self._shrunk(), self.digits_px
        beside = 2 if shown.detail else 1
        # In the narrowest places the lines shrink, so that the digits need not.
        small = min(float(self._small_px), (self.height() - height) / (beside * LINE + BELOW))
        below = small * BELOW
        room = (self.height() - height - below) / beside - small * CAPITALS
        gap = min(max(self._digits_px * GAP, small * 0.8), room)
        lines = [small * CAPITALS + gap, height, gap + small * CAPITALS if shown.detail else 0.0]
        top = max((self.height() - sum(lines)) / 2 if sum(lines) + 2 * below < self.height() else 1.0, 1.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, top + small * CAPITALS, small, shown.caption.upper(), theme.muted)
        baseline = top + lines[0] + height
        x = (self.width() - self._length() * self._shrunk()) / 2
        x = _write(painter, QPointF(x, baseline), shown.number, theme.text, number, QFont.Weight.Bold)
        _write(painter, QPointF(x, baseline), of, theme.muted, number * OF)
        self._draw(painter, baseline + gap + small * CAPITALS, small, shown.detail, theme.text)
        painter.end()

    @property
    def _font_px(self) -> float:
        return self._digits_px * 100 / QFontMetricsF(font_of(100, QFont.Weight.Bold)).capHeight()

    def _length(self) -> float:
        of = f" {self._shown.of}" if self._shown.of else ""
        wide = _length(self._shown.number, self._font_px, QFont.Weight.Bold)
        return wide + _length(of, self._font_px * OF)

    def _shrunk(self) -> float:
        return min(1.0, self.width() / max(self._length(), 1.0))

    def _draw(self, painter: QPainter, baseline: float, pixels: float, text: str, colour: str) -> None:
        """Draw a line in the middle."""
        length = _length(text, pixels)
        shrunk = min(1.0, self.width() / length) if length else 1.0
        start = QPointF((self.width() - length * shrunk) / 2, baseline)
        _write(painter, start, text, colour, pixels * shrunk)


def _length(text: str, pixels: float, weight: QFont.Weight = QFont.Weight.DemiBold) -> float:
    return QFontMetricsF(font_of(pixels, weight)).horizontalAdvance(text)


def _write(
    painter: QPainter,
    at: QPointF,
    text: str,
    colour: str,
    pixels: float,
    weight: QFont.Weight = QFont.Weight.DemiBold,
) -> float:
    """Draw a text from a point on its baseline; where it ends."""
    painter.setFont(font_of(pixels, weight))
    painter.setPen(QColor(colour))
    painter.drawText(at, text)
    return at.x() + _length(text, pixels, weight)
