"""Reading the training logs that Strong, Hevy and FitNotes export as CSV.

Columns are found by their names, wherever they stand. Sources: the header lines of the three programs'
exports, as their users publish them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias, TypeVar

from liftronome.domain.errors import InputError
from liftronome.domain.scheme.load import MOST_LOAD, Unit
from liftronome.store.transfer.dates import DateReader

MOST_CHARACTERS: Final = 200_000_000
"""Some ten times what a lifetime of training comes to."""


class Program(StrEnum):
    """The program that wrote a file."""

    STRONG = "Strong"
    HEVY = "Hevy"
    FITNOTES = "FitNotes"


class ForeignLogError(InputError):
    """Nothing of a file could be read. The message says why, on one line."""


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """A set as another program logged it; None and "" where it says nothing.

    `began` is the local start of its session, `number` its place within its exercise of that session, from 1.
    `load` is in `unit`, with at most two decimals; `effort` is the rating of perceived exertion.
    """

    line: int
    exercise: str
    began: datetime
    workout: str
    number: int
    warm_up: bool = False
    reps: int | None = None
    load: float | None = None
    unit: Unit | None = None
    effort: float | None = None
    seconds: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLog:
    """What a file holds: its sets in the order of the file, the rows that were not understood by their line
    and why, and what had to be decided ("weights without a unit read as kg")."""

    program: Program
    sets: Sequence[ForeignSet]
    not_understood: Mapping[int, str]
    said: Sequence[str]


_NAMES: Final[Mapping[str, str]] = {
    "date": "date",
    "start time": "date",
    "workout name": "workout",
    "title": "workout",
    "exercise name": "exercise",
    "exercise title": "exercise",
    "exercise": "exercise",
    "set order": "order",
    "set index": "order",
    "set type": "kind",
    "weight": "weight",
    "weight unit": "weight_unit",
    "reps": "reps",
    "rpe": "rpe",
    "distance": "distance",
    "distance unit": "distance_unit",
    "seconds": "seconds",
    "duration seconds": "seconds",
    "time": "seconds",
    "notes": "note",
    "exercise notes": "note",
    "comment": "note",
    "category": "category",
    "superset id": "superset",
    "workout #": "workout_number",
    "workout notes": "workout_note",
    "description": "workout_note",
    "duration": "duration",
    "end time": "end",
}
"""What a column is, by its name without its unit; the same for the three programs."""

_UNITS: Final[Mapping[str, str]] = {
    "kg": "kg",
    "kgs": "kg",
    "lb": "lb",
    "lbs": "lb",
    "km": "km",
    "miles": "miles",
    "mi": "miles",
    "meters": "m",
    "m": "m",
    "sec": "s",
    "seconds": "s",
}
_BY_PROGRAM: Final[Mapping[Program, frozenset[str]]] = {
    Program.HEVY: frozenset({"date", "exercise", "order", "kind"}),
    Program.STRONG: frozenset({"date", "exercise", "order", "workout"}),
    Program.FITNOTES: frozenset({"date", "exercise", "category"}),
}
"""The columns by which a program's file is known."""

_WARM_UP: Final = frozenset({"w", "warmup", "warm-up", "warm up"})
_NO_SET: Final = frozenset({"rest timer", "note"})
_KINDS: Final[Mapping[str, str]] = {
    "d": "drop set",
    "dropset": "drop set",
    "f": "to failure",
    "failure": "to failure",
}


Watch: TypeAlias = Callable[[float], object]
"""Is told again and again how far something has come, from 0 to 1. What it raises ends it."""

_WATCHED_EVERY: Final = 500
T = TypeVar("T")


def unwatched(_share: float) -> None:
    """Nobody watches."""


def watched(things: Iterable[T], count: int, watch: Watch) -> Iterator[T]:
    """The things, of which there are `count`, while `watch` is told how many are done."""
    for number, thing in enumerate(things):
        if number % _WATCHED_EVERY == 0:
            watch(number / max(count, 1))
        yield thing


