"""Reading a sheet: line by line what was understood, what was kept as a note, and what was not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.line import LineError, PartKind
from liftronome.domain.line.names import ExerciseNames
from liftronome.domain.line.reader import LineReading, read_details, read_line
from liftronome.domain.plan import SessionPlan, session_plan
from liftronome.domain.scheme.load import Unit
from liftronome.domain.workout.marks import as_line, is_blank, is_heading, unmarked
from liftronome.domain.workout.table import Row, Table, has_tabs, table_of

MAX_SHEET_LINE: Final = 1500
"""A longer line is no line of a sheet: its cells and remarks have room in this."""

NO_SETS: Final = "it has no sets: write them behind it or on the line below, as in Back squat 3x8 @ 3010"
NO_TABLE: Final = "the columns have no headings: put a line with exercise, sets, reps … above them"

_BARE: Final = frozenset({PartKind.LABEL, PartKind.EXERCISE, PartKind.NAME, PartKind.NOTE})
_COUNTED: Final = frozenset({PartKind.SETS, PartKind.REPS, PartKind.EVERY, PartKind.HOLD, PartKind.WARM_UP})
_WORK: Final = re.compile(
    r"[0-9]\s*[xX×]\s*[0-9A]|@|[0-9]\s*sets?\b|\b(?:AMRAP|EMOM|E[0-9]MOM)\b|\b[0-9xX]{2,4}[xX][0-9xX]*\b"
    r"|(?<![-/0-9])[0-9]{1,2}([-/])[0-9]{1,2}\1[0-9xX]{1,2}\1[0-9]{1,2}(?![0-9])",
    re.IGNORECASE,
)
"""What a prescription has, and hardly a remark."""

_LABEL: Final = re.compile(r"\(?[A-Za-z][0-9]{1,2}\s*[.):]?\s|[A-Z]\s*[.):]\s")
_ANY_LABEL: Final = re.compile(r"(?:[A-Za-z]?[0-9]{1,2}|[A-Za-z]|[0-9]{1,2}[A-Za-z])\s*[.):]\s*")
_PLACE: Final = re.compile(r" at place [0-9]+")
_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An exercise of a sheet with its sets. `line` (from 1) and `text` are where its exercise stands;
    `as_line` has all that is said of it on one line, without its label."""

    label: str | None
    line: int
    text: str
    as_line: str
    plan: SessionPlan
    notes: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line that is kept as a note."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """A line that was not understood, and what would be right."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was understood. Each line with letters or digits stands in one of these, but for headings
    of tables, and lines that belong to the entry above them."""

    title: str
    entries: tuple[SheetEntry, ...]
    notes: tuple[SheetLine, ...]
    not_understood: tuple[SheetProblem, ...]


def read_sheet(text: str, names: ExerciseNames, unit: Unit = Unit.KG) -> Sheet:
    """What a sheet says; nothing in it raises. `unit` is that of loads that are written without one."""
    reader = SheetReader(names, unit)
    for number, line in enumerate(text.splitlines(), start=1):
        reader.take(number, line)
    return reader.sheet()


@dataclass(slots=True)
class _Open:
    """The exercise to which lines below it may belong."""

    line: int
    written: str
    text: str
    reading: LineReading
    is_first: bool
    has_problem: bool = False
    notes: str = ""

    @property
    def as_line(self) -> str:
        """Its text without the label, and with the notes that stand elsewhere."""
        label = next((part.end for part in self.reading.parts if part.kind is PartKind.LABEL), 0)
        line = self.text[label:].strip()
        return f"{line} // {self.notes}" if self.notes else line

    @property
    def kinds(self) -> set[PartKind]:
        return {part.kind for part in self.reading.parts}

    @property
    def is_alone(self) -> bool:
        return self.kinds <= _BARE


@dataclass
class SheetReader:
    """Reads a sheet line by line, for whoever cannot wait until all of it is read."""

    names: ExerciseNames
    unit: Unit
    title: str = ""
    entries: list[SheetEntry] = field(default_factory=list)
    notes: list[SheetLine] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    _open: _Open | None = None
    _table: Table | None = None
    _has_begun: bool = False
    _read: dict[str, LineReading | LineError] = field(default_factory=dict)

    def take(self, number: int, line: str) -> None:
        """Read the next line."""
        if is_blank(line):
            if self._open is not None and not self._open.is_alone:
                self._close()
            return
        if len(line) > MAX_SHEET_LINE:
            self._close()
            self._fail(number, line[:MAX_SHEET_LINE], f"it is longer than {MAX_SHEET_LINE} characters")
            return
        if table := table_of(line, self.unit):
            self._close()
            self._table, self._has_begun = table, True
            return
        cells = self._table.cells(line) if self._table else None
        if self._table is not None and cells is not None:
            self._take_row(number, line, self._table.row(cells))
            return
        self._table = None
        self._take_line(number, line)

    def sheet(self) -> Sheet:
        """What all lines came to."""
        self._close()
        return Sheet(
            self.title,
            tuple(self.entries),
            tuple(sorted(self.notes, key=lambda note: note.line)),
            tuple(sorted(self.problems, key=lambda problem: problem.line)),
        )

    def _take_row(self, number: int, line: str, row: Row) -> None:
        if not row.text and row.notes:
            self.notes.append(SheetLine(number, row.notes))
            return
        if not row.text:
            return
        written = line.strip()
        if row.is_heading and self.names.leading(row.text.split()[:_MOST_WORDS]) is None:
            self._note(number, "; ".join(filter(None, (row.text, row.notes))))
            return
        if row.why:
            self._fail(number, written, row.why)
            return
        try:
            reading = self._reading(row.text)
        except LineError as error:
            self._fail(number, written, str(error))
            return
        notes = "; ".join(filter(None, (reading.notes, row.notes)))
        reading = replace(reading, notes=notes, said=(*row.said, *reading.said))
        self._add(_Open(number, written, row.text, reading, is_first=False, notes=row.notes))

    def _take_line(self, number: int, line: str) -> None:
        text = as_line(unmarked(line))
        try:
            reading = self._reading(text)
        except LineError as error:
            if not self._continues(number, line.strip(), text):
                self._close()
                self._take_unread(number, line, text, error)
            self._has_begun = True
            return
        self._close()
        self._open = _Open(number, line.strip(), text, reading, is_first=not self._has_begun)
        self._has_begun = True

    def _continues(self, number: int, written: str, text: str) -> bool:
        """True if a line says something of the exercise above it, or tries to."""
        above = self._open
        if above is None:
            return False
        exercise = above.reading.preset.exercise
        try:
            details = read_details(text, exercise, self.unit)
        except LineError as error:
            if not _begins_prescription(text):
                return False
            above.has_problem = True
            self._fail(number, written, str(error))
            return True
        if {part.kind for part in details.parts} <= {PartKind.NOTE}:
            return False
        joined = f"{above.text} {text}"
        try:
            reading = self._reading(joined)
        except LineError as error:
            above.has_problem = True
            self._fail(number, written, str(error))
            return True
        above.text, above.reading = joined, reading
        return True

    def _take_unread(self, number: int, line: str, text: str, error: LineError) -> None:
        if has_tabs(line) and _has_digit(line):
            self._fail(number, line.strip(), NO_TABLE)
        elif self._is_meant_as_entry(text):
            self._fail(number, line.strip(), self._why(number, error))
        else:
            self._note(number, unmarked(line), is_heading=is_heading(line))

    def _why(self, number: int, error: LineError) -> str:
        """What is wrong in a line; of a prescription alone below a remark, that this is no exercise."""
        last = self.notes[-1] if self.notes else None
        if str(error).startswith("the line needs an exercise") and last and last.line == number - 1:
            try:
                self.names.find(last.text[:60])
            except InputError as unknown:
                return f"these sets need an exercise above them, and {unknown}"
        return str(error)

    def _is_meant_as_entry(self, text: str) -> bool:
        if _LABEL.match(text) or _begins_prescription(text):
            return True
        if _WORK.search(text):
            return True
        words = _ANY_LABEL.sub("", text, count=1).split() if _ANY_LABEL.match(text) else text.split()
        found = self.names.leading(words[:_MOST_WORDS])
        return found is not None and (found[1] > 1 or _has_digit(text))

    def _note(self, number: int, text: str, *, is_heading: bool = False) -> None:
        if not self.title and (not self._has_begun or (is_heading and not self.entries)):
            self.title = text.rstrip(":").rstrip()
            self._has_begun = True
            return
        self.notes.append(SheetLine(number, text))

    def _fail(self, number: int, text: str, why: str) -> None:
        self.problems.append(SheetProblem(number, text, _PLACE.sub("", why)))

    def _close(self) -> None:
        above, self._open = self._open, None
        if above is None:
            return
        if not above.is_alone:
            self._add(above)
        elif above.is_first and not self.title and not above.has_problem:
            self.title = unmarked(above.written)
        elif not above.has_problem:
            self._fail(above.line, above.written, NO_SETS)
        else:
            self._fail(above.line, above.written, "its sets could not be read: see the line below")

    def _add(self, found: _Open) -> None:
        reading = found.reading
        said = reading.said
        if not found.kinds & _COUNTED:
            scheme = reading.preset.scheme
            said = (*said, f"no sets written: {len(scheme.sets)} sets of {scheme.first_reps} reps taken")
        try:
            plan = session_plan(reading.preset)
        except InputError as error:
            self._fail(found.line, found.written, str(error))
            return
        self.entries.append(
            SheetEntry(
                reading.label, found.line, found.written, found.as_line, plan, reading.notes, tuple(said)
            )
        )

    def _reading(self, text: str) -> LineReading:
        """What a line says; programmes repeat their lines week by week. Raises LineError."""
        found = self._read.get(text)
        if found is None:
            try:
                found = read_line(text, self.names, self.unit)
            except LineError as error:
                found = error
            self._read[text] = found
        if isinstance(found, LineError):
            raise found
        return found


def _begins_prescription(text: str) -> bool:
    return bool(
        re.match(
            r"[0-9]+\s*[xX×]\s*[0-9A]|@|[0-9]+\s*sets?\b|(?:tempo|rest|RPE|RIR|break)\b\s*:?\s*[0-9xX:]",
            text,
            re.I,
        )
    )


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
