"""The theme of the windows: applied at the start, and again whenever another is chosen."""

from __future__ import annotations

from typing import Final, Protocol, cast

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from liftronome.presentation.palette import DARK, Theme, ThemeName
from liftronome.ui.look.style import palette, style_sheet


def system_theme() -> ThemeName:
    """The system's colour scheme; dark where Qt cannot tell, as on a bare X server."""
    is_light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    return ThemeName.LIGHT if is_light else ThemeName.DARK


class ThemeChoice(Protocol):
    """Where the theme is chosen."""

    @property
    def theme(self) -> Theme:
        """The chosen theme."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted after any change, of the theme or of something else."""


class ThemeManager(QObject):
    """One for the whole application, since there is one palette. `changed` tells that the theme has changed.

    A widget that paints itself asks for `theme` on every paint; it is repainted with its page.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def follow(self, options: ThemeChoice) -> None:
        """Use the theme chosen there, now and after every change there or in the system."""
        self.use(options.theme)
        options.changed.connect(lambda: self.use(options.theme))
        # Connected through the options, so that they are not asked once they are gone.
        QApplication.styleHints().colorSchemeChanged.connect(options.changed)

    def use(self, theme: Theme) -> None:
        """Apply a theme to every window, open now or later."""
        if theme is not self._theme:
            self._theme = theme
            QApplication.setPalette(palette(theme))
            self.changed.emit()


THEME_MANAGER: Final = ThemeManager()


def current_theme() -> Theme:
    """The colours in use."""
    return THEME_MANAGER.theme


class ThemeStyleSheet(QObject):
    """Keeps the style sheet of a page or a dialog in the current theme."""

    def __init__(self, page: QWidget, scale: float = 1.0) -> None:
        super().__init__(page)
        self._scale = scale
        THEME_MANAGER.changed.connect(self._apply)
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Make letters and fields this many times their usual size."""
        self._scale = scale
        self._apply()

    def _apply(self) -> None:
        cast(QWidget, self.parent()).setStyleSheet(style_sheet(current_theme(), self._scale))