def read_foreign_log(data: bytes, unit: Unit = Unit.KG, watch: Watch = unwatched) -> ForeignLog:
    """What a file of another program holds. `unit` is that of weights that bear none.

    Raises ForeignLogError if it is a file of none of them, or has no rows.
    """
    text = decoded(data)
    columns, separator = _columns(text)
    program = next((each for each, needed in _BY_PROGRAM.items() if needed <= columns.places.keys()), None)
    if program is None:
        raise ForeignLogError(
            "this is no training log of Strong, Hevy or FitNotes: its first line must name their columns"
        )
    # Read twice, as the rows of years would take more memory than all that is made of them.
    dates = Counter(columns.of(cells, "date") for _, cells in rows_of(text, separator))
    if not dates:
        raise ForeignLogError(f"this file of {program} has no rows below its first line")
    reader = _Reader(program, columns, unit, DateReader(dates))
    return reader.read(watched(rows_of(text, separator), dates.total(), watch))


def known_columns(line: str) -> Collection[str]:
    """The columns of a training log that a first line names."""
    return _columns(line)[0].places.keys()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column stands, and the unit in its name."""

    places: Mapping[str, int]
    units: Mapping[str, str]

    def of(self, cells: Sequence[str], name: str) -> str:
        """A row's cell in a column, "" if there is none."""
        place = self.places.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""


@dataclass(slots=True)
class _Reader:
    """Turns rows into sets. Each row is understood by itself, save for the place of a set in its exercise."""

    program: Program
    columns: _Columns
    unit: Unit
    dates: DateReader
    counts: Counter[tuple[datetime, str, str]] = field(default_factory=Counter)
    wrong: dict[int, str] = field(default_factory=dict)
    without_unit: int = 0

    def read(self, rows: Iterable[tuple[int, Sequence[str]]]) -> ForeignLog:
        sets = []
        for line, cells in rows:
            try:
                found = self._set(line, cells)
            except ValueError as error:
                self.wrong[line] = str(error)
                continue
            if found is not None:
                sets.append(found)
        said = list(self.dates.said)
        if self.without_unit:
            said.append(f"weights without a unit read as {self.unit}")
        return ForeignLog(self.program, sets, self.wrong, said)

    def _set(self, line: int, cells: Sequence[str]) -> ForeignSet | None:
        order, kind = self._cell(cells, "order").casefold(), self._cell(cells, "kind").casefold()
        if order in _NO_SET:
            return None
        exercise = " ".join(self._cell(cells, "exercise").split())
        if not exercise:
            raise ValueError("it names no exercise")
        began = self.dates.read(self._cell(cells, "date"))
        reps, seconds = self._reps(cells), self._seconds(cells)
        distance = self._distance(cells)
        if reps is None and seconds is None and not distance:
            raise ValueError("it has neither reps nor time nor distance")
        load = self._number(cells, "weight", "weight") or None
        if load is not None and not 0 <= load <= MOST_LOAD:
            raise ValueError(f"the weight {load:g} is more than {MOST_LOAD}")
        workout = self._cell(cells, "workout")
        self.counts[began, workout, exercise] += 1
        return ForeignSet(
            line=line,
            exercise=exercise,
            began=began,
            workout=workout,
            number=self.counts[began, workout, exercise],
            warm_up=order in _WARM_UP or kind in _WARM_UP,
            reps=reps,
            load=None if load is None else round(load, 2),
            unit=None if load is None else self._unit(cells),
            effort=self._effort(cells),
            seconds=seconds,
            note="; ".join(
                filter(None, (self._cell(cells, "note"), _KINDS.get(kind or order, ""), distance))
            ),
        )

    def _cell(self, cells: Sequence[str], name: str) -> str:
        return self.columns.of(cells, name)

    def _number(self, cells: Sequence[str], name: str, called: str) -> float | None:
        text = self._cell(cells, name)
        return _number(text, called) if text else None

    def _reps(self, cells: Sequence[str]) -> int | None:
        reps = self._number(cells, "reps", "number of reps")
        if not reps:
            return None
        if reps != int(reps) or not 0 < reps <= 9999:
            raise ValueError(f"“{self._cell(cells, 'reps')}” is no number of reps")
        return int(reps)

    def _seconds(self, cells: Sequence[str]) -> float | None:
        text = self._cell(cells, "seconds")
        if not text:
            return None
        parts = [_number(part, "time") for part in text.split(":")]
        if len(parts) > 3:
            raise ValueError(f"“{text}” is no time")
        seconds = sum(part * 60**place for place, part in enumerate(reversed(parts)))
        return seconds or None

    def _effort(self, cells: Sequence[str]) -> float | None:
        effort = self._number(cells, "rpe", "RPE")
        if effort is None or effort == 0:
            return None
        if not 1 <= effort <= 10 or effort * 2 != int(effort * 2):
            raise ValueError(f"“{self._cell(cells, 'rpe')}” is no RPE: 1 to 10 in halves")
        return effort

    def _unit(self, cells: Sequence[str]) -> Unit:
        written = self._cell(cells, "weight_unit").casefold() or self.columns.units.get("weight", "")
        unit = _UNITS.get(written)
        if unit in ("kg", "lb"):
            return Unit(unit)
        if written:
            raise ValueError(f"“{written}” is no unit of weight: kg or lb")
        self.without_unit += 1
        return self.unit

    def _distance(self, cells: Sequence[str]) -> str:
        distance = self._number(cells, "distance", "distance")
        if not distance:
            return ""
        unit = self._cell(cells, "distance_unit") or self.columns.units.get("distance", "")
        return f"{distance:g} {unit}".rstrip()


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises ForeignLogError."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ForeignLogError(f"byte {error.start + 1} is no text in {encoding}") from None
            break
    if "\0" in text:
        raise ForeignLogError("this is no text but a binary file")
    if len(text) > MOST_CHARACTERS:
        raise ForeignLogError(f"the file is larger than {MOST_CHARACTERS // 1_000_000} million characters")
    return text


