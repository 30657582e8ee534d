"""Part of a page that is seldom needed, and folds away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.enter_button import EnterButton


class Fold(QWidget):
    """A button with a widget below it, which it shows and hides. `toggled` carries whether it is shown."""

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._content = content
        self.button = EnterButton(self)
        self.button.setObjectName("fold")
        self.button.setCheckable(True)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.toggled.connect(self._show)
        self.button.clicked.connect(self.toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self._show(False)

    def open(self, is_open: bool) -> None:
        """Show the content, or hide it."""
        self.button.setChecked(is_open)

    def _show(self, is_open: bool) -> None:
        self.button.setText(f"{'▾' if is_open else '▸'}  {self._title}")
        self.button.setAccessibleName(f"{self._title}: {'hide' if is_open else 'show'}")
        self._content.setVisible(is_open)
