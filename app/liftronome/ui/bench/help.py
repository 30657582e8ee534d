"""Help on the bench: what the keys do now, laid over the screen while everything goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from liftronome.presentation.bench_keys import TABLE, WORDS, Action, Effect, Situation
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.palette import Theme
from liftronome.ui.bench.layout import is_upright, scale_for
from liftronome.ui.history.set_entry import CONFIRM, Field
from liftronome.ui.options.key_events import label_of, labels_of, native_label
from liftronome.ui.widgets.key_hints import Hint, KeyHints
from liftronome.ui.widgets.labels import Fit, FittedLabel, font_of, place

MOST: Final = 14
"""No situation has more keys that act."""

HEAD: Final = 0.15
ROWS_END: Final = 0.75
MARGIN: Final = 0.04
"""In parts of the height: where the keys begin and end, and the margin of the page."""

LEAST_PITCH: Final = 1.5
"""The least from one key to the next in font sizes; where one column has less, there are two."""

LEAST_PX: Final = 9

CLOSES: Final = "close"
FIELDS_HELP: Final = (
    "Between sets and at the end, Enter or a digit opens the fields for reps, load, effort and feeling. "
    "Tab goes to the next one. The end of an open set opens them, too: − takes off one rep."
)


class HelpSheet(QWidget):
    """The keys of a situation, each a button for mouse or touch, and in small type the others.

    `asked` carries the Action or the Field of the button that is pressed. A click elsewhere closes the page.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, keys: KeyMap) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._more = ""
        self._heading = FittedLabel(self, Fit.SHRINK, Qt.AlignmentFlag.AlignLeft, QFont.Weight.Bold)
        self._closing = KeyHints(self, theme, at_right=True)
        self._closing.show_hints([Hint(label_of(keys, Action.LEAVE), CLOSES, Action.LEAVE)])
        self._rows = [KeyHints(self, theme) for _ in range(MOST)]
        for row in (self._closing, *self._rows):
            row.asked.connect(self.asked)
        self.hide()

    def show_situation(self, situation: Situation, *, has_entry: bool = False) -> None:
        """Show the keys of a situation; `has_entry` where the fields of a set take some of them."""
        acting = self._acting(situation, has_entry=has_entry)
        self._heading.write(f"Keys: {situation.value}", QColor(self._theme.text))
        told = [Hint(labels[0], effect.value, action) for action, (labels, effect) in acting.items()]
        spoken = [f"{'  '.join(labels)}: {effect.value}" for labels, effect in acting.values()]
        if has_entry:
            told.insert(1, Hint("Enter", "note reps", Field.REPS))
            spoken.insert(1, "Enter: note reps")
        for number, row in enumerate(self._rows):
            row.show_hints(told[number : number + 1])
        self._more = "\n".join(filter(None, (self._twins(acting), self._others(situation), FIELDS_HELP)))
        leave = label_of(self._keys, Action.LEAVE)
        self.setAccessibleName(f"keys now: {', '.join(spoken)}. {leave}: {CLOSES}")
        self._arrange()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the keys closes the page, and reaches nothing below it."""
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as the window allows."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the background, and in small type the other keys."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.background))
        margin = MARGIN * self.height()
        top = ROWS_END * self.height()
        painter.fillRect(QRectF(margin, top, self.width() - 2 * margin, 1), QColor(self._theme.outline))
        painter.setPen(QColor(self._theme.muted))
        room = QRectF(self.rect()).adjusted(margin, top + margin / 2, -margin, -margin / 2)
        painter.setFont(self._fitting_font(room))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._more)
        painter.end()

    def _fitting_font(self, room: QRectF) -> QFont:
        """The largest type in which all of the small text has room."""
        pixels = scale_for(self.width(), self.height()).small
        while pixels > LEAST_PX:
            metrics = QFontMetricsF(font_of(pixels, QFont.Weight.Medium))
            needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._more)
            if needed.height() <= room.height():
                break
            pixels -= 1
        return font_of(pixels, QFont.Weight.Medium)

    def _arrange(self) -> None:
        scale = scale_for(self.width(), self.height())
        margin = round(MARGIN * self.height())
        inner = self.width() - 2 * margin
        head = QRect(margin, margin, inner * 3 // 4, round(HEAD * self.height()) - margin)
        place(self._heading, head, scale.large)
        self._closing.setGeometry(head.translated(inner - head.width(), 0))
        self._closing.set_pixels(scale.large)
        count = max(sum(row.is_written for row in self._rows), 1)
        top, room = HEAD * self.height(), (ROWS_END - HEAD) * self.height()
        has_room = room / count >= scale.large * LEAST_PITCH
        columns = 1 if is_upright(self.width(), self.height()) and has_room else 2
        lines = -(-count // columns)
        pitch = min(room / lines, scale.large * 2.6)
        for number, row in enumerate(self._rows):
            column, line = divmod(number, lines)
            left = margin + min(column, columns - 1) * (inner // columns)
            row.setGeometry(left, round(top + line * pitch), inner // columns - margin, round(pitch))
            row.set_pixels(scale.large)

    def _acting(
        self, situation: Situation, *, has_entry: bool
    ) -> dict[Action, tuple[tuple[str, ...], Effect]]:
        """What acts now, and with which keys; leaving does not, as its key closes the page first."""
        acting: dict[Action, tuple[tuple[str, ...], Effect]] = {}
        for action, effect in TABLE[situation].items():
            names = [name for name in self._keys.keys[action] if not (has_entry and name in CONFIRM)]
            if effect is not Effect.HELP and action is not Action.LEAVE and names:
                acting[action] = (tuple(dict.fromkeys(map(native_label, names))), effect)
        return acting

    def _twins(self, acting: dict[Action, tuple[tuple[str, ...], Effect]]) -> str:
        """Which other keys do the same."""
        all_labels = [labels for labels, _ in acting.values()] + [labels_of(self._keys, Action.LEAVE)]
        told = [f"{first}: {', '.join(others)}" for first, *others in all_labels if others]
        return f"Also  {'  ·  '.join(told)}" if told else ""

    def _others(self, situation: Situation) -> str:
        """The keys that act in other situations, and what leaving does once the page is closed."""
        others = [
            f"{label_of(self._keys, action)}: {WORDS[action].lower()}"
            for action in Action
            if action not in TABLE[situation] and label_of(self._keys, action)
        ]
        leave = f"{label_of(self._keys, Action.LEAVE)} again: {TABLE[situation][Action.LEAVE].value}"
        return "Other times  " + "  ·  ".join((leave, *others))
