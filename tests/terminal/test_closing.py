"""Ctrl-C and SIGTERM close the window as its close button would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest
from liftronome.store.base.database import FILE_NAME

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")

WINDOW: Final = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
import liftronome.ui.window.main
from liftronome.terminal.window import open_window

class Window(QWidget):
    def closeEvent(self, event):
        print("closing", flush=True)
        event.setAccepted(sys.argv[1] == "closes")

def run_window(data_dir):
    application = QApplication([])
    window = Window()
    window.show()
    print("shown", flush=True)
    status = application.exec()
    print("over", flush=True)
    return status

liftronome.ui.window.main.run_window = run_window
sys.exit(open_window(None))
"""


def window(how: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, how], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "shown\n"
    return process


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_closes_the_window_and_ends_the_loop(number: signal.Signals, status: int) -> None:
    process = window("closes")
    process.send_signal(number)
    assert process.communicate(timeout=30) == ("closing\nover\n", "")
    assert process.returncode == status


def test_a_second_signal_ends_a_window_that_does_not_close() -> None:
    process = window("refuses")
    process.send_signal(signal.SIGTERM)
    assert process.stdout is not None
    assert process.stdout.readline() == "closing\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 130


@pytest.mark.parametrize("after_s", [0.0, 0.5])
def test_the_window_itself_closes_tidily_however_early_it_is_asked_to(
    own_data_folder: Path, after_s: float
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "liftronome"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    give_up = time.monotonic() + 30
    while not (own_data_folder / FILE_NAME).exists():
        assert time.monotonic() < give_up
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(after_s)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (143, "")
    assert "Traceback" not in err


def test_a_signal_before_a_window_that_fails_to_open_hides_nothing() -> None:
    script = (
        "import os, signal, time, liftronome.ui.window.main\n"
        "from liftronome.terminal.window import open_window\n"
        "def run_window(data_dir):\n"
        "    os.kill(os.getpid(), signal.SIGTERM); time.sleep(0.1); raise RuntimeError('no window')\n"
        "liftronome.ui.window.main.run_window = run_window\n"
        "open_window(None)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30)
    assert done.stderr.endswith("RuntimeError: no window\n")


def test_what_is_ignored_stays_ignored() -> None:
    script = (
        "import os, signal; from liftronome.terminal.signals import noted; heard = []\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "with noted(heard.append):\n"
        "    os.kill(os.getpid(), signal.SIGHUP); os.kill(os.getpid(), signal.SIGTERM)\n"
        "print(heard)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[15]\n"
