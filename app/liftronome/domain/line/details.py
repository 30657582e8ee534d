"""Everything in a line beside sets, reps and tempo: rest, load, effort, sides and the like, one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.limits import CHANGEOVER, COUNT_IN, READY, REST, Limits
from liftronome.domain.line.text import PartKind, Question
from liftronome.domain.line.times import (
    MINUTES,
    NUMBER,
    RANGE,
    SECONDS,
    TIME,
    range_said,
    time_ms,
    time_range,
)
from liftronome.domain.phase import Start
from liftronome.domain.preset import Sides
from liftronome.domain.rep import End
from liftronome.domain.scheme.load import Effort, Load, LoadKind, Unit, number_text
from liftronome.domain.scheme.scheme import BREAK, EVERY, Drop

_SIDE: Final = r"(?:sides?|legs?|arms?|hands?)"
_LOAD_NUMBER: Final = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?"
_LISTED: Final = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
"""A load in a list: a comma is a separator there, and told apart from a decimal one when the list is read."""

_KG_LB: Final = r"(?:kgs?|kilos?|lbs?|pounds?)(?![a-z])|#"
_HALF: Final = r"[0-9]{1,2}(?:[.,]5|[.,]0)?"
_POSITION: Final = r"(?P<end>stretched|shortened|bottom|top|contracted|lengthened)"
_AT: Final = rf"(?:\s+(?:(?:at|in)\s+(?:the\s+)?)?{_POSITION}\b(?:\s+position\b)?)?"
_COUNTED: Final = rf"{NUMBER}\s*-?\s*(?:ct|count)"
_ENDS: Final = {
    **dict.fromkeys(("stretched", "lengthened"), End.STRETCHED),
    **dict.fromkeys(("shortened", "contracted"), End.SHORTENED),
}
_WITH_UNIT: Final = rf"[0-9]+\s*(?:{SECONDS}|{MINUTES}|:)"
_NO_TIME: Final = r"(?!\s*:?\s*[0-9])"


@dataclass(frozen=True, slots=True)
class Said:
    """What a detail says: a value, and the choices that were made in reading it."""

    value: Any
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """One way to write something: how it looks, what it is, and how it is read."""

    kind: PartKind
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Said]


@dataclass(frozen=True, slots=True)
class Every:
    """A set each so often, and how many if that is said."""

    ms: int
    sets: int | None = None


@dataclass(frozen=True, slots=True)
class BreakAndRest:
    """`15s/180s`: the break between mini-sets, and the rest."""

    break_ms: int
    rest_ms: int


@dataclass(frozen=True, slots=True)
class LastRepHold:
    """The last rep is held; `end` is None where the line leaves open at which end."""

    ms: int
    end: End | None


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of each rep; `place` is where it is held, as it was written ("bottom"), None if unsaid."""

    ms: int
    place: str | None = None

    def end(self, usual: End, *, down_lifts: bool) -> End:
        """At which end it is held; the top is where the weight is lifted to, but for a pulldown."""
        if self.place in ("top", "bottom"):
            return End.SHORTENED if (self.place == "top") is not down_lifts else End.STRETCHED
        return _ENDS[self.place] if self.place else usual


@dataclass(frozen=True, slots=True)
class Halves:
    """One-and-a-half reps; `end` is None for the end of the first movement."""

    end: End | None


def _detail(kind: PartKind, pattern: str, read: Callable[[re.Match[str]], Said]) -> Detail:
    return Detail(kind, re.compile(pattern, re.IGNORECASE), read)


def _time(limits: Limits) -> Callable[[re.Match[str]], Said]:
    def read(match: re.Match[str]) -> Said:
        ms = time_ms(match["time"])
        limits.check(ms)
        return Said(ms)

    return read


def _lower_end(limits: Limits) -> Callable[[re.Match[str]], Said]:
    def read(match: re.Match[str]) -> Said:
        low_ms, _ = time_range(match)
        limits.check(low_ms)
        return Said(low_ms, (range_said(match),))

    return read


def _named_time(name: str, kind: PartKind, limits: Limits) -> tuple[Detail, ...]:
    return (
        _detail(kind, rf"{name}\b\s*(?:of\b|:|=)?\s*{RANGE}", _lower_end(limits)),
        _detail(kind, rf"{name}\b\s*(?:of\b|:|=)?\s*(?P<time>{TIME})", _time(limits)),
    )


