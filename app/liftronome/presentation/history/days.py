"""Days and figures of the history in words."""

from __future__ import annotations

from datetime import date
from typing import Final

_EPOCH: Final = date(1970, 1, 1).toordinal()

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def date_of(day: int) -> date:
    """The date of a day, counted from 1 January 1970."""
    return date.fromordinal(min(max(day + _EPOCH, 1), date.max.toordinal()))


def day_of(when: date) -> int:
    """The day of a date, counted from 1 January 1970."""
    return when.toordinal() - _EPOCH


def day_text(day: int, today: int | None = None) -> str:
    """A day: "7 Nov 2026"; without the year if that is today's."""
    when = date_of(day)
    year = "" if today is not None and date_of(today).year == when.year else f" {when.year}"
    return f"{when.day} {MONTHS[when.month - 1]}{year}"


def month_text(day: int) -> str:
    """The month of a day: "November 2026"."""
    when = date_of(day)
    return f"{LONG_MONTHS[when.month - 1]} {when.year}"
