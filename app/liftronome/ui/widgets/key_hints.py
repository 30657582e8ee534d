"""The key hints at the foot of the bench screen: each key as a cap, and what it does now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from liftronome.presentation.palette import Theme
from liftronome.ui.widgets.labels import font_of

CAP_PADDING: Final = 0.5
WORD_GAP: Final = 0.5
HINT_GAP: Final = 1.6
"""In font sizes."""


class KeyHints(QWidget):
    """Keys and what they do on one line, from the left, or ending at the right."""

    def __init__(self, parent: QWidget, theme: Theme, *, at_right: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at_right = at_right
        self._hints: tuple[tuple[str, str], ...] = ()
        self._pixels = 1

    @property
    def is_written(self) -> bool:
        """True if there is anything to read."""
        return bool(self._hints)

    def show_hints(self, hints: Iterable[tuple[str, str]]) -> None:
        """Show pairs of a key and what it does."""
        if (shown := tuple(hints)) != self._hints:
            self._hints = shown
            self.setAccessibleName(", ".join(f"{key}: {what}" for key, what in shown))
            self.update()

    def set_pixels(self, pixels: int) -> None:
        """Set the font size, in pixels."""
        self._pixels = pixels
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw cap and word, one after the other, smaller if they would not fit."""
        if not self._hints:
            return
        length = self._length(self._pixels)
        pixels = self._pixels if length <= self.width() else self._pixels * self.width() / length
        font = font_of(pixels, QFont.Weight.Medium)
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        baseline = (self.height() + metrics.capHeight()) / 2
        x = self.width() - self._length(pixels) + HINT_GAP * pixels if self._at_right else 1.0
        for key, what in self._hints:
            cap = metrics.horizontalAdvance(key) + 2 * CAP_PADDING * pixels
            self._draw_cap(painter, QRectF(x, self.height() / 2 - pixels * 0.8, cap, pixels * 1.6))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(x + CAP_PADDING * pixels, baseline), key)
            x += cap + WORD_GAP * pixels
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(x, baseline), what)
            x += metrics.horizontalAdvance(what) + HINT_GAP * pixels
        painter.end()

    def _draw_cap(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.outline), max(rect.height() / 22, 1.0)))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(rect, rect.height() * 0.2, rect.height() * 0.2)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _length(self, pixels: float) -> float:
        metrics = QFontMetricsF(font_of(pixels, QFont.Weight.Medium))
        words = sum(metrics.horizontalAdvance(key + what) for key, what in self._hints)
        return words + pixels * len(self._hints) * (2 * CAP_PADDING + WORD_GAP + HINT_GAP) + 2
