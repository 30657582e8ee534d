"""The large number of the bench screen: the seconds left, or the two bars of a pause."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liftronome.ui.widgets.labels import FittedLabel, font_of

PAUSE_BAR_WIDTH: Final = 0.24
PAUSE_BAR_GAP: Final = 0.22
"""In parts of the pause sign's height."""


class BigNumber(FittedLabel):
    """A number whose digits have a given height, or a pause sign. `pressed` tells that it is clicked."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, weight=QFont.Weight.Bold)
        self._digits_px = 1
        self._sign_colour: QColor | None = None

    def set_digits(self, pixels: int) -> None:
        """Set how high the digits are."""
        self._digits_px = max(pixels, 1)
        per_pixel = QFontMetricsF(font_of(100, QFont.Weight.Bold)).capHeight() / 100
        self.set_pixels(round(pixels / per_pixel))

    def show_number(self, number: str, colour: QColor, spoken: str) -> None:
        """Show a number."""
        self._sign_colour = None
        self.write(number, colour, spoken=spoken)

    def show_pause(self, colour: QColor) -> None:
        """Show the two bars of a pause."""
        if self._sign_colour != colour:
            self._sign_colour = colour
            self.write("", colour, spoken="paused")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that it is clicked as soon as it is: a press of Go should take effect at once."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click at once is a click, too."""
        self.mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number or the sign."""
        if self._sign_colour is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._sign_colour)
        height = self._digits_px * 0.8
        width, gap = height * PAUSE_BAR_WIDTH, height * PAUSE_BAR_GAP
        top = (self.height() - height) / 2
        for left in ((self.width() - gap) / 2 - width, (self.width() + gap) / 2):
            painter.drawRoundedRect(QRectF(left, top, width, height), width * 0.15, width * 0.15)
        painter.end()
