"""The window as a program of its own, on a real screen."""

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

HEAVY = {
    "numpy",
    "pyqtgraph",
    "soundfile",
    "soxr",
    "piper",
    "simpleaudio",
    "rich",
    "rapidfuzz",
    "_hashlib",
    "importlib.resources",
    "wakepy",
    "logging.handlers",
    "liftronome.domain.line.reader",
    "liftronome.engine.session",
    "liftronome.ui.bench.screen",
    "liftronome.ui.sounds.page",
    "liftronome.ui.options.dialog",
    "liftronome.ui.window.help_dialog",
    "liftronome.ui.history.correcting_dialog",
    "liftronome.ui.history.page",
    "liftronome.store.log.history",
    "liftronome.ui.editor.exercise_dialog",
    "liftronome.ui.files.export_dialog",
    "liftronome.store.transfer.importing",
    "liftronome.terminal.commands",
    "liftronome.terminal.naming",
}
"""What the window does without until it is asked for."""

AFTER_PAINTING = {
    "msgspec",
    "uuid",
    "liftronome.domain.log_entry",
    "liftronome.engine.snapshot",
    "liftronome.store.log.log",
    "liftronome.store.log.pending_sets",
    "liftronome.store.opening.maintenance",
}
"""What it loads only once it can be seen."""

LOOK = f"""
import sys
HEAVY = {HEAVY!r}
AFTER_PAINTING = {AFTER_PAINTING!r}
early = set()
from PySide6.QtCore import QTimer
from PySide6 import QtWidgets
from PySide6.QtWidgets import QApplication
from liftronome.cli import main
from liftronome.ui.window import main_window

def look():
    print(sorted(name for name in sys.modules if name.startswith("PySide6.Qt")))
    print(sorted(HEAVY.intersection(sys.modules) | early))
    QApplication.closeAllWindows()

painted = main_window.MainWindow.paintEvent
def paint_event(window, event):
    if not early and not window._is_painted:
        early.update(AFTER_PAINTING.intersection(sys.modules))
        early.update({{"QStyle"}}.intersection(vars(QtWidgets)))  # slow to make
    painted(window, event)
main_window.MainWindow.paintEvent = paint_event

shown = main_window.MainWindow.showEvent
def show_event(window, event):
    shown(window, event)
    QTimer.singleShot(200, look)
main_window.MainWindow.showEvent = show_event
sys.exit(main([]))
"""


@pytest.mark.screen
def test_the_window_opens_silently_and_without_what_it_does_not_need_yet(
    screen: Mapping[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", LOOK],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **screen},
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["['PySide6.QtCore', 'PySide6.QtGui', 'PySide6.QtWidgets']", "[]"]
    assert done.returncode == 0


@pytest.mark.screen
@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_locale_is_no_reason_for_a_word(screen: Mapping[str, str], locale: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **screen, "LC_ALL": locale},
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0)