def _read_loads(match: re.Match[str]) -> Said:
    unit = Unit.KG if match["unit"].lower().startswith("k") else Unit.LB
    written = match["loads"]
    kind = LoadKind.ADDED if match["plus"] else LoadKind.PER_HAND if match["hands"] else LoadKind.WHOLE
    whole, _, fraction = written.partition(",")
    if fraction == "50" and whole.isdecimal() and 25 <= int(whole) <= 100:  # of one size, as in a list
        raise Question(
            f"“{written}” may be one load or two",
            match.start("loads"),
            match.end("loads"),
            (f"{whole}.5", "one load"),
            (f"{whole}/50", "two loads"),
        )
    numbers = [text for text in re.split(r"\s*[/;]\s*|,\s+", written) if text]
    if len(numbers) == 1 and not _is_decimal(written):
        numbers = re.split(r"\s*,\s*", written)
    numbers = [re.sub(rf"\s*(?:{_KG_LB})\s*$", "", text, flags=re.IGNORECASE) for text in numbers]
    return Said(tuple(Load(float(text.replace(",", ".")), unit, kind) for text in numbers))


def _is_decimal(text: str) -> bool:
    """True for `62,5`: one comma, with a fraction of a plate behind it."""
    return bool(re.fullmatch(r"[0-9]+(?:[.,](?:[05]|25|50|75|00))?", text)) or "," not in text


def _read_load_range(match: re.Match[str]) -> Said:
    unit = Unit.KG if match["unit"].lower().startswith("k") else Unit.LB
    low = float(match["low"].replace(",", "."))
    told = f"{match['low']}–{match['high']} {unit} read as {number_text(low)}"
    return Said((Load(low, unit),), (told,))


def _effort(match: re.Match[str]) -> Said:
    value = float(match["low"].replace(",", "."))
    is_rpe = "rpe" in match[0].lower() or "rir" not in match[0].lower()
    name = "RPE" if is_rpe else "RIR"
    choices: tuple[str, ...] = ()
    if high := match.groupdict().get("high"):
        value = min(value, float(high.replace(",", ".")))
        choices = (f"{name} {match['low']}–{high} read as {number_text(value)}",)
    return Said(Effort(rpe=value) if is_rpe else Effort(rir=value), choices)


