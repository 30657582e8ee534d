"""A framed line with a warning sign: a notice or a question."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from liftronome.presentation.palette import Theme
from liftronome.ui.widgets.labels import Fit, FittedLabel, font_of, place


class Banner(QWidget):
    """A line in a frame, with a warning sign. Hidden while it is empty."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixels = 1
        self._line = FittedLabel(self, Fit.SHRINK, Qt.AlignmentFlag.AlignLeft, QFont.Weight.DemiBold)
        self.hide()

    @property
    def text(self) -> str:
        """The line that is shown, "" if none is."""
        return self._line.text()

    def say(self, text: str) -> None:
        """Show a line, or nothing for ""."""
        self._line.write(text, QColor(self._theme.text))
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def set_pixels(self, pixels: int) -> None:
        """Set the font size, in pixels."""
        self._pixels = pixels
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line beside the sign."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(self._pixels / 14, 1.5)
        warning = QColor(self._theme.warning)
        painter.setPen(QPen(warning, line))
        painter.setBrush(QColor(self._theme.surface))
        frame = QRectF(self.rect()).adjusted(line, line, -line, -line)
        painter.drawRoundedRect(frame, self._pixels * 0.3, self._pixels * 0.3)
        self._draw_sign(painter, QPointF(self._pixels * 1.3, self.height() / 2), warning)
        painter.end()

    def _draw_sign(self, painter: QPainter, centre: QPointF, colour: QColor) -> None:
        size = self._pixels * 0.55
        corners = [QPointF(0, -size), QPointF(size * 1.1, size * 0.85), QPointF(-size * 1.1, size * 0.85)]
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))
        painter.setPen(QColor(self._theme.background))
        painter.setFont(font_of(self._pixels * 0.85, QFont.Weight.Black))
        box = QRectF(centre.x() - size, centre.y() - size * 0.75, size * 2, size * 1.8)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")

    def _arrange(self) -> None:
        left = round(self._pixels * 2.4)
        place(self._line, self.rect().adjusted(left, 0, -round(self._pixels * 0.7), 0), self._pixels)
