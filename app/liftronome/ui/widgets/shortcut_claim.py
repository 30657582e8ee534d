"""Shortcuts of a page that text fields would take for themselves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class ShortcutClaim(QObject):
    """Keeps the text fields of a page from taking these keys. Some are editing keys of a field, such as
    Ctrl+U, which empties it, and would not reach the page."""

    def __init__(self, keys: Iterable[str], page: QWidget) -> None:
        super().__init__(page)
        self._keys = {_combined(key) for key in keys}
        self.cover(page)

    def cover(self, part: QWidget) -> None:
        """Keep the keys from the text fields of a part of the page that has been made since."""
        for field in (*part.findChildren(QLineEdit), *part.findChildren(QPlainTextEdit)):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination().toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value in self._keys
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _combined(key: str) -> int:
    combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # a gap in PySide's stubs
    return combination.toCombined()
