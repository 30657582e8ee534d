"""Hints that are buttons: a key as a cap, what it does now, and the same by a click or a touch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from liftronome.presentation.palette import Theme
from liftronome.ui.widgets.labels import font_of

CAP_PADDING: Final = 0.5
WORD_GAP: Final = 0.5
HINT_GAP: Final = 1.6
CAP_GAP: Final = 0.5
"""Widths in font sizes; the last is the gap after a cap without words."""

CAP_HEIGHT: Final = 1.6
LINE_HEIGHT: Final = 2.0
"""Heights in font sizes, of a cap and from one line of hints to the next."""

SHRINKING: Final = 0.96


@dataclass(frozen=True, slots=True)
class Hint:
    """A key by its label, and what it does in words. `asks` is what a click asks for; without it, the hint is
    there to be read alone."""

    key: str
    what: str = ""
    asks: object = None


class HintButton(QAbstractButton):
    """One hint. It never takes the focus: the keys stay where they are."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixels = 1.0
        self.hint = Hint("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_hint(self, hint: Hint) -> None:
        """Show a hint."""
        self.hint = hint
        self.setEnabled(hint.asks is not None)
        self.setText(hint.what or hint.key)
        self.setAccessibleName(hint.what or hint.key)
        self.setAccessibleDescription(hint.key if hint.what else "")
        self.setCursor(Qt.CursorShape.ArrowCursor if hint.asks is None else Qt.CursorShape.PointingHandCursor)
        self.update()

    @property
    def pixels(self) -> float:
        """The font size."""
        return self._pixels

    def set_pixels(self, pixels: float) -> None:
        """Set the font size."""
        self._pixels = pixels
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap, lighter under the mouse, and the words beside it."""
        pixels, hint, theme = self._pixels, self.hint, self._theme
        font = font_of(pixels, QFont.Weight.Medium)
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        baseline = (self.height() + metrics.capHeight()) / 2
        is_lit = self.isEnabled() and (self.underMouse() or self.isDown())
        x = 0.0
        if hint.key:
            width = cap_width(hint, metrics, pixels)
            line = max(pixels * CAP_HEIGHT / 22, 1.0)
            cap = QRectF(0, (self.height() - pixels * CAP_HEIGHT) / 2, width, pixels * CAP_HEIGHT)
            painter.setPen(QPen(QColor(theme.edge if hint.asks is not None else theme.outline), line))
            painter.setBrush(QColor(theme.hover if is_lit else theme.surface))
            painter.drawRoundedRect(
                cap.adjusted(line, line, -line, -line), cap.height() * 0.2, cap.height() * 0.2
            )
            painter.setPen(QColor(theme.text))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, hint.key)
            x = width + WORD_GAP * pixels
        painter.setPen(QColor(theme.text if is_lit or not hint.key else theme.muted))
        painter.drawText(QPointF(x, baseline), hint.what)
        painter.end()


class KeyHints(QWidget):
    """Hints side by side, from the left or ending at the right, in as many lines as there is room for and
    smaller if they still do not fit. `asked` carries what the hint asks for that is clicked."""

    asked = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, *, at_right: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at_right = at_right
        self._hints: tuple[Hint, ...] = ()
        self._buttons: list[HintButton] = []
        self._pixels = 1

    @property
    def is_written(self) -> bool:
        """True if there is anything to read."""
        return bool(self._hints)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The hints that are shown."""
        return self._hints

    def show_hints(self, hints: Iterable[Hint]) -> None:
        """Show hints."""
        if (shown := tuple(hints)) == self._hints:
            return
        self._hints = shown
        self.setAccessibleName(", ".join(": ".join(filter(None, (hint.key, hint.what))) for hint in shown))
        while len(self._buttons) < len(shown):
            button = HintButton(self, self._theme)
            button.clicked.connect(lambda _=False, button=button: self.asked.emit(button.hint.asks))
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            if number < len(shown):
                button.show_hint(shown[number])
            button.setVisible(number < len(shown))
        self._arrange()

    def set_pixels(self, pixels: int) -> None:
        """Set the font size, in pixels."""
        self._pixels = max(pixels, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the hints anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self._hints or self.width() <= 0 or self.height() <= 0:
            return
        pixels = float(self._pixels)
        lines = self._lines(pixels)
        while (
            len(lines) > max(int(self.height() / pixels / LINE_HEIGHT), 1)
            or self._widest(lines, pixels) > self.width()
        ) and pixels > 4:
            pixels *= SHRINKING
            lines = self._lines(pixels)
        height = min(self.height() / len(lines), LINE_HEIGHT * pixels * 1.4)
        top = (self.height() - height * len(lines)) / 2
        for row, line in enumerate(lines):
            x = self.width() - self._length(line, pixels) if self._at_right else 0.0
            for number in line:
                width = self._width(number, pixels)
                button = self._buttons[number]
                button.set_pixels(pixels)
                button.setGeometry(QRect(round(x), round(top + row * height), round(width), round(height)))
                x += width + self._gap(number, pixels)

    def _lines(self, pixels: float) -> list[list[int]]:
        """Which hints stand in which line: as many in each as fit."""
        lines: list[list[int]] = [[]]
        for number in range(len(self._hints)):
            if lines[-1] and self._length([*lines[-1], number], pixels) > self.width():
                lines.append([])
            lines[-1].append(number)
        return lines

    def _widest(self, lines: list[list[int]], pixels: float) -> float:
        return max(self._length(line, pixels) for line in lines)

    def _length(self, line: list[int], pixels: float) -> float:
        gaps = sum(self._gap(number, pixels) for number in line[:-1])
        return gaps + sum(self._width(number, pixels) for number in line)

    def _gap(self, number: int, pixels: float) -> float:
        return pixels * (HINT_GAP if self._hints[number].what else CAP_GAP)

    def _width(self, number: int, pixels: float) -> float:
        hint = self._hints[number]
        metrics = QFontMetricsF(font_of(pixels, QFont.Weight.Medium))
        cap = cap_width(hint, metrics, pixels) if hint.key else 0.0
        gap = WORD_GAP * pixels if hint.key and hint.what else 0.0
        return cap + gap + metrics.horizontalAdvance(hint.what) + 2


def cap_width(hint: Hint, metrics: QFontMetricsF, pixels: float) -> float:
    """How wide a key's cap is; a single character has a square one."""
    return max(metrics.horizontalAdvance(hint.key) + 2 * CAP_PADDING * pixels, CAP_HEIGHT * pixels)