def _every(match: re.Match[str]) -> Said:
    groups = match.groupdict()
    if written := groups.get("time"):
        ms = time_ms(written)
    elif count := groups.get("minutes"):
        ms = int(count) * 60_000
    elif count := groups.get("seconds"):
        ms = int(count) * 1000
    else:
        ms = 60_000
    EVERY.check(ms)
    sets = groups.get("sets")
    if total := groups.get("total"):
        total_ms = int(total) * 60_000
        if total_ms % ms:
            raise InputError(f"{total} minutes are no whole number of sets: name the sets, as in EMOM x10")
        return Said(Every(ms, total_ms // ms))
    return Said(Every(ms, int(sets) if sets else None))


def _break_and_rest(match: re.Match[str]) -> Said:
    break_ms, rest_ms = time_ms(match["break"]), time_ms(match["rest"])
    BREAK.check(break_ms)
    REST.check(rest_ms)
    return Said(BreakAndRest(break_ms, rest_ms))


def _last_hold(match: re.Match[str]) -> Said:
    end = match.groupdict().get("end")
    if end and end.lower() in ("top", "bottom"):
        raise InputError(f"“{end}” differs from lift to lift: write stretched or shortened")
    return Said(LastRepHold(time_ms(match["time"]), _ENDS[end.lower()] if end else None))


def _halves(match: re.Match[str]) -> Said:
    end = match["end"]
    if end and end.lower() in ("top", "bottom"):
        raise InputError(f"“{end}” differs from lift to lift: write stretched or shortened")
    return Said(Halves(_ENDS[end.lower()] if end else None))


def _pause(match: re.Match[str]) -> Said:
    written = re.sub(r"\s*-?\s*(?:ct|count)$", "", match["time"], flags=re.IGNORECASE)
    place = match["end"]
    return Said(Pause(time_ms(written), place.lower() if place else None))


def _value(value: object) -> Callable[[re.Match[str]], Said]:
    return lambda _: Said(value)


_EMOM_SETS: Final = (
    rf"(?:\s*(?:x|for|,)?\s*(?:x\s*)?(?P<sets>{NUMBER})(?:\s*(?:sets?|rounds?)\b)?"
    rf"(?!\s*(?:reps?\b|{MINUTES}|min|[x:.,/%+–-]\s*[0-9]|kg|lb)))?"
)
_EMOM: Final = r"E(?:(?P<minutes>[2-9]|10)?M|(?P<seconds>[0-9]{2,3})S)OM"
_LAST: Final = r"(?:(?:on\s+|the\s+)*(?:last|final)\s+rep\b\s*:?\s*)"

DETAILS: Final = (
    _detail(
        PartKind.BREAK,
        rf"(?={_WITH_UNIT})(?P<break>{TIME})\s*/\s*(?P<rest>{TIME})(?![0-9])",
        _break_and_rest,
    ),
    _detail(PartKind.BREAK, rf"(?P<time>{TIME})\s*breaks?\b{_NO_TIME}", _time(BREAK)),
    *_named_time(r"(?:mini-?\s*)?breaks?", PartKind.BREAK, BREAK),
    _detail(PartKind.REST, rf"{RANGE}\s*(?:of\s+)?rest\b{_NO_TIME}", _lower_end(REST)),
    _detail(
        PartKind.REST,
        rf"(?P<time>{TIME})\s*(?:of\s+)?rest\b{_NO_TIME}(?:\s*(?:period|between\s+sets|after\s+each\s+set))?",
        _time(REST),
    ),
    *(
        Detail(
            found.kind,
            re.compile(rf"{found.pattern.pattern}(?:\s*rest\b)?(?:\s*between\s+sets)?", re.IGNORECASE),
            found.read,
        )
        for found in _named_time(r"rest(?:\s+(?:period|time|interval))?", PartKind.REST, REST)
    ),
    _detail(PartKind.REST, r"no\s+rest\b", _value(0)),
    *_named_time(r"count[\s-]*in", PartKind.COUNT_IN, COUNT_IN),
    *_named_time(r"(?:get[\s-]*)?ready", PartKind.READY, READY),
    *_named_time("changeover", PartKind.CHANGEOVER, CHANGEOVER),
    _detail(
        PartKind.EVERY,
        rf"(?P<total>{NUMBER})\s*(?:-\s*)?(?:minutes?|mins?|m|')\s*(?:of\s+)?{_EMOM}\b",
        _every,
    ),
    _detail(
        PartKind.EVERY,
        rf"{_EMOM}\b\s*(?:for\s*)?(?P<total>{NUMBER})\s*(?:minutes?|mins?|m|')(?![a-z])",
        _every,
    ),
    _detail(PartKind.EVERY, rf"{_EMOM}\b{_EMOM_SETS}", _every),
    _detail(PartKind.EVERY, rf"every\s+(?:minute(?:\s+on\s+the\s+minute)?|min)\b{_EMOM_SETS}", _every),
    _detail(PartKind.EVERY, rf"every\s*(?P<time>{TIME}){_EMOM_SETS}", _every),
    _detail(
        PartKind.EFFORT,
        rf"@?\s*(?:RPE|RIR)\s*[:@=]?\s*(?P<low>{_HALF})(?:\s*[-–/]\s*(?P<high>{_HALF}))?(?![0-9])",
        _effort,
    ),
    _detail(
        PartKind.EFFORT,
        rf"@?\s*(?P<low>{_HALF})(?:\s*[-–]\s*(?P<high>{_HALF}))?\s*(?:RPE|RIR)\b(?!\s*[0-9])",
        _effort,
    ),
    _detail(
        PartKind.LOAD,
        rf"@?\s*(?P<plus>\+)?\s*(?P<hands>2\s*[x*]\s*)?(?P<low>{_LOAD_NUMBER})\s*[-–]\s*(?P<high>{_LOAD_NUMBER})\s*(?P<unit>{_KG_LB})",
        _read_load_range,
    ),
    _detail(
        PartKind.LOAD,
        rf"@?\s*(?:BW\s*)?(?P<plus>\+)?\s*(?P<hands>2\s*[x*]\s*)?"
        rf"(?P<loads>{_LISTED}(?:\s?(?:{_KG_LB})?\s?[,;/]\s?{_LISTED}){{0,40}})\s*(?P<unit>{_KG_LB})"
        r"(?:\s*(?:each|per|a)\s+hand\b)?",
        _read_loads,
    ),
    _detail(
        PartKind.SIDES,
        rf"(?:(?:each|per|every|/)\s*{_SIDE}\b|left\s+then\s+right\b|e/s\b|e\.?s\.?(?![a-z])|ea\b\.?|each\b|/\s*(?:s|l|a)\b|L/R\b)",
        _value(Sides.LEFT_THEN_RIGHT),
    ),
    _detail(PartKind.SIDES, r"both\s+sides\b", _value(Sides.BOTH)),
    _detail(
        PartKind.START,
        r"start(?:s|ing)?\s+(?:with\s+)?(?:the\s+)?(?P<start>eccentric|concentric)\b",
        lambda match: Said(Start(match["start"].lower())),
    ),
    _detail(
        PartKind.ONE_AND_A_HALF,
        rf"(?:1\s?½|1[.,]5|1\s+1/2|one[\s-]and[\s-]a[\s-]half)\s*-?\s*(?:reps?\b)(?:\s*(?:at\s+the\s+)?{_POSITION}\b)?",
        _halves,
    ),
    _detail(
        PartKind.DROP,
        r"(?:last\s+set\s+(?:is\s+a\s+)?drop(?:\s*-?\s*set)?|drop\s+(?:the\s+)?last\s+set)\b",
        _value(Drop.LAST),
    ),
    _detail(PartKind.DROP, r"drop(?:\s*-?\s*sets?)?\b", _value(Drop.ALL)),
    _detail(
        PartKind.LAST_REP,
        rf"{_LAST}(?:is\s+)?(?:held|hold)\s*(?:for\s*)?(?P<time>{TIME})(?:\s*(?:at\s+the\s+)?{_POSITION}\b)?",
        _last_hold,
    ),
    _detail(
        PartKind.LAST_REP,
        rf"{_LAST}(?P<time>{TIME})\s*(?:hold|pause|squeeze)\b(?:\s*(?:at\s+the\s+)?{_POSITION}\b)?",
        _last_hold,
    ),
    _detail(
        PartKind.LAST_REP,
        rf"hold\s+(?:the\s+)?last\s+rep\s*(?:for\s*)?(?P<time>{TIME})(?:\s*{_POSITION}\b)?",
        _last_hold,
    ),
    _detail(
        PartKind.LAST_REP,
        rf"(?P<time>{TIME})\s*(?:hold|pause|squeeze)\s+(?:on|in)\s+(?:the\s+)?last\s+rep\b(?:\s*{_POSITION}\b)?",
        _last_hold,
    ),
    _detail(PartKind.HOLD, rf"(?P<time>{TIME})\s*-?\s*(?:hold|squeeze)\b(?!\s*[0-9]){_AT}", _pause),
    _detail(PartKind.HOLD, rf"(?:hold|squeeze)\s*:?\s*(?:for\s*)?(?P<time>{TIME}){_AT}", _pause),
    _detail(
        PartKind.PAUSE,
        rf"(?P<time>{TIME}|{NUMBER}\s*-?\s*(?:ct|count))\s*-?\s*pause\b(?!\s*[0-9]){_AT}",
        _pause,
    ),
    _detail(PartKind.PAUSE, rf"pause\s*:?\s*(?:for\s*)?(?P<time>{TIME}){_AT}", _pause),
)
"""In the order in which they are tried."""

MAY_BEGIN: Final = re.compile(
    r"[0-9@+/:#]|(?:mini|break|no\b|rest|count|get|ready|change|E[0-9]*[MS]OM|every|RPE|RIR|BW|each|per\b|left|e/?\.?s|ea"
    r"|L/R|both|start|one|last|final|on\b|the\b|drop|hold|squeeze|pause)",
    re.IGNORECASE,
)
"""How any of the details begins: what does not begin so need not be tried."""

BARE_REST: Final = (
    _detail(
        PartKind.REST,
        rf"(?P<low>{NUMBER})\s*[-–]\s*(?P<high>{NUMBER})\s*(?P<unit>{SECONDS}|min(?:utes?|s)?\b)",
        _lower_end(REST),
    ),
    _detail(PartKind.REST, rf"(?P<time>{NUMBER}\s*(?:{SECONDS}|min(?:utes?|s)?\b|'(?!')))", _time(REST)),
)
"""A time with its unit and nothing else is a rest, unless it can be something else."""

WARM_UP: Final = re.compile(
    r"warm[\s-]*ups?\b(?:\s*sets?\b)?\s*:?\s*(?P<counts>[0-9]{1,3}(?:\s*(?:s\b|sec\b))?(?:\s*,\s*[0-9]{1,3}(?:\s*(?:s\b|sec\b))?)*"
    r"|(?P<sets>[0-9])\s*[x*]\s*(?P<reps>[0-9]{1,3}))(?![\w:%]|\s*(?:[x*]\s*[0-9]|sets?\b|kg|lb|min))",
    re.IGNORECASE,
)

REMARKS: Final = re.compile(
    r"(?:[0-9]{1,3}(?:[.,][0-9])?(?:\s*[-–]\s*[0-9]{1,3})?\s*%(?:\s*(?:of\s+)?(?:e?1?\s?RM|TM|max|BW)\b)?"
    r"|[0-9]{1,5}(?:[.,][0-9]+)?\s*(?:m|metres?|meters?|yards?|yds?|km|miles?|ft|feet)\b"
    r"|(?:myo(?:-?\s?reps?)?|clusters?(?:\s+sets?)?|rest-?\s?pause|supersets?|straight\s+sets|BW|bodyweight|slow(?:ly)?|controlled)\b)",
    re.IGNORECASE,
)
"""What is kept as a note wherever it stands."""

FILLERS: Final = re.compile(r"(?:with|w/|and|then|for|at|of|sets\b)(?![\w])", re.IGNORECASE)
"""Words that say nothing by themselves."""


def which_hold(start: int, end: int, seconds: str) -> Question:
    """Which end is the last rep held at?"""
    return Question(
        "the last rep can be held at either end",
        start,
        end,
        (f"last rep hold {seconds} stretched", "in the stretched position"),
        (f"last rep hold {seconds} shortened", "in the shortened position"),
    )
