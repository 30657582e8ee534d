"""The details of a preset on one line: sets and reps, tempo, rest and the like, read one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from liftronome.domain.errors import InputError
from liftronome.domain.limits import CHANGEOVER, COUNT_IN, READY, REPS, REST, SETS, Limits
from liftronome.domain.phase import Start
from liftronome.domain.preset import Sides

Changes: TypeAlias = Mapping[str, Any]
"""Fields of a preset and their values."""

_TIMES_SIGN: Final = "[xX×хХ✕*]"
_NUMBER: Final = "[0-9]{1,9}"
_SECONDS: Final = r"(?:seconds?|secs?|s|″|\")"
_MINUTES: Final = r"(?:minutes?|mins?|m|′|')"
TIME: Final = (
    rf"(?:{_NUMBER}:[0-5][0-9]"
    rf"|{_NUMBER}(?:[.,][0-9]{{1,9}})?\s*{_MINUTES}(?![a-z])"
    rf"(?:\s*{_NUMBER}\s*(?:{_SECONDS}(?![a-z]))?(?![0-9]*\s*(?:{_TIMES_SIGN}|sets?\b|reps?\b)))?"
    rf"|{_NUMBER}(?:[.,][0-9]{{1,9}})?(?:\s*{_SECONDS}(?![a-z]))?)"
)
_SIDE: Final = r"(?:sides?|legs?|arms?)"

_TIME_ALONE: Final = re.compile(TIME, re.IGNORECASE)
_CLOCK: Final = re.compile(r"([0-9]+):([0-9]+)")
_WITH_MINUTES: Final = re.compile(rf"([0-9.,]+)\s*{_MINUTES}\s*([0-9]+)?.*", re.IGNORECASE)
_PLAIN: Final = re.compile(r"([0-9.,]+).*")


def time_ms(text: str) -> int:
    """The milliseconds of a text that TIME matches: 90, 90s, 1:30, 1.5 min, 1 min 30.

    Raises InputError if that is finer than a millisecond.
    """
    if clock := _CLOCK.fullmatch(text):
        seconds = Decimal(clock[1]) * 60 + Decimal(clock[2])
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


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Detail:
    """One way to write something: how it looks, and what it says of a preset."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Changes]


def _counts(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    for field, limits in (("sets", SETS), ("reps", REPS)):
        if match.groupdict().get(field):
            value = int(match[field])
            limits.check(value)
            yield field, value


def _time(field: str, limits: Limits) -> Callable[[re.Match[str]], Changes]:
    def read(match: re.Match[str]) -> Changes:
        ms = time_ms(match["time"])
        limits.check(ms)
        return {field: ms}

    return read


def _detail(pattern: str, read: Callable[[re.Match[str]], Changes]) -> Detail:
    return Detail(re.compile(pattern, re.IGNORECASE), read)


def _named_time(name: str, field: str, limits: Limits) -> Detail:
    return _detail(rf"{name}\b\s*:?\s*(?P<time>{TIME})", _time(field, limits))


DETAILS: Final = (
    _detail(rf"(?P<time>{TIME})\s*rest\b(?!\s*:?\s*[0-9])", _time("rest_ms", REST)),
    _detail(
        rf"(?P<sets>{_NUMBER})\s*(?:{_TIMES_SIGN}|sets?\b\s*(?:of|{_TIMES_SIGN}|,)?)\s*(?P<reps>{_NUMBER})"
        r"(?![:.0-9])(?:\s*reps?\b)?",
        lambda match: dict(_counts(match)),
    ),
    _detail(rf"(?P<sets>{_NUMBER})\s*sets?\b", lambda match: dict(_counts(match))),
    _detail(rf"(?P<reps>{_NUMBER})\s*reps?\b", lambda match: dict(_counts(match))),
    _named_time("rest", "rest_ms", REST),
    _named_time(r"count[\s-]*in", "count_in_ms", COUNT_IN),
    _named_time(r"(?:get[\s-]*)?ready", "ready_ms", READY),
    _named_time("changeover", "changeover_ms", CHANGEOVER),
    _detail(
        rf"(?:(?:each|per|every|/)\s*{_SIDE}\b|left\s+then\s+right\b)",
        lambda _: {"sides": Sides.LEFT_THEN_RIGHT},
    ),
    _detail(r"both\s+sides\b", lambda _: {"sides": Sides.BOTH}),
    _detail(
        r"start(?:s|ing)?\s+(?:with\s+)?(?:the\s+)?(?P<start>eccentric|concentric)\b",
        lambda match: {"start": Start(match["start"].lower())},
    ),
)

NEXT: Final = re.compile(
    rf"(?:^|[\s,;·]+)(?:{TIME}\s*rest\b(?!\s*:?\s*[0-9])|{_NUMBER}\s*(?:sets?|reps?)\b|{_NUMBER}{_TIMES_SIGN}{_NUMBER}(?![\w.:-])"
    rf"|(?:rest|count[\s-]*in|get[\s-]*ready|ready|changeover)\b\s*:?\s*[0-9]"
    rf"|(?:each|per|every|/)\s*{_SIDE}\b|left\s+then\s+right\b|both\s+sides\b|start(?:s|ing)?\s+\w)",
    re.IGNORECASE,
)
"""Where the next detail begins behind a tempo, or behind a name."""
