"""The log added up: by exercise and session, by week and month, by day. SQLite does the adding up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from liftronome.domain.exercise import folded
from liftronome.domain.history.figures import (
    EVERYTHING,
    KG_PER_LB,
    DayFigures,
    Figures,
    HistoryEntry,
    HistoryFilter,
    OwnPaceRep,
    PhaseTimes,
    Step,
    TempoChange,
)
from liftronome.store.base.database import Database, Value

REMEMBERED: Final = 24
"""So many answers are kept: the lifter goes to and fro between a few filters."""

_DAY: Final = "CAST(julianday(began_at, 'unixepoch', 'localtime') - 2440587.5 AS INTEGER)"

_TIMES: Final = ("eccentric_ms", "pause_stretched_ms", "concentric_ms", "pause_shortened_ms")

_SUMMARY: Final = """
CREATE TEMP TABLE history AS
WITH standing AS (
    SELECT key, session_id, exercise_id, started_at, NOT warm_up AS working, program IS NOT NULL AS imported,
        load * iif(unit = 'lb', {kg_per_lb}, 1) AS load_kg,
        effort, feeling, note,
        coalesce(paced_reps, {counted}, 0) AS paced, coalesce(done_reps, paced_reps, {counted}, 0) AS done,
        coalesce(tension_ms, eccentric_ms + pause_stretched_ms + concentric_ms + pause_shortened_ms, 0)
            AS tension_ms,
        coalesce(eccentric_ms, 0) AS eccentric_ms, coalesce(pause_stretched_ms, 0) AS pause_stretched_ms,
        coalesce(concentric_ms, 0) AS concentric_ms, coalesce(pause_shortened_ms, 0) AS pause_shortened_ms,
        CAST(started_at * 1000 AS INTEGER) * 4096 AS place
    FROM logged_set LEFT JOIN phase_total ON set_key = key
    WHERE ended IS NOT 'restarted'
), opening AS (
    SELECT session_id, exercise_id, key, min(started_at) AS started_at FROM standing
    GROUP BY session_id, exercise_id
), beginning AS (
    SELECT session_id, min(started_at) AS began_at FROM opening GROUP BY session_id
), summed AS (
SELECT session_id, exercise_id, min(started_at) AS started_at, count(*) AS sets,
    sum(done) AS reps, sum(tension_ms) AS tension_ms,
    sum(eccentric_ms) AS eccentric_ms, sum(pause_stretched_ms) AS pause_stretched_ms,
    sum(concentric_ms) AS concentric_ms, sum(pause_shortened_ms) AS pause_shortened_ms,
    sum(working) AS working_sets, sum(iif(working, done, 0)) AS working_reps,
    min(iif(working, place + done, NULL)) % 4096 AS first_reps,
    max(iif(working, place + done, NULL)) % 4096 AS last_reps,
    max(iif(working, load_kg, NULL)) AS load_kg,
    sum(iif(paced > 0, load_kg * done * tension_ms / 1000.0 / paced, NULL)) AS work_kgs,
    sum(effort) AS effort, count(effort) AS efforts, sum(feeling) AS feeling, count(feeling) AS feelings,
    max(note <> '') AS has_note, max(imported) AS imported, group_concat(nullif(note, ''), ' ') AS notes
FROM standing GROUP BY session_id, exercise_id
)
SELECT summed.*, began_at, {day} AS day, exercise_name, preset_name, workout, tempo,
    folded(exercise_name || ' ' || preset_name || ' ' || workout || ' ' || tempo)
        || coalesce(' ' || folded(notes), '') AS searched
FROM summed JOIN beginning USING (session_id) JOIN opening USING (session_id, exercise_id)
    JOIN logged_set USING (key)
