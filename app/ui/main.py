"""The window, from nothing to shown."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.store.exercises import load_library
from app.ui.main_window import MainWindow
from app.ui.performing import Performer
from app.ui.style import dress


def run_window(data_dir: Path | None) -> int:  # noqa: ARG001 - the window keeps nothing yet
    """Show the window until it is closed; the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Liftronome")
    application.setApplicationDisplayName("Liftronome")
    dress(application)
    window = MainWindow(load_library())
    Performer(window)
    window.show()
    return application.exec()
