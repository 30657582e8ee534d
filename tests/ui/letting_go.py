"""Deleting windows as the program's event loop would."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent


def let_go() -> None:
    """Delete the windows that were closed: outside of an event loop they stay, and each costs time when
    something is told to all windows."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
