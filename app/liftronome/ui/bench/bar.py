"""The moving bar: where the weight is in its range of motion, drawn at the screen's rate."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from liftronome.presentation.palette import Theme

LEAST_MOVE_PX: Final = 0.5
"""A move smaller than this is not worth a repaint."""

FILL_STRENGTH: Final = 0.38
"""How much of the hue is mixed into the part below the weight."""


class MovingBar(QWidget):
    """A track that is filled up to the weight. A move repaints only the stretch that was moved over."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = 0.0
        self._hue = QColor(theme.muted)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Position of the weight")

    def set_hue(self, hue: QColor) -> None:
        """Colour the bar."""
        if hue != self._hue:
            self._hue = hue
            self.update()

    def set_height(self, height: float) -> None:
        """Move the weight to a height, 0 (stretched) to 1 (shortened)."""
        before, after = self._weight_y(self._height), self._weight_y(height)
        if abs(after - before) < LEAST_MOVE_PX:
            return
        self._height = height
        top = int(min(before, after)) - 1
        bottom = int(max(before, after) + self._weight_height()) + 2
        self.update(QRect(0, top, self.width(), bottom - top))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, its fill and the weight within the stretch to repaint."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.background))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inset = self.width() * 0.2
        track = QRectF(self.rect()).adjusted(inset, 2, -inset, -2)
        shape = QPainterPath()
        shape.addRoundedRect(track, inset / 2, inset / 2)
        painter.fillPath(shape, QColor(self._theme.surface))
        painter.strokePath(shape, QPen(QColor(self._theme.edge), self.width() * 0.02 + 1))
        weight = QRectF(0, self._weight_y(self._height), self.width(), self._weight_height())
        painter.save()
        painter.setClipRect(QRectF(0, weight.center().y(), self.width(), self.height()))
        painter.fillPath(shape, self._fill())
        painter.restore()
        painter.setBrush(self._hue)
        painter.drawRoundedRect(weight, weight.height() / 2.5, weight.height() / 2.5)
        painter.end()

    def _fill(self) -> QColor:
        surface = QColor(self._theme.surface)

        def mixed(hue: float, ground: float) -> float:
            return ground + (hue - ground) * FILL_STRENGTH

        return QColor.fromRgbF(
            mixed(self._hue.redF(), surface.redF()),
            mixed(self._hue.greenF(), surface.greenF()),
            mixed(self._hue.blueF(), surface.blueF()),
        )

    def _weight_height(self) -> float:
        return max(self.height() * 0.045, 4.0)

    def _weight_y(self, height: float) -> float:
        return (1.0 - height) * (self.height() - self._weight_height())
