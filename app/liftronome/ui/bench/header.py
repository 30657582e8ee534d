"""The header of the bench screen: exercise and tempo, which set, and the time under tension."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from liftronome.presentation.palette import Theme
from liftronome.presentation.texts import DASH
from liftronome.ui.text.preset_titles import shortened_title
from liftronome.ui.widgets.labels import Fit, FittedLabel, font_of, place

SMALLEST: Final = 0.75
"""A title is written this much smaller before any of it is left out."""


class Title(FittedLabel):
    """The exercise and the preset's name on one line: first smaller, then both shortened."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, align=Qt.AlignmentFlag.AlignLeft)
        self._exercise = self._name = ""

    def show_names(self, exercise: str, name: str, colour: QColor) -> None:
        """Show an exercise, and the name of its preset, "" if it has none."""
        self._exercise, self._name = exercise, name
        self.write(DASH.join(part for part in (exercise, name) if part), colour)

    def _fitted(self) -> tuple[list[str], float]:
        """The title as drawn, and its font size."""
        width, pixels = self.width(), float(self._pixels)
        if not self.text() or width <= 0:
            return [], pixels
        length = QFontMetricsF(font_of(pixels, self._weight)).horizontalAdvance(self.text())
        pixels = max(pixels * min(1.0, width / length), pixels * SMALLEST)
        metrics = QFontMetricsF(font_of(pixels, self._weight))
        return [shortened_title(self._exercise, self._name, width, metrics)], pixels


MIDDLE: Final = 0.2
RIGHT: Final = 0.24
"""What the set and the time may take of the width; the exercise has the rest."""

GAP: Final = 0.02
"""Between the exercise and the set, in parts of the width."""

LINE: Final = 1.2
"""The least height of a line, in font sizes."""

UPPER: Final = 0.56
"""The share of the height that the upper line has."""


class Header(QWidget):
    """Three columns of up to two lines each."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._theme = theme
        left, middle, right = (
            Qt.AlignmentFlag.AlignLeft,
            Qt.AlignmentFlag.AlignHCenter,
            Qt.AlignmentFlag.AlignRight,
        )
        self.title = Title(self)
        self.tempo = FittedLabel(self, Fit.SHRINK, left, QFont.Weight.Medium)
        self.set = FittedLabel(self, Fit.SHRINK, middle)
        self.times = FittedLabel(self, Fit.SHRINK, middle, QFont.Weight.Medium)
        self.tension = FittedLabel(self, Fit.SHRINK, right)
        self.tension_caption = FittedLabel(self, Fit.SHRINK, right, QFont.Weight.Medium)
        self._body_px = self._small_px = 1

    def show_exercise(self, exercise: str, name: str) -> None:
        """Show what is performed for the whole session; `name` is the preset's."""
        self.title.show_names(exercise, name, QColor(self._theme.text))

    def show_set(self, set_text: str, tension: str, pace: str, times: str = "") -> None:
        """Show which set this is, its pace and its times, and the time under tension; "" where there is
        none."""
        self.set.write(set_text, QColor(self._theme.text))
        self.tempo.write(pace, QColor(self._theme.muted))
        self.times.write(times, QColor(self._theme.text))
        spoken = f"{tension} under tension" if tension else ""
        self.tension.write(tension, QColor(self._theme.text), spoken=spoken)
        self.tension_caption.write("under tension" if tension else "", QColor(self._theme.muted))
        self._arrange()

    def set_pixels(self, body: int, small: int) -> None:
        """Set the font sizes of the upper and the lower lines, in pixels."""
        self._body_px, self._small_px = body, small
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the lines anew."""
        self._arrange()

    def _arrange(self) -> None:
        width, upper = self.width(), round(self.height() * UPPER)
        body = min(self._body_px, round(upper / LINE))
        small = min(self._small_px, round((self.height() - upper) / LINE))
        middle, right = round(width * MIDDLE), round(width * RIGHT)
        left = (width - middle) // 2
        title = left - round(width * GAP) if self.set.text() or self.tension.text() else width
        for label, x, across in (
            (self.title, 0, title),
            (self.set, left, middle),
            (self.tension, width - right, right),
        ):
            place(label, QRect(x, 0, across, upper), body)
        for label, x, across in (
            (self.tempo, 0, title),
            (self.times, left, middle),
            (self.tension_caption, width - right, right),
        ):
            place(label, QRect(x, upper, across, self.height() - upper), small)
