"""The log as it is read: sets as they were planned, paced and, by the lifter's word, done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final, TypedDict

from liftronome.domain.errors import InputError
from liftronome.domain.limits import BEAT, Limits
from liftronome.domain.performance import Ended, PerformedPause, PerformedRep, SetPlan
from liftronome.domain.scheme.load import MOST_LOAD
from liftronome.domain.scheme.load import Unit as Unit
from liftronome.domain.set_layout import MAX_SET_MS
from liftronome.domain.writing import check_text, folded_name

DONE_REPS: Final = Limits("the reps done", 0, MAX_SET_MS // BEAT.least)
"""At most as many as the quickest beat has room for in the longest set."""

LEAST_EFFORT: Final = 1
MOST_EFFORT: Final = 10
FEELING: Final = Limits("the feeling", 1, 5)
MAX_NOTE: Final = 4000


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the lifter says of a set; None and "" where nothing was said.

    `done_reps` is given where it differs from what was paced. `load` is 0 to 2000 in its `unit`, with at
    most two decimals. `effort` is the rating of perceived exertion, 1 to 10 with halves; `feeling` tells how
    well the muscle was felt, 1 to 5. Raises InputError for what is none of that.
    """

    done_reps: int | None = None
    load: float | None = None
    unit: Unit | None = None
    effort: float | None = None
    feeling: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.done_reps is not None:
            DONE_REPS.check(self.done_reps)
        if self.feeling is not None:
            FEELING.check(self.feeling)
        self._check_load()
        self._check_effort()
        check_text("the note", self.note, MAX_NOTE, may_break=True)

    def _check_load(self) -> None:
        if self.load is None:
            if self.unit is not None:
                raise InputError(f"{self.unit} is the unit of no load: give the load, or leave both out")
            return
        if not (isfinite(self.load) and 0 <= self.load <= MOST_LOAD):
            raise InputError(f"the load must be 0 to {MOST_LOAD}, not {self.load:g}")
        if round(self.load, 2) != self.load:
            raise InputError(f"the load {self.load} is finer than any plate: write at most two decimals")
        if self.unit is None:
            raise InputError(f"a load needs its unit: {self.load:g} kg or {self.load:g} lb?")

    def _check_effort(self) -> None:
        if self.effort is None:
            return
        fits = isfinite(self.effort) and LEAST_EFFORT <= self.effort <= MOST_EFFORT
        if not fits or self.effort * 2 != int(self.effort * 2):
            raise InputError(
                f"the effort must be {LEAST_EFFORT} to {MOST_EFFORT} in halves, as in 8.5, "
                f"not {self.effort:g}"
            )


NOTHING_SAID: Final = Annotation()


class Changes(TypedDict, total=False):
    """What is to be corrected in an annotation: what is left out stays, None takes back."""

    done_reps: int | None
    load: float | None
    unit: Unit | None
    effort: float | None
    feeling: int | None
    note: str


def corrected(annotation: Annotation, changes: Changes) -> Annotation:
    """The annotation with the changes; a load that is taken back takes its unit with it.

    Raises InputError if a value is out of range, or a load is left without its unit.
    """
    if "load" in changes and changes["load"] is None:
        changes = {**changes, "unit": None}
    return replace(annotation, **changes)


_UNKNOWN: Final = "unknown:"


def unknown_exercise_id(name: str) -> str:
    """The id under which sets of an exercise that no library has are logged, the same however its name is
    written."""
    return f"{_UNKNOWN}{folded_name(name)}"[:80]


def is_unknown_exercise(exercise_id: str) -> bool:
    """True for an id that stands for a name alone."""
    return exercise_id.startswith(_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported set comes from: the program that logged it, the import that brought it in, its
    exercise as that program writes it, and the line of the file that it began on."""

    program: str
    import_id: str
    exercise: str
    line: int


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """A set as the log keeps it. `id` stays the same whatever is corrected.

    `ended` is None for a set that is still on, or that broke off with its process; `paced_reps` and
    `tension_ms` are then those of the reps that were stored. `origin` is None for a set that was logged here.
    """

    id: str
    plan: SetPlan
    reps: tuple[PerformedRep, ...]
    pauses: tuple[PerformedPause, ...]
    ended: Ended | None
    paced_reps: int
    tension_ms: int
    annotation: Annotation = NOTHING_SAID
    origin: Origin | None = None

    @property
    def is_paced(self) -> bool:
        """True if Liftronome paced it: what it was to be, its reps paced and its time under tension are then
        known."""
        return self.plan.start is not None

    @property
    def done_reps(self) -> int:
        """The reps that were really done: as the lifter says, else those that were paced."""
        said = self.annotation.done_reps
        return self.paced_reps if said is None else said


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """The sets of one session in the order in which they were begun, those that were restarted too."""

    id: str
    sets: tuple[LoggedSet, ...]

    @property
    def done_reps(self) -> int:
        """The reps really done in all sets."""
        return sum(logged.done_reps for logged in self.sets)

    @property
    def tension_ms(self) -> int:
        """The time under tension of all sets."""
        return sum(logged.tension_ms for logged in self.sets)

    @property
    def standing_sets(self) -> tuple[LoggedSet, ...]:
        """The sets without those that were begun anew: one for each set of the plan, and side."""
        return tuple(logged for logged in self.sets if logged.ended is not Ended.RESTARTED)


def by_session(sets: Iterable[LoggedSet]) -> list[LoggedSession]:
    """Sets grouped into their sessions: both in the order in which they come."""
    groups: dict[str, list[LoggedSet]] = {}
    for logged in sets:
        groups.setdefault(logged.plan.session_id, []).append(logged)
    return [LoggedSession(session_id, tuple(group)) for session_id, group in groups.items()]
