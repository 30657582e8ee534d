"""Bringing the sets of other programs' files, and of Liftronome's own CSV, into the log: each set once, and
all of a file or nothing of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4, uuid5

from liftronome.domain.exercise import Library
from liftronome.domain.log_entry import (
    DONE_REPS,
    MAX_NOTE,
    Annotation,
    LoggedSet,
    Origin,
    unknown_exercise_id,
)
from liftronome.domain.performance import SetPlan
from liftronome.domain.preset import MAX_NAME
from liftronome.domain.scheme.load import Unit, number_text
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import insert_sets
from liftronome.store.transfer.other_programs import (
    MOST_CHARACTERS,
    ForeignLogError,
    ForeignSet,
    Program,
    Watch,
    known_columns,
    read_foreign_log,
    unwatched,
    watched,
)
from liftronome.store.transfer.own_csv import PROGRAM, OwnSet, is_own_csv, read_own_csv

BEGINNING: Final = 4096
"""So many bytes of a file tell what it is."""

MOST_BYTES: Final = 4 * MOST_CHARACTERS

MAX_WRITTEN: Final = 400
"""So much of an exercise's name is kept as the other program writes it."""

_IDS: Final = UUID("6f3a2b0e-8a57-4f0b-9c1c-2d2f4f7a9e11")
"""What the ids of imported sets are made from, so that a set has the same one whenever it is imported."""

_MOMENTS: Final[Mapping[Program, str]] = {
    Program.STRONG: "%Y-%m-%d %H:%M:%S",
    Program.HEVY: "%Y-%m-%d %H:%M",
    Program.FITNOTES: "%Y-%m-%d",
}
"""How exactly a program says when a session began."""

NOTED_SECONDS: Final = re.compile(r"(?:^|; )(\d+(?:\.\d+)?) s$")
"""How the seconds of a set stand at the end of its note."""

_TELLING: Final = 3
"""No line of something else has so many names of columns."""

_AT_A_TIME: Final = 500
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class LogImportPlan:
    """What would come in: the sets that are not in the log yet, how many are there already, the rows that
    were not understood by their line and why, and what had to be decided.

    Each set of another program has its number among the sets of its exercise in that session: that program
    may write the exercise in several ways.
    """

    program: str
    sets: Sequence[tuple[ForeignSet | OwnSet, int]]
    known: int
    not_understood: Mapping[int, str]
    said: Sequence[str]


@dataclass(frozen=True, slots=True)
class LogImport:
    """What came in. `undo_log_import` takes it out again by its `id`."""

    id: str
    added: int
    known: int


