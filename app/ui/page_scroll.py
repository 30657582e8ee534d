"""A page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class PageScroll(QScrollArea):
    """Scrolls up and down, and to what a key gives the focus to.

    A click never scrolls: what was aimed at would be gone before the button is let go.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self._page = page
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(0)  # what has just been shown is laid out by then
        self._following.timeout.connect(self._follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        is_by_key = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if before is not None and now is not None and is_by_key and self._page.isAncestorOf(now):
            self._following.start()

    def _follow(self) -> None:
        widget = QApplication.focusWidget()
        if widget is not None and self._page.isAncestorOf(widget):
            self.ensureWidgetVisible(widget)
