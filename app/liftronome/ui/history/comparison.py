"""Sessions compared: what control costs in reps, and what it gains in time under tension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liftronome.domain.log_entry import Annotation, LoggedSession, LoggedSet
from liftronome.domain.performance import Ended
from liftronome.domain.preset import Preset, Side, Sides
from liftronome.engine.progress import SetResult
from liftronome.presentation.texts import clock_text, counted, set_apart, set_name
from liftronome.ui.text.days import TODAY, day_texts

ALL_SETS: Final = "all sets"


@dataclass(frozen=True, slots=True)
class Cell:
    """A set of one session. `reps` are those really done; `tension_ms` is None where another program logged
    it; `note` says how it differs from its plan. `is_whole` is false for a set during which the session was
    left."""

    reps: int
    tension_ms: float | None
    load: str = ""
    note: str = ""
    is_whole: bool = True

    @property
    def tension(self) -> str:
        """The time under tension in minutes and seconds, "" if it is not known."""
        return "" if self.tension_ms is None else clock_text(self.tension_ms)


@dataclass(frozen=True, slots=True)
class Column:
    """A session: when it was, its tempo, and its sets by their names. `aborted` says how far it came, as in
    "1 of 3 sets", if it was left before its end."""

    title: str
    tempo: str
    cells: dict[str, Cell]
    aborted: str = ""

    @property
    def total(self) -> Cell:
        """All its sets in one."""
        cells = self.cells.values()
        known = [cell.tension_ms for cell in cells if cell.tension_ms is not None]
        return Cell(sum(cell.reps for cell in cells), sum(known) if known else None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sessions side by side, the newest first, set by set. With `all_rows`, it has the sets too that only
    older sessions have."""

    columns: tuple[Column, ...]
    all_rows: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the sets, those of the newest session first."""
        shown = self.columns if self.all_rows else self.columns[:1]
        return tuple(dict.fromkeys(name for column in shown for name in column.cells))

    @property
    def most_reps(self) -> int:
        """The most reps of any set."""
        return max((cell.reps for column in self.columns for cell in column.cells.values()), default=0)

    @property
    def reference(self) -> Column | None:
        """What the newest session is compared with: the last one before it that was not aborted."""
        return next((column for column in self.columns[1:] if not column.aborted), None)

    def difference(self, row: str) -> str:
        """How many reps more or fewer a set had than last time, "" without a whole one to compare."""
        new = self.columns[0].cells.get(row) if self.columns else None
        old = self.reference.cells.get(row) if self.reference else None
        return signed(new.reps - old.reps) if new and old and new.is_whole and old.is_whole else ""

    @property
    def total_difference(self) -> str:
        """The same for all sets, and in tension: "−4 reps, +0:41". "" unless both sessions had the same sets
        and neither was aborted."""
        old_column = self.reference
        if old_column is None or self.columns[0].aborted or not self._has_same_sets(old_column):
            return ""
        new, old = self.columns[0].total, old_column.total
        reps = new.reps - old.reps
        in_reps = f"{signed(reps)} {'rep' if abs(reps) == 1 else 'reps'}"
        if new.tension_ms is None or old.tension_ms is None:
            return in_reps
        tension_ms = new.tension_ms // 1000 * 1000 - old.tension_ms // 1000 * 1000
        sign = "−" if tension_ms < 0 else "+" if tension_ms > 0 else "±"
        return f"{in_reps}, {sign}{clock_text(abs(tension_ms))}"

    def _has_same_sets(self, other: Column) -> bool:
        return self.columns[0].cells.keys() == other.cells.keys()


def column_of_results(
    results: Iterable[tuple[SetResult, Annotation]],
    preset: Preset,
    title: str = TODAY,
    *,
    left_in_set: bool = False,
) -> Column:
    """The session at the bench, with what the lifter has said of its sets. `left_in_set` is true if the
    lifter left it during the last of them."""
    results = tuple(results)
    planned = preset.planned_sets()
    left_in = results[-1][0] if left_in_set and results else None
    cells = {
        set_name(result.set_number, result.side): Cell(
            result.reps_done if said.done_reps is None else said.done_reps,
            result.tension_ms,
            load_text(said),
            _note(
                result.reps_done,
                said.done_reps,
                len(planned[min(result.set_number, len(planned)) - 1].reps),
                ended_early=result.ended_early,
            ),
            is_whole=result is not left_in,
        )
        for result, said in results
    }
    sides = [None] if preset.sides is Sides.BOTH else list(Side)
    aborted = _aborted(cells, preset.number_of_sets, sides)
    return Column(title, set_apart(str(preset.tempo) if preset.tempo else ""), cells, aborted)


def column_of_log(session: LoggedSession, title: str) -> Column:
    """A session of the log that has sets other than restarted ones."""
    sets = session.standing_sets
    cells = {
        name_of(logged): Cell(
            logged.done_reps,
            logged.tension_ms if logged.is_paced else None,
            load_text(logged.annotation),
            _note_of(logged),
            is_whole=not logged.is_paced or logged.ended not in (Ended.LEFT, None),
        )
        for logged in sets
    }
    plan = sets[0].plan
    sides = [None] if plan.side is None else list(Side)
    aborted = "" if plan.sets is None else _aborted(cells, plan.sets, sides)
    return Column(title, set_apart(plan.tempo), cells, aborted)


def _note_of(logged: LoggedSet) -> str:
    if not logged.is_paced:
        return f"in {logged.origin.program}" if logged.origin else ""
    early = logged.ended is not Ended.COMPLETED
    return _note(logged.paced_reps, logged.annotation.done_reps, logged.plan.reps, ended_early=early)


def _aborted(cells: Mapping[str, Cell], sets: int, sides: Sequence[Side | None]) -> str:
    """How many of its sets a session has whole, "" if all."""
    whole = {name for name, cell in cells.items() if cell.is_whole}
    done = sum(all(set_name(number, side) in whole for side in sides) for number in range(1, sets + 1))
    return f"{done} of {counted(sets, 'set')}" if done < sets else ""


def name_of(logged: LoggedSet) -> str:
    """The name of a logged set: "set 2 left"."""
    return set_name(logged.plan.set_number, logged.plan.side)


def columns_of_log(sessions: Sequence[LoggedSession], now: datetime) -> tuple[Column, ...]:
    """The sessions of the log that have sets other than restarted ones, by their days."""
    shown = [session for session in sessions if session.standing_sets]
    days = day_texts([session.standing_sets[0].plan.started_at for session in shown], now)
    return tuple(column_of_log(session, day) for session, day in zip(shown, days, strict=True))


def load_text(said: Annotation) -> str:
    """A load with its unit, "" if none is known."""
    return f"{said.load:g} {said.unit.value}" if said.load is not None and said.unit else ""


def signed(number: int) -> str:
    """A difference with its sign: "+2", "−3", "±0"."""
    return f"{'+' if number > 0 else '−' if number < 0 else '±'}{abs(number)}"


def _note(paced: int, done: int | None, planned: int | None, *, ended_early: bool) -> str:
    if done is not None and done != paced:
        return f"{paced} of them paced" if done > paced else f"of {paced} paced"
    if planned is not None and paced != planned:
        return f"of {planned} planned" if paced < planned else f"{planned} planned"
    return "ended early" if ended_early else ""
