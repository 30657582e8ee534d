"""The figures of a history: what is looked at, and what it comes to.

Days are counted from 1 January 1970 in local time; durations are in milliseconds, loads in kilograms.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from liftronome.domain.phase import Phase
from liftronome.domain.tempo import WRITTEN_ORDER

PHASES: Final = WRITTEN_ORDER
"""The order in which charts stack phases and figures name them: eccentric first."""

KG_PER_LB: Final = 0.45359237


class Step(Enum):
    """What one point of a chart stands for."""

    SESSION = "session"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which part of the log is looked at; None for all of it.

    `preset` and `workout` are names, "" for what has none. `since` and `until` are days, both included.
    `text` is searched in the names, the tempo and the notes: each of its words must occur.
    """

    exercise_id: str | None = None
    preset: str | None = None
    workout: str | None = None
    since: int | None = None
    until: int | None = None
    text: str = ""


EVERYTHING: Final = HistoryFilter()


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """The time of each phase."""

    eccentric_ms: int = 0
    pause_stretched_ms: int = 0
    concentric_ms: int = 0
    pause_shortened_ms: int = 0

    @property
    def by_phase_ms(self) -> dict[Phase, int]:
        """The same by phase, eccentric first."""
        times = self.eccentric_ms, self.pause_stretched_ms, self.concentric_ms, self.pause_shortened_ms
        return dict(zip(PHASES, times, strict=True))


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An exercise in one session. Sets that were begun anew are left out; `reps` are those really done.

    `day` is that of the session's beginning, `started_at` that of the exercise in seconds since 1970.
    `tempo`, `preset` and `workout` are those of its first set, "" for none. `load_kg` is the heaviest of its
    working sets. `is_imported`: another program logged it, and no phase was paced.
    """

    session_id: str
    exercise_id: str
    exercise: str
    preset: str
    workout: str
    tempo: str
    day: int
    started_at: float
    sets: int
    reps: int
    tension_ms: int
    times: PhaseTimes
    load_kg: float | None = None
    has_note: bool = False
    is_imported: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What a session, a week or a month comes to; `day` is its first, of a session its only one.

    `first_reps` and `last_reps` are the mean reps of the first and the last working set of each exercise,
    `reps_per_set` those of all working sets. `work_kgs` adds up load × reps × seconds per rep (kg·s) over the
    sets whose load is known. `effort` and `feeling` are means. What nothing is known of is None.
    `preset` and `tempo` are None where there are several.
    """

    day: int
    sessions: int
    sets: int
    reps: int
    tension_ms: int
    times: PhaseTimes
    reps_per_set: float | None = None
    first_reps: float | None = None
    last_reps: float | None = None
    load_kg: float | None = None
    work_kgs: float | None = None
    effort: float | None = None
    feeling: float | None = None
    preset: str | None = None
    tempo: str | None = None
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day on which sets were logged."""

    day: int
    sessions: int
    tension_ms: int


@dataclass(frozen=True, slots=True)
class OwnPaceRep:
    """The lowering phase of a rep at the lifter's own pace, over all sets that are looked at: its mean, its
    shortest and its longest, and how many there are."""

    rep: int
    mean_ms: float
    least_ms: int
    most_ms: int
    count: int


@dataclass(frozen=True, slots=True)
class TempoChange:
    """A session in which a preset had another tempo than the time before (`before`), or, with `before` None,
    in which a preset was first used although the exercise had been trained before."""

    day: int
    session_id: str
    preset: str
    before: str | None
    tempo: str
