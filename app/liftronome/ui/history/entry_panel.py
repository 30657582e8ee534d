"""The fields of a set as they stand on the bench: they are typed into without having the focus."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from liftronome.presentation.palette import Theme
from liftronome.ui.history.set_entry import FIELDS, Field, SetEntry, ShownField
from liftronome.ui.widgets.key_hints import Hint
from liftronome.ui.widgets.labels import FittedLabel, font_of, place

GAP: Final = 0.025
"""Between two fields, in parts of the width."""

NARROW: Final = 5.0
"""Less wide than that, in heights, the fields stand in two rows."""

CAPTION: Final = 0.32
"""The share of the height that the captions have."""


class FieldBox(QLineEdit):
    """One field: its caption, and its value in a frame. To assistive technology it is a field with a value;
    it never has the focus. `clicked` tells that it is clicked."""

    clicked = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: ShownField | None = None
        self._is_active = False
        self._pixels = 1
        self._caption = FittedLabel(self, weight=QFont.Weight.Medium)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_field(self, shown: ShownField, *, is_active: bool) -> None:
        """Show a field; `is_active` while keys go into one of them."""
        if (shown, is_active) == (self._shown, self._is_active):
            return
        self._shown, self._is_active = shown, is_active
        is_guess = shown.suggested and bool(shown.text)
        caption = f"{shown.caption}, {shown.origin}" if is_guess else shown.caption
        self._caption.write(caption, QColor(self._theme.muted))
        said = shown.text or "nothing yet"
        self.setAccessibleName(f"{shown.caption}: {said}{f', {shown.origin}' * is_guess}")
        self.setText(shown.text)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that it is clicked."""
        self.clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select nothing."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select nothing."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select nothing."""

    def set_pixels(self, pixels: int, small: int) -> None:
        """Set the font sizes of the value and of its caption."""
        self._pixels = pixels
        place(self._caption, QRect(0, 0, self.width(), round(self.height() * CAPTION)), small)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the value."""
        if self._shown is None:
            return
        shown, theme = self._shown, self._theme
        is_typed_into = shown.current and self._is_active
        line = max(self._pixels / (9 if is_typed_into else 18), 1.5)
        colour = theme.warning if shown.wrong else theme.accent if is_typed_into else theme.edge
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), line))
        painter.setBrush(QColor(theme.surface))
        frame = QRectF(self.rect()).adjusted(line, self.height() * CAPTION, -line, -line)
        painter.drawRoundedRect(frame, self._pixels * 0.3, self._pixels * 0.3)
        painter.setPen(QColor(theme.muted if shown.suggested else theme.text))
        weight = QFont.Weight.Normal if shown.suggested else QFont.Weight.Bold
        painter.setFont(font_of(self._pixels, weight))
        text = f"{shown.text} !" if shown.wrong else shown.text or "–"
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
        if is_typed_into:
            self._draw_caret(painter, frame)
        painter.end()

    def _draw_caret(self, painter: QPainter, frame: QRectF) -> None:
        """Draw a line below the value: here it is typed."""
        width = frame.width() * 0.4
        caret = QRectF(frame.center().x() - width / 2, frame.bottom() - self._pixels * 0.28, width, 2)
        painter.fillRect(caret, QColor(self._theme.accent))


class EntryPanel(QWidget):
    """The four fields side by side, or in two rows where it is narrow. `asked` carries the Field that is
    clicked."""

    asked = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._boxes = [FieldBox(self, theme) for _ in FIELDS]
        for field, box in zip(FIELDS, self._boxes, strict=True):
            box.clicked.connect(lambda field=field: self.asked.emit(field))
        self._pixels = self._small = 1
        self.setAccessibleName("Notes on the set")
        self.hide()

    def show_entry(self, entry: SetEntry) -> None:
        """Show the fields of a set."""
        for box, shown in zip(self._boxes, entry.shown, strict=True):
            box.show_field(shown, is_active=entry.is_active)

    def set_pixels(self, pixels: int, small: int) -> None:
        """Set the font sizes of the values and of the captions."""
        self._pixels, self._small = pixels, small
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the fields anew."""
        self._arrange()

    def _arrange(self) -> None:
        rows = 2 if self.width() < NARROW * self.height() else 1
        columns = len(self._boxes) // rows
        gap = round(self.width() * GAP)
        across = (self.width() - gap * (columns - 1)) // columns
        for number, box in enumerate(self._boxes):
            row, column = divmod(number, columns)
            box.setGeometry(
                column * (across + gap), row * self.height() // rows, across, self.height() // rows
            )
            box.set_pixels(self._pixels, self._small)


def field_hints(entry: SetEntry) -> list[Hint]:
    """What the keys of the fields do; each asks for its key by name."""
    units = [Hint("K", "kg", "K"), Hint("L", "lb", "L")] if entry.field is Field.LOAD else []
    accept, onward = Hint("Enter", "accept", "Return"), Hint("Tab", "next field", "Tab")
    counting = [Hint("−", "one less", "-")] if entry.takes_off else []
    return [*counting, accept, onward, *units, Hint("Esc", "done", "Esc")]


def pad_hints(entry: SetEntry) -> list[Hint]:
    """The same with digits, for a lifter who has only a touch screen or a mouse."""
    digits = [Hint(digit, asks=digit) for digit in "1234567890."]
    return [*digits, Hint("⌫", asks="Backspace"), *field_hints(entry)]
