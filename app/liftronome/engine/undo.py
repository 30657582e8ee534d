"""Undoing what was done last in a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liftronome.domain.timeline import Timeline
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
