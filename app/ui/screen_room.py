"""How large a window may be on the screen that it opens on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME: Final = QSize(16, 48)
"""What a frame and its title may take, in pixels; no system tells it before the window is seen."""


def room_for(window: QWidget) -> QSize:
    """The largest that a window can be with nothing of it beyond the screen, in pixels. A dialog that has
    not been shown yet opens on the screen of the window below it."""
    below = window.parentWidget() or window
    return below.screen().availableGeometry().size() - FRAME
