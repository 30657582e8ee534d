"""`liftronome` without a command: the window, where there is a screen to open it on."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from liftronome.domain.errors import LiftronomeError
from liftronome.terminal.libraries import lacking, missing_libraries
from liftronome.terminal.signals import SIGNAL_STATUS, closing_on_signals

X11_SOCKETS: Final = Path("/tmp/.X11-unix")
"""Where X servers of this machine listen, display :0 at X0."""

_ANSWER_S: Final = 1.0


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """True if a window can be opened, as far as can be told without Qt.

    macOS and Windows always have a screen, and what QT_QPA_PLATFORM names is the lifter's own choice.
    A variable alone proves nothing: a session taken up again after a reboot names a screen that is gone.
    """
    if platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return True
    return _x11_answers(environment.get("DISPLAY", "")) or _wayland_answers(environment)


def _x11_answers(display: str) -> bool:
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:
        return bool(display)  # on another machine, or unusual: let Qt try
    path = str(X11_SOCKETS / f"X{local[1]}")
    return _answers(path) or _answers(f"\0{path}")


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(environment.get("XDG_RUNTIME_DIR", ""), name)))


def _answers(address: str) -> bool:
    """True if something listens at a Unix socket's address."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_ANSWER_S)
            connection.connect(address)
    except OSError:
        return False
    return True


class NoDisplayError(LiftronomeError):
    """There is no screen to open a window on."""


class MissingLibraryError(LiftronomeError):
    """The system lacks libraries that the window needs."""


def open_window(data_dir: Path | None) -> int:
    """Open the window; its exit status once it is closed, 130 after Ctrl-C, 143 after SIGTERM.

    Raises, before Qt is loaded, NoDisplayError if there is no display, MissingLibraryError if Qt would find
    a library missing.
    """
    if not has_display(sys.platform, os.environ):
        raise NoDisplayError(
            "there is no display for a window: use “liftronome play NAME” to be paced in the terminal"
        )
    if sys.platform == "linux" and (missing := lacking()):
        raise MissingLibraryError(missing_libraries(missing))
    from liftronome.ui.window.start import load_window

    run_window = load_window()
    with closing_on_signals() as received:
        status = run_window(data_dir)
    return SIGNAL_STATUS + received[0] if received else status
