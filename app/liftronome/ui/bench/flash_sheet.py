"""The flash at a change of phase, for lifters who cannot hear the cues: the phase and its number alone."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liftronome.presentation.palette import Theme
from liftronome.ui.bench.number import BigNumber
from liftronome.ui.widgets.labels import FittedLabel, place


class FlashSheet(QWidget):
    """Covers the screen with the colour of a phase. On it, word and number have the colour of the background,
    which stands out from every phase's: what else is on the screen would not."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._ink = QColor(theme.background)
        self._ground = QColor(theme.text)
        self._word = FittedLabel(self, weight=QFont.Weight.Bold)
        self._number = BigNumber(self)
        self.hide()

    def show_phase(self, word: str, number: str, colour: QColor) -> None:
        """Cover the screen with a colour, on which a phase is named and counted."""
        self._ground = colour
        self._word.write(word, self._ink)
        self._number.show_number(number, self._ink, number)
        self.raise_()
        self.show()
        self.update()

    def arrange(self, word: QRect, word_px: int, number: QRect, digits_px: int) -> None:
        """Put word and number where they stand on the screen below."""
        place(self._word, word, word_px)
        self._number.setGeometry(number)
        self._number.set_digits(digits_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the screen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground)
        painter.end()
