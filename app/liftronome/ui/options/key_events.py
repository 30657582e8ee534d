"""The name of the key that was pressed, as the key map has it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_MODIFIER_KEYS: Final = frozenset(
    {
        Qt.Key.Key_unknown,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
    }
)
_COUNTED: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def key_name(event: QKeyEvent) -> str:
    """The name of the key of an event, "" if it has none. Shift is not counted: it takes Shift to write
    "+" on one keyboard, and none on the next."""
    if event.key() in _MODIFIER_KEYS or event.key() == 0:
        return ""
    pressed = QKeyCombination(event.modifiers() & _COUNTED, Qt.Key(event.key()))
    return QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
