"""A table in a sheet: its columns are found by their headings, and each row becomes a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from liftronome.domain.scheme.load import Unit
from liftronome.domain.workout.marks import is_blank, unmarked


class Column(Enum):
    """What a column says."""

    LABEL = "label"
    EXERCISE = "exercise"
    SETS = "sets"
    REPS = "reps"
    SCHEME = "scheme"
    TEMPO = "tempo"
    REST = "rest"
    LOAD = "load"
    RPE = "RPE"
    RIR = "RIR"
    NOTES = "notes"


_HEADINGS: Final[Mapping[str, Column]] = {
    **dict.fromkeys(("", "no", "nr", "ex", "label", "order", "block", "superset", "id"), Column.LABEL),
    **dict.fromkeys(
        ("exercise", "exercises", "exercise name", "movement", "movements", "lift", "name"), Column.EXERCISE
    ),
    **dict.fromkeys(("sets", "set", "working sets", "rounds"), Column.SETS),
    **dict.fromkeys(
        ("reps", "rep", "repetitions", "rep range", "target reps", "reps/time", "reps / time"), Column.REPS
    ),
    **dict.fromkeys(
        ("sets x reps", "sets/reps", "sets / reps", "sets & reps", "sets and reps", "sets reps", "scheme"),
        Column.SCHEME,
    ),
    **dict.fromkeys(("tempo", "cadence"), Column.TEMPO),
    **dict.fromkeys(("rest", "rest time", "rest period", "rest interval", "recovery"), Column.REST),
    **dict.fromkeys(("load", "weight", "kg", "lb", "lbs", "intensity"), Column.LOAD),
    **dict.fromkeys(("rpe", "target rpe", "effort"), Column.RPE),
    **dict.fromkeys(("rir", "target rir"), Column.RIR),
    **dict.fromkeys(
        ("notes", "note", "comments", "comment", "remarks", "cues", "cue", "coaching notes", "coach notes"),
        Column.NOTES,
    ),
}
_NOTHING: Final = re.compile(r"[-–—−/.]*|n/?a|none", re.IGNORECASE)
_UNIT: Final = re.compile(r"[(\[]\s*([^)\]]*?)\s*[)\]]")
_NUMBERS: Final = re.compile(
    r"[+]?(?:[0-9]{1,2}\s*[xX×]\s*)?[0-9]+(?:[.,][0-9]+)?(?:\s*[,/–-]\s*[0-9]+(?:\.[0-9]+)?)*"
)
_TIME: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?:\s*[-–]\s*[0-9]+(?:[.,][0-9]+)?)?")
_COUNT: Final = re.compile(r"[0-9]{1,2}")
_PAIR: Final = re.compile(r"[0-9]\s*[xX×]\s*[0-9A-Za-z]")
_SEPARATORS: Final = ("|", "\t", ";")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a line: `text` is to be read, `notes` is kept as it is, `said` are the choices made in it, and
    `why` is what keeps it from being a line. `is_heading`: nothing but the exercise's cell is filled."""

    text: str
    notes: str = ""
    said: tuple[str, ...] = ()
    why: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table: what each says, and how its heading is written."""

    separator: str
    columns: tuple[Column | None, ...]
    headings: tuple[str, ...]
    unit: Unit

    def cells(self, line: str) -> list[str] | None:
        """The cells of a line of this table, None for any other line."""
        return _cells(line, self.separator)

    def row(self, cells: Sequence[str]) -> Row:
        """What a row says, as a line."""
        by_column: dict[Column, str] = {}
        heading_of: dict[Column, str] = {}
        notes: list[str] = []
        for number, cell in enumerate(cells):
            if _NOTHING.fullmatch(cell):
                continue
            column = self.columns[number] if number < len(self.columns) else None
            heading = self.headings[number] if number < len(self.headings) else ""
            if column is Column.NOTES:
                notes.append(cell)
            elif column is None or column in by_column:
                notes.append(f"{heading}: {cell}" if heading else cell)
            else:
                by_column[column], heading_of[column] = cell, heading
        return self._line(by_column, heading_of, notes)

    def _line(self, cells: Mapping[Column, str], headings: Mapping[Column, str], notes: Sequence[str]) -> Row:
        exercise = cells.get(Column.EXERCISE, "")
        label = cells.get(Column.LABEL, "").rstrip(".):")
        said: list[str] = []
        parts = [f"{label}. {exercise}" if label else exercise]
        counts, why = _counts(cells, exercise)
        parts.append(counts)
        if tempo := cells.get(Column.TEMPO):
            parts.append(tempo if re.match(r"@|tempo", tempo, re.IGNORECASE) else f"@ {tempo}")
        if load := cells.get(Column.LOAD):
            parts.append(self._load(load, headings[Column.LOAD], said))
        for column in (Column.RPE, Column.RIR):
            if effort := cells.get(column):
                parts.append(
                    effort if re.search(r"[a-z@]", effort, re.IGNORECASE) else f"{column.value} {effort}"
                )
        if rest := cells.get(Column.REST):
            parts.append(_rest(rest, headings[Column.REST]))
        if not exercise:
            why = "there is no exercise in this row"
        is_heading = [*cells] == [Column.EXERCISE]
        return Row(" ".join(filter(None, parts)), "; ".join(notes), tuple(said), why, is_heading)

    def _load(self, cell: str, heading: str, said: list[str]) -> str:
        """A load with its unit: that of the heading, else the usual one, which is said."""
        if not _NUMBERS.fullmatch(cell):
            return cell
        found = re.search(r"\b(kg|kgs|lbs?|%)(?!\w)", heading, re.IGNORECASE)
        if found:
            return f"{cell}{found[1].lower().rstrip('s')}"
        said.append(f"“{cell}” read as {cell} {self.unit}")
        return f"{cell}{self.unit}"


def table_of(line: str, unit: Unit) -> Table | None:
    """The table that a line of headings begins, None for other lines: they name exercise and one more."""
    for separator in _SEPARATORS:
        cells = _cells(line, separator)
        if cells is None:
            continue
        columns = tuple(_column(cell) for cell in cells)
        known = {column for column in columns if column is not None}
        if Column.EXERCISE in known and len(known - {Column.LABEL}) > 1:
            return Table(separator, columns, tuple(cells), unit)
    return None


def has_tabs(line: str) -> bool:
    """True for a row of a spreadsheet."""
    return "\t" in line.strip()


def _cells(line: str, separator: str) -> list[str] | None:
    if separator not in line:
        return None
    if separator == "|":
        text = line.strip().removeprefix("|")
        text = text.removesuffix("|") if not text.endswith("\\|") else text
        written = [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", text)]
    elif '"' in line:
        cell = re.compile(rf'(?:^|{separator})(?:"((?:[^"]|"")*)"(?={separator}|$)|([^{separator}]*))')
        found = cell.finditer(line.strip(" \r\n"))
        written = [each[2] if each[1] is None else each[1].replace('""', '"') for each in found]
    else:
        written = line.split(separator)
    return [unmarked(cell) if not is_blank(cell) else cell.strip() for cell in written]


def _column(heading: str) -> Column | None:
    plain = " ".join(re.sub(r"[#*_.:]", " ", _UNIT.sub(" ", heading.replace("×", "x"))).casefold().split())
    return _HEADINGS.get(plain)


def _counts(cells: Mapping[Column, str], exercise: str) -> tuple[str, str]:
    """Sets and reps as a line says them, and what is lacking in them."""
    sets, reps = cells.get(Column.SETS, ""), cells.get(Column.REPS, "")
    if scheme := cells.get(Column.SCHEME):
        return " ".join(filter(None, (scheme, sets, reps))), ""
    if _PAIR.search(sets) or _PAIR.search(reps):
        return " ".join(filter(None, (sets, reps))), ""
    if not sets and not reps:
        return "", "" if re.search(r"[0-9]", exercise) else "no sets and reps are given in this row"
    if not reps:
        return "", f"no reps are given for {sets} sets"
    if not sets and not re.search(r"[0-9]\s*[,/+]\s*[0-9]|[0-9]\s+sets", reps):
        return "", f"no number of sets is given for {reps} reps"
    if not sets:
        return reps, ""
    number = re.sub(r"\s*(?:sets?|rounds?|x|×)$", "", sets, flags=re.IGNORECASE)
    if not _COUNT.fullmatch(number):
        return "", f"“{sets}” is no number of sets"
    return f"{number}x{reps}", ""


def _rest(cell: str, heading: str) -> str:
    if re.match(r"rest\b", cell, re.IGNORECASE) or not re.match(r"[0-9:]", cell):
        return cell
    found = re.search(r"[(\[]\s*(min|m|s|sec)", heading, re.IGNORECASE)
    if found and _TIME.fullmatch(cell):
        return f"rest {cell} {'min' if found[1].lower().startswith('m') else 's'}"
    return f"rest {cell}"
