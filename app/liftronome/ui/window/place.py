"""Where the window is, how large, and whether maximized: as it was left, and always on the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtWidgets import QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.store.base.settings import Settings
from liftronome.ui.widgets.pages import room_for

KEY: Final = "window.place"
USUAL: Final = QSize(1280, 800)
"""In pixels, at the first start, where the screen is as large."""

LEAST: Final = QSize(640, 360)
"""In pixels: a small screen, or a large one that shows all twice as large."""


class WindowPlace(QObject):
    """Puts a window on its screen before it is shown, and remembers where it was."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    def open(self) -> None:
        """Put the window where it was, or where it is seen as a whole: on a screen that is too small for
        its usual size it is maximized. It never opens in full screen, which may have been the bench's."""
        window = self._window
        room = room_for(window)
        window.setMinimumSize(LEAST.boundedTo(room))
        window.resize(USUAL.boundedTo(room))
        if not self._is_put_back() and window.size() != USUAL:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def remember(self) -> None:
        """Remember where the window is, if anything can be remembered."""
        place = bytes(self._window.saveGeometry().toBase64().data()).decode()
        try:
            self._settings.set(KEY, place)
        except LiftronomeError:
            return  # the window is closing: of its presets and its log all has been told

    def _is_put_back(self) -> bool:
        """True if it was known where the window was. Qt brings it back from a screen that has gone."""
        try:
            place = self._settings.get(KEY, "")
        except LiftronomeError:
            return False
        return bool(place) and self._window.restoreGeometry(QByteArray.fromBase64(place.encode()))
