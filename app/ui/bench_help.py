"""Help on the bench: what every key does in every situation, laid over the screen while all goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.bench_keys import TABLE, WORDS, Action, Situation
from app.ui.bench_text import font_of
from app.ui.key_map import KeyMap
from app.ui.theme import Theme

NAMES: Final = 1.5
KEYS: Final = 2.4
"""The widths of the first two columns, in those of a situation."""

ENTRY_HELP: Final = (
    "Fields of a set: digits, Enter, Tab, Backspace and Esc belong to them while they are filled in; "
    "every other key does what it says here."
)


class HelpSheet(QWidget):
    """The table of keys. The situation that holds is marked."""

    def __init__(self, parent: QWidget, theme: Theme, keys: KeyMap) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._situation = Situation.GETTING_READY
        self.hide()

    def show_situation(self, situation: Situation) -> None:
        """Mark the column of a situation."""
        self._situation = situation
        told = [f"{self._key_text(action)}: {effect.value}" for action, effect in TABLE[situation].items()]
        self.setAccessibleName(f"keys now: {', '.join(told)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heading, rows and the line below them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.background))
        unit = self.width() / (len(Situation) + NAMES + KEYS + 0.4)
        height = self.height() / (len(Action) + 3.2)
        left = unit * (0.2 + NAMES + KEYS)
        marked = QRectF(left + unit * list(Situation).index(self._situation), height * 0.3, unit, 0)
        marked.setHeight(height * (len(Action) + 1.4))
        painter.fillRect(marked, QColor(self._theme.surface))
        painter.setPen(QColor(self._theme.accent))
        painter.drawRect(marked)
        for row, action in enumerate((None, *Action)):
            self._draw_row(painter, action, height * (row + 0.5), height, unit)
        words = QRectF(unit * 0.2, height * (len(Action) + 1.9), self.width() - unit * 0.4, height)
        self._write(painter, words, ENTRY_HELP, self._theme.muted, QFont.Weight.Normal)
        painter.end()

    def _draw_row(
        self, painter: QPainter, action: Action | None, top: float, height: float, unit: float
    ) -> None:
        if action is not None:
            painter.fillRect(
                QRectF(unit * 0.2, top, self.width() - unit * 0.4, 1), QColor(self._theme.outline)
            )
        name = WORDS[action] if action else "Keys"
        keys = self._key_text(action) if action else ""
        self._write(painter, QRectF(unit * 0.2, top, unit * NAMES, height), name, self._theme.text)
        place = QRectF(unit * (0.2 + NAMES), top, unit * KEYS, height)
        self._write(painter, place, keys, self._theme.accent, QFont.Weight.DemiBold)
        for column, situation in enumerate(Situation):
            effect = TABLE[situation].get(action) if action else None
            text = situation.value if action is None else effect.value if effect else "·"
            place = QRectF(unit * (0.2 + NAMES + KEYS + column), top, unit, height)
            is_plain = action is not None and effect is not None
            self._write(
                painter, place, text, self._theme.text if is_plain else self._theme.muted, middle=True
            )

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        colour: str,
        weight: QFont.Weight = QFont.Weight.Medium,
        *,
        middle: bool = False,
    ) -> None:
        pixels = place.height() * 0.46
        room = place.width() - pixels * 0.5
        length = QFontMetricsF(font_of(pixels, weight)).horizontalAdvance(text)
        painter.setFont(font_of(pixels * min(1.0, room / max(length, 1.0)), weight))
        painter.setPen(QColor(colour))
        across = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, across | Qt.AlignmentFlag.AlignVCenter, text)

    def _key_text(self, action: Action) -> str:
        return "  ".join(self._keys.labels_of(action)) or "no key"
