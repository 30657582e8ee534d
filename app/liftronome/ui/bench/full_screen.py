"""The bench on the full screen: as chosen last time, and only for as long as the session is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liftronome.ui.options.options import Options


class FullScreen:
    """Lets the window of a widget fill the screen, and gives it back the state that it had before."""

    def __init__(self, widget: QWidget, options: Options) -> None:
        self._widget = widget
        self._options = options
        self._was_full: bool | None = None

    def begin(self) -> None:
        """Fill the screen if that was chosen last time. Does nothing when the widget is shown again, as after
        minimizing."""
        window = self._widget.window()
        if self._was_full is None:
            self._was_full = window.isFullScreen()
            if self._options.full_screen:
                window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)

    def toggle(self) -> None:
        """Fill the screen or no longer, and remember it for the next session."""
        window = self._widget.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._options.full_screen = window.isFullScreen()

    def end(self) -> None:
        """Leave the full screen, unless the window filled it before."""
        window = self._widget.window()
        if window.isFullScreen() and not self._was_full:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
