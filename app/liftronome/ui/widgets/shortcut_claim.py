"""The window's keys, where a text field would take them for itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class ShortcutClaim(QObject):
    """Keeps text fields on a page from taking these keys: a field knows some as its own, such as Ctrl+U,
    which empties it, and a key that a field takes is no shortcut any more."""

    def __init__(self, keys: Iterable[str], page: QWidget) -> None:
        super().__init__(page)
        self._keys = {_combined(key) for key in keys}
        for field in (*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)):
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