def is_log_file(beginning: bytes) -> bool:
    """True if a file that begins so is a training log: its first line names columns that such a log has."""
    is_wide = beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = beginning.decode("utf-16" if is_wide else "utf-8-sig", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    return is_own_csv(first) or len(known_columns(first)) >= _TELLING


def log_file_bytes(path: Path) -> bytes | None:
    """The content of a training log, None if the file is none. Raises StoreError if it cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            beginning = file.read(BEGINNING)
            return beginning + file.read(MOST_BYTES) if is_log_file(beginning) else None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(f"{path} cannot be read: {reason.lower()}") from error


def read_log_import(
    data: bytes, database: Database, library: Library, unit: Unit = Unit.KG, watch: Watch = unwatched
) -> LogImportPlan:
    """What is in a file, and what of it is not in the log yet. Nothing is changed.

    `unit` is that of weights that bear none. Raises ForeignLogError if nothing of the file can be read, and
    StoreError.
    """
    if is_own_csv(data[:BEGINNING].decode("utf-8-sig", "replace").split("\n", 1)[0].strip("\r")):
        own = read_own_csv(data, watch)
        there = _ids_there(database, [each.id for each in own.sets])
        new: list[tuple[ForeignSet | OwnSet, int]] = []
        new.extend((each, each.plan.set_number) for each in own.sets if each.id not in there)
        return _plan(PROGRAM, new, len(own.sets), own.not_understood, ())
    foreign = read_foreign_log(data, unit, watch)
    wrong = dict(foreign.not_understood)
    sets = [each for each in foreign.sets if not _refused(each, wrong)]
    new = [*_not_there(sets, foreign.program, database, _Exercises(library))]
    return _plan(foreign.program, new, len(sets), wrong, foreign.said)


def apply_log_import(
    plan: LogImportPlan, database: Database, library: Library, watch: Watch = unwatched
) -> LogImport:
    """Bring in what was planned, in one transaction. Sets that have come in meanwhile are left out. Raises
    StoreError, and what `watch` raises; nothing has come in then."""
    import_id, exercises = str(uuid4()), _Exercises(library)
    with database.changing() as connection:
        sets = watched(plan.sets, len(plan.sets), watch)
        added = insert_sets(connection, (_logged(*each, plan.program, import_id, exercises) for each in sets))
    watch(1)
    return LogImport(import_id, added, plan.known + len(plan.sets) - added)


def undo_log_import(database: Database, import_id: str) -> int:
    """Take out again what an import brought in, and return how many sets that were. Raises StoreError."""
    with database.changing() as connection:
        return connection.execute("DELETE FROM logged_set WHERE import_id = ?", (import_id,)).rowcount


def _plan(
    program: str,
    new: Sequence[tuple[ForeignSet | OwnSet, int]],
    count: int,
    wrong: Mapping[int, str],
    said: Sequence[str],
) -> LogImportPlan:
    if not count:
        line = min(wrong, default=0)
        why = f": line {line}: {wrong[line]}" if wrong else ": it has no sets"
        raise ForeignLogError(f"nothing of this file of {program} can be read{why}")
    return LogImportPlan(program, new, count - len(new), dict(sorted(wrong.items())), said)


class _Exercises:
    """Which exercise of the library a written name leads to: its id, its name, and the variant."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._found: dict[str, tuple[str, str, str]] = {}

    def of(self, written: str) -> tuple[str, str, str]:
        if written not in self._found:
            match = self._library.match(written)
            self._found[written] = (
                (unknown_exercise_id(written), _short(written, MAX_NAME), "")
                if match is None
                else (match.exercise.id, match.exercise.name, _short(match.variant, MAX_NAME))
            )
        return self._found[written]


def _refused(each: ForeignSet, wrong: dict[int, str]) -> bool:
    """True, with the reason noted, for a set that the log has no room for."""
    if each.reps is not None and each.reps > DONE_REPS.most:
        wrong[each.line] = f"{each.reps} reps are more than {DONE_REPS.most}"
    elif not 1970 < each.began.year < 9999:
        wrong[each.line] = f"the year {each.began.year} is none in which a set was logged"
    return each.line in wrong


def _not_there(
    sets: Sequence[ForeignSet], program: Program, database: Database, exercises: _Exercises
) -> Iterator[tuple[ForeignSet, int]]:
    """The sets that are not in the log, neither from an earlier import, nor as the sets from which the file
    was made, with their numbers."""
    ids = [_id(each, program) for each in sets]
    there = _ids_there(database, ids)
    alike = _keys_there(sets, program, database)
    counts: Counter[tuple[datetime, str, str]] = Counter()
    for each, set_id in zip(sets, ids, strict=True):
        exercise_id = exercises.of(each.exercise)[0]
        counts[each.began, each.workout, exercise_id] += 1
        number = counts[each.began, each.workout, exercise_id]
        if set_id not in there and _key(each, number, program, exercise_id) not in alike:
            yield each, number


def _ids_there(database: Database, ids: Sequence[str]) -> set[str]:
    there: set[str] = set()
    for first in range(0, len(ids), _AT_A_TIME):
        some = ids[first : first + _AT_A_TIME]
        marks = ", ".join("?" * len(some))
        there |= {
            found for (found,) in database.rows(f"SELECT id FROM logged_set WHERE id IN ({marks})", some)
        }
    return there


def _key(each: ForeignSet, number: int, program: Program, exercise_id: str) -> tuple[object, ...]:
    """By what a set is known that was logged elsewhere: when its session began, its exercise, and its place
    in it; and what was done, where only the day is known."""
    done = (each.reps or 0, each.load, each.unit) if program is Program.FITNOTES else ()
    return (f"{each.began:{_MOMENTS[program]}}", exercise_id, number, *done)


def _keys_there(sets: Sequence[ForeignSet], program: Program, database: Database) -> set[tuple[object, ...]]:
    """The same of the sets in the log, of the days that the file is about."""
    if not sets:
        return set()
    moments = [each.began for each in (min(sets, key=_began), max(sets, key=_began))]
    rows = database.iterate(
        _DONE_SETS, (moments[0].timestamp() - _DAY_S, moments[1].timestamp() + 2 * _DAY_S)
    )
    counts: Counter[tuple[str, str]] = Counter()
    found: set[tuple[object, ...]] = set()
    for session_began, exercise_began, exercise_id, done, load, unit in rows:
        said = (done, load, unit) if program is Program.FITNOTES else ()
        moment = _moment(session_began, program)
        counts[moment, exercise_id] += 1
        for shown in {moment, _moment(exercise_began, program)}:
            found.add((shown, exercise_id, counts[moment, exercise_id], *said))
    return found


def _moment(at_s: float, program: Program) -> str:
    return f"{datetime.fromtimestamp(at_s):{_MOMENTS[program]}}"


_DONE_SETS: Final = """
WITH done AS (
    SELECT key, session_id, exercise_id, started_at, start, load, unit, coalesce(done_reps, paced_reps,
        (SELECT sum(complete) FROM logged_rep WHERE set_key = key), 0) AS reps,
        coalesce(tension_ms, (SELECT sum(duration_ms) FROM logged_phase WHERE set_key = key), 0) AS tension_ms
    FROM logged_set WHERE ended IS NOT 'restarted' AND started_at BETWEEN ? AND ?
)
SELECT min(started_at) OVER (PARTITION BY session_id) AS began,
    min(started_at) OVER (PARTITION BY session_id, exercise_id), exercise_id, reps, load, unit
FROM done WHERE start IS NULL OR reps > 0 OR tension_ms > 0 ORDER BY began, session_id, started_at, key
"""
"""The sets that an export has, with when the session and its exercise began: an export of one exercise begins
there."""


def _began(each: ForeignSet) -> datetime:
    return each.began


def _id(each: ForeignSet, program: str) -> str:
    said = (program, each.began.isoformat(), each.workout, each.exercise, str(each.number))
    return str(uuid5(_IDS, "\n".join(said)))


def _logged(
    each: ForeignSet | OwnSet, number: int, program: str, import_id: str, exercises: _Exercises
) -> LoggedSet:
    """The set as it is logged."""
    if isinstance(each, OwnSet):
        written = each.plan.exercise_name
        exercise_id, name, _ = exercises.of(written)
        plan = replace(each.plan, exercise_id=exercise_id, exercise_name=name)
        origin = Origin(program, import_id, _short(written, MAX_WRITTEN), each.line)
        paced, tension_ms = each.paced_reps or 0, each.tension_ms or 0
        return LoggedSet(each.id, plan, (), (), each.ended, paced, tension_ms, each.annotation, origin)
    exercise_id, name, variant = exercises.of(each.exercise)
    plan = SetPlan(
        session_id=str(uuid5(_IDS, f"{program}\n{each.began.isoformat()}\n{each.workout}")),
        started_at=each.began.timestamp(),
        exercise_id=exercise_id,
        exercise_name=name,
        preset_name=variant,
        tempo="",
        start=None,
        set_number=number,
        sets=None,
        side=None,
        reps=None,
        warm_up=each.warm_up,
        workout=_short(each.workout, MAX_NAME),
    )
    said = Annotation(each.reps, each.load, each.unit, each.effort, None, _note(each))
    origin = Origin(program, import_id, _short(each.exercise, MAX_WRITTEN), each.line)
    return LoggedSet(_id(each, program), plan, (), (), None, 0, 0, said, origin)


def _note(each: ForeignSet) -> str:
    """What the other program notes, with the seconds, which are no time under tension."""
    seconds = "" if each.seconds is None else f"{number_text(each.seconds)} s"
    return _short("; ".join(filter(None, (each.note, seconds))), MAX_NOTE, may_break=True)


def _short(text: str, most: int, *, may_break: bool = False) -> str:
    """A text as the log takes it: what cannot be shown is left out, and so is what is beyond its room."""
    if not text.isprintable():
        text = "".join(each for each in text if each.isprintable() or (may_break and each in "\n\t"))
    return text if len(text) <= most else f"{text[: most - 1]}…"
