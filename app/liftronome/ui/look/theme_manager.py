"""The theme that the windows wear: put on at the start, and another at once when it is chosen."""

from __future__ import annotations

from typing import Final, Protocol, cast

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from liftronome.presentation.palette import DARK, Theme, ThemeName
from liftronome.ui.look.style import palette, style_sheet


def system_theme() -> ThemeName:
    """Light if the system says so. Where Qt learns of no scheme, as on a bare X server, it is dark."""
    is_light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    return ThemeName.LIGHT if is_light else ThemeName.DARK


class ThemeChoice(Protocol):
    """Where the theme is chosen; `changed` tells that it may be another now."""

    @property
    def theme(self) -> Theme:
        """The theme that is chosen."""

    @property
    def changed(self) -> SignalInstance:
        """Tells of every change."""


class Wardrobe(QObject):
    """One for all windows, as there is one palette. `changed` tells that another theme is worn.

    A widget that paints asks for `theme` each time, and is painted anew with the page that it is on.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK

    @property
    def theme(self) -> Theme:
        """The colours of the windows."""
        return self._theme

    def follow(self, options: ThemeChoice) -> None:
        """Wear what is chosen there, now and whenever it changes, be it because the system does."""
        self.wear(options.theme)
        options.changed.connect(lambda: self.wear(options.theme))
        # The receiver is the options, so that they are asked no more once they are gone.
        QApplication.styleHints().colorSchemeChanged.connect(options.changed)

    def wear(self, theme: Theme) -> None:
        """Put on a theme in every window that is open, and in those to come."""
        if theme is not self._theme:
            self._theme = theme
            QApplication.setPalette(palette(theme))
            self.changed.emit()


WARDROBE: Final = Wardrobe()


def worn() -> Theme:
    """The colours of the windows."""
    return WARDROBE.theme


class Outfit(QObject):
    """Keeps a page or a dialog in the style sheet of the theme that is worn."""

    def __init__(self, page: QWidget, scale: float = 1.0) -> None:
        super().__init__(page)
        self._scale = scale
        WARDROBE.changed.connect(self._put_on)
        self._put_on()

    def set_scale(self, scale: float) -> None:
        """Make letters and fields so many times their usual size."""
        self._scale = scale
        self._put_on()

    def _put_on(self) -> None:
        cast(QWidget, self.parent()).setStyleSheet(style_sheet(worn(), self._scale))
