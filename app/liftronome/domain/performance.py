"""What was really performed: sets, reps and pauses as the log keeps them. Durations are in milliseconds."""

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
    """A phase with the time that it really took."""

    phase: Phase
    duration_ms: int


@dataclass(frozen=True, slots=True)
class PerformedRep:
    """A rep as far as it was performed; `complete` if both its movements were. An interrupted rep that is
    taken up again is there twice under its number."""

    number: int
    complete: bool
    phases: tuple[PerformedPhase, ...]


@dataclass(frozen=True, slots=True)
class PerformedPause:
    """A rest inside the set, at or before rep `rep`."""

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
    """Where sets are stored while they happen. What a call has been told is on disk when it returns.

    Every method may raise a LiftronomeError. If that is a BusyError, the same may succeed a little later.
    """

    def begin_set(self, plan: SetPlan) -> str:
        """A set has begun with its first phase; returns the name by which the other calls know it."""

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """A rep is over, or was interrupted."""

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """A rest inside the set is over."""

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """The set is over. `paced_reps` are the reps that were complete."""

    def reopen_set(self, set_id: str) -> None:
        """The end of the set was taken back."""


class NoLog:
    """A log that keeps nothing."""

    def begin_set(self, plan: SetPlan) -> str:  # noqa: ARG002
        """Keeps nothing."""
        return ""

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """Keeps nothing."""

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """Keeps nothing."""

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """Keeps nothing."""

    def reopen_set(self, set_id: str) -> None:
        """Keeps nothing."""
