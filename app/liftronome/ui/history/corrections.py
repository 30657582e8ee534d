"""Corrections of the log that can be undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from liftronome.domain.log_entry import Annotation, Changes


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, in words. `undo` and `redo` return False where that failed."""

    what: str
    undo: Callable[[], bool]
    redo: Callable[[], bool]


class Corrections:
    """The steps that can be undone and redone. One that fails stays, to be tried again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undoable(self) -> str:
        """What `undo` takes back, "" if there is nothing."""
        return self._done[-1].what if self._done else ""

    @property
    def redoable(self) -> str:
        """What `redo` does again, "" if there is nothing."""
        return self._undone[-1].what if self._undone else ""

    def add(self, step: Step) -> None:
        """A step has been done; what was undone before it can no longer be redone."""
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> None:
        """Undo the last step."""
        if self._done and self._done[-1].undo():
            self._undone.append(self._done.pop())

    def redo(self) -> None:
        """Redo the step that was undone last."""
        if self._undone and self._undone[-1].redo():
            self._done.append(self._undone.pop())

    def clear(self) -> None:
        """Forget all steps."""
        self._done.clear()
        self._undone.clear()


def all_of(said: Annotation) -> Changes:
    """An annotation as the changes that lead to it from any other; its note is left as it is."""
    return {
        "done_reps": said.done_reps,
        "load": said.load,
        "unit": said.unit,
        "effort": said.effort,
        "feeling": said.feeling,
    }
