"""What is shown while a file is dragged over the window."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from liftronome.ui.files.sound_files import is_sound_name
from liftronome.ui.look.theme_manager import current_theme

INSET_PX: Final = 16
VEIL: Final = 0.88
"""How much the page is covered."""


class DropArea(QLabel):
    """Covers a page, says what dropping the file does, and lets all mouse events through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "heading")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(3 * INSET_PX)
        self.hide()

    def show_over(self, page: QWidget, file: Path) -> None:
        """Cover `page` while `file` is dragged over it."""
        does = "Sounds are chosen in Sounds" if is_sound_name(file) else "Drop to import"
        self.setText(f"{does}\n{file.name}")
        self.setGeometry(page.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        veil = QColor(theme.background)
        veil.setAlphaF(VEIL)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(theme.accent), 3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(INSET_PX, INSET_PX, -INSET_PX, -INSET_PX), 12, 12
        )
        painter.end()
        super().paintEvent(event)
