"""The window's position and size: as they were left, and always on the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.store.base.settings import Plain, Settings
from liftronome.ui.widgets.pages import room_for

KEY: Final = "window.place"
CORNER_KEY: Final = "window.corner"
"""Where the upper left corner was of a window without a frame, [] of one with a frame."""

USUAL: Final = QSize(1280, 800)
"""In pixels, at the first start, where the screen is as large."""

LEAST: Final = QSize(640, 360)
"""In pixels: a small screen, or a large one that shows all twice as large."""


class WindowPlace(QObject):
    """Places a window before it is shown, and remembers where it was."""

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
        """Remember where the window is, if the database can be written."""
        window = self._window
        place = bytes(window.saveGeometry().toBase64().data()).decode()
        corner = [window.x(), window.y()] if window.frameGeometry() == window.geometry() else []
        try:
            self._settings.set(KEY, place)
            self._settings.set(CORNER_KEY, list[Plain](corner))
        except LiftronomeError:
            return  # the window is closing, and nothing is lost but its place

    def _is_put_back(self) -> bool:
        """Restore the window's place; returns whether it was known. Qt handles screens that have gone."""
        try:
            place = self._settings.get(KEY, "")
        except LiftronomeError:
            return False
        if not place or not self._window.restoreGeometry(QByteArray.fromBase64(place.encode())):
            return False
        self._move_to_corner()
        return True

    def _move_to_corner(self) -> None:
        """Qt keeps room for a title bar above a window that it restores, also where there is none (without a
        window manager): there the window would open lower than it was."""
        corner = self._settings.get(CORNER_KEY, list[Plain]())
        match corner:
            case [int() as x, int() as y]:
                place = QRect(QPoint(x, y), self._window.size())
                if self._window.screen().availableGeometry().contains(place):
                    self._window.move(x, y)
