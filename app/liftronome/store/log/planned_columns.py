"""What was planned for each rep and mini-set of a logged set, as text in a column; NULL for nothing."""

from __future__ import annotations

from functools import lru_cache

from liftronome.domain.performance import SetPlan
from liftronome.domain.scheme.load import Load, LoadKind, Unit, number_text


def reps_least_text(least: tuple[int, ...]) -> str | None:
    """The least reps of each mini-set: "8", "5 3"."""
    return " ".join(map(str, least)) or None


def rep_tempos_text(plan: SetPlan) -> str | None:
    """The tempo of each rep, NULL where each has the set's: "20X0 20X0 30X0"."""
    is_alike = set(plan.rep_tempos) == {plan.tempo} and len(plan.rep_tempos) == plan.reps
    return None if is_alike else " ".join(plan.rep_tempos) or None


def loads_text(loads: tuple[Load, ...]) -> str | None:
    """The load of each mini-set: "60/kg/whole 50/kg/whole"."""
    return " ".join(f"{number_text(load.value)}/{load.unit}/{load.kind}" for load in loads) or None


@lru_cache(maxsize=1024)
def reps_least_from(text: str | None) -> tuple[int, ...]:
    """What `reps_least_text` wrote. Raises ValueError for anything else."""
    return tuple(map(int, text.split(" "))) if text else ()


@lru_cache(maxsize=1024)
def rep_tempos_from(text: str | None) -> tuple[str, ...]:
    """What `rep_tempos_text` wrote."""
    return tuple(text.split(" ")) if text else ()


@lru_cache(maxsize=1024)
def loads_from(text: str | None) -> tuple[Load, ...]:
    """What `loads_text` wrote. Raises ValueError or InputError for anything else."""
    return tuple(_load(part) for part in text.split(" ")) if text else ()


def _load(text: str) -> Load:
    value, unit, kind = text.split("/")
    return Load(float(value), Unit(unit), LoadKind(kind))
