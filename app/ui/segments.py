"""A choice between a few things that all stay in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QWidget

from app.ui.enter_button import EnterButton


class Segments(QFrame):
    """Buttons side by side of which one is chosen; the arrow keys move the choice, and Tab goes to the chosen
    one, whichever the program or the lifter has chosen.

    `chosen` carries the index that the lifter has picked, not one that was shown by the program.
    """

    chosen = Signal(int)

    def __init__(self, name: str, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._name = name
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for index in range(len(texts)):
            button = EnterButton(self)
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button, index)
            row.addWidget(button)
        self.show_texts(texts)
        self._group.idToggled.connect(self._toggled)
        self._showing = False

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The segments, in their order."""
        return self._group.buttons()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Name the segments; as many texts as there are segments."""
        for button, text in zip(self._group.buttons(), texts, strict=True):
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(f"{self._name}: {text}")

    def show_tooltips(self, texts: Sequence[str]) -> None:
        """Explain the segments; as many texts as there are segments."""
        for button, text in zip(self._group.buttons(), texts, strict=True):
            button.setToolTip(text)

    def show_choice(self, index: int) -> None:
        """Mark a segment as the chosen one, without a signal."""
        self._showing = True
        self._group.button(index).setChecked(True)
        self._showing = False

    @property
    def choice(self) -> int:
        """The index of the chosen segment, -1 before anything is."""
        return self._group.checkedId()

    def _toggled(self, index: int, checked: bool) -> None:
        if not checked:
            return
        self._lead_to(self._group.button(index))
        if not self._showing:
            self.chosen.emit(index)

    def _lead_to(self, chosen: QAbstractButton) -> None:
        """Let Tab go to the chosen segment alone, and the focus too if another has it."""
        for button in self.buttons:
            is_chosen = button is chosen
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)
        if any(button.hasFocus() for button in self.buttons):
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
