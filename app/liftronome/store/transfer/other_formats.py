"""Writing the log as the CSV of Strong, Hevy or FitNotes, so that these and what reads their files can take
it: time under tension stands in the column for seconds, and the tempo in the notes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, TextIO

from liftronome.domain.history.figures import KG_PER_LB
from liftronome.domain.log_entry import LoggedSession, LoggedSet
from liftronome.domain.performance import Ended
from liftronome.domain.scheme.load import Unit, number_text
from liftronome.store.transfer.log_importing import NOTED_SECONDS
from liftronome.store.transfer.other_programs import Program

WORKOUT: Final = "Liftronome"
"""What a session is called that belongs to no workout: these programs name each."""

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_STRONG: Final = (
    *("Date", "Workout Name", "Duration", "Exercise Name", "Set Order", "Weight", "Reps", "Distance"),
    *("Seconds", "Notes", "Workout Notes", "RPE"),
)
_HEVY: Final = (
    *("title", "start_time", "end_time", "description", "exercise_title", "superset_id", "exercise_notes"),
    *("set_index", "set_type", "weight_kg", "reps", "distance_km", "duration_seconds", "rpe"),
)
_FITNOTES: Final = (
    *("Date", "Exercise", "Category", "Weight", "Weight Unit", "Reps", "Distance", "Distance Unit", "Time"),
    "Comment",
)


def write_foreign_csv(
    file: TextIO, program: Program, sessions: Iterable[LoggedSession], unit: Unit = Unit.KG
) -> int:
    """Write the sets of sessions in which something was done, and return how many. Sets that were begun anew
    are left out. Weights are in `unit` where the program has one for the whole file."""
    columns = {Program.STRONG: _STRONG, Program.HEVY: _HEVY, Program.FITNOTES: _FITNOTES}[program]
    if program is Program.HEVY and unit is Unit.LB:
        columns = tuple("weight_lbs" if name == "weight_kg" else name for name in columns)
    rows = csv.DictWriter(file, columns, restval="", lineterminator="\n")
    rows.writeheader()
    count = 0
    for session in sessions:
        numbers: Counter[str] = Counter()
        sets = [logged for logged in session.sets if _is_done(logged)]
        for logged in sets:
            numbers[logged.plan.exercise_id] += 1
            number = numbers[logged.plan.exercise_id]
            rows.writerow(_ROWS[program](logged, number, sets, unit))
            count += 1
    return count


def _is_done(logged: LoggedSet) -> bool:
    if not logged.is_paced:
        return True
    return logged.ended is not Ended.RESTARTED and (logged.done_reps > 0 or logged.tension_ms > 0)


def _strong(logged: LoggedSet, number: int, sets: list[LoggedSet], unit: Unit) -> Mapping[str, object]:
    began, minutes = _local(sets[0]), round((_end_s(sets) - sets[0].plan.started_at) / 60)
    duration = f"{minutes // 60}h {minutes % 60}m" if minutes >= 60 else f"{minutes}m"
    return {
        "Date": f"{began:%Y-%m-%d %H:%M:%S}",
        "Workout Name": logged.plan.workout or WORKOUT,
        "Duration": duration,
        "Exercise Name": logged.plan.exercise_name,
        "Set Order": "W" if logged.plan.warm_up else number,
        "Weight": _weight(logged, unit) or 0,
        "Reps": logged.done_reps,
        "Distance": 0,
        "Seconds": _seconds(logged) or 0,
        "Notes": _notes(logged),
        "RPE": _effort(logged),
    }


def _hevy(logged: LoggedSet, number: int, sets: list[LoggedSet], unit: Unit) -> Mapping[str, object]:
    return {
        "title": logged.plan.workout or WORKOUT,
        "start_time": _hevy_time(_local(sets[0])),
        "end_time": _hevy_time(datetime.fromtimestamp(_end_s(sets))),
        "exercise_title": logged.plan.exercise_name,
        "exercise_notes": _notes(logged),
        "set_index": number - 1,
        "set_type": "warmup" if logged.plan.warm_up else "normal",
        "weight_kg" if unit is Unit.KG else "weight_lbs": _weight(logged, unit),
        "reps": logged.done_reps or "",
        "duration_seconds": _seconds(logged) or "",
        "rpe": _effort(logged),
    }


def _fitnotes(logged: LoggedSet, _number: int, sets: list[LoggedSet], _unit: Unit) -> Mapping[str, object]:
    said, seconds = logged.annotation, _seconds(logged)
    return {
        "Date": f"{_local(sets[0]):%Y-%m-%d}",
        "Exercise": logged.plan.exercise_name,
        "Weight": "" if said.load is None else number_text(said.load),
        "Weight Unit": "" if said.unit is None else f"{said.unit}s",
        "Reps": logged.done_reps or "",
        "Time": f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}" if seconds else "",
        "Comment": _notes(logged),
    }


_ROWS: Final = {Program.STRONG: _strong, Program.HEVY: _hevy, Program.FITNOTES: _fitnotes}


def _local(logged: LoggedSet) -> datetime:
    return datetime.fromtimestamp(logged.plan.started_at)


def _end_s(sets: list[LoggedSet]) -> float:
    last = sets[-1]
    return last.plan.started_at + last.tension_ms / 1000


def _hevy_time(moment: datetime) -> str:
    """In English, whatever the language of the system is."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment:%Y, %H:%M}"


def _seconds(logged: LoggedSet) -> int:
    """The time under tension, or what another program had in this column: an import keeps it in the note."""
    noted = None if logged.is_paced else NOTED_SECONDS.search(logged.annotation.note)
    return round(float(noted[1]) if noted else logged.tension_ms / 1000)


def _weight(logged: LoggedSet, unit: Unit) -> str:
    load, written = logged.annotation.load, logged.annotation.unit
    if load is None:
        return ""
    if written is not unit:
        load = round(load * KG_PER_LB if unit is Unit.KG else load / KG_PER_LB, 2)
    return number_text(load)


def _effort(logged: LoggedSet) -> str:
    effort = logged.annotation.effort
    return "" if effort is None else f"{effort:g}"


def _notes(logged: LoggedSet) -> str:
    """The lifter's note, and the tempo, or those of the reps in order where they differ."""
    tempos = " ".join(dict.fromkeys(logged.plan.rep_tempos)) or logged.plan.tempo
    side = logged.plan.side.value if logged.plan.side else ""
    note = logged.annotation.note if logged.is_paced else NOTED_SECONDS.sub("", logged.annotation.note)
    return "; ".join(filter(None, (note, side, tempos and f"tempo {tempos}")))
