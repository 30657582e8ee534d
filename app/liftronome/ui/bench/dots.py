"""The reps of a set as dots: full when done, a ring with a core for the one that is on, else a ring."""

from __future__ import annotations

from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from liftronome.presentation.palette import Theme

GROUP: Final = 5
"""After so many dots there is a wider gap, so that they are counted at a glance."""

PITCH: Final = 1.4
GROUP_GAP: Final = 0.6
"""In diameters of a dot: from one dot to the next, and what a group adds."""

CORE: Final = 0.24
"""The radius of the core of the rep that is on, in diameters."""

MAX_ROWS: Final = 6

LARGEST: Final = 0.45
"""The largest dot, in parts of the height."""


class RepDots(QProgressBar):
    """One dot for each rep of the set, as large as they fit in up to `MAX_ROWS` rows."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[int, int, int | None] = (0, 0, None)

    def show_reps(self, reps: int, done: int, on: int | None) -> None:
        """Show `reps` dots of which the first `done` are full; `on` is the rep that is on, from 1."""
        if (reps, done, on) != self._shown:
            self._shown = (reps, done, on)
            self.setAccessibleName(f"{done} of {reps} reps done")
            self.setRange(0, max(reps, 1))
            self.setValue(done)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots."""
        reps, done, on = self._shown
        if not reps:
            return
        columns, diameter = self.grid(reps)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(reps):
            centre = self._centre(index, reps, columns, diameter)
            self._draw(painter, centre, diameter, is_done=index < done, is_on=index + 1 == on)
        painter.end()

    def grid(self, reps: int) -> tuple[int, float]:
        """How many dots a row has, and their diameter: as many rows as give the largest dots."""
        found = []
        for rows in range(1, MAX_ROWS + 1):
            columns = ceil(reps / rows)
            if rows > 1:
                columns = ceil(columns / GROUP) * GROUP
            across = self.width() / _length(columns)
            down = self.height() / (1 + (ceil(reps / columns) - 1) * PITCH)
            found.append((min(across, down, self.height() * LARGEST), -rows, columns))
        diameter, _, columns = max(found)
        return columns, diameter

    def _centre(self, index: int, reps: int, columns: int, diameter: float) -> QPointF:
        row, column = divmod(index, columns)
        rows = ceil(reps / columns)
        left = (self.width() - _length(min(columns, reps)) * diameter) / 2
        top = (self.height() - (1 + (rows - 1) * PITCH) * diameter) / 2
        x = left + (0.5 + column * PITCH + column // GROUP * GROUP_GAP) * diameter
        return QPointF(x, top + (0.5 + row * PITCH) * diameter)

    def _draw(
        self, painter: QPainter, centre: QPointF, diameter: float, *, is_done: bool, is_on: bool
    ) -> None:
        line = max(diameter * 0.1, 1.0)
        colour = QColor(self._theme.text if is_done or is_on else self._theme.muted)
        if not is_done:
            painter.setPen(QPen(colour, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, (diameter - line) / 2, (diameter - line) / 2)
        if is_done or is_on:
            radius = diameter / 2 if is_done else diameter * CORE
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius, radius)


def _length(columns: int) -> float:
    """The length of a row, in diameters."""
    return 1 + (columns - 1) * PITCH + (columns - 1) // GROUP * GROUP_GAP
