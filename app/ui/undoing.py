"""Changes on the undo stack."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QUndoCommand

from app.ui.change import Change

TOGETHER_S: Final = 1.0
"""Keys that follow each other sooner than this, in one field, are undone together."""

EDITING: Final = 1
NO_MERGING: Final = -1


class ChangeCommand(QUndoCommand):
    """A change that has been made, and can be taken back. `make` makes a change, and tells whether it could.

    `parts` names what an edit touches; edits of the same parts within a moment are one. Nothing is merged
    without it.
    """

    def __init__(
        self,
        change: Change,
        make: Callable[[Change], bool],
        parts: frozenset[str] = frozenset(),
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(change.text)
        self._change = change
        self._make = make
        self._parts = parts
        self._last_s = now()
        self._is_done = True

    def id(self) -> int:
        """Only edits are merged."""
        return EDITING if self._parts else NO_MERGING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in an edit that follows at once; nothing is left of two that take each other back."""
        if not isinstance(other, ChangeCommand) or other._parts != self._parts:
            return False
        same_item = other._change.drafts.keys() == self._change.drafts.keys()
        if not same_item or other._last_s - self._last_s > TOGETHER_S:
            return False
        self._change = self._change.followed_by(other._change)
        self._last_s = other._last_s
        self.setObsolete(all(step.before == step.after for step in self._change.drafts.values()))
        return True

    def redo(self) -> None:
        """Make the change again. It has been made when it is put on the stack."""
        if self._is_done:
            return
        self._is_done = True
        self.setObsolete(not self._make(self._change))

    def undo(self) -> None:
        """Take the change back. What can't be taken back leaves the stack."""
        self._is_done = False
        self.setObsolete(not self._make(self._change.reversed))
