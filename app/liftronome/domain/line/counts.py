"""Sets and reps in a line: `3x8-10`, `12,10,8`, `4x2+2+2`, `3xAMRAP`, `3x40s`, `1x5, 3x8`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.limits import REPS, SETS
from liftronome.domain.line.text import Question, ends_word
from liftronome.domain.line.times import NUMBER, SECONDS, time_ms
from liftronome.domain.scheme.load import Load, Unit
from liftronome.domain.scheme.scheme import LIMIT, MINI_SETS, MiniSet, WorkingSet
from liftronome.domain.tempo import seconds_text

OPEN_WORD: Final = (
    r"(?:AMRAP|as\s+many\s+(?:reps\s+)?as\s+(?:possible|you\s+can)|max(?:imum)?|(?:to\s+)?failure|F)"
)
_TIMES: Final = r"\s*[xX*]\s*"
_COUNT: Final = re.compile(
    rf"({NUMBER})(?:{_TIMES}|\s*sets?\b(?:\s*(?:of|to|@|x|,)(?![a-z]))?\s*|\s*rounds?\s*(?:of\s*)?)",
    re.IGNORECASE,
)
_SETS_ALONE: Final = re.compile(rf"({NUMBER})\s*(?:working\s+)?(?:sets?|rounds?)\b", re.IGNORECASE)
_SURELY_TEMPO: Final = r"(?:[0-9]{2}[xX]0|(?:0[0-9]|2[1-9]|[3-9][0-9])[xX][0-9]|[0-9]{2}X[0-9])(?![0-9])"
_CLOCK: Final = re.compile(rf"{NUMBER}:[0-5][0-9](?![0-9])")
_NOT_LENGTH: Final = (
    r"(?!\s*(?:(?:rest|break)(?!\s*:?\s*[0-9])|pause|hold|squeeze|down|up|lower|lift|ecc|conc|neg|pos|count"
    r"|/\s*[0-9]))"
)
_LONG_MINUTES: Final = r"(?:(?:minutes?|mins?)(?![a-z])|'(?!'))"
_SECONDS: Final = re.compile(
    rf"({NUMBER}(?:[.,][0-9]{{1,3}})?)(?:\s*[-–]\s*({NUMBER}))?\s*({SECONDS}|{_LONG_MINUTES}){_NOT_LENGTH}",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    rf"({NUMBER})(?:\s*(?:[-–]|to\b)\s*({NUMBER}))?"
    r"(?![0-9%:]|\s?[-–]\s?[0-9xX*]|\.[0-9]|\s*(?:kgs?|kilos?|lbs?|pounds?|%)(?![a-z])|#)",
    re.IGNORECASE,
)
_SET_APART: Final = re.compile(
    rf"({NUMBER})(?=\s+[-–]+\s+(?:(?:tempo|@)|[0-9xX*]{{4}}(?![0-9])"
    r"|[0-9xX*]{1,3}(?:\s?[-–]\s?[0-9xX*]{1,3}){2,3}(?![0-9])"
    r"|[0-9]{1,4}(?:[.,][0-9]{1,2})?\s*(?:kgs?|kilos?|lbs?|pounds?|%)(?![a-z])"
    rf"|(?P<other>{NUMBER})(?:[:.,][0-9]+)?\s*(?P<time>{SECONDS}|{_LONG_MINUTES})?))",
    re.IGNORECASE,
)
"""Reps with a dash between blanks behind them, and then a tempo, a load or a time: `4x5 - 3010 - 60s`."""

_OPEN: Final = re.compile(OPEN_WORD, re.IGNORECASE)
_DOTTED: Final = re.compile(rf"{NUMBER}(?:\.{NUMBER}){{2,}}(?![0-9.])")
_PLUS: Final = re.compile(r"(?:\+|\s+\+\s*)(?=[0-9AMFamf])")
_LAST_OPEN: Final = re.compile(
    rf"(?:\s*[,;–-]\s*|\s+)(?:the\s+)?last\s+set\s*:?\s*(?:is\s+)?{OPEN_WORD}", re.IGNORECASE
)
_TIME_BEHIND: Final = re.compile(r"\s*(?:seconds?|secs?|s|minutes?|mins?)(?![a-z])", re.IGNORECASE)
_OPEN_PLUS: Final = re.compile(r"\+(?!\s*[0-9]*[.,]?[0-9]+\s*(?:kg|lb))")
_TEMPO_BEHIND: Final = (
    r"\s*:?\s*[0-9]{1,3}(?:\s*[-–]\s*[0-9]{1,3})?\s*(?:@|tempo|\s[0-9xX*][0-9xX*-])"  # reps 6-8 5010
)
_REPS_WORD: Final = re.compile(rf"\s*(?:reps?|r|repetitions?)\b\.?(?!{_TEMPO_BEHIND})", re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*,\s*")
_NEXT_BLOCK: Final = re.compile(
    rf"(?:\s*[,;]\s*|\s+(?:[Tt]hen|and|\+)\s+)(?!{_SURELY_TEMPO})(?={NUMBER}{_TIMES}[0-9AMFamf])"
)
_LOAD: Final = re.compile(
    rf"{_TIMES}([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?)\s*(kg|lbs?)?(?![\w.,:])", re.IGNORECASE
)
_EACH: Final = re.compile(r"\s*/\s*([0-9]{1,3})(?![\w/.:%]|-[0-9])")

_MOST_USUAL_REPS: Final = 20
LEAST_BARE_LOAD: Final = 20
"""A third number of at least so many is a load; a smaller one may be anything."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a line says of its sets and reps at one place.

    `sets` is empty if only a number of sets is said; `number` is None if none is said. `each` side was
    written as `8/8`.
    """

    sets: tuple[WorkingSet, ...] = ()
    number: int | None = None
    loads: tuple[Load, ...] = ()
    each: bool = False
    said: tuple[str, ...] = field(default=())
    is_list: bool = False


def read_counts(text: str, at: int, unit: Unit, *, is_hold: bool = False) -> tuple[Counts, int] | None:
    """What stands at a place of sets and reps, and where it ends; None if nothing does.

    For a hold a bare number is seconds. Raises InputError and Question.
    """
    found = _block(text, at, unit, is_hold=is_hold)
    if found is None:
        return None
    counts, end = found
    while counts.number is not None and counts.sets and (mark := _NEXT_BLOCK.match(text, end)):
        further = _block(text, mark.end(), unit, is_hold=is_hold)
        if further is None or not further[0].sets:
            break
        more, end = further
        SETS.check(len(counts.sets) + len(more.sets))
        loads = counts.loads + more.loads
        counts = replace(
            counts, sets=counts.sets + more.sets, said=counts.said + more.said, loads=loads, number=0
        )
    if counts.number == 0:
        counts = replace(counts, number=len(counts.sets))
    if counts.sets and (last := _LAST_OPEN.match(text, end)) and ends_word(text, last.end()):
        *others, _ = counts.sets * (counts.number if len(counts.sets) == 1 and counts.number else 1)
        counts, end = replace(counts, sets=(*others, WorkingSet((MiniSet(),), open=True))), last.end()
    SETS.check(len(counts.sets) or counts.number or 1)
    return counts, end


def _block(text: str, at: int, unit: Unit, *, is_hold: bool) -> tuple[Counts, int] | None:
    """Sets and reps, else the number of sets alone."""
    if found := _sets_and_reps(text, at, unit, is_hold=is_hold):
        return found
    alone = _SETS_ALONE.match(text, at)
    if alone is None:
        return None
    SETS.check(int(alone[1]))
    return Counts(number=int(alone[1])), alone.end()


def _sets_and_reps(text: str, at: int, unit: Unit, *, is_hold: bool) -> tuple[Counts, int] | None:
    count = _COUNT.match(text, at)
    number = int(count[1]) if count else None
    items, end, said = _items(text, count.end() if count else at, number, is_hold=is_hold)
    if not items:
        return None
    end, has_word = _behind_reps(text, end)
    is_each, end = _each(text, end, items)
    is_list = len(items) > 1 or len(items[0].mini_sets) > 1
    if number is None and not (has_word or is_each or is_list or items[0].open):
        return None
    if number is None and items[0].open and not has_word and _is_bare_word(text, at, end):
        return None
    loads: tuple[Load, ...] = ()
    if number is not None and (load := _LOAD.match(text, end)):
        loads, told = _bare_load(text, at, load, unit)
        said, end = (*said, *told), load.end()
    if not ends_word(text, end) and not re.match(r"(?:e/?s|ea|each)\b", text[end:], re.IGNORECASE):
        return None
    return Counts(_sets(items, number), number, loads, is_each, said, is_list), end


def _each(text: str, at: int, items: list[WorkingSet]) -> tuple[bool, int]:
    """Whether the same reps are said again behind a slash, one number for each side, and where that ends."""
    match = _EACH.match(text, at)
    if match is None or len(items) > 1 or items[0].mini_sets[0].reps != int(match[1]):
        return False, at
    return True, _behind_reps(text, match.end())[0]


def _is_bare_word(text: str, at: int, end: int) -> bool:
    return text[at:end].strip().lower() in ("max", "maximum", "f", "failure")


def _behind_reps(text: str, at: int) -> tuple[int, bool]:
    word = _REPS_WORD.match(text, at)
    return (word.end(), True) if word else (at, False)


def _items(
    text: str, start: int, number: int | None, *, is_hold: bool
) -> tuple[list[WorkingSet], int, tuple[str, ...]]:
    """The sets of a list, where it ends, and what was chosen."""
    items: list[WorkingSet] = []
    said: tuple[str, ...] = ()
    at = end = start
    while found := _item(text, at, is_hold=is_hold):
        item, told, behind = found
        if items and re.match(r"\s*[xX*]\s*[0-9]", text[behind:]):
            break
        if items and item.is_timed is not items[0].is_timed:
            break
        items.append(item)
        SETS.check(len(items))
        said, end = (*said, *told), behind
        comma = _COMMA.match(text, end)
        if comma is None or _NEXT_BLOCK.match(text, end):
            break
        if number is not None and item.is_timed and comma.end() > end + 1:
            break
        at = comma.end()
    return items, end, said


def _item(text: str, at: int, *, is_hold: bool) -> tuple[WorkingSet, tuple[str, ...], int] | None:
    if dotted := _DOTTED.match(text, at):
        minis = tuple(_counted(int(part), None, is_hold=is_hold) for part in dotted[0].split("."))
        return WorkingSet(minis), (), dotted.end()
    found = _mini(text, at, is_hold=is_hold)
    if found is None:
        return None
    minis_found, said, is_open, end = [found[0]], found[2], found[1], found[3]
    while not is_open and (plus := _PLUS.match(text, end)):
        following = _mini(text, plus.end(), is_hold=is_hold)
        if following is None or re.match(r"\s*[xX*]\s*[0-9]", text[following[3] :]):
            break
        mini, is_open, told, end = following
        minis_found.append(mini)
        MINI_SETS.check(len(minis_found))
        said = (*said, *told)
    if not is_open and not minis_found[-1].limit_ms and (plus := _OPEN_PLUS.match(text, end)):
        if re.match(r"\s*\+[0-9]", text[end:]):
            return WorkingSet(tuple(minis_found)), said, end
        is_open, end = True, plus.end()
        last = minis_found[-1]
        minis_found[-1] = MiniSet(last.least or last.reps)
    return WorkingSet(tuple(minis_found), open=is_open), said, end


def _mini(text: str, at: int, *, is_hold: bool) -> tuple[MiniSet, bool, tuple[str, ...], int] | None:
    """A mini-set, whether it is open, what was chosen, and where it ends."""
    if not is_hold and (apart := _SET_APART.match(text, at)) and _is_no_range(apart):
        return _counted(int(apart[1]), None), False, (), apart.end()
    if clock := _CLOCK.match(text, at):
        return _timed(time_ms(clock[0])), False, (), clock.end()
    if seconds := _SECONDS.match(text, at):
        ms = time_ms(f"{seconds[2] or seconds[1]}{seconds[3]}")
        told = (f"{seconds[1]}–{seconds[2]} s read as {seconds_text(ms)}",) if seconds[2] else ()
        return _timed(ms), False, told, seconds.end()
    if word := _OPEN.match(text, at):
        return (MiniSet(), True, (), word.end()) if ends_word(text, word.end()) else None
    match = _RANGE.match(text, at)
    if match is None or _TIME_BEHIND.match(text, match.end()):
        return None
    low, high = int(match[1]), int(match[2]) if match[2] else None
    if high is None or is_hold:
        told = (f"{low}–{high} s read as {high}",) if high else ()
        return _counted(high or low, None, is_hold=is_hold), False, told, match.end()
    if low == high:
        return _counted(low, None), False, (f"{low}–{high} read as {low}",), match.end()
    told = () if low < high else (f"{low}–{high} read as {high}–{low}",)
    return _counted(max(low, high), min(low, high)), False, told, match.end()


def _is_no_range(apart: re.Match[str]) -> bool:
    """True if the number behind a dash between blanks is not the upper end of a range of reps or seconds."""
    if apart["other"] is None:
        return True
    low, other = int(apart[1]), int(apart["other"])
    return low <= _MOST_USUAL_REPS and (apart["time"] is not None or other > max(2 * low, _MOST_USUAL_REPS))


def _counted(reps: int, least: int | None, *, is_hold: bool = False) -> MiniSet:
    if is_hold:
        return _timed(reps * 1000)
    REPS.check(reps)
    return MiniSet(reps, least)


def _timed(ms: int) -> MiniSet:
    LIMIT.check(ms)
    return MiniSet(limit_ms=ms)


def _sets(items: list[WorkingSet], number: int | None) -> tuple[WorkingSet, ...]:
    if number is None:
        return tuple(items)
    SETS.check(number)
    if len(items) == 1:
        (item,) = items
        least = item.mini_sets[-1].reps is not None
        if item.open and least and number > 1:
            return (*[replace(item, open=False)] * (number - 1), item)
        return (item,) * number
    if len(items) != number:
        raise InputError(f"{number} sets are named, and {len(items)} numbers of reps: write one for each set")
    return tuple(items)


def _bare_load(
    text: str, at: int, match: re.Match[str], unit: Unit
) -> tuple[tuple[Load, ...], tuple[str, ...]]:
    value = float(match[1].replace(",", "."))
    if match[2]:
        return (Load(value, Unit(match[2].lower()[:2])),), ()
    if value < LEAST_BARE_LOAD and value == int(value):
        written = re.sub(r"\s+", "", text[at : match.start()])
        sets, reps = (
            re.split(r"[xX*]", written, maxsplit=1) if re.search(r"[xX*]", written) else ("1", written)
        )
        raise Question(
            f"“{text[at : match.end()].strip()}” has three numbers, and the last may be a load or mini-sets",
            at,
            match.end(),
            (f"{sets}x{reps} {match[1]}{unit}", f"{match[1]} {unit}"),
            (
                f"{sets}x{'+'.join([match[1]] * int(reps))}"
                if reps.isdigit() and int(reps) <= 10
                else f"{sets}x{reps}",
                f"{reps} mini-sets of {match[1]}",
            ),
        )
    return (Load(value, unit),), (f"{match[1]} read as {match[1]} {unit}",)
