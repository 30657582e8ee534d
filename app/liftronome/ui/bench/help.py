"""Help on the bench: the keys that act now, large, laid over the screen while all goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from liftronome.presentation.bench_keys import TABLE, WORDS, Action, Effect, Situation
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.palette import Theme
from liftronome.ui.bench.layout import scale_for
from liftronome.ui.widgets.key_hints import KeyHints
from liftronome.ui.widgets.labels import Fit, FittedLabel, font_of, place

COLUMNS: Final = 2
ROWS: Final = 6
"""In a column: no situation has more keys than fill both."""

HEAD: Final = 0.15
ROWS_END: Final = 0.73
MARGIN: Final = 0.04
"""In parts of the height: where the keys begin and end, and what is left free round the page."""

CLOSES: Final = "closes this page"
FIELDS_HELP: Final = "Reps and load: Enter or a digit begins, Tab goes on, at rest and at the end."


class HelpSheet(QWidget):
    """The keys of the situation that holds, and in a smaller hand what others there are."""

    def __init__(self, parent: QWidget, theme: Theme, keys: KeyMap) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._more = ""
        self._heading = FittedLabel(self, Fit.SHRINK, Qt.AlignmentFlag.AlignLeft, QFont.Weight.Bold)
        self._closing = KeyHints(self, theme, at_right=True)
        self._closing.show_hints([(keys.label_of(Action.LEAVE), CLOSES)])
        self._rows = [KeyHints(self, theme) for _ in range(COLUMNS * ROWS)]
        self.hide()

    def show_situation(self, situation: Situation) -> None:
        """Show the keys of a situation."""
        acting = self._acting(situation)
        self._heading.write(f"Keys: {situation.value}", QColor(self._theme.text))
        told = [(self._keys.label_of(action), effect.value) for action, effect in acting.items()]
        for number, row in enumerate(self._rows):
            row.show_hints(told[number : number + 1])
        self._more = "\n".join((self._twins(acting), self._others(situation), FIELDS_HELP))
        spoken = ", ".join(
            f"{'  '.join(self._keys.labels_of(action))}: {effect.value}" for action, effect in acting.items()
        )
        self.setAccessibleName(f"keys now: {spoken}. {self._keys.label_of(Action.LEAVE)} {CLOSES}")
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as the window allows."""
        scale = scale_for(self.width(), self.height())
        margin = round(MARGIN * self.height())
        inner = self.width() - 2 * margin
        head = QRect(margin, margin, inner // 2, round(HEAD * self.height()) - margin)
        place(self._heading, head, scale.large)
        self._closing.setGeometry(head.translated(inner - head.width(), 0))
        self._closing.set_pixels(scale.large)
        top, pitch = HEAD * self.height(), (ROWS_END - HEAD) * self.height() / ROWS
        across = inner // COLUMNS
        for number, row in enumerate(self._rows):
            column, line = divmod(number, ROWS)
            left = margin + column * across
            row.setGeometry(left, round(top + line * pitch), across - margin, round(pitch))
            row.set_pixels(scale.large)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and in a smaller hand what else there is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.background))
        margin = MARGIN * self.height()
        top = ROWS_END * self.height()
        painter.fillRect(QRectF(margin, top, self.width() - 2 * margin, 1), QColor(self._theme.outline))
        painter.setFont(font_of(scale_for(self.width(), self.height()).small, QFont.Weight.Medium))
        painter.setPen(QColor(self._theme.muted))
        room = QRectF(self.rect()).adjusted(margin, top + margin / 2, -margin, -margin / 2)
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._more)
        painter.end()

    def _acting(self, situation: Situation) -> dict[Action, Effect]:
        """What acts now; leaving does not, as its key closes the page first."""
        return {
            action: effect
            for action, effect in TABLE[situation].items()
            if effect is not Effect.HELP and action is not Action.LEAVE and self._keys.label_of(action)
        }

    def _twins(self, acting: dict[Action, Effect]) -> str:
        """Which other keys do the same."""
        labels = (self._keys.labels_of(action) for action in (*acting, Action.LEAVE))
        told = [f"{first}: {', '.join(others)}" for first, *others in labels if others]
        return f"The same as {'  ·  '.join(told)}" if told else ""

    def _others(self, situation: Situation) -> str:
        """The keys that act in other situations, and the one that does so once the page is closed."""
        others = [
            f"{self._keys.label_of(action)}: {WORDS[action].lower()}"
            for action in Action
            if action not in TABLE[situation] and self._keys.label_of(action)
        ]
        leave = f"{self._keys.label_of(Action.LEAVE)} again: {TABLE[situation][Action.LEAVE].value}"
        return "Other times  " + "  ·  ".join((leave, *others))
