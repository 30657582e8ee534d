"""What a proof finds: figures, each with what was promised where something was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `promise` is "" where a figure is only told; `kept` if the promise is."""

    what: str
    value: str
    promise: str = ""
    kept: bool = True


def none_of(what: str, count: int, of: str = "") -> Figure:
    """A figure that has to be 0."""
    return Figure(what, f"{count}{' of ' + of if of else ''}", "0", count == 0)


def at_most(what: str, value: float, limit: float, unit: str, digits: int = 0) -> Figure:
    """A figure that has a limit."""
    return Figure(what, f"{value:.{digits}f} {unit}", f"at most {limit:g} {unit}", value <= limit)


def told(what: str, value: float, unit: str, digits: int = 0) -> Figure:
    """A figure without a promise."""
    return Figure(what, f"{value:.{digits}f} {unit}")
