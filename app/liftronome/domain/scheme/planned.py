"""The reps of each set: what a scheme comes to at a tempo, rep by rep and phase by phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.phase import Phase, Start
from liftronome.domain.rep import DEFAULT_X_SLOT_MS, OWN_PACE_LIMIT_MS, End, Rep, beat, hold, rep_of
from liftronome.domain.scheme.load import NO_EFFORT, Effort, Load
from liftronome.domain.scheme.scheme import LastHold, MiniSet, Scheme, WorkingSet
from liftronome.domain.tempo import Pace, PhaseTime, Tempo, timed

RAMP_STEP_MS: Final = 500
"""A ramp goes in even steps, each to the half second."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """How the reps of an exercise are paced: by a tempo, by a beat (`beat_ms`), or as one hold."""

    tempo: Tempo | None
    start: Start
    x_slot_ms: int = DEFAULT_X_SLOT_MS
    own_pace_limit_ms: int = OWN_PACE_LIMIT_MS
    beat_ms: int = 0
    is_hold: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRep:
    """A rep of a set: its number through the set and the number of its mini-set, both from 1.

    `tempo` is None for a beat and for a hold. With `in_ramp` it is a step of a ramp.
    """

    number: int
    mini_set: int
    tempo: Tempo | None
    rep: Rep
    in_ramp: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """A set as it is to be performed on one side. Times are in milliseconds.

    `written` has the reps of each mini-set, `least` the lower end of its range (None without any range). An
    open set has the `reps` that are written, then those `beyond`, up to the last with a tempo of its own;
    `further` is the rep that goes on behind them. There is a break behind each mini-set but the last.
    """

    warm_up: bool
    open: bool
    hold: bool
    drop: bool
    limit_ms: int | None
    one_and_a_half: End | None
    written: tuple[int | None, ...]
    least: tuple[int, ...] | None
    breaks_ms: tuple[int, ...]
    reps: tuple[PlannedRep, ...]
    further: PlannedRep
    loads: tuple[Load, ...]
    effort: Effort
    beyond: tuple[PlannedRep, ...] = ()

    @property
    def has_own_pace(self) -> bool:
        """True if a phase of it waits for the lifter."""
        return any(
            planned.rep.has_own_pace
            for planned in (*self.reps, *self.beyond, *([self.further] if self.open else []))
        )

    @property
    def reps_ms(self) -> int:
        """The length of all written reps: the time under tension, own pace at its limit."""
        return sum(planned.rep.duration_ms for planned in self.reps)

    @property
    def timed_ms(self) -> int:
        """The length of the set, breaks included, phases of own pace not counted."""
        steps = (step for planned in self.reps for step in planned.rep.steps)
        return sum(step.duration_ms for step in steps if not step.own_pace) + sum(self.breaks_ms)

    @property
    def length_ms(self) -> int | None:
        """The length from its first phase to its end, breaks included; None if the lifter decides."""
        return None if self.open or self.has_own_pace else self.reps_ms + sum(self.breaks_ms)

    @property
    def tension_ms(self) -> int | None:
        """The time under tension; None if the lifter decides."""
        return None if self.open or self.has_own_pace else self.reps_ms

    @property
    def first_rep(self) -> Rep:
        """The rep that it begins with."""
        return (*self.reps, *self.beyond, self.further)[0].rep

    @property
    def tempo(self) -> Tempo | None:
        """The tempo that it begins with, None for a beat or a hold."""
        return (*self.reps, *self.beyond, self.further)[0].tempo

    @property
    def breaks_behind(self) -> Mapping[int, int]:
        """The breaks in milliseconds, by the number of the rep that they follow."""
        ends = [planned[-1].number for planned in self.mini_set_reps()[:-1] if planned]
        return dict(zip(ends, self.breaks_ms, strict=True))

    def mini_set_reps(self) -> tuple[tuple[PlannedRep, ...], ...]:
        """The written reps, mini-set by mini-set."""
        return tuple(
            tuple(planned for planned in self.reps if planned.mini_set == number)
            for number in range(1, len(self.written) + 1)
        )


def planned_sets(scheme: Scheme, pacing: Pacing) -> tuple[PlannedSet, ...]:
    """All sets in order, the warm-ups first.

    Raises InputError if the scheme does not go with the pacing: seconds without reps in a mini-set, a
    ramp or other tempos without a tempo, a timed set with a phase of own pace.
    """
    _check(scheme, pacing)
    planner = _Planner(scheme, pacing)
    warm_ups = [planner.warm_up(mini) for mini in scheme.warm_ups]
    return (*warm_ups, *(planner.working(number) for number in range(len(scheme.sets))))


def ramp(first: Tempo, last: Tempo, reps: int) -> tuple[Tempo, ...]:
    """The tempos of so many reps from one tempo to another, in even steps to the half second, ties up.

    Raises InputError where X or own pace stands in one of them alone.
    """
    for before, after in zip(first.parts, last.parts, strict=True):
        if before.pace is not after.pace:
            raise InputError(
                f"X and * stand in both ends of a ramp or in none: {first} > {last} cannot be stepped"
            )
    return tuple(
        Tempo(
            *(
                _between(before, after, number, reps)
                for before, after in zip(first.parts, last.parts, strict=True)
            )
        )
        for number in range(reps)
    )


def _between(before: PhaseTime, after: PhaseTime, number: int, reps: int) -> PhaseTime:
    if before.pace is not Pace.TIMED or number == 0:
        return before
    if number == reps - 1:
        return after
    steps = reps - 1
    exact = before.ms * steps + (after.ms - before.ms) * number
    return timed((2 * exact + RAMP_STEP_MS * steps) // (2 * RAMP_STEP_MS * steps) * RAMP_STEP_MS)


def with_hold(tempo: Tempo, end: End, ms: int) -> Tempo:
    """A tempo with another pause at one end."""
    if end is End.STRETCHED:
        return replace(tempo, pause_stretched=timed(ms))
    return replace(tempo, pause_shortened=timed(ms))


def _check(scheme: Scheme, pacing: Pacing) -> None:
    minis = [mini for found in scheme.sets for mini in found.mini_sets] + [*scheme.warm_ups]
    tempos = any(found.tempo is not None or found.ramp_to is not None for found in scheme.sets)
    varied = tempos or scheme.last_rep is not None or scheme.rep_tempos or scheme.one_and_a_half
    if varied and pacing.tempo is None:
        raise InputError(
            "a hold and a beat have no tempo that could vary: leave tempos, last rep and halves out"
        )
    if pacing.is_hold:
        if any(not mini.limit_ms for mini in minis):
            raise InputError("a hold is given its seconds, as in 3x30s")
        return
    if any(found.is_timed and len(found.mini_sets) > 1 for found in scheme.sets):
        raise InputError("a timed set has no mini-sets: give their reps, as in 3x5+5+5")


class _Planner:
    def __init__(self, scheme: Scheme, pacing: Pacing) -> None:
        self._scheme = scheme
        self._pacing = pacing
        self._reps: dict[Tempo, Rep] = {}

    def warm_up(self, mini: MiniSet) -> PlannedSet:
        tempo = self._pacing.tempo
        first = self._scheme.sets[0]
        if tempo is not None and first.tempo is not None:
            tempo = first.tempo
        return self._planned(WorkingSet((mini,)), _Tempos(tempo, None, {}, None), number=None)

    def working(self, number: int) -> PlannedSet:
        found = self._scheme.sets[number]
        own = {
            rep: other.tempo
            for other in self._scheme.rep_tempos
            for rep in range(other.first, other.last + 1)
        }
        first = found.tempo or self._pacing.tempo
        steps = None
        if first is not None and found.ramp_to is not None:
            steps = ramp(first, found.ramp_to, found.written_reps)
        return self._planned(found, _Tempos(first, steps, own, self._scheme.last_rep), number=number)

    def _planned(self, found: WorkingSet, tempos: _Tempos, *, number: int | None) -> PlannedSet:
        scheme = self._scheme
        reps = tuple(self._timed(found, tempos) if found.is_timed else self._counted(found, tempos))
        last = len(found.mini_sets)
        own = max((other.last for other in scheme.rep_tempos), default=0) if found.open else 0
        beyond = tuple(self._rep(rep, last, tempos.of(rep)) for rep in range(len(reps) + 1, own + 1))
        after = len(reps) + len(beyond) + 1
        further = self._rep(after, last, tempos.of(after))
        if not found.open and reps:
            further = replace(reps[-1], number=len(reps) + 1)
        limit_ms = found.mini_sets[0].limit_ms if found.is_timed and not self._pacing.is_hold else None
        return PlannedSet(
            warm_up=number is None,
            open=found.open,
            hold=self._pacing.is_hold,
            drop=number is not None and scheme.is_dropping(number),
            limit_ms=limit_ms,
            one_and_a_half=scheme.one_and_a_half,
            written=_written(found, reps),
            least=_least(found),
            breaks_ms=(scheme.break_ms,) * (last - 1),
            reps=reps,
            further=further,
            loads=() if number is None else scheme.loads_of(number),
            effort=NO_EFFORT if number is None else scheme.effort,
            beyond=beyond,
        )

    def _counted(self, found: WorkingSet, tempos: _Tempos) -> Iterator[PlannedRep]:
        number, total = 0, found.written_reps
        for mini_set, mini in enumerate(found.mini_sets, start=1):
            for _ in range(mini.reps or 0):
                number += 1
                is_last = number == total and not found.open
                planned = self._rep(number, mini_set, tempos.of(number, is_last=is_last))
                yield replace(planned, in_ramp=tempos.is_step(number, is_last=is_last))

    def _timed(self, found: WorkingSet, tempos: _Tempos) -> Iterator[PlannedRep]:
        """The reps that begin before the time is over; a hold is one rep a mini-set."""
        if self._pacing.is_hold:
            for number, mini in enumerate(found.mini_sets, start=1):
                yield PlannedRep(number, number, None, hold(mini.limit_ms))
            return
        limit_ms, at_ms, number = found.mini_sets[0].limit_ms, 0, 0
        planned = self._rep(1, 1, tempos.of(1))
        while at_ms < limit_ms:
            number += 1
            if planned.rep.has_own_pace:
                raise InputError("a timed set knows no own pace (*): give the reps in seconds")
            at_ms += planned.rep.duration_ms
            if at_ms >= limit_ms:
                yield self._rep(number, 1, tempos.of(number, is_last=True))
                return
            yield planned
            planned = self._rep(number + 1, 1, tempos.of(number + 1))

    def _rep(self, number: int, mini_set: int, tempo: Tempo | None) -> PlannedRep:
        if tempo is None:
            limits = [mini.limit_ms for mini in self._scheme.sets[-1].mini_sets]
            rep = hold(limits[-1]) if self._pacing.is_hold else beat(self._pacing.beat_ms)
            return PlannedRep(number, mini_set, None, rep)
        if tempo not in self._reps:
            pacing = self._pacing
            self._reps[tempo] = rep_of(
                tempo, pacing.start, pacing.x_slot_ms, pacing.own_pace_limit_ms, self._scheme.one_and_a_half
            )
        return PlannedRep(number, mini_set, tempo, self._reps[tempo])


@dataclass(frozen=True, slots=True)
class _Tempos:
    """The tempo of each rep of a set."""

    usual: Tempo | None
    steps: Sequence[Tempo] | None
    own: Mapping[int, Tempo]
    last_rep: Tempo | LastHold | None

    def of(self, number: int, *, is_last: bool = False) -> Tempo | None:
        if self.usual is None:
            return None
        if is_last and isinstance(self.last_rep, Tempo):
            return self.last_rep
        tempo = self.usual
        if self.steps:
            tempo = self.steps[min(number, len(self.steps)) - 1]
        tempo = self.own.get(number, tempo)
        if is_last and isinstance(self.last_rep, LastHold):
            return with_hold(tempo, self.last_rep.end, self.last_rep.ms)
        return tempo

    def is_step(self, number: int, *, is_last: bool) -> bool:
        """True if the tempo of a rep is a step of a ramp."""
        is_other = number in self.own or (is_last and self.last_rep is not None)
        return bool(self.steps) and not is_other


def _written(found: WorkingSet, reps: Sequence[PlannedRep]) -> tuple[int | None, ...]:
    if found.is_timed:
        return tuple(
            len([planned for planned in reps if planned.mini_set == number])
            for number in range(1, len(found.mini_sets) + 1)
        )
    return tuple(mini.reps for mini in found.mini_sets)


def _least(found: WorkingSet) -> tuple[int, ...] | None:
    if all(mini.least is None for mini in found.mini_sets):
        return None
    return tuple(mini.least or mini.reps or 0 for mini in found.mini_sets)


def tension_by_phase(sets: Sequence[PlannedSet]) -> Mapping[Phase, int]:
    """The time of each phase through all written reps of some sets, own pace not counted."""
    total = dict.fromkeys(Phase, 0)
    for found in sets:
        for planned in found.reps:
            for step in planned.rep.steps:
                total[step.phase] += 0 if step.own_pace else step.duration_ms
    return total
