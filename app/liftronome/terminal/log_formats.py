"""Logged sets as JSON and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from liftronome.domain.log_entry import LoggedSet

UNFINISHED: Final = "unfinished"
"""What is said of a set that is still on, or that broke off with its process."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, and runs it."""

HEADER: Final = (
    "id",
    "session_id",
    "started_at",
    "exercise",
    "preset",
    "tempo",
    "start",
    "set",
    "sets",
    "side",
    "planned_reps",
    "paced_reps",
    "done_reps",
    "tension_ms",
    "pauses",
    "paused_ms",
    "ended",
    "load",
    "unit",
    "effort",
    "feeling",
    "note",
)


def set_as_json(logged: LoggedSet) -> dict[str, Any]:
    """A set in the form that scripts rely on:

    `{"id": str, "session_id": str, "started_at": "2026-11-22T16:16:26+00:00", "exercise_id": str,
    "exercise": str, "preset": str, "tempo": str|null, "start": "eccentric"|"concentric", "set": int,
    "sets": int, "side": "left"|"right"|null, "planned_reps": int, "paced_reps": int, "done_reps": int,
    "tension_ms": int, "ended": "completed"|"early"|"restarted"|"left"|null, "load": number|null,
    "unit": "kg"|"lb"|null, "effort": number|null, "feeling": int|null, "note": str,
    "reps": [{"rep": int, "complete": bool, "phases": [{"phase": str, "duration_ms": int}]}],
    "pauses": [{"rep": int, "duration_ms": int}]}`

    `started_at` is in UTC. `preset` is "" for an exercise's own, `tempo` null for a ballistic exercise,
    `ended` null for a set that broke off. A rep that was interrupted and taken up again is there twice.
    """
    plan, said = logged.plan, logged.annotation
    return {
        "id": logged.id,
        "session_id": plan.session_id,
        "started_at": utc_text(plan.started_at),
        "exercise_id": plan.exercise_id,
        "exercise": plan.exercise_name,
        "preset": plan.preset_name,
        "tempo": plan.tempo or None,
        "start": plan.start.value,
        "set": plan.set_number,
        "sets": plan.sets,
        "side": plan.side and plan.side.value,
        "planned_reps": plan.reps,
        "paced_reps": logged.paced_reps,
        "done_reps": logged.done_reps,
        "tension_ms": logged.tension_ms,
        "ended": logged.ended and logged.ended.value,
        "load": said.load,
        "unit": said.unit and said.unit.value,
        "effort": said.effort,
        "feeling": said.feeling,
        "note": said.note,
        "reps": [
            {
                "rep": rep.number,
                "complete": rep.complete,
                "phases": [
                    {"phase": performed.phase.value, "duration_ms": performed.duration_ms}
                    for performed in rep.phases
                ],
            }
            for rep in logged.reps
        ],
        "pauses": [{"rep": pause.rep, "duration_ms": pause.duration_ms} for pause in logged.pauses],
    }


def write_csv(file: TextIO, sets: Iterable[LoggedSet]) -> None:
    """A row for each set under a row of headings: the keys of the JSON, with the pauses counted and added
    up. Text that a spreadsheet would run as a formula has a ' before it."""
    rows = csv.DictWriter(file, HEADER, extrasaction="ignore", lineterminator="\n")
    rows.writeheader()
    for logged in sets:
        cells = {
            **set_as_json(logged),
            "pauses": len(logged.pauses),
            "paused_ms": sum(pause.duration_ms for pause in logged.pauses),
            "ended": logged.ended or UNFINISHED,
        }
        rows.writerow({name: _cell(value) for name, value in cells.items()})


def utc_text(moment_s: float) -> str:
    """A moment in seconds since 1970, to the second, in UTC: "2026-11-22T16:16:26+00:00"."""
    return datetime.fromtimestamp(moment_s, UTC).isoformat(timespec="seconds")


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return f"{value:g}" if isinstance(value, float) else value
