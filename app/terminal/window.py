"""`liftronome` without a command: the window, where there is a screen to open it on."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.domain.errors import LiftronomeError

_SCREEN_VARIABLES: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


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

    return run_window(data_dir)


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """True unless a Unix session without a screen is certain: elsewhere there is always one."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in _SCREEN_VARIABLES)
