"""What the system wears: light or dark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.ui.theme import ThemeName


def system_theme() -> ThemeName:
    """Light if the system says so. Where Qt learns of no scheme, as on a bare X server, it is dark."""
    is_light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    return ThemeName.LIGHT if is_light else ThemeName.DARK
