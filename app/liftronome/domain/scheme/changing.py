"""Changing one thing about the sets of a scheme; what does not go with it any longer is left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from liftronome.domain.limits import REPS
from liftronome.domain.scheme.load import Load
from liftronome.domain.scheme.scheme import Drop, MiniSet, RepTempo, Scheme, WorkingSet
from liftronome.domain.tempo import Tempo

DEFAULT_LIMIT_MS: Final = 40_000
"""How long a set is that becomes a timed one."""

RANGE_WIDTH: Final = 2
"""A number of reps that becomes a range has so many below it."""

DEFAULT_REPS: Final = 8


class Amount(StrEnum):
    """How it is said how much a set is."""

    REPS = "reps"
    RANGE = "range"
    OPEN = "open"
    TIMED = "timed"


def amount_of(found: WorkingSet) -> Amount:
    """How it is said how much a set is."""
    if found.is_timed:
        return Amount.TIMED
    if found.open:
        return Amount.OPEN
    return Amount.RANGE if found.mini_sets[-1].least is not None else Amount.REPS


def with_amount(found: WorkingSet, amount: Amount) -> WorkingSet:
    """The set with its amount said in another way, as close to the one before as can be."""
    if amount is amount_of(found):
        return found
    minis = tuple(MiniSet(mini.reps or DEFAULT_REPS) for mini in found.mini_sets)
    match amount:
        case Amount.REPS:
            return replace(found, mini_sets=minis, open=False)
        case Amount.RANGE:
            ranges = tuple(_range(mini) for mini in minis)
            return replace(found, mini_sets=ranges, open=False)
        case Amount.OPEN:
            return replace(found, mini_sets=minis, open=True, ramp_to=None)
        case Amount.TIMED:
            return replace(found, mini_sets=(MiniSet(limit_ms=DEFAULT_LIMIT_MS),), open=False, ramp_to=None)


def _range(mini: MiniSet) -> MiniSet:
    reps = mini.reps or DEFAULT_REPS
    return MiniSet(max(reps, 2), max(max(reps, 2) - RANGE_WIDTH, 1))


def with_set_reps(found: WorkingSet, reps: int) -> WorkingSet:
    """The set with so many reps in each mini-set; the lower end of a range stays below them."""
    minis = tuple(
        MiniSet(reps, None if mini.least is None or reps < 2 else min(mini.least, reps - 1))
        for mini in found.mini_sets
    )
    return replace(found, mini_sets=minis)


def with_least(found: WorkingSet, least: int) -> WorkingSet:
    """The set with that lower end of the range of each mini-set; the upper end stays above it."""
    minis = tuple(MiniSet(max(mini.reps or least, least + 1), least) for mini in found.mini_sets)
    return replace(found, mini_sets=minis)


def with_least_of_open(found: WorkingSet, reps: int) -> WorkingSet:
    """The open set with so many reps wanted at least in its last mini-set; 0 for none."""
    return replace(found, mini_sets=(*found.mini_sets[:-1], MiniSet(reps or None)))


def with_mini_sets(found: WorkingSet, number: int) -> WorkingSet:
    """The set with so many mini-sets: the last ones left out, or more like the last but one."""
    first = found.mini_sets[0]
    if found.open:
        counted = (*found.mini_sets[:-1], *(MiniSet(first.reps or DEFAULT_REPS),) * number)[: number - 1]
        return replace(found, mini_sets=(*counted, found.mini_sets[-1]))
    last = found.mini_sets[-1]
    return replace(found, mini_sets=(*found.mini_sets, *(last,) * number)[:number])


def with_mini_reps(found: WorkingSet, reps: Sequence[int]) -> WorkingSet:
    """The set with a mini-set of each of these numbers of reps."""
    return replace(found, mini_sets=tuple(MiniSet(number) for number in reps), open=False)


def with_limit(found: WorkingSet, limit_ms: int) -> WorkingSet:
    """The timed set with that length; a hold's is that of each mini-set."""
    return replace(found, mini_sets=(MiniSet(limit_ms=limit_ms),) * len(found.mini_sets))


