"""Undo and redo on the page of sounds."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.domain.errors import LiftronomeError
from app.ui.editing import Editing
from app.ui.sentences import capitalised
from app.ui.sound_page import SoundPage
from app.ui.window_actions import Act


class SoundUndo(QObject):
    """Takes back on a page what was done there, and no more; the page shows what has come of it.

    The stack tells of its end, too: it is not asked anything then, only listened to.
    """

    def __init__(self, page: SoundPage, editing: Editing) -> None:
        super().__init__(page)
        self._page = page
        self._editing = editing
        self._first = editing.stack.index()
        self._has_done = False
        self._can_redo = False
        self._undo = self._action(Act.UNDO)
        self._redo = self._action(Act.REDO)
        self._undo.triggered.connect(editing.stack.undo)
        self._redo.triggered.connect(editing.stack.redo)
        page.undo.clicked.connect(self._undo.trigger)
        editing.opened.connect(self._show_page)
        editing.stack.indexChanged.connect(self._enable)
        editing.stack.canRedoChanged.connect(self._enable_redo)
        editing.stack.undoTextChanged.connect(self._name)
        self._enable(self._first)

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
            self._page.say(f"{capitalised(str(error))}.")

    def _enable(self, index: int) -> None:
        can_undo = index > self._first
        self._has_done |= can_undo
        self._undo.setEnabled(can_undo)
        self._page.undo.setEnabled(can_undo)
        self._enable_redo(self._can_redo)

    def _enable_redo(self, can_redo: bool) -> None:
        """What was undone before the page was opened is not done again on it."""
        self._can_redo = can_redo
        self._redo.setEnabled(can_redo and self._has_done)

    def _name(self, text: str) -> None:
        self._page.undo.setToolTip(text if self._undo.isEnabled() else "")
