"""The volume, shown for a moment when it changes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from liftronome.presentation.palette import Theme
from liftronome.presentation.preferences import MAX_VOLUME, VOLUME_STEP
from liftronome.ui.widgets.labels import font_of

SHOWN_MS: Final = 1500


class VolumeLevel(QProgressBar):
    """A column of blocks, one for each step of the volume, and the number below."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._volume = 0
        self.setRange(0, MAX_VOLUME)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_volume(self, volume: int) -> None:
        """Show a volume, 0 to 100, for a moment."""
        self._volume = volume
        self.setValue(volume)
        self.setAccessibleName(f"volume {volume}" if volume else "sound off")
        self.update()
        self.show()
        self._timer.start(SHOWN_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the blocks from the lowest up, and the number under them."""
        painter = QPainter(self)
        width = self.width() * 0.7
        left = self.width() * 0.15
        caption = self.width() * 0.9
        blocks = MAX_VOLUME // VOLUME_STEP
        pitch = (self.height() - caption) / blocks
        for block in range(blocks):
            is_full = block * VOLUME_STEP < self._volume
            rect = QRectF(left, self.height() - caption - (block + 1) * pitch, width, pitch * 0.7)
            if is_full:
                painter.fillRect(rect, QColor(self._theme.text))
            else:
                painter.setPen(QColor(self._theme.muted))
                painter.drawRect(rect)
        painter.setPen(QColor(self._theme.text))
        painter.setFont(font_of(self.width() * 0.48, QFont.Weight.Bold))
        words = QRectF(0, self.height() - caption, self.width(), caption)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(self._volume) if self._volume else "off")
        painter.end()
