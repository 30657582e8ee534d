"""What was performed: sets, reps and pauses as the log keeps them. Durations are in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Side
from liftronome.domain.scheme.load import Load


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
    performed again is there twice, under the same number. `mini_set` counts from 1."""

    number: int
    complete: bool
    phases: tuple[PerformedPhase, ...]
    mini_set: int = 1


@dataclass(frozen=True, slots=True)
class PerformedPause:
    """A pause inside the set, at or before rep `rep`."""

    rep: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class SetPlan:
    """What was to be performed in a set, or on one side of it. `started_at` is Unix time in seconds;
    the sets of one session share their `session_id`.

    `set_number` counts warm-up sets and working sets together. `reps` are those of all mini-sets, None where
    no number was given: an open set may have none. `reps_least` has the lower end of a range for each
    mini-set, `rep_tempos` the tempo of each written rep unless each has `tempo`, `loads` the planned load of
    each mini-set; all are empty where nothing was said. `workout` is the name of the workout that the
    set belongs to, "" for none. `start` and `sets` are None only for sets that another program logged.
    """

    session_id: str
    started_at: float
    exercise_id: str
    exercise_name: str
    preset_name: str
    tempo: str
    start: Start | None
    set_number: int
    sets: int | None
    side: Side | None
    reps: int | None
    warm_up: bool = False
    open: bool = False
    reps_least: tuple[int, ...] = ()
    rep_tempos: tuple[str, ...] = ()
    loads: tuple[Load, ...] = ()
    workout: str = ""

    @property
    def tempos(self) -> tuple[str, ...]:
        """The tempo of each written rep, none for a hold or a beat."""
        return self.rep_tempos or ((self.tempo,) * (self.reps or 0) if self.tempo else ())


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
