"""Keys as the system writes them: Ctrl+S, ⌘S."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def native_key(key: str) -> str:
    """A key as Qt names it ("Ctrl+Return"), as it is written on this system's keyboards and menus."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")
