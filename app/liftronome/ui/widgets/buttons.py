"""Buttons, switches, and a choice between a few things that all stay in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QPushButton,
    QWidget,
)

from liftronome.ui.look.theme_manager import current_theme
from liftronome.ui.widgets.wrapping import WrappingLayout

FILLED: Final = ("start", "main")
"""Buttons in the colour of the focus ring: they draw theirs inside."""

RING_INSET_PX: Final = 4


class EnterButton(QPushButton):
    """A button that Enter presses while it has the focus, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.hasFocus() and self.objectName() in FILLED):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_theme().background), 2))
        inset = RING_INSET_PX
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, RING_INSET_PX, RING_INSET_PX)
        painter.end()


TRACK: Final = (2.0, 1.15)
"""Width and height of the track, in units of 1.5 capital letters."""

GAP_PX: Final = 12
FRAME_PX: Final = 4
SEGMENT_GAP_PX: Final = 2


class Switch(QCheckBox):
    """A knob on a track, on at the right. Enter toggles it while it has the focus.

    `clicked` is emitted for the lifter's changes only.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text())
        height = round(self.fontMetrics().height() * 1.2) + 2 * FRAME_PX
        return QSize(round(self._track().right()) + GAP_PX + text + 2 * FRAME_PX, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self._track()
        theme = current_theme()
        colour = theme.accent if self.isChecked() else theme.edge
        if not self.isEnabled():
            colour = theme.outline
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.setBrush(QColor(colour if self.isChecked() else theme.background))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        self._paint_knob(painter, track, theme.background if self.isChecked() else colour)
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.faint))
        room = self.rect().adjusted(round(track.right()) + GAP_PX, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def hitButton(self, position: object) -> bool:
        """The text can be clicked, too."""
        return True

    def _paint_knob(self, painter: QPainter, track: QRectF, colour: str) -> None:
        knob = QRectF(0, 0, track.height() - 6, track.height() - 6)
        knob.moveCenter(track.center())
        if self.isChecked():
            knob.moveRight(track.right() - 3)
        else:
            knob.moveLeft(track.left() + 3)
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(knob)

    def _track(self) -> QRectF:
        unit = self.fontMetrics().capHeight() * 1.5
        track = QRectF(FRAME_PX, 0, unit * TRACK[0], unit * TRACK[1])
        track.moveTop((self.height() - track.height()) / 2)
        return track


class Segments(QFrame):
    """Radio buttons that look like one row of segments, and wrap where there is too little width. The arrow
    keys move the choice; Tab goes to the chosen one.

    `chosen` carries the index that the lifter has picked; what the program shows emits nothing.
    """

    chosen = Signal(int)

    def __init__(self, name: str, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._name = name
        self._is_showing = False
        self._group = QButtonGroup(self)
        row = WrappingLayout(SEGMENT_GAP_PX, SEGMENT_GAP_PX, self)
        row.setContentsMargins(3, 3, 3, 3)
        for index in range(len(texts)):
            button = EnterButton(self)
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)  # a screen reader then calls it a radio button
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button, index)
            row.addWidget(button)
        self.show_texts(texts)
        self._group.idToggled.connect(self._toggled)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The segments, in order."""
        return self._group.buttons()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Label the segments, with one text for each."""
        for button, text in zip(self._group.buttons(), texts, strict=True):
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(f"{self._name}: {text}")

    def show_tooltips(self, texts: Sequence[str]) -> None:
        """Explain the segments, with one text for each."""
        for button, text in zip(self._group.buttons(), texts, strict=True):
            button.setToolTip(text)

    def show_choice(self, index: int) -> None:
        """Select a segment without a signal."""
        self._is_showing = True
        self._group.button(index).setChecked(True)
        self._is_showing = False

    @property
    def choice(self) -> int:
        """The index of the chosen segment, -1 while there is none."""
        return self._group.checkedId()

    def _toggled(self, index: int, checked: bool) -> None:
        if not checked:
            return
        self._lead_to(self._group.button(index))
        if not self._is_showing:
            self.chosen.emit(index)

    def _lead_to(self, chosen: QAbstractButton) -> None:
        """Let Tab stop at the chosen segment only, and move the focus there if another segment has it."""
        for button in self.buttons:
            is_chosen = button is chosen
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)
        if any(button.hasFocus() for button in self.buttons):
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
