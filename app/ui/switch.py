"""A yes or no, for a page on which Space belongs to something else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from app.ui.wardrobe import worn

TRACK: Final = (2.0, 1.15)
"""The width and height of the track, in heights of a capital letter and a half."""

GAP_PX: Final = 12
FRAME_PX: Final = 4


class Switch(QCheckBox):
    """A knob on a track, to the right for yes. Enter switches it while it has the focus.

    `clicked` is the lifter's doing alone.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text())
        height = round(self.fontMetrics().height() * 1.2) + 2 * FRAME_PX
        return QSize(round(self._track().right()) + GAP_PX + text + 2 * FRAME_PX, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self._track()
        theme = worn()
        colour = theme.accent if self.isChecked() else theme.edge
        if not self.isEnabled():
            colour = theme.outline
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.setBrush(QColor(colour if self.isChecked() else theme.background))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        self._paint_knob(painter, track, theme.background if self.isChecked() else colour)
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.faint))
        room = self.rect().adjusted(round(track.right()) + GAP_PX, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def hitButton(self, position: object) -> bool:
        """All of it can be clicked."""
        return True

    def _paint_knob(self, painter: QPainter, track: QRectF, colour: str) -> None:
        knob = QRectF(0, 0, track.height() - 6, track.height() - 6)
        knob.moveCenter(track.center())
        if self.isChecked():
            knob.moveRight(track.right() - 3)
        else:
            knob.moveLeft(track.left() + 3)
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(knob)

    def _track(self) -> QRectF:
        unit = self.fontMetrics().capHeight() * 1.5
        track = QRectF(FRAME_PX, 0, unit * TRACK[0], unit * TRACK[1])
        track.moveTop((self.height() - track.height()) / 2)
        return track
