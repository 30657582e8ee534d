"""Undo and redo on the page of sounds."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.domain.errors import LiftronomeError
from app.ui.editing import Editing
from app.ui.sound_page import SoundPage
from app.ui.window_actions import Act


class SoundUndo(QObject):
    """Takes back on a page what was done there, and no more; the page shows what has come of it."""

    def __init__(self, page: SoundPage, editing: Editing) -> None:
        super().__init__(page)
        self._page = page
        self._editing = editing
        self._first = editing.stack.index()
        self._undo = self._action(Act.UNDO)
        self._redo = self._action(Act.REDO)
        self._undo.triggered.connect(editing.stack.undo)
        self._redo.triggered.connect(editing.stack.redo)
        page.undo.clicked.connect(self._undo.trigger)
        editing.opened.connect(self._show_page)
        editing.stack.indexChanged.connect(self._enable)
        self._enable()

    def _action(self, act: Act) -> QAction:
        action = QAction(act.value[0], self._page)
        action.setShortcuts([QKeySequence(key) for key in act.value[1]])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._page.addAction(action)
        return action

    def _show_page(self) -> None:
        try:
            self._page.show_preset(self._editing.draft.preset)
        except LiftronomeError as error:
            self._editing.tell_error(error)

    def _enable(self) -> None:
        stack = self._editing.stack
        can_undo = stack.index() > self._first
        self._undo.setEnabled(can_undo)
        self._redo.setEnabled(stack.canRedo())
        self._page.undo.setEnabled(can_undo)
        self._page.undo.setToolTip(stack.undoText() if can_undo else "")
