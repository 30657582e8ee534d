"""Logged sets as JSON and as CSV, written set by set."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from liftronome.domain.log_entry import LoggedSet, is_unknown_exercise
from liftronome.domain.scheme.load import number_text

UNFINISHED: Final = "unfinished"
"""Stands for the end of a set that is in progress, or that broke off with its process."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these as a formula."""

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
    "warm_up",
    "open",
    "reps_least",
    "rep_tempos",
    "load_planned",
    "workout",
)


def set_as_json(logged: LoggedSet) -> str:
    """A set in the form that scripts rely on, on one line of ASCII:

    `{"id": str, "session_id": str, "started_at": "2026-11-22T17:16:26+01:00", "exercise_id": str,
    "exercise": str, "preset": str, "tempo": str|null, "start": "eccentric"|"concentric", "set": int,
    "sets": int, "side": "left"|"right"|null, "planned_reps": int|null, "paced_reps": int, "done_reps": int,
    "tension_ms": int, "ended": "completed"|"early"|"restarted"|"left"|null, "load": number|null,
    "unit": "kg"|"lb"|null, "effort": number|null, "feeling": int|null, "note": str,
    "reps": [{"rep": int, "complete": bool, "phases": [{"phase": str, "duration_ms": int}], "mini_set": int}],
    "pauses": [{"rep": int, "duration_ms": int}], "warm_up": bool, "open": bool,
    "reps_least": [int per mini-set]|null, "rep_tempos": [str per planned rep],
    "load_planned": [{"value": number, "unit": "kg"|"lb"} per mini-set]|null, "workout": str|null}`

    `started_at` is local time with its offset from UTC. `preset` is "" for an exercise without a preset,
    `tempo` null for a ballistic exercise or a hold, `planned_reps` null for an open set without a least
    number, `ended` null for a set that broke off. A rep that was interrupted and taken up again is there
    twice. In a set that another program logged, what that cannot know is null; `reps` and `pauses` are empty,
    and `preset` is what its exercise says beside its name, such as "dumbbell".
    """
    import msgspec  # here, as most commands do without it

    values = _values(logged)
    behind = {key: values.pop(key) for key in HEADER[HEADER.index("note") + 1 :]}
    values["reps"] = [
        {"rep": rep.number, "complete": rep.complete, "phases": rep.phases, "mini_set": rep.mini_set}
        for rep in logged.reps
    ]
    values["pauses"] = logged.pauses
    written = msgspec.json.encode({**values, **behind})
    if written.isascii():
        return written.decode()
    return json.dumps(json.loads(written), separators=(",", ":"))


def write_json(file: TextIO, sets: Iterable[LoggedSet]) -> None:
    """A list of sets, each on a line of its own."""
    ending = "["
    for logged in sets:
        file.write(f"{ending}\n{set_as_json(logged)}")
        ending = ","
    file.write("[]\n" if ending == "[" else "\n]\n")


def write_csv(file: TextIO, sets: Iterable[LoggedSet]) -> int:
    """A row for each set, after a row of headings: the keys of the JSON, with pauses counted and added up.
    Returns how many sets were written. Text that a spreadsheet would run as a formula gets a ' before it."""
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(HEADER)
    count = 0
    for logged in sets:
        count += 1
        cells = _values(logged)
        if logged.is_paced:
            cells["pauses"] = len(logged.pauses)
            cells["paused_ms"] = sum(pause.duration_ms for pause in logged.pauses)
            cells["ended"] = logged.ended or UNFINISHED
        cells["reps_least"] = "+".join(map(str, logged.plan.reps_least))
        cells["rep_tempos"] = " ".join(cells["rep_tempos"] or ())
        cells["load_planned"] = " + ".join(
            f"{number_text(load.value)} {load.unit}" for load in logged.plan.loads
        )
        rows.writerow([_cell(cells.get(name)) for name in HEADER])
    return count


def local_time(moment_s: float) -> datetime:
    """A moment in seconds since 1970 in local time, with its offset from UTC."""
    moment = datetime.fromtimestamp(moment_s, UTC)
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):  # the very first and last moments that there are
        return moment


def _values(logged: LoggedSet) -> dict[str, Any]:
    plan, said, paced = logged.plan, logged.annotation, logged.is_paced
    return {
        "id": logged.id,
        "session_id": plan.session_id,
        "started_at": local_time(plan.started_at).isoformat(timespec="seconds"),
        "exercise_id": None if is_unknown_exercise(plan.exercise_id) else plan.exercise_id,
        "exercise": plan.exercise_name,
        "preset": plan.preset_name if paced else plan.preset_name or None,
        "tempo": plan.tempo or None,
        "start": plan.start,
        "set": plan.set_number,
        "sets": plan.sets,
        "side": plan.side,
        "planned_reps": plan.reps,
        "paced_reps": logged.paced_reps if paced else None,
        "done_reps": logged.done_reps if paced else said.done_reps,
        "tension_ms": logged.tension_ms if paced else None,
        "ended": logged.ended,
        "load": said.load,
        "unit": said.unit,
        "effort": said.effort,
        "feeling": said.feeling,
        "note": said.note,
        "warm_up": plan.warm_up,
        "open": plan.open if paced else None,
        "reps_least": plan.reps_least or None,
        "rep_tempos": plan.tempos if paced else None,
        "load_planned": [{"value": load.value, "unit": load.unit} for load in plan.loads] or None,
        "workout": plan.workout or None,
    }


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else str(value)
    return f"{value:g}" if isinstance(value, float) else value
