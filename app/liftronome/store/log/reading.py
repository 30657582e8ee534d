"""From the rows of the log to logged sets, some at a time, however long the log is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import Annotation, LoggedSet, Origin, Unit
from liftronome.domain.performance import Ended, PerformedPause, PerformedPhase, PerformedRep, SetPlan
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Side
from liftronome.store.base.database import Database, Value
from liftronome.store.log.planned_columns import loads_from, rep_tempos_from, reps_least_from

SETS_AT_A_TIME: Final = 200
"""So many sets, and their reps, are in memory while sets are iterated."""

LATEST_S: Final = 253_402_300_799
"""The last second of the year 9999."""

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
    "warm_up",
    "open",
    "reps_least",
    "rep_tempos",
    "loads",
    "workout",
    "program",
    "import_id",
    "written_exercise",
    "line",
)
_RESULTS: Final = ("paced_reps", "tension_ms")

_Reps = Mapping[int, Sequence[PerformedRep]]
_Pauses = Mapping[int, Sequence[PerformedPause]]


def logged_sets(
    database: Database, choice: str, values: Sequence[Value], *, with_reps: bool = True
) -> Iterator[LoggedSet]:
    """The sets of a choice (what follows FROM logged_set, with its values), read as they are asked for.

    A row that cannot be understood is left out and noted in `Database.unreadable`; it stays as it is. Without
    `with_reps` a set that has ended has no reps, which is several times as fast. Raises StoreError.
    """
    keys = [key for (key,) in database.iterate(f"SELECT key FROM logged_set {choice}", values)]
    for first in range(0, len(keys), SETS_AT_A_TIME):
        yield from _read(database, keys[first : first + SETS_AT_A_TIME], with_reps)


def _read(database: Database, keys: Sequence[int], with_reps: bool) -> Iterator[LoggedSet]:
    marks = ", ".join("?" * len(keys))
    rows = database.iterate(f"SELECT {', '.join(_COLUMNS)} FROM logged_set WHERE key IN ({marks})", keys)
    by_key = {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in rows}
    pauses = _pauses(database, keys)
    reps = _reps(
        database, keys if with_reps else [key for key, row in by_key.items() if row["ended"] is None]
    )
    for key in keys:
        if key in by_key:  # another window may have deleted it meanwhile
            try:
                yield _logged(by_key[key], reps.get(key, ()), pauses.get(key, ()))
            except (ValueError, TypeError, InputError) as error:
                database.leave_out("logged_set", by_key[key]["id"], error)


def _pauses(database: Database, keys: Sequence[int]) -> _Pauses:
    found: dict[int, list[PerformedPause]] = defaultdict(list)
    marks = ", ".join("?" * len(keys))
    rows = database.iterate(
        f"SELECT set_key, rep, duration_ms FROM logged_pause WHERE set_key IN ({marks})"
        " ORDER BY set_key, place",
        keys,
    )
    for key, rep, duration_ms in rows:
        if isinstance(rep, int) and isinstance(duration_ms, int):
            found[key].append(PerformedPause(rep, duration_ms))
        else:
            database.leave_out("logged_pause", key, ValueError(f"{duration_ms!r} at rep {rep!r}"))
    return found


def _reps(database: Database, keys: Sequence[int]) -> _Reps:
    reps: dict[int, list[PerformedRep]] = defaultdict(list)
    known: dict[tuple[object, object, object, str], PerformedRep] = {}  # most reps of a log are alike
    marks = ", ".join("?" * len(keys))
    rows = database.iterate(
        f"SELECT set_key, place, rep, complete, mini_set, {_PHASES} FROM logged_rep"
        f" WHERE set_key IN ({marks}) ORDER BY set_key, place",
        keys,
    )
    for key, place, number, complete, mini_set, written in rows:
        rep = known.get((number, complete, mini_set, written))
        if rep is None:
            if not isinstance(number, int) or not isinstance(mini_set, int):
                fault = f"{number!r} of mini-set {mini_set!r}"
                database.leave_out("logged_rep", f"set {key}, rep {place}", ValueError(fault))
                continue
            phases, faults = _phases(written)
            for fault in faults:
                database.leave_out("logged_phase", f"set {key}, rep {place}", ValueError(fault))
            rep = PerformedRep(number, complete == 1, phases, mini_set)
            if not faults:
                known[number, complete, mini_set, written] = rep
        reps[key].append(rep)
    return reps


_PHASES: Final = (
    "coalesce((SELECT group_concat(coalesce(it.place || ' ' || phase || ' ' || duration_ms, '?'), '/')"
    " FROM logged_phase AS it WHERE it.set_key = logged_rep.set_key AND it.rep_place = logged_rep.place), '')"
)
"""The phases of a rep in one text: handing each row to Python takes most of the time."""


def _phases(written: str) -> tuple[tuple[PerformedPhase, ...], list[str]]:
    """The phases in such a text, and what in it cannot be understood."""
    found: list[tuple[int, PerformedPhase]] = []
    faults = []
    for part in written.split("/") if written else ():
        try:
            place, phase, duration_ms = part.split(" ")
            found.append((int(place), PerformedPhase(Phase(phase), _whole(int(duration_ms)))))
        except ValueError:
            faults.append(part)
    return tuple(performed for _, performed in sorted(found, key=lambda pair: pair[0])), faults


def _logged(
    columns: Mapping[str, Any], reps: Sequence[PerformedRep], pauses: Sequence[PerformedPause]
) -> LoggedSet:
    """The set of a row. Raises ValueError, TypeError or InputError for one that cannot be understood."""
    ended = None if columns["ended"] is None else Ended(columns["ended"])
    if ended is None:
        paced_reps = sum(rep.complete for rep in reps)
        tension_ms = sum(phase.duration_ms for rep in reps for phase in rep.phases)
    else:
        paced_reps, tension_ms = (_whole(columns[name]) for name in _RESULTS)
    return LoggedSet(
        columns["id"],
        _plan(columns),
        tuple(reps),
        tuple(pauses),
        ended,
        paced_reps,
        tension_ms,
        _annotation(columns),
        _origin(columns),
    )


def _plan(columns: Mapping[str, Any]) -> SetPlan:
    started_at = float(columns["started_at"])
    if not 0 <= started_at <= LATEST_S:
        raise ValueError(f"it began at {started_at}")
    return SetPlan(
        session_id=columns["session_id"],
        started_at=started_at,
        exercise_id=columns["exercise_id"],
        exercise_name=columns["exercise_name"],
        preset_name=columns["preset_name"],
        tempo=columns["tempo"],
        start=None if columns["start"] is None else Start(columns["start"]),
        set_number=_whole(columns["set_number"]),
        sets=_whole_or_none(columns["sets"]),
        side=None if columns["side"] is None else Side(columns["side"]),
        reps=_whole_or_none(columns["planned_reps"]),
        warm_up=columns["warm_up"] == 1,
        open=columns["open"] == 1,
        reps_least=reps_least_from(columns["reps_least"]),
        rep_tempos=rep_tempos_from(columns["rep_tempos"]),
        loads=loads_from(columns["loads"]),
        workout=columns["workout"],
    )


def _origin(columns: Mapping[str, Any]) -> Origin | None:
    if columns["program"] is None:
        return None
    return Origin(
        columns["program"], columns["import_id"], columns["written_exercise"], _whole(columns["line"])
    )


def _annotation(columns: Mapping[str, Any]) -> Annotation:
    return Annotation(
        done_reps=columns["done_reps"],
        load=columns["load"],
        unit=None if columns["unit"] is None else Unit(columns["unit"]),
        effort=columns["effort"],
        feeling=columns["feeling"],
        note=columns["note"],
    )


def _whole_or_none(value: object) -> int | None:
    return None if value is None else _whole(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no whole number")
    return value
