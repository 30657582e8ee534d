"""A choice of one of many, which opens a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from liftronome.ui.look.theme_manager import current_theme

ARROW_PX: Final = 22
PADDING_PX: Final = 12
SHOWN: Final = 16
"""So many choices are in sight at a time."""


class Choice(QComboBox):
    """Shows what is chosen; `currentIndexChanged` is emitted for the lifter's changes only."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(SHOWN)
        self._data: list[object] = []

    def fill(self, choices: Sequence[tuple[str, object]], wanted: object = None) -> None:
        """Offer other choices. The wanted one is chosen, else what was chosen before, else the first."""
        before = self.currentText()
        self.blockSignals(True)
        self.clear()
        self.addItems([text for text, _ in choices])
        self._data = [data for _, data in choices]
        found = [index for index, (_, data) in enumerate(choices) if wanted is not None and data == wanted]
        found += [index for index, (text, _) in enumerate(choices) if text == before]
        self.setCurrentIndex(found[0] if found else 0)
        self.blockSignals(False)

    def show_choice(self, index: int) -> None:
        """Choose without a signal."""
        self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(False)

    def currentData(self, role: int = 0) -> Any:
        """What the chosen text stands for, as it was given: Qt would make a text of a StrEnum."""
        index = self.currentIndex()
        return self._data[index] if index >= 0 else None

    def place_of(self, data: object) -> int:
        """The index of what stands for `data`, the first one if nothing does."""
        return self._data.index(data) if data in self._data else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a style sheet Qt draws no arrow of its own, and clips what is too long."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - ARROW_PX - PADDING_PX
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setPen(QColor(current_theme().muted))
        place = QRect(self.width() - ARROW_PX, 0, ARROW_PX - 4, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "▾")
        painter.end()
