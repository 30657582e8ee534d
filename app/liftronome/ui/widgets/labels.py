"""Labels: one that is elided, one for problems, and one that always fits its place."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """One line of plain text, elided where it does not fit; the tooltip then has all of it."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft)
        self._whole = ""

    def show_text(self, text: str) -> None:
        """Show `text`, shortened if need be."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(text)
        self.setToolTip(self._whole if text != self._whole else "")


def problem_label(parent: QWidget, *, is_small: bool = False) -> QLabel:
    """A hidden label for what is wrong; shown by `show_line`."""
    label = QLabel(parent)
    label.setProperty("role", "problem")
    label.setProperty("small", is_small)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label


_LONG_WORD: Final = re.compile(r"(\S{20})(?=\S)")


def breakable(text: str) -> str:
    """A text in which words too long for a label may be broken."""
    return _LONG_WORD.sub("\\1\u200b", text)


def show_line(label: QLabel, text: str) -> None:
    """Show a text, also if a word of it is wider than the label; "" hides the label."""
    label.setText(breakable(text))
    label.setAccessibleName(text)
    label.setVisible(bool(text))


LINE_HEIGHT: Final = 1.25
"""From one line to the next, in font sizes."""

STILL_ONE_LINE: Final = 0.8
"""A text that fits at this share of its size stays on one line."""


class Fit(Enum):
    """What to do with a text too long for its place."""

    SHRINK = auto()
    TWO_LINES = auto()
    """Break it into two lines, and shrink these if need be."""


class FittedLabel(QLabel):
    """One text, vertically centred by its capitals. Its tail is never cut and may have another colour. It
    repaints only when what it shows has changed."""

    def __init__(
        self,
        parent: QWidget,
        fit: Fit = Fit.SHRINK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        weight: QFont.Weight = QFont.Weight.DemiBold,
    ) -> None:
        super().__init__(parent)
        self._fit = fit
        self._align = align
        self._weight = weight
        self._tail = ""
        self._colour = self._tail_colour = QColor()
        self._pixels = 1

    def write(
        self, text: str, colour: QColor, tail: str = "", tail_colour: QColor | None = None, spoken: str = ""
    ) -> None:
        """Show a text. `spoken` replaces it for screen readers."""
        shown = (text, colour, tail, tail_colour or colour)
        if shown == (self.text(), self._colour, self._tail, self._tail_colour):
            return
        self._colour, self._tail, self._tail_colour = colour, tail, shown[3]
        self.setText(text)
        self.setAccessibleName(spoken or f"{text}{tail}")
        self.update()

    def set_pixels(self, pixels: int) -> None:
        """Set the font size wanted, in pixels."""
        self._pixels = max(pixels, 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text as it fits."""
        lines, pixels = self._fitted()
        if not lines:
            return
        painter = QPainter(self)
        font = font_of(pixels, self._weight)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        height = pixels * LINE_HEIGHT
        middle = self.height() / 2 - height * (len(lines) - 1) / 2 + metrics.capHeight() / 2
        for number, line in enumerate(lines):
            tail = self._tail if number == len(lines) - 1 else ""
            start = QPointF(self._left(metrics.horizontalAdvance(line + tail)), middle + number * height)
            painter.setPen(self._colour)
            painter.drawText(start, line)
            if tail:
                painter.setPen(self._tail_colour)
                painter.drawText(start + QPointF(metrics.horizontalAdvance(line), 0), tail)
        painter.end()

    def _left(self, length: float) -> float:
        free = self.width() - length
        if self._align is Qt.AlignmentFlag.AlignLeft:
            return 0
        return free if self._align is Qt.AlignmentFlag.AlignRight else free / 2

    def _fitted(self) -> tuple[list[str], float]:
        """The lines that are drawn, without the tail, and the font size that they need."""
        text, pixels, width = self.text(), float(self._pixels), self.width()
        metrics = QFontMetricsF(font_of(pixels, self._weight))
        if not text + self._tail or width <= 0:
            return [], pixels
        length = metrics.horizontalAdvance(text + self._tail)
        if length <= width:
            return [text], pixels
        if self._fit is Fit.SHRINK or width / length >= STILL_ONE_LINE:
            return [text], pixels * width / length
        lines = _halves(text, metrics)
        length = max(metrics.horizontalAdvance(line) for line in lines)
        return lines, min(pixels, pixels * width / length, self.height() / len(lines) / LINE_HEIGHT)


def font_of(pixels: float, weight: QFont.Weight = QFont.Weight.DemiBold) -> QFont:
    """The system's font at a size in pixels, with figures of equal width where it has them."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(int(pixels), 1))
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def place(label: FittedLabel, rect: QRect, pixels: int) -> None:
    """Give a label its place and size."""
    label.setGeometry(rect)
    label.set_pixels(pixels)


def _halves(text: str, metrics: QFontMetricsF) -> list[str]:
    """A text broken at the space that makes the longer line as short as possible."""
    blanks = [at for at, letter in enumerate(text) if letter == " "]
    if not blanks:
        return [text]
    broken = [(text[:at], text[at + 1 :]) for at in blanks]
    return list(min(broken, key=lambda lines: max(map(metrics.horizontalAdvance, lines))))
