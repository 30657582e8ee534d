"""Reading the CSV that `liftronome log --csv` writes: sets as they were, without each rep and pause."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import DONE_REPS, Annotation, Unit
from liftronome.domain.performance import Ended, SetPlan
from liftronome.domain.phase import Start
from liftronome.domain.preset import MAX_NAME, Side
from liftronome.domain.scheme.load import Load
from liftronome.domain.writing import check_text
from liftronome.store.log.reading import LATEST_S
from liftronome.store.transfer.other_programs import (
    ForeignLogError,
    Watch,
    decoded,
    rows_of,
    unwatched,
    watched,
)

PROGRAM: Final = "Liftronome"

MAX_TEMPO: Final = 40
MOST_SETS: Final = 100

NEEDED: Final = frozenset({"id", "session_id", "started_at", "exercise", "set", "done_reps"})
"""The columns by which the file is known."""

_FORMULA_STARTS: Final = ("'=", "'+", "'-", "'@", "'\t", "'\r")


@dataclass(frozen=True, slots=True)
class OwnSet:
    """A set out of the file; the exercise's id in its plan is "". A set that another program logged has
    neither `ended` nor reps and time that were paced."""

    line: int
    id: str
    plan: SetPlan
    ended: Ended | None
    paced_reps: int | None
    tension_ms: int | None
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class OwnLog:
    """What the file holds: its sets, and the rows that were not understood by their line and why."""

    sets: Sequence[OwnSet]
    not_understood: Mapping[int, str]


def is_own_csv(first_line: str) -> bool:
    """True if a file with this first line is one that Liftronome wrote."""
    return set(next(csv.reader([first_line]), ())) >= NEEDED


def read_own_csv(data: bytes, watch: Watch = unwatched) -> OwnLog:
    """What the file holds. Raises ForeignLogError if it is no such file, or has no rows."""
    text = decoded(data)
    first = text.split("\n", 1)[0].strip("\r")
    if not is_own_csv(first):
        raise ForeignLogError(f"this is no log of {PROGRAM}")
    names = next(csv.reader([first]))
    sets, wrong = [], {}
    count = text.count("\n")
    for line, cells in watched(rows_of(text, ","), count, watch):
        try:
            sets.append(_set(line, dict(zip(names, map(_text, cells), strict=False))))
        except (ValueError, KeyError, OverflowError, InputError) as error:
            what = str(error) if isinstance(error, InputError) else f"a value is missing or wrong: {error}"
            wrong[line] = what
    if not sets and not wrong:
        raise ForeignLogError(f"this file of {PROGRAM} has no rows below its first line")
    return OwnLog(sets, wrong)


def _text(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith(_FORMULA_STARTS) else cell


def _set(line: int, cells: Mapping[str, str]) -> OwnSet:
    start = Start(cells["start"]) if cells.get("start") else None
    done, paced = _whole(cells, "done_reps"), _whole(cells, "paced_reps")
    if len(cells["id"]) != 36 or not cells["session_id"] or not cells["exercise"]:
        raise ValueError("it has no id, session or exercise")
    plan = SetPlan(
        session_id=cells["session_id"],
        started_at=datetime.fromisoformat(cells["started_at"]).timestamp(),
        exercise_id="",
        exercise_name=cells["exercise"],
        preset_name=cells.get("preset", ""),
        tempo=cells.get("tempo", ""),
        start=start,
        set_number=int(cells["set"]),
        sets=_whole(cells, "sets"),
        side=Side(cells["side"]) if cells.get("side") else None,
        reps=_whole(cells, "planned_reps"),
        warm_up=cells.get("warm_up") == "true",
        open=cells.get("open") == "true",
        reps_least=tuple(int(part) for part in cells.get("reps_least", "").split("+") if part),
        rep_tempos=tuple(cells.get("rep_tempos", "").split()),
        loads=_loads(cells.get("load_planned", "")),
        workout=cells.get("workout", ""),
    )
    _check(plan)
    annotation = Annotation(
        done_reps=None if start is not None and done == paced else done,
        load=float(cells["load"]) if cells.get("load") else None,
        unit=Unit(cells["unit"]) if cells.get("unit") else None,
        effort=float(cells["effort"]) if cells.get("effort") else None,
        feeling=_whole(cells, "feeling"),
        note=cells.get("note", ""),
    )
    if start is None:
        return OwnSet(line, cells["id"], plan, None, None, None, annotation)
    # What broke off has no reps here to be counted: it is as if the lifter had left.
    ended = Ended(cells["ended"]) if cells.get("ended") != "unfinished" else Ended.LEFT
    return OwnSet(line, cells["id"], plan, ended, paced or 0, _whole(cells, "tension_ms") or 0, annotation)


def _check(plan: SetPlan) -> None:
    """Raises InputError or ValueError for what the log has no room for."""
    for what, text, most in (
        ("the session", plan.session_id, MAX_NAME),
        ("the exercise", plan.exercise_name, MAX_NAME),
        ("the preset", plan.preset_name, MAX_NAME),
        ("the tempo", plan.tempo, MAX_TEMPO),
        ("the workout", plan.workout, MAX_NAME),
    ):
        check_text(what, text, most)
    if (plan.start is None) != (plan.sets is None):
        raise ValueError("start and sets stand there together, or neither does")
    if not 1 <= plan.set_number <= (plan.sets or plan.set_number) <= MOST_SETS:
        raise ValueError(f"set {plan.set_number} of {plan.sets}")
    if plan.reps is not None and not 1 <= plan.reps <= DONE_REPS.most:
        raise ValueError(f"{plan.reps} reps planned")
    if not 0 <= plan.started_at <= LATEST_S:
        raise ValueError("it began at an impossible time")


def _whole(cells: Mapping[str, str], name: str) -> int | None:
    return int(cells[name]) if cells.get(name) else None


def _loads(text: str) -> tuple[Load, ...]:
    parts = (part.split() for part in text.split("+") if part.strip())
    return tuple(Load(float(value), Unit(unit)) for value, unit in parts)
