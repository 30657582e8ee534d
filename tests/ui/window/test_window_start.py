"""The window as a program of its own, on a real screen."""

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

LOOK = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from liftronome.ui.window import main
from liftronome.ui.window import main_window

def look():
    print(sorted(name for name in sys.modules if name == "numpy" or name.startswith("PySide6.Qt")))
    QApplication.closeAllWindows()

shown = main_window.MainWindow.showEvent
def show_event(window, event):
    shown(window, event)
    QTimer.singleShot(200, look)
main_window.MainWindow.showEvent = show_event
sys.exit(main.run_window(None))
"""


@pytest.mark.screen
def test_the_window_opens_without_a_word_and_without_what_only_sound_needs(screen: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", LOOK],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **screen},
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == "['PySide6.QtCore', 'PySide6.QtGui', 'PySide6.QtWidgets']"
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
