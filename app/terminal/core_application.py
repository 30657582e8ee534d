"""Qt's application without a window, which its timers need."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.engine.qt_messages import nothing_of_the_locale


def core_application() -> QCoreApplication:
    """The application that there is, else a new one, which lasts as long as it is held."""
    with nothing_of_the_locale():
        return QCoreApplication.instance() or QCoreApplication([])