def _columns(text: str) -> tuple[_Columns, str]:
    """The columns of the first line, and the separator with which it has the most of them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    found = [(_named(next(csv.reader([first], delimiter=each), [])), each) for each in ",;\t"]
    return max(found, key=lambda each: len(each[0].places))


def _named(headings: Sequence[str]) -> _Columns:
    places: dict[str, int] = {}
    units: dict[str, str] = {}
    for place, heading in enumerate(headings):
        words = " ".join(heading.replace("_", " ").casefold().split())
        name, unit = words, ""
        if (written := re.fullmatch(r"(.+?)\s*\(([^)]*)\)", words)) or (
            written := re.fullmatch(r"(weight|distance) (kgs?|lbs?|km|miles|mi|meters|m)", words)
        ):
            name, unit = written[1], written[2]
        column = _NAMES.get(name)
        if column is not None and column not in places:
            places[column] = place
            units[column] = unit
    return _Columns(places, units)


def rows_of(text: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows below the first, each with the number of the line that it begins on; blank ones are none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        begins, is_first = 1, True
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if not is_first:
                    yield begins, cells
                is_first = False
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ForeignLogError(f"line {reader.line_num} is no row of a CSV file: {error}") from None


_DIGITS: Final = re.compile(r"[+-]?[\d.,'’ \u00a0\u202f]*\d[\d.,'’ \u00a0\u202f]*")


def _number(text: str, called: str) -> float:
    """A number with a point or a comma before its decimals; with both, the first groups thousands."""
    if text.isascii() and text.isdigit():
        return float(text)  # as most are
    plain = re.sub(r"['’\s\u00a0\u202f]", "", text)
    if not _DIGITS.fullmatch(text):
        raise ValueError(f"“{text}” is no {called}")
    if "," in plain and "." in plain:
        grouping = "," if plain.rindex(".") > plain.rindex(",") else "."
        plain = plain.replace(grouping, "")
    try:
        number = float(plain.replace(",", "."))
    except ValueError:
        raise ValueError(f"“{text}” is no {called}") from None
    if number < 0:
        raise ValueError(f"“{text}” is no {called}: it is less than 0")
    return number