def with_sets(scheme: Scheme, numbers: Collection[int], change: Callable[[WorkingSet], WorkingSet]) -> Scheme:
    """The scheme with the working sets of these numbers, from 0, changed. Raises InputError."""
    sets = tuple(change(found) if number in numbers else found for number, found in enumerate(scheme.sets))
    return _put(scheme, sets, scheme.loads)


def with_set_added(scheme: Scheme, behind: int) -> Scheme:
    """The scheme with one more set behind that of a number, and like it. Raises InputError."""
    order = [*range(behind + 1), *range(behind, len(scheme.sets))]
    return in_order(scheme, order)


def in_order(scheme: Scheme, order: Sequence[int]) -> Scheme:
    """The scheme with its working sets in another order: their numbers, from 0, some left out or repeated."""
    loads = scheme.loads
    if scheme.drop is Drop.NONE and len(loads) > 1:
        loads = tuple(loads[number] for number in order)
    return _put(scheme, tuple(scheme.sets[number] for number in order), loads)


def with_loads(scheme: Scheme, numbers: Collection[int], loads: Sequence[Load]) -> Scheme:
    """The scheme with a load for the sets of these numbers; no load for any of them without one.

    While no set has a load, the first one given is for all. Raises InputError.
    """
    if not loads:
        return replace(scheme, loads=())
    if len(loads) > 1 or scheme.drop is not Drop.NONE:
        return replace(scheme, loads=tuple(loads))
    if not scheme.loads or len(numbers) == len(scheme.sets):
        return replace(scheme, loads=(loads[0],))
    before = [scheme.loads_of(number)[0] for number in range(len(scheme.sets))]
    return replace(
        scheme, loads=_shortest([loads[0] if n in numbers else load for n, load in enumerate(before)])
    )


def _shortest(loads: Sequence[Load]) -> tuple[Load, ...]:
    return (loads[0],) if len(set(loads)) == 1 else tuple(loads)


def _put(scheme: Scheme, sets: tuple[WorkingSet, ...], loads: tuple[Load, ...]) -> Scheme:
    """The scheme with these sets, without what cannot be said about them."""
    is_open = any(found.open for found in sets)
    drop = scheme.drop
    dropping = sets if drop is Drop.ALL else sets[-1:]
    if drop is not Drop.NONE and all(len(found.mini_sets) < 2 for found in dropping):
        drop, loads = Drop.NONE, loads[:1]
    if drop is not Drop.NONE and len(loads) > 1:
        counts = {len(found.mini_sets) for found in dropping if len(found.mini_sets) > 1}
        loads = loads if counts == {len(loads)} else loads[:1]
    if drop is Drop.NONE and len(loads) > 1:
        loads = _shortest(loads) if len(loads) == len(sets) else loads[:1]
    return replace(
        scheme,
        sets=sets,
        drop=drop,
        loads=loads,
        last_rep=None if is_open else scheme.last_rep,
        every_ms=None if is_open else scheme.every_ms,
        rep_tempos=_reached(scheme.rep_tempos, sets),
    )


def _reached(tempos: Sequence[RepTempo], sets: Sequence[WorkingSet]) -> tuple[RepTempo, ...]:
    longest = max(REPS.most if found.open or found.is_timed else found.written_reps for found in sets)
    return tuple(found for found in tempos if found.last <= longest)


def with_tempo(found: WorkingSet, tempo: Tempo | None) -> WorkingSet:
    """The set at another tempo, or with None at the preset's."""
    return replace(found, tempo=tempo)


def with_ramp(found: WorkingSet, last: Tempo | None) -> WorkingSet:
    """The set with its tempo changing in steps to that of its last rep; with None it does not change."""
    return replace(found, ramp_to=last)
