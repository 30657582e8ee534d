"""Dialogs that fit on every screen: what is in them scrolls, their buttons stay in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from app.ui.screen_room import room_for

LEAST: Final = QSize(200, 60)
"""How small what scrolls may become, in pixels."""


class Scrolled(QScrollArea):
    """As large as what is in it, where there is room; else it scrolls."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        content.setObjectName(content.objectName() or "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        content, layout = self._content, self._content.layout()
        hint = content.sizeHint()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(max(hint.height(), layout.totalHeightForWidth(hint.width())))
        hint.setWidth(hint.width() + self.verticalScrollBar().sizeHint().width())
        return hint

    def minimumSizeHint(self) -> QSize:
        return LEAST.boundedTo(self.sizeHint())


def fit(dialog: QDialog, wanted: QSize | None = None, *, width_px: int = 0) -> None:
    """Make a dialog as large as is wanted, or as what is in it and at least `width_px` wide; never larger
    than its screen. To be called when all is in it."""
    room = room_for(dialog)
    dialog.setMinimumWidth(min(width_px, room.width()))
    hint = dialog.sizeHint().expandedTo(QSize(width_px, 0))
    dialog.resize((wanted or hint).boundedTo(room))


def fit_window_below(dialog: QDialog, wanted: QSize) -> None:
    """The same for a dialog that lies upon its window: no larger than that either."""
    below = dialog.parentWidget()
    fit(dialog, wanted.boundedTo(below.window().size()) if below else wanted)
