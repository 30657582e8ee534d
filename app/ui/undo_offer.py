"""The offer to undo what has just been done."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from app.ui.notice import News, Notice


class UndoOffer(QObject):
    """Says in a notice what has been done, and offers to undo it as long as undoing takes back that.

    After something else has been done the offer goes, and after it has been undone the news too.
    """

    def __init__(self, notice: Notice, stack: QUndoStack) -> None:
        super().__init__(notice)
        self._notice = notice
        self._stack = stack
        self._text = ""
        self._index = 0
        stack.indexChanged.connect(self._moved)

    def show_text(self, text: str) -> None:
        """Say what has been done by the change that is on top of the stack."""
        self._text, self._index = text, self._stack.index()
        self._notice.show_text(text, "Undo", self._stack.undo, News.DONE)

    def _moved(self, index: int) -> None:
        text, self._text = self._text, ""
        if not text or self._notice.text != text:
            return
        if index < self._index:
            self._notice.hide()
        else:
            self._notice.show_text(text, news=News.DONE)
