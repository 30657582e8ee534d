"""What a row of figures says as a whole: its rolling mean, where it began and where it has come, and runs of
weeks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

ENDS: Final = 3
"""At most so many figures at each end are averaged: a single bad day is no trend."""

DAYS_A_WEEK: Final = 7


def rolling_mean(values: Sequence[float | None], width: int) -> list[float | None]:
    """For each value the mean of it and those before it, `width` in all; None where nothing is known yet.
    Unknown values are passed over."""
    means: list[float | None] = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(end - width, 0) : end] if value is not None]
        means.append(sum(known) / len(known) if known else None)
    return means


@dataclass(frozen=True, slots=True)
class Trend:
    """The mean at the beginning and at the end of a row of figures."""

    first: float
    last: float


def trend(values: Sequence[float | None]) -> Trend | None:
    """How far figures have come; None with fewer than two that are known."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    ends = min(len(known) // 2, ENDS)
    return Trend(sum(known[:ends]) / ends, sum(known[-ends:]) / ends)


def monday_of(day: int) -> int:
    """The first day of the week, a Monday; days are counted from 1 January 1970, a Thursday."""
    return day - (day + 3) % DAYS_A_WEEK


def longest_run_of_weeks(days: Collection[int]) -> int:
    """The most weeks in a row with at least one of these days in each."""
    weeks = {monday_of(day) for day in days}
    longest = 0
    for week in weeks:
        if week - DAYS_A_WEEK not in weeks:
            length = 1
            while week + length * DAYS_A_WEEK in weeks:
                length += 1
            longest = max(longest, length)
    return longest
