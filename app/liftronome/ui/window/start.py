"""Loading the window quickly: Qt first, then the rest."""

from __future__ import annotations

import builtins
import gc
from collections.abc import Callable
from pathlib import Path


def load_window() -> Callable[[Path | None], int]:
    """Load Qt and the window; returns `liftronome.ui.window.main.run_window`.

    Garbage collection is off from now until the window has been painted, when that function turns it on
    again: it took a tenth of the time to load, and found nothing.
    """
    gc.disable()
    _load_qt()
    from liftronome.ui.window.main import run_window

    return run_window


def _load_qt() -> None:
    """PySide6 replaces `__import__` by a function that reads the source of each module imported from then
    on, to find out whether it may use PySide6's "features" (other spellings of Qt's names). Liftronome uses
    none, so Python's own is put back."""
    original = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = original
