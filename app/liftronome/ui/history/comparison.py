"""A session beside those before it: what control costs in reps, and what it brings in tension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liftronome.domain.log_entry import Annotation, LoggedSession, LoggedSet
from liftronome.domain.performance import Ended
from liftronome.engine.progress import SetResult
from liftronome.presentation.texts import clock_text, set_apart, set_name
from liftronome.ui.text.days import TODAY, day_texts

ALL_SETS: Final = "all sets"


@dataclass(frozen=True, slots=True)
class Cell:
    """A set of one session. `reps` are those really done; `note` tells how it differs from its plan."""

    reps: int
    tension_ms: float
    load: str = ""
    note: str = ""

    @property
    def tension(self) -> str:
        """The time under tension in minutes and seconds."""
        return clock_text(self.tension_ms)


@dataclass(frozen=True, slots=True)
class Column:
    """A session: when it was, its tempo, and its sets by their names."""

    title: str
    tempo: str
    cells: dict[str, Cell]

    @property
    def total(self) -> Cell:
        """All its sets in one."""
        cells = self.cells.values()
        return Cell(sum(cell.reps for cell in cells), sum(cell.tension_ms for cell in cells))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sessions side by side, the newest first, set by set."""

    columns: tuple[Column, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the sets: those of the newest session, then what only older ones have."""
        return tuple(dict.fromkeys(name for column in self.columns for name in column.cells))

    @property
    def most_reps(self) -> int:
        """The most reps of any set."""
        return max((cell.reps for column in self.columns for cell in column.cells.values()), default=0)

    def difference(self, row: str) -> str:
        """How many reps more or fewer a set had than in the session before, "" without one to compare."""
        if len(self.columns) < 2:
            return ""
        new, old = (column.cells.get(row) for column in self.columns[:2])
        return signed(new.reps - old.reps) if new and old else ""

    @property
    def total_difference(self) -> str:
        """The same in all, and in tension: "−4 reps, +0:41"."""
        if len(self.columns) < 2:
            return ""
        new, old = (column.total for column in self.columns[:2])
        tension_ms = new.tension_ms // 1000 * 1000 - old.tension_ms // 1000 * 1000
        sign = "−" if tension_ms < 0 else "+" if tension_ms > 0 else "±"
        reps = new.reps - old.reps
        return f"{signed(reps)} {'rep' if abs(reps) == 1 else 'reps'}, {sign}{clock_text(abs(tension_ms))}"


def column_of_results(
    results: Iterable[tuple[SetResult, Annotation]], planned_reps: int, tempo: str, title: str = TODAY
) -> Column:
    """The session that is on, with what the lifter has said of its sets."""
    cells = {
        set_name(result.set_number, result.side): Cell(
            result.reps_done if said.done_reps is None else said.done_reps,
            result.tension_ms,
            load_text(said),
            _note(result.reps_done, said.done_reps, planned_reps, ended_early=result.ended_early),
        )
        for result, said in results
    }
    return Column(title, set_apart(tempo), cells)


def column_of_log(session: LoggedSession, title: str) -> Column:
    """A session of the log, which has a set that stands."""
    sets = session.standing_sets
    cells = {
        name_of(logged): Cell(
            logged.done_reps,
            logged.tension_ms,
            load_text(logged.annotation),
            _note(
                logged.paced_reps,
                logged.annotation.done_reps,
                logged.plan.reps,
                ended_early=logged.ended is not Ended.COMPLETED,
            ),
        )
        for logged in sets
    }
    return Column(title, set_apart(sets[0].plan.tempo), cells)


def name_of(logged: LoggedSet) -> str:
    """Which set, and of which side: "set 2 left"."""
    return set_name(logged.plan.set_number, logged.plan.side)


def columns_of_log(sessions: Sequence[LoggedSession], now: datetime) -> tuple[Column, ...]:
    """The sessions of the log that have a set that stands, by their days."""
    shown = [session for session in sessions if session.standing_sets]
    days = day_texts([session.standing_sets[0].plan.started_at for session in shown], now)
    return tuple(column_of_log(session, day) for session, day in zip(shown, days, strict=True))


def load_text(said: Annotation) -> str:
    """A load with its unit, "" if none is known."""
    return f"{said.load:g} {said.unit.value}" if said.load is not None and said.unit else ""


def signed(number: int) -> str:
    """A difference with its sign: "+2", "−3", "±0"."""
    return f"{'+' if number > 0 else '−' if number < 0 else '±'}{abs(number)}"


def _note(paced: int, done: int | None, planned: int, *, ended_early: bool) -> str:
    if done is not None and done != paced:
        return f"{paced} of them paced" if done > paced else f"of {paced} paced"
    if paced != planned:
        return f"of {planned} planned" if paced < planned else f"{planned} planned"
    return "ended early" if ended_early else ""
