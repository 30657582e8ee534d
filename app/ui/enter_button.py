"""A button for a page on which Space belongs to something else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from app.ui.wardrobe import worn

FILLED: Final = ("start", "main")
"""Buttons of the colour that the ring of the focus has elsewhere: theirs is within them."""

RING_INSET_PX: Final = 4


class EnterButton(QPushButton):
    """A button that Enter presses while it has the focus."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.hasFocus() and self.objectName() in FILLED):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(worn().background), 2))
        inset = RING_INSET_PX
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, RING_INSET_PX, RING_INSET_PX)
        painter.end()
