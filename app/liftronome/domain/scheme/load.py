"""Loads and effort, as they are planned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Final

from liftronome.domain.errors import InputError

MOST_LOAD: Final = 2000


class Unit(StrEnum):
    """What a load is given in."""

    KG = "kg"
    LB = "lb"


class LoadKind(StrEnum):
    """What a load is the whole of."""

    WHOLE = "whole"
    PER_HAND = "per_hand"
    ADDED = "added"
    """On top of the lifter's own weight."""


@dataclass(frozen=True, slots=True)
class Load:
    """A planned load, 0 to 2000 with at most two decimals. Raises InputError for any other."""

    value: float
    unit: Unit
    kind: LoadKind = LoadKind.WHOLE

    def __post_init__(self) -> None:
        if not (isfinite(self.value) and 0 <= self.value <= MOST_LOAD):
            raise InputError(f"the load must be 0 to {MOST_LOAD}, not {self.value:g}")
        if round(self.value, 2) != self.value:
            raise InputError(f"the load {self.value} is finer than any plate: write at most two decimals")

    def __str__(self) -> str:
        before = {LoadKind.PER_HAND: "2x", LoadKind.ADDED: "+"}.get(self.kind, "")
        return f"{before}{number_text(self.value)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard the working sets are to be, as RPE (1 to 10) or as reps in reserve (0 to 10), in halves."""

    rpe: float | None = None
    rir: float | None = None

    def __post_init__(self) -> None:
        for name, value, least in (("RPE", self.rpe, 1), ("RIR", self.rir, 0)):
            if value is not None and not (least <= value <= 10 and value * 2 == int(value * 2)):
                raise InputError(f"{name} must be {least} to 10 in halves, as in 8.5, not {value:g}")


NO_EFFORT: Final = Effort()


def number_text(value: float) -> str:
    """A number with no more digits than it needs: 60, 62.5."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
