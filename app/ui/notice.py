"""A line of news at the head of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.enter_button import EnterButton


class Notice(QWidget):
    """Hidden until there is something to say, and until it is dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.dismiss = EnterButton("Dismiss", self)
        self.dismiss.setObjectName("link")
        self.dismiss.setAccessibleName("Dismiss the notice")
        self.dismiss.clicked.connect(self.hide)
        frame = QFrame(self)
        frame.setObjectName("notice")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.addWidget(frame)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say `text`; "" says nothing."""
        self.label.setText(text)
        self.label.setAccessibleName(text)
        self.setVisible(bool(text))
