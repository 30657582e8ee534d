"""Undoing what was done last in a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liftronome.domain.timeline import Timeline
from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.progress import Mark

UNDO_MS: Final = 5000
"""How long what was done last can be undone."""


@dataclass(frozen=True, slots=True)
class Undo:
    """What can be undone, until a moment of the clock."""

    what: str
    until_ns: int
    undo: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Part:
    """Where a session was: enough to go on from there."""

    index: int
    timeline: Timeline
    position_ms: float
    results: int
    mark: Mark
    clock_ms: float = 0.0
    """How much of the set was played before the timeline."""


class LastDone:
    """What was done last in a session, for as long as it can be undone."""

    def __init__(self, now_ns: Callable[[], int]) -> None:
        self._now_ns = now_ns
        self._undo: Undo | None = None

    @property
    def offer(self) -> Undo | None:
        """What can still be undone."""
        if self._undo is not None and self._now_ns() >= self._undo.until_ns:
            self._undo = None
        return self._undo

    def note(self, what: str, undo: Callable[[], None]) -> None:
        """Something was done that can be undone from now on."""
        self._undo = Undo(what, self._now_ns() + UNDO_MS * NS_PER_MS, undo)

    def forget(self) -> None:
        """Nothing can be undone any more."""
        self._undo = None
