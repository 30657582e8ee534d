"""From the rows of the log to logged sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import Annotation, LoggedSet, Unit
from liftronome.domain.performance import Ended, PerformedPause, PerformedPhase, PerformedRep, SetPlan
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Side
from liftronome.store.base.database import Database, Value

_COLUMNS: Final = (
    "key",
    "id",
    "session_id",
    "started_at",
    "exercise_id",
    "exercise_name",
    "preset_name",
    "tempo",
    "start",
    "set_number",
    "sets",
    "side",
    "planned_reps",
    "ended",
    "paced_reps",
    "tension_ms",
    "done_reps",
    "load",
    "unit",
    "effort",
    "feeling",
    "note",
)


def logged_sets(database: Database, choice: str, values: Sequence[Value]) -> list[LoggedSet]:
    """The sets of a choice (WHERE, ORDER BY and LIMIT, with its values). One that this release cannot read
    is left out, and stays as it is. Raises StoreError."""
    rows = database.rows(f"SELECT {', '.join(_COLUMNS)} FROM logged_set {choice}", values)
    chosen = f"WHERE set_key IN (SELECT key FROM logged_set {choice}) ORDER BY set_key"
    reps = _reps(database, chosen, values)
    pauses: dict[int, list[PerformedPause]] = defaultdict(list)
    found = database.rows(f"SELECT set_key, rep, duration_ms FROM logged_pause {chosen}, place", values)
    for key, rep, duration_ms in found:
        pauses[key].append(PerformedPause(rep, duration_ms))
    named = (dict(zip(_COLUMNS, row, strict=True)) for row in rows)
    sets = (_logged(columns, reps[columns["key"]], pauses[columns["key"]]) for columns in named)
    return [logged for logged in sets if logged is not None]


def _reps(database: Database, chosen: str, values: Sequence[Value]) -> dict[int, list[PerformedRep]]:
    phases: dict[tuple[int, int], list[PerformedPhase]] = defaultdict(list)
    found = database.rows(
        f"SELECT set_key, rep_place, phase, duration_ms FROM logged_phase {chosen}, rep_place, place", values
    )
    for key, rep_place, phase, duration_ms in found:
        phases[key, rep_place].append(PerformedPhase(Phase(phase), duration_ms))
    reps: dict[int, list[PerformedRep]] = defaultdict(list)
    found = database.rows(f"SELECT set_key, place, rep, complete FROM logged_rep {chosen}, place", values)
    for key, place, number, complete in found:
        reps[key].append(PerformedRep(number, bool(complete), tuple(phases[key, place])))
    return reps


def _logged(
    columns: Mapping[str, Any], reps: Sequence[PerformedRep], pauses: Sequence[PerformedPause]
) -> LoggedSet | None:
    try:
        ended = columns["ended"] and Ended(columns["ended"])
        plan, annotation = _plan(columns), _annotation(columns)
    except (ValueError, InputError):
        return None
    paced_reps, tension_ms = columns["paced_reps"], columns["tension_ms"]
    if ended is None:
        paced_reps = sum(rep.complete for rep in reps)
        tension_ms = sum(phase.duration_ms for rep in reps for phase in rep.phases)
    return LoggedSet(
        columns["id"], plan, tuple(reps), tuple(pauses), ended, paced_reps, tension_ms, annotation
    )


def _plan(columns: Mapping[str, Any]) -> SetPlan:
    return SetPlan(
        session_id=columns["session_id"],
        started_at=columns["started_at"],
        exercise_id=columns["exercise_id"],
        exercise_name=columns["exercise_name"],
        preset_name=columns["preset_name"],
        tempo=columns["tempo"],
        start=Start(columns["start"]),
        set_number=columns["set_number"],
        sets=columns["sets"],
        side=columns["side"] and Side(columns["side"]),
        reps=columns["planned_reps"],
    )


def _annotation(columns: Mapping[str, Any]) -> Annotation:
    return Annotation(
        done_reps=columns["done_reps"],
        load=columns["load"],
        unit=columns["unit"] and Unit(columns["unit"]),
        effort=columns["effort"],
        feeling=columns["feeling"],
        note=columns["note"],
    )
