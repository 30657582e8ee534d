"""A message that floats over the foot of a page, and leaves by itself."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from liftronome.ui.widgets.buttons import EnterButton


class NoticeKind(StrEnum):
    """What kind of message it is: each has a colour and a sign of its own."""

    DONE = "done"
    ATTENTION = "attention"


_SIGNS: Final = {NoticeKind.DONE: "✓", NoticeKind.ATTENTION: "!"}

DONE_MS: Final = 6_000
OFFER_MS: Final = 20_000
ATTENTION_MS: Final = 30_000
PER_CHARACTER_MS: Final = 60
"""Reading takes time: about 200 words a minute."""

WIDTH_PX: Final = 720
MARGIN_PX: Final = 16


class Notice(QWidget):
    """Hidden until there is something to say.

    It leaves after a time, which does not run while the mouse or the focus is in it, or another window is
    active. With an offer it stays longer; what must not be missed `stays` until it is dismissed. It lies over
    `page`, above `foot`, and moves nothing.
    """

    def __init__(self, page: QWidget, foot: QWidget | None = None) -> None:
        super().__init__(page)
        self.setProperty("floats", True)
        self._page = page
        self._foot = foot
        self._act: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.label)
        self._scroll.viewport().setAutoFillBackground(False)
        self.label.setAutoFillBackground(False)
        self._sign = QLabel(self)
        self._sign.setObjectName("sign")
        self.action = self._button("")
        self.action.clicked.connect(self._acted)
        self.dismiss = self._button("Dismiss")
        self.dismiss.setAccessibleName("Dismiss the notice")
        self.dismiss.clicked.connect(self.hide)
        self._frame = QFrame(self)
        self._frame.setObjectName("notice")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.action)
        row.addWidget(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        page.installEventFilter(self)
        if foot is not None:
            foot.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" if nothing is."""
        return "" if self.isHidden() else self.label.text()

    @property
    def kind(self) -> NoticeKind:
        """The kind of the last message."""
        return NoticeKind(self._frame.property("kind"))

    @property
    def lasts_ms(self) -> int:
        """How long it stays, -1 if until it is dismissed."""
        return self._timer.interval() if self._timer.isActive() else -1

    def show_text(
        self,
        text: str,
        offer: str = "",
        act: Callable[[], None] | None = None,
        kind: NoticeKind = NoticeKind.ATTENTION,
        *,
        stays: bool = False,
    ) -> None:
        """Say `text`; "" takes the notice away. `offer` labels a button that calls `act`, once."""
        self._sign.setText(_SIGNS[kind])
        for part in (self._frame, self._sign):
            part.setProperty("kind", kind.value)
            part.style().polish(part)
        self.label.setText(text)
        self._act = act
        self.action.setText(offer)
        self.action.setVisible(act is not None)
        self.setVisible(bool(text))
        self._timer.stop()
        if not text:
            return
        self._place()
        self.raise_()
        if not stays:
            usual_ms = DONE_MS if kind is NoticeKind.DONE else ATTENTION_MS
            self._timer.start((OFFER_MS if act else usual_ms) + PER_CHARACTER_MS * len(text))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        focus = self.window().focusWidget()
        has_focus = focus is not None and self.isAncestorOf(focus)
        if self.isVisible() and self.isActiveWindow() and not self.underMouse() and not has_focus:
            self.hide()
        elif not self.isHidden():
            self._timer.start(DONE_MS)

    def _place(self) -> None:
        """Above the foot, as high as the text needs, and no higher than the page."""
        width = min(self._page.width() - 2 * MARGIN_PX, WIDTH_PX)
        buttons = [button for button in (self.action, self.dismiss) if not button.isHidden()]
        taken = sum(button.sizeHint().width() + 10 for button in buttons) + self._sign.sizeHint().width() + 34
        needed = max(self.label.heightForWidth(max(width - taken - 4, 1)), self.dismiss.sizeHint().height())
        bottom = self._page.height()
        if self._foot is not None:
            bottom = self._foot.mapTo(self._page, QPoint(0, 0)).y()
        height = min(needed + 18, bottom - 2 * MARGIN_PX)
        self.setGeometry((self._page.width() - width) // 2, bottom - MARGIN_PX - height, width, height)

    def _acted(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _button(self, text: str) -> EnterButton:
        button = EnterButton(text, self)
        button.setObjectName("link")
        return button
