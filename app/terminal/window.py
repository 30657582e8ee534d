"""`liftronome` without a command: the window, where there is a screen to open it on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.domain.errors import LiftronomeError
from app.terminal.closing import closing_on_signals
from app.terminal.display import has_display
from app.terminal.signals import SIGNAL_STATUS


class NoDisplayError(LiftronomeError):
    """There is no screen to open a window on."""


def open_window(data_dir: Path | None) -> int:
    """Open the window; its exit status once it is closed, 130 after Ctrl-C, 143 after SIGTERM.

    Raises NoDisplayError, before Qt is loaded, if there is no display.
    """
    if not has_display(sys.platform, os.environ):
        raise NoDisplayError(
            "there is no display to open a window on: “liftronome play NAME” paces in the terminal"
        )
    from app.ui.main import run_window

    with closing_on_signals() as received:
        status = run_window(data_dir)
    return SIGNAL_STATUS + received[0] if received else status
