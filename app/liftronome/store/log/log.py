"""The log of every set: written as the set happens, read, corrected, and restored after a mistake."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, Unpack

from liftronome.domain.log_entry import (
    Annotation,
    Changes,
    LoggedSession,
    LoggedSet,
    Origin,
    by_session,
    corrected,
)
from liftronome.domain.performance import Ended, PerformedPause, PerformedRep, SetPlan
from liftronome.store.base.columns import Columns, inserting, updating
from liftronome.store.base.database import Database, Value, new_id
from liftronome.store.base.errors import StoreError
from liftronome.store.log.planned_columns import loads_text, rep_tempos_text, reps_least_text
from liftronome.store.log.reading import logged_sets

_SESSIONS_AT_A_TIME: Final = 20
"""So many sessions are in memory while they are read one after another."""

_NEWEST_FIRST: Final = "ORDER BY started_at DESC, key DESC"
_OLDEST_FIRST: Final = "ORDER BY started_at, key"


class SetGoneError(StoreError):
    """The set is not in the log."""


class SetLogStore:
    """The SetLog that keeps sets in the lifter's file, and what reads and corrects them.

    Everything here raises StoreError if the file cannot be read or written, SetGoneError if the set has gone.
    What has returned is on the disk. Where another window writes for longer than `wait_ms`, if that is given,
    it is a StoreBusyError.
    """

    def __init__(self, database: Database, wait_ms: int | None = None) -> None:
        self.database = database
        self._wait_ms = wait_ms

    def begin_set(self, plan: SetPlan, set_id: str | None = None) -> str:
        """A set has begun; returns its id, a new one unless it has one already."""
        set_id = set_id or new_id()
        with self.database.changing(self._wait_ms) as connection:
            connection.execute(*inserting("logged_set", {"id": set_id, **_plan_columns(plan)}))
        return set_id

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """A rep is over, or was interrupted."""
        with self.database.changing(self._wait_ms) as connection:
            _insert_rep(connection, _key_of(connection, set_id), rep)

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """A rest inside the set is over."""
        with self.database.changing(self._wait_ms) as connection:
            _insert_pause(connection, _key_of(connection, set_id), pause)

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """The set is over: `paced_reps` of its reps were complete. The file itself then has all of it."""
        self._change(set_id, {"ended": ended.value, "paced_reps": paced_reps, "tension_ms": tension_ms})
        self.database.fold_in(self.database.wait_ms if self._wait_ms is None else self._wait_ms)

    def reopen_set(self, set_id: str) -> None:
        """The end of the set was taken back, and with it how many reps were said to be done."""
        self._change(set_id, dict.fromkeys(("ended", "paced_reps", "tension_ms", "done_reps")))

    def get(self, set_id: str) -> LoggedSet:
        """The set with this id."""
        found = next(logged_sets(self.database, "WHERE id = ?", (set_id,)), None)
        if found is None:
            raise _gone()
        return found

    def has(self, set_id: str) -> bool:
        """True if there is a set with this id."""
        return bool(self.database.rows("SELECT 1 FROM logged_set WHERE id = ?", (set_id,)))

    def sets(
        self, exercise_id: str | None = None, since: float | None = None, limit: int | None = None
    ) -> list[LoggedSet]:
        """Sets, the newest first: of one exercise, begun at `since` (seconds since 1970) or later, at most
        `limit` of them."""
        conditions, values = _conditions({"exercise_id = ?": exercise_id, "started_at >= ?": since})
        choice = f"{conditions} {_NEWEST_FIRST} LIMIT ?"
        return list(logged_sets(self.database, choice, (*values, -1 if limit is None else limit)))

    def session_count(self, exercise_id: str | None = None) -> int:
        """How many sessions are kept, of one exercise or of all."""
        conditions, values = _conditions({"exercise_id = ?": exercise_id})
        found = self.database.rows(f"SELECT count(DISTINCT session_id) FROM logged_set {conditions}", values)
        return int(found[0][0])

    def exercise_names(self) -> dict[str, str]:
        """The exercises of which sets are kept: the name that each had last, by its id."""
        ids = self.database.rows("SELECT DISTINCT exercise_id FROM logged_set")
        last = f"SELECT exercise_name FROM logged_set WHERE exercise_id = ? {_NEWEST_FIRST} LIMIT 1"
        return {exercise_id: self.database.rows(last, (exercise_id,))[0][0] for (exercise_id,) in ids}

    def session(self, session_id: str) -> LoggedSession:
        """The sets of a session in the order in which they were begun; none if it is not logged."""
        found = logged_sets(self.database, f"WHERE session_id = ? {_OLDEST_FIRST}", (session_id,))
        return LoggedSession(session_id, tuple(found))

    def last_sessions(
        self, exercise_id: str | None = None, n: int | None = None, before: str | None = None
    ) -> list[LoggedSession]:
        """The last `n` sessions, or all, the newest first; of one exercise only its sessions and sets.

        With `before`, the id of a session, those that began before it did; if it is not logged, all.
        """
        return list(self.sessions(exercise_id, n, before))[::-1]

    def sessions(
        self,
        exercise_id: str | None = None,
        n: int | None = None,
        before: str | None = None,
        *,
        with_reps: bool = True,
    ) -> Iterator[LoggedSession]:
        """As `last_sessions`, but the oldest first, and read as they are asked for. Without `with_reps` sets
        that have ended have no reps, which is several times as fast."""
        if n is None and before is None:
            conditions, values = _conditions({"exercise_id = ?": exercise_id})
            order = "GROUP BY session_id ORDER BY min(started_at), min(key)"
            found = self.database.rows(f"SELECT session_id FROM logged_set {conditions} {order}", values)
            ids = [session_id for (session_id,) in found]
        else:
            ids = self._last_session_ids(exercise_id, n, before)
        for first in range(0, len(ids), _SESSIONS_AT_A_TIME):
            some = ids[first : first + _SESSIONS_AT_A_TIME]
            marks = ", ".join("?" * len(some))
            of_exercise = "" if exercise_id is None else "AND exercise_id = ?"
            values = some if exercise_id is None else [*some, exercise_id]
            choice = f"WHERE session_id IN ({marks}) {of_exercise} {_OLDEST_FIRST}"
            yield from by_session(logged_sets(self.database, choice, values, with_reps=with_reps))

    def _last_session_ids(self, exercise_id: str | None, n: int | None, before: str | None) -> list[str]:
        """The ids of `n` sessions, the oldest first. Walks back through the sets until no session can follow
        that began later than those found: grouping a log of ten years takes too long."""
        until = self.database.rows("SELECT min(started_at) FROM logged_set WHERE session_id = ?", (before,))
        wanted = {"exercise_id = ?": exercise_id, "session_id <> ?": before, "started_at <= ?": until[0][0]}
        conditions, values = _conditions(wanted)
        walk = f"SELECT session_id, started_at FROM logged_set {conditions} {_NEWEST_FIRST}"
        began: dict[str, tuple[float, int]] = {}
        last_that_counts = -1.0
        for session_id, started_at in self.database.iterate(walk, values):
            if started_at < last_that_counts:
                break
            if session_id not in began:
                began[session_id] = self._beginning(session_id, exercise_id)
                if n and len(began) >= n:
                    last_that_counts = sorted(began.values())[-n][0]
        ids = sorted(began, key=lambda session_id: began[session_id])
        return ids if n is None else ids[max(len(ids) - n, 0) :]

    def _beginning(self, session_id: str, exercise_id: str | None) -> tuple[float, int]:
        """When the first set of a session began, of one exercise or of all, and its key."""
        conditions, values = _conditions({"session_id = ?": session_id, "exercise_id = ?": exercise_id})
        first = f"SELECT started_at, key FROM logged_set {conditions} {_OLDEST_FIRST} LIMIT 1"
        started_at, key = self.database.rows(first, values)[0]
        return started_at, key

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> LoggedSet:
        """Keep what the lifter says of a set: what is left out stays, None takes back.

        Returns the set as it is then. Raises InputError if a value is out of range; nothing is changed.
        """
        with self.database.changing(self._wait_ms):
            annotation = corrected(self.get(set_id).annotation, changes)
            self._change(set_id, _annotation_columns(annotation))
            return self.get(set_id)

    def delete(self, set_id: str) -> LoggedSet:
        """Delete a set and return it, so that `restore` can put it back."""
        with self.database.changing(self._wait_ms) as connection:
            logged = self.get(set_id)
            connection.execute("DELETE FROM logged_set WHERE id = ?", (set_id,))
        return logged

    def restore(self, logged: LoggedSet) -> None:
        """Put a deleted set back as it was, with the id that it had."""
        with self.database.changing(self._wait_ms) as connection:
            connection.execute(*inserting("logged_set", _columns(logged)))
            key = _key_of(connection, logged.id)
            for rep in logged.reps:
                _insert_rep(connection, key, rep)
            for pause in logged.pauses:
                _insert_pause(connection, key, pause)

    def _change(self, set_id: str, columns: Columns) -> None:
        with self.database.changing(self._wait_ms) as connection:
            if connection.execute(*updating("logged_set", "id", {"id": set_id, **columns})).rowcount != 1:
                raise _gone()


def insert_sets(connection: sqlite3.Connection, sets: Iterable[LoggedSet]) -> int:
    """Add sets with an origin and without reps, thousands of them quickly, and return how many. Those whose
    id is there already are left out."""
    first = next(rows := (_columns(logged) for logged in sets), None)
    if first is None:
        return 0
    statement, _ = inserting("logged_set", first)
    before = connection.total_changes
    values = (tuple(row.values()) for row in chain([first], rows))
    connection.executemany(f"{statement} ON CONFLICT (id) DO NOTHING", values)
    return connection.total_changes - before


def _plan_columns(plan: SetPlan) -> Columns:
    return {
        "session_id": plan.session_id,
        "started_at": plan.started_at,
        "exercise_id": plan.exercise_id,
        "exercise_name": plan.exercise_name,
        "preset_name": plan.preset_name,
        "tempo": plan.tempo,
        "start": plan.start and plan.start.value,
        "set_number": plan.set_number,
        "sets": plan.sets,
        "side": plan.side and plan.side.value,
        "planned_reps": plan.reps,
        "warm_up": int(plan.warm_up),
        "open": int(plan.open),
        "reps_least": reps_least_text(plan.reps_least),
        "rep_tempos": rep_tempos_text(plan),
        "loads": loads_text(plan.loads),
        "workout": plan.workout,
    }


def _annotation_columns(annotation: Annotation) -> Columns:
    return {
        "done_reps": annotation.done_reps,
        "load": annotation.load,
        "unit": annotation.unit and annotation.unit.value,
        "effort": annotation.effort,
        "feeling": annotation.feeling,
        "note": annotation.note,
    }


def _origin_columns(origin: Origin | None) -> Columns:
    if origin is None:
        return {}
    return {
        "program": origin.program,
        "import_id": origin.import_id,
        "written_exercise": origin.exercise,
        "line": origin.line,
    }


def _columns(logged: LoggedSet) -> Columns:
    has_ended = logged.ended is not None
    return {
        "id": logged.id,
        "ended": logged.ended and logged.ended.value,
        "paced_reps": logged.paced_reps if has_ended else None,
        "tension_ms": logged.tension_ms if has_ended else None,
        **_plan_columns(logged.plan),
        **_annotation_columns(logged.annotation),
        **_origin_columns(logged.origin),
    }


def _insert_rep(connection: sqlite3.Connection, key: int, rep: PerformedRep) -> None:
    place = _next_place(connection, "logged_rep", key)
    connection.execute(
        "INSERT INTO logged_rep (set_key, place, rep, complete, mini_set) VALUES (?, ?, ?, ?, ?)",
        (key, place, rep.number, int(rep.complete), rep.mini_set),
    )
    connection.executemany(
        "INSERT INTO logged_phase (set_key, rep_place, place, phase, duration_ms) VALUES (?, ?, ?, ?, ?)",
        [
            (key, place, index, performed.phase.value, performed.duration_ms)
            for index, performed in enumerate(rep.phases)
        ],
    )


def _insert_pause(connection: sqlite3.Connection, key: int, pause: PerformedPause) -> None:
    connection.execute(
        "INSERT INTO logged_pause (set_key, place, rep, duration_ms) VALUES (?, ?, ?, ?)",
        (key, _next_place(connection, "logged_pause", key), pause.rep, pause.duration_ms),
    )


def _next_place(connection: sqlite3.Connection, table: str, key: int) -> int:
    found = connection.execute(f"SELECT coalesce(max(place) + 1, 0) FROM {table} WHERE set_key = ?", (key,))
    return int(found.fetchone()[0])


def _key_of(connection: sqlite3.Connection, set_id: str) -> int:
    found = connection.execute("SELECT key FROM logged_set WHERE id = ?", (set_id,)).fetchone()
    if found is None:
        raise _gone()
    return int(found[0])


def _conditions(wanted: dict[str, Value]) -> tuple[str, list[Value]]:
    """The WHERE clause of the conditions that have a value, and their values."""
    given = {condition: value for condition, value in wanted.items() if value is not None}
    return f"WHERE {' AND '.join(given)}" if given else "", list(given.values())


def _gone() -> SetGoneError:
    return SetGoneError("the set is no longer in the log: another window may have deleted it")
