"""When a session was, in the same words wherever sessions are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

TODAY: Final = "today"

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_texts(began: Sequence[float], now: datetime) -> list[str]:
    """The days of sessions that began at these seconds since the epoch: "7 Nov", with the year if it is
    another, and with the time where two were on one day; for today "today 18:04"."""
    moments = [datetime.fromtimestamp(seconds) for seconds in began]
    on_day = Counter(moment.date() for moment in moments)
    return [
        _text(moment, now, with_time=on_day[moment.date()] > 1 or moment.date() == now.date())
        for moment in moments
    ]


def _text(moment: datetime, now: datetime, *, with_time: bool) -> str:
    day = f"{moment.day} {_MONTHS[moment.month - 1]}"
    if moment.date() == now.date():
        day = TODAY
    elif moment.year != now.year:
        day = f"{day} {moment.year}"
    return f"{day} {moment:%H:%M}" if with_time else day
