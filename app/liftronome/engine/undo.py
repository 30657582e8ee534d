"""Taking back what was done last in a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from liftronome.domain.timeline import Timeline
from liftronome.engine.progress import Mark

UNDO_MS: Final = 5000
"""So long what was done last can be taken back."""


@dataclass(frozen=True, slots=True)
class Undo:
    """What can be taken back, until a moment of the clock."""

    what: str
    until_ns: int
    take_back: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Part:
    """Where a session stood: enough to go on from there."""

    index: int
    timeline: Timeline
    position_ms: float
    results: int
    mark: Mark