"""
"""A row for each exercise of a session. In `opening`, `key` is that of the first set: beside a single min()
SQLite takes a bare column from the row that has it. A set's reps are at most 3,000, and stand in the low
digits of what orders the sets."""

_NEWEST_FIRST: Final = "ORDER BY began_at DESC, session_id, started_at DESC"
_OLDEST_FIRST: Final = "ORDER BY began_at, session_id, started_at"

_ENTRY: Final = (
    "session_id, exercise_id, exercise_name, preset_name, workout, tempo, day, started_at, sets, reps,"
    f" tension_ms, {', '.join(_TIMES)}, load_kg, has_note, imported"
)

_FIGURES: Final = (
    "count(DISTINCT session_id), sum(sets), sum(reps), sum(tension_ms),"
    f" {', '.join(f'sum({name})' for name in _TIMES)},"
    " sum(working_reps) * 1.0 / nullif(sum(working_sets), 0), avg(first_reps), avg(last_reps), max(load_kg),"
    " sum(work_kgs), sum(effort) / nullif(sum(efforts), 0), sum(feeling) * 1.0 / nullif(sum(feelings), 0),"
    " iif(min(preset_name) = max(preset_name), min(preset_name), NULL),"
    " iif(min(tempo) = max(tempo), min(tempo), NULL)"
)

_GROUPS: Final = {
    Step.SESSION: ("min(day)", "began_at, session_id"),
    # Day 0 was a Thursday.
    Step.WEEK: ("(day + 3) / 7 * 7 - 3", "(day + 3) / 7"),
    Step.MONTH: (
        "CAST(julianday(date(day * 86400, 'unixepoch', 'start of month')) - 2440587.5 AS INTEGER)",
        "strftime('%Y-%m', day * 86400, 'unixepoch')",
    ),
}


class History:
    """The log as sums. It is added up once, and anew after `refresh` has seen that the log has changed; it
    then takes a few milliseconds to look at any part of it. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: tuple[int, int] | None = None
        self._known: dict[tuple[str, tuple[Value, ...]], list[tuple[Any, ...]]] = {}

    def refresh(self) -> bool:
        """Add up the log if it has changed since; True if it had."""
        connection = self._database.connection
        now = (self._database.change_count(), connection.total_changes)
        if now == self._seen:
            return False
        summary = _SUMMARY.format(
            counted="(SELECT sum(complete) FROM logged_rep WHERE set_key = key)",
            kg_per_lb=KG_PER_LB,
            day=_DAY,
        )
        connection.create_function("folded", 1, _folded, deterministic=True)
        self._database.rows("DROP TABLE IF EXISTS temp.history")
        self._database.rows(summary)
        self._database.rows(
            "CREATE INDEX temp.history_newest ON history (began_at DESC, session_id, started_at DESC)"
        )
        self._seen = (now[0], connection.total_changes)
        self._known = {}
        return True

    def count(self, which: HistoryFilter = EVERYTHING) -> int:
        """How many entries there are."""
        where, values = self._where(which)
        return int(self._rows(f"SELECT count(*) FROM history {where}", values)[0][0])

    def entries(
        self,
        which: HistoryFilter = EVERYTHING,
        limit: int = -1,
        offset: int = 0,
        *,
        oldest_first: bool = False,
    ) -> list[HistoryEntry]:
        """Entries, the newest first unless said otherwise; -1 is no limit."""
        where, values = self._where(which)
        order = _OLDEST_FIRST if oldest_first else _NEWEST_FIRST
        rows = self._rows(
            f"SELECT {_ENTRY} FROM history {where} {order} LIMIT ? OFFSET ?", (*values, limit, offset)
        )
        return [_entry(row) for row in rows]

    def figures(self, which: HistoryFilter, step: Step, last: int = -1) -> list[Figures]:
        """The figures of each session, week or month that has any, the oldest first; of the `last` ones."""
        where, values = self._where(which)
        day, group = _GROUPS[step]
        name = "session_id" if step is Step.SESSION else "''"
        rows = self._rows(
            f"SELECT {day} AS first_day, {_FIGURES}, {name} FROM history {where} GROUP BY {group}"
            " ORDER BY min(began_at) DESC LIMIT ?",
            (*values, last),
        )
        return [_figures(row) for row in reversed(rows)]

    def total(self, which: HistoryFilter = EVERYTHING) -> Figures | None:
        """The figures of all entries together, None if there are none."""
        where, values = self._where(which)
        row = self._rows(f"SELECT min(day), {_FIGURES}, '' FROM history {where}", values)[0]
        return None if row[0] is None else _figures(row)

    def extent(self, which: HistoryFilter = EVERYTHING) -> tuple[int, int]:
        """How many sessions there are, and how many days from the first to the last."""
        where, values = self._where(which)
        rows = self._rows(
            f"SELECT count(DISTINCT session_id), coalesce(max(day) - min(day), 0) FROM history {where}",
            values,
        )
        return int(rows[0][0]), int(rows[0][1])

    def days(self, which: HistoryFilter = EVERYTHING) -> list[DayFigures]:
        """The days with sets, the oldest first."""
        where, values = self._where(which)
        rows = self._rows(
            f"SELECT day, count(DISTINCT session_id), sum(tension_ms) FROM history {where} GROUP BY day"
            " ORDER BY day",
            values,
        )
        return [DayFigures(*row) for row in rows]

    def months(self) -> list[tuple[int, int]]:
        """The first and the last day of each month with sets, the newest first."""
        day = "date(day * 86400, 'unixepoch', 'start of month')"
        rows = self._rows(
            f"SELECT DISTINCT julianday({day}) - 2440587.5, julianday({day}, '+1 month') - 2440588.5"
            " FROM (SELECT DISTINCT day FROM history) ORDER BY 1 DESC"
        )
        return [(int(first), int(last)) for first, last in rows]

    def exercises(self) -> list[tuple[str, str]]:
        """The id of each exercise, and the name that it had last, by name."""
        rows = self._rows(
            "SELECT exercise_id, exercise_name, max(began_at) FROM history GROUP BY exercise_id"
            " ORDER BY exercise_name COLLATE NOCASE"
        )
        return [(key, name) for key, name, _ in rows]

    def presets(self, exercise_id: str | None = None) -> list[str]:
        """The names of presets, of one exercise or of all; "" is there if something had no preset."""
        where, values = self._where(HistoryFilter(exercise_id))
        rows = self._rows(
            f"SELECT DISTINCT preset_name FROM history {where} ORDER BY preset_name COLLATE NOCASE", values
        )
        return [name for (name,) in rows]

    def workouts(self) -> list[str]:
        """The names of the workouts."""
        rows = self._rows(
            "SELECT DISTINCT workout FROM history WHERE workout <> '' ORDER BY workout COLLATE NOCASE"
        )
        return [name for (name,) in rows]

    def own_pace_lowering(self, which: HistoryFilter = EVERYTHING) -> list[OwnPaceRep]:
        """The lowering phases at own pace, by the number of their rep; complete reps only."""
        where, values = self._where(which)
        own = f"{where} {'AND' if where else 'WHERE'} tempo GLOB '[*]*'"
        rows = self._rows(
            "SELECT rep, avg(lowering_ms), min(lowering_ms), max(lowering_ms), count(*) FROM ("
            " SELECT logged_rep.rep AS rep, sum(duration_ms) AS lowering_ms FROM logged_set"
            " JOIN logged_rep ON logged_rep.set_key = logged_set.key AND complete"
            " JOIN logged_phase ON logged_phase.set_key = logged_set.key AND rep_place = logged_rep.place"
            "   AND phase = 'eccentric'"
            " WHERE ended IS NOT 'restarted' AND logged_set.tempo GLOB '[*]*'"
            f"  AND (session_id, exercise_id) IN (SELECT session_id, exercise_id FROM history {own})"
            " GROUP BY logged_rep.set_key, logged_rep.place) GROUP BY rep ORDER BY rep",
            values,
        )
        return [OwnPaceRep(*row) for row in rows]

    def changes(self, which: HistoryFilter, most: int) -> list[TempoChange]:
        """Where a preset's tempo or an exercise's preset changed, the oldest first; `most` of them."""
        where, values = self._where(which)
        rows = self._rows(
            "SELECT day, session_id, preset_name, before, tempo FROM ("
            " SELECT day, session_id, preset_name, tempo, began_at,"
            "  lag(tempo) OVER (PARTITION BY exercise_id, preset_name ORDER BY began_at) AS before,"
            f"  lag(tempo) OVER (PARTITION BY exercise_id ORDER BY began_at) AS earlier FROM history {where}"
            ") WHERE tempo <> before OR (before IS NULL AND earlier IS NOT NULL) ORDER BY began_at LIMIT ?",
            (*values, most),
        )
        return [TempoChange(*row) for row in rows]

    def _rows(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """What a SELECT finds; what was asked lately is not looked up again unless the log has changed."""
        self.refresh()
        asked = (statement, tuple(values))
        found = self._known.pop(asked, None)
        if found is None:
            found = self._database.rows(statement, values)
        self._known[asked] = found
        if len(self._known) > REMEMBERED:
            self._known.pop(next(iter(self._known)))
        return found

    def _where(self, which: HistoryFilter) -> tuple[str, list[Value]]:
        given: dict[str, Value] = {
            "exercise_id = ?": which.exercise_id,
            "preset_name = ?": which.preset,
            "workout = ?": which.workout,
            "day >= ?": which.since,
            "day <= ?": which.until,
        }
        conditions = [condition for condition, value in given.items() if value is not None]
        values: list[Value] = [value for value in given.values() if value is not None]
        for word in which.text.split():
            conditions.append("instr(searched, ?)")
            values.append(folded(word))
        return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), values


@lru_cache(maxsize=1024)
def _folded(text: str | None) -> str | None:
    return None if text is None else folded(text)


def _entry(row: Sequence[Any]) -> HistoryEntry:
    load_kg, has_note, is_imported = row[15:]
    values: list[Any] = [*row[:11], PhaseTimes(*row[11:15]), load_kg, bool(has_note), bool(is_imported)]
    return HistoryEntry(*values)


def _figures(row: Sequence[Any]) -> Figures:
    values: list[Any] = [*row[:5], PhaseTimes(*row[5:9]), *row[9:]]
    return Figures(*values)
