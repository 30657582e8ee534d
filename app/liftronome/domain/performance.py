"""What was performed: sets, reps and pauses as the log keeps them. Durations are in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Side


class Ended(StrEnum):
    """How a set ended."""

    COMPLETED = "completed"
    EARLY = "early"
    RESTARTED = "restarted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class PerformedPhase:
    """A phase with the time that it took."""

    phase: Phase
    duration_ms: int


@dataclass(frozen=True, slots=True)
class PerformedRep:
    """A rep as far as it was performed; `complete` if both its movements were. An interrupted rep that is
    performed again is there twice, under the same number."""

    number: int
    complete: bool
    phases: tuple[PerformedPhase, ...]


@dataclass(frozen=True, slots=True)
class PerformedPause:
    """A pause inside the set, at or before rep `rep`."""

    rep: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class SetPlan:
    """What was to be performed in a set, or on one side of it. `started_at` is Unix time in seconds;
    the sets of one session share their `session_id`."""

    session_id: str
    started_at: float
    exercise_id: str
    exercise_name: str
    preset_name: str
    tempo: str
    start: Start
    set_number: int
    sets: int
    side: Side | None
    reps: int


class SetLog(Protocol):
    """Where sets are stored while they happen. When a call returns, its entry is on disk.

    Every method may raise a LiftronomeError. If that is a BusyError, the same may succeed a little later.
    """

    def begin_set(self, plan: SetPlan) -> str:
        """A set has begun with its first phase. Returns its name for the other calls."""

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """A rep is over, or was interrupted."""

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """A pause inside the set is over."""

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """The set is over. `paced_reps` are the reps that were complete."""

    def reopen_set(self, set_id: str) -> None:
        """The end of the set was undone."""


class NoLog:
    """A log that stores nothing."""

    def begin_set(self, plan: SetPlan) -> str:  # noqa: ARG002
        """Stores nothing."""
        return ""

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """Stores nothing."""

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """Stores nothing."""

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """Stores nothing."""

    def reopen_set(self, set_id: str) -> None:
        """Stores nothing."""
