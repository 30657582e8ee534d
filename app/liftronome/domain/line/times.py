"""Times as lifters write them: 90, 90 s, 1:30, :60, 1.5 min, 1 min 30, 2'."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.line.text import Question

NUMBER: Final = "[0-9]{1,9}"
SECONDS: Final = r"(?:(?:seconds?|secs?|s)(?![a-z])|''|\"|″)"
MINUTES: Final = r"(?:(?:minutes?|mins?|m)(?![a-z])|'(?!')|′)"
_DECIMAL: Final = rf"{NUMBER}(?:[.,][0-9]{{1,9}})?"
TIME: Final = (
    rf"(?:{NUMBER}:[0-5][0-9](?![0-9])"
    r"|:[0-9]{2}(?![0-9])"
    rf"|{_DECIMAL}\s*{MINUTES}"
    rf"(?:\s*{NUMBER}(?:\s*{SECONDS})?(?![0-9]*\s*(?:[xX×*]|sets?\b|reps?\b|kg|lb|%|[-–/.,][0-9])))?"
    rf"|{_DECIMAL}(?:\s*{SECONDS})?)"
)
RANGE: Final = (
    rf"(?:(?P<low>{_DECIMAL}|{NUMBER}:[0-5][0-9])\s*(?:{SECONDS}|{MINUTES})?\s*(?:[-–]|to\b)\s*"
    rf"(?P<high>{NUMBER}:[0-5][0-9]|{_DECIMAL})\s*(?P<unit>{SECONDS}|{MINUTES})?)"
)

LONGEST_UNSURE: Final = 5
"""A range of so many or fewer, without a unit, may be minutes."""

_TIME_ALONE: Final = re.compile(TIME, re.IGNORECASE)
_CLOCK: Final = re.compile(r"([0-9]*):([0-9]+)")
_WITH_MINUTES: Final = re.compile(rf"([0-9.,]+)\s*{MINUTES}\s*([0-9]+)?.*", re.IGNORECASE)
_PLAIN: Final = re.compile(r"([0-9.,]+).*")


def time_ms(text: str) -> int:
    """The milliseconds of a text that TIME matches. Raises InputError if that is finer than a millisecond."""
    if clock := _CLOCK.fullmatch(text):
        seconds = Decimal(clock[1] or 0) * 60 + Decimal(clock[2])
    elif minutes := _WITH_MINUTES.fullmatch(text):
        seconds = _decimal(minutes[1]) * 60 + Decimal(minutes[2] or 0)
    else:
        plain = _PLAIN.fullmatch(text)
        seconds = _decimal(plain[1]) if plain else Decimal(0)
    if seconds * 1000 != int(seconds * 1000):
        raise InputError(f"{text} is finer than a millisecond: write at most three decimals")
    return int(seconds * 1000)


def written_time_ms(text: str) -> int | None:
    """The milliseconds of a time as lifters write it: 90, 90 s, 1:30, 1.5 min, 1m30, 2'. None if it is none.

    Raises InputError if it is finer than a millisecond.
    """
    plain = text.strip()
    return time_ms(plain) if _TIME_ALONE.fullmatch(plain) else None


def time_range(match: re.Match[str], *, may_be_minutes: bool = True) -> tuple[int, int]:
    """Both ends, in milliseconds, of a range that RANGE matched.

    Raises Question where seconds and minutes are both likely, InputError for a range that goes down.
    """
    low, high, unit = match["low"], match["high"], match["unit"] or ""
    start, end = match.span("low")[0], match.end("unit") if unit else match.end("high")
    if not unit and ":" not in low + high and may_be_minutes and _decimal(high) <= LONGEST_UNSURE:
        raise Question(
            f"“{low}-{high}” may be minutes or seconds",
            start,
            end,
            (f"{low}-{high} min", "minutes"),
            (f"{low}-{high} s", "seconds"),
        )
    ends = [time_ms(text if ":" in text else f"{text}{unit}") for text in (low, high)]
    if ends[0] > ends[1]:
        raise InputError(f"{low}-{high} goes down: write the shorter time first")
    return ends[0], ends[1]


def range_said(match: re.Match[str]) -> str:
    """That the lower end of a range was taken, as in "60–90 s read as 60"."""
    unit = "" if ":" in match["low"] else " min" if _is_minutes(match["unit"]) else " s"
    return f"{match['low']}–{match['high']}{unit} read as {match['low']}"


def _is_minutes(unit: str | None) -> bool:
    return bool(unit and re.fullmatch(MINUTES, unit, re.IGNORECASE))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
