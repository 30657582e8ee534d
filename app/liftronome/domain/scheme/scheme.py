"""The scheme of a preset: its sets, as a line can say them and no further."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.limits import REPS, SETS, Limits
from liftronome.domain.rep import End
from liftronome.domain.scheme.load import NO_EFFORT, Effort, Load
from liftronome.domain.tempo import MAX_PHASE_MS, Tempo

DEFAULT_BREAK_MS: Final = 15_000
"""The pause between mini-sets, unless the scheme says otherwise."""

BREAK_COUNT_IN_MS: Final = 3000
"""So much at the end of a break is a count-in."""

BREAK: Final = Limits("the break", 1000, 300_000, is_time=True)
LIMIT: Final = Limits("the length of a timed set", 1000, 900_000, is_time=True)
HOLD: Final = Limits("a hold", 1000, 600_000, is_time=True)
EVERY: Final = Limits("the time from set to set", 5000, 900_000, is_time=True)
LAST_HOLD: Final = Limits("the hold of the last rep", 1, MAX_PHASE_MS, is_time=True)
MINI_SETS: Final = Limits("mini-sets", 1, 20)
WARM_UPS: Final = Limits("warm-up sets", 0, 10)

OPEN_REPS: Final = 100
"""An open set ends by itself after so many reps."""


class Drop(StrEnum):
    """In which sets each break is for taking load off."""

    NONE = "none"
    ALL = "all"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class MiniSet:
    """Reps without a break: 1 to 100, `least` of them at the lower end of a range.

    `reps` is None for one that is open without a least number, and for one that is timed: that lasts
    `limit_ms`, which is the length of a hold, and elsewhere the time in which reps may begin.
    """

    reps: int | None = None
    least: int | None = None
    limit_ms: int = 0

    def __post_init__(self) -> None:
        if self.limit_ms:
            LIMIT.check(self.limit_ms)
            if self.reps is not None or self.least is not None:
                raise InputError("a timed set has no number of reps: give either seconds or reps")
        if self.reps is not None:
            REPS.check(self.reps)
        if self.least is not None:
            REPS.check(self.least)
            if self.reps is None or self.least >= self.reps:
                raise InputError("a range of reps goes up, as in 8-10")


@dataclass(frozen=True, slots=True)
class WorkingSet:
    """A set: its mini-sets, its tempo (None for the preset's own), and what that becomes by its last rep.

    An `open` set goes on in its last mini-set, whose `reps` are then the least that are wanted, or None.
    """

    mini_sets: tuple[MiniSet, ...]
    open: bool = False
    tempo: Tempo | None = None
    ramp_to: Tempo | None = None

    def __post_init__(self) -> None:
        if not self.mini_sets:
            raise InputError("a set needs reps")
        MINI_SETS.check(len(self.mini_sets))
        if self.is_timed and (self.open or any(not mini.limit_ms for mini in self.mini_sets)):
            raise InputError("a set is either timed or counted, not both")
        counted = self.mini_sets[:-1] if self.open else self.mini_sets
        if any(mini.reps is None and not mini.limit_ms for mini in counted):
            raise InputError("only the last mini-set of a set can be open")
        if self.open and self.mini_sets[-1].least is not None:
            raise InputError("an open set has no range of reps: give the least number alone, as in 8+")
        if self.open and self.ramp_to is not None:
            raise InputError("a ramp needs a last rep, and an open set has none")
        if self.is_timed and self.ramp_to is not None:
            raise InputError("a ramp needs a number of reps, and a timed set has none")
        REPS.check(max(self.written_reps, 1))

    @property
    def is_timed(self) -> bool:
        """True if it lasts until a time is over."""
        return any(mini.limit_ms for mini in self.mini_sets)

    @property
    def written_reps(self) -> int:
        """The reps that are written, through all mini-sets."""
        return sum(mini.reps or 0 for mini in self.mini_sets)


@dataclass(frozen=True, slots=True)
class LastHold:
    """A pause that the last rep of a set is held in."""

    ms: int
    end: End

    def __post_init__(self) -> None:
        LAST_HOLD.check(self.ms)


@dataclass(frozen=True, slots=True)
class RepTempo:
    """Another tempo for the reps from `first` to `last` of each set, counted through its mini-sets."""

    first: int
    last: int
    tempo: Tempo

    def __post_init__(self) -> None:
        REPS.check(self.first)
        REPS.check(self.last)
        if self.last < self.first:
            raise InputError(f"reps {self.first}-{self.last} go backwards: write {self.last}-{self.first}")


def plain_sets(sets: int, reps: int) -> tuple[WorkingSet, ...]:
    """So many sets of so many reps."""
    return (WorkingSet((MiniSet(reps),)),) * sets


PLAIN_SETS: Final = plain_sets(3, 10)


@dataclass(frozen=True, slots=True)
class Scheme:
    """All sets of a preset. What is said once holds for each working set; times are in milliseconds.

    `loads` is empty, or has one load for all sets, or one for each; with `drop`, one for each mini-set.
    `one_and_a_half` is the end at which the half of each rep stands. With `every_ms` a set begins each so
    often, and there is no rest. Raises InputError for what cannot be performed as one scheme.
    """

    sets: tuple[WorkingSet, ...] = PLAIN_SETS
    warm_ups: tuple[MiniSet, ...] = ()
    break_ms: int = DEFAULT_BREAK_MS
    drop: Drop = Drop.NONE
    one_and_a_half: End | None = None
    last_rep: Tempo | LastHold | None = None
    rep_tempos: tuple[RepTempo, ...] = ()
    loads: tuple[Load, ...] = ()
    effort: Effort = NO_EFFORT
    every_ms: int | None = None

    def __post_init__(self) -> None:
        SETS.check(len(self.sets))
        WARM_UPS.check(len(self.warm_ups))
        BREAK.check(self.break_ms)
        if not self.has_breaks and self.break_ms != DEFAULT_BREAK_MS:
            object.__setattr__(self, "break_ms", DEFAULT_BREAK_MS)
        if any(mini.reps is None and not mini.limit_ms for mini in self.warm_ups):
            raise InputError("a warm-up set needs its number of reps")
        if self.last_rep is not None and any(found.open for found in self.sets):
            raise InputError("an open set has no last rep: give all sets a number of reps")
        self._check_drop()
        self._check_loads()
        self._check_every()
        self._check_rep_tempos()

    @property
    def is_plain(self) -> bool:
        """True if it is so many sets of so many reps and says nothing else."""
        return self == Scheme(plain_sets(len(self.sets), max(self.first_reps, 1)))

    @property
    def first_reps(self) -> int:
        """The reps that are written for the first working set, 0 for a timed or an open one."""
        return self.sets[0].written_reps

    def with_number_of_sets(self, number: int) -> Scheme:
        """The scheme with so many working sets: the last ones left out, or more like the last."""
        SETS.check(number)
        sets = (*self.sets, *[self.sets[-1]] * (number - len(self.sets)))[:number]
        loads = self.loads
        if self.drop is Drop.NONE and len(loads) > 1:
            loads = (*loads, *[loads[-1]] * (number - len(loads)))[:number]
        return replace(self, sets=sets, loads=loads)

    def with_reps(self, reps: int) -> Scheme:
        """The scheme with so many reps in each working set, without mini-sets."""
        REPS.check(reps)
        sets = tuple(WorkingSet((MiniSet(reps),), False, found.tempo, found.ramp_to) for found in self.sets)
        kept = tuple(found for found in self.rep_tempos if found.last <= reps)
        return replace(self, sets=sets, drop=Drop.NONE, rep_tempos=kept)

    def with_hold(self, hold_ms: int) -> Scheme:
        """The scheme with each hold so long."""
        sets = tuple(
            replace(found, mini_sets=(MiniSet(limit_ms=hold_ms),) * len(found.mini_sets))
            for found in self.sets
        )
        return replace(self, sets=sets)

    @property
    def is_simple(self) -> bool:
        """True if it says nothing but how many sets there are, each of one number of reps or seconds."""
        mini = self.mini_set
        return (
            mini is not None
            and mini.least is None
            and self == Scheme((WorkingSet((mini,)),) * len(self.sets))
        )

    @property
    def mini_set(self) -> MiniSet | None:
        """What each working set consists of, None if they differ, go on openly or have breaks."""
        minis = {mini for found in self.sets for mini in found.mini_sets}
        return minis.pop() if len(minis) == 1 and not (self.has_breaks or self.has_open_sets) else None

    @property
    def has_plain_reps(self) -> bool:
        """True if each working set is one number of reps, the same for all."""
        mini = self.mini_set
        return mini is not None and mini.reps is not None and mini.least is None

    @property
    def has_breaks(self) -> bool:
        """True if any set has more than one mini-set."""
        return any(len(found.mini_sets) > 1 for found in self.sets)

    @property
    def has_open_sets(self) -> bool:
        """True if any set goes on until the lifter ends it."""
        return any(found.open for found in self.sets)

    def is_dropping(self, number: int) -> bool:
        """True if load is taken off in the breaks of the working set of that number, from 0."""
        is_last = number == len(self.sets) - 1
        has_breaks = len(self.sets[number].mini_sets) > 1
        return has_breaks and (self.drop is Drop.ALL or (self.drop is Drop.LAST and is_last))

    def loads_of(self, number: int) -> tuple[Load, ...]:
        """The load of each mini-set of the working set of that number, from 0; () if none is planned."""
        minis = len(self.sets[number].mini_sets)
        if not self.loads:
            return ()
        if self.is_dropping(number) and len(self.loads) == minis:
            return self.loads
        if self.drop is Drop.NONE and len(self.loads) > 1:
            return (self.loads[number],) * minis
        return self.loads[:1] * minis

    def based_on(self, tempo: Tempo | None) -> Scheme:
        """The scheme for a preset of that tempo: sets that have no other tempo follow the preset's."""
        sets = tuple(
            replace(found, tempo=None) if found.tempo is not None and found.tempo == tempo else found
            for found in self.sets
        )
        return self if sets == self.sets else replace(self, sets=sets)

    def _check_drop(self) -> None:
        if self.drop is Drop.NONE:
            return
        dropping = self.sets if self.drop is Drop.ALL else self.sets[-1:]
        if not any(len(found.mini_sets) > 1 for found in dropping):
            raise InputError("a drop needs mini-sets to take load off between, as in 3x12+10+8 drop")

    def _check_loads(self) -> None:
        count = len(self.loads)
        if count < 2:
            return
        if len({(load.unit, load.kind) for load in self.loads}) > 1:
            raise InputError("loads of one exercise have one unit, as in 60,65,70kg")
        if self.drop is not Drop.NONE:
            dropping = [found for number, found in enumerate(self.sets) if self.is_dropping(number)]
            minis = {len(found.mini_sets) for found in dropping}
            if minis != {count}:
                wanted = " or ".join(map(str, sorted(minis)))
                raise InputError(f"{count} loads for {wanted} mini-sets of a drop: write one load each")
        elif count != len(self.sets):
            raise InputError(f"{count} loads for {len(self.sets)} sets: write one load, or one a set")

    def _check_every(self) -> None:
        if self.every_ms is None:
            return
        EVERY.check(self.every_ms)
        if self.has_open_sets:
            raise InputError("a set that begins every so often needs a last rep, and an open set has none")

    def _check_rep_tempos(self) -> None:
        longest = max(
            OPEN_REPS if found.open or found.is_timed else found.written_reps for found in self.sets
        )
        before = 0
        for found in self.rep_tempos:
            if found.first <= before:
                raise InputError(f"rep {found.first} is given two tempos")
            if found.last > longest:
                raise InputError(f"there is no rep {found.last}: a set has {longest} reps")
            before = found.last
