"""`liftronome` without a command: the window, where there is a screen to open it on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.domain.errors import LiftronomeError
from app.terminal.display import has_display


class NoDisplayError(LiftronomeError):
    """There is no screen to open a window on."""


def open_window(data_dir: Path | None) -> int:
    """Open the window; its exit status once it is closed.

    Raises NoDisplayError, before Qt is loaded, if there is no display.
    """
    if not has_display(sys.platform, os.environ):
        raise NoDisplayError(
            "there is no display to open a window on: “liftronome play NAME” paces in the terminal"
        )
    from app.ui.main import run_window

    # Qt's event loop runs no Python that could raise KeyboardInterrupt: let Ctrl-C end the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run_window(data_dir)
