"""A line of news at the head of the window."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from liftronome.ui.widgets.buttons import EnterButton


class NoticeKind(StrEnum):
    """What kind of news it is: it looks different, and has a sign of its own besides its colour."""

    DONE = "done"
    ATTENTION = "attention"


_SIGNS: Final = {NoticeKind.DONE: "✓", NoticeKind.ATTENTION: "!"}


class Notice(QWidget):
    """Hidden until there is something to say, and until it is dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], None] | None = None
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sign = QLabel(self)
        self._sign.setObjectName("sign")
        self.action = EnterButton(self)
        self.action.setObjectName("link")
        self.action.clicked.connect(self._acted)
        self.dismiss = EnterButton("Dismiss", self)
        self.dismiss.setObjectName("link")
        self.dismiss.setAccessibleName("Dismiss the notice")
        self.dismiss.clicked.connect(self.hide)
        self._frame = QFrame(self)
        self._frame.setObjectName("notice")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.addWidget(self._frame)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" if nothing is."""
        return "" if self.isHidden() else self.label.text()

    @property
    def news(self) -> NoticeKind:
        """What kind of news it was that was shown last."""
        return NoticeKind(self._frame.property("news"))

    def show_text(
        self,
        text: str,
        offer: str = "",
        act: Callable[[], None] | None = None,
        news: NoticeKind = NoticeKind.ATTENTION,
    ) -> None:
        """Say `text`; "" says nothing. `offer` stands on a button that does `act`, once."""
        self._sign.setText(_SIGNS[news])
        for part in (self._frame, self._sign):
            part.setProperty("news", news.value)
            part.style().polish(part)
        self.label.setText(text)
        self.label.setAccessibleName(text)
        self._act = act
        self.action.setText(offer)
        self.action.setVisible(act is not None)
        self.setVisible(bool(text))

    def _acted(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()
