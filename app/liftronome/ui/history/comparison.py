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
from liftronome.presentation.texts import clock_text, counted, numbered_set, set_apart, set_name
from liftronome.ui.text.days import TODAY, day_texts

ALL_SETS: Final = "all sets"
WORKING_SETS: Final = "working sets"


@dataclass(frozen=True, slots=True)
class Cell:
    """A set of one session. `reps` are those really done, `parts` those of each mini-set where there are
    several; `tension_ms` is None where another program logged it; `note` says how it differs from its plan.
    `is_whole` is false for a set during which the session was left. A warm-up set is compared with nothing,
    and a hold (`is_held`) by its time."""

    reps: int
    tension_ms: float | None
    load: str = ""
    note: str = ""
    is_whole: bool = True
    is_warm_up: bool = False
    is_held: bool = False
    parts: tuple[int, ...] = ()

    @property
    def tension(self) -> str:
        """The time under tension in minutes and seconds, "" if it is not known."""
        return "" if self.tension_ms is None else clock_text(self.tension_ms)

    @property
    def reps_text(self) -> str:
        """The reps, mini-set by mini-set: "15+5+5"; "hold" without movement."""
        return "hold" if self.is_held else "+".join(map(str, self.parts)) or str(self.reps)

    @property
    def amount(self) -> float:
        """What is compared: the reps, or the seconds of a hold."""
        return (self.tension_ms or 0) // 1000 if self.is_held else self.reps


@dataclass(frozen=True, slots=True)
class Column:
    """A session: when it was, its tempo, and its sets by their names. `aborted` says how far it came, as in
    "1 of 3 sets", if it was left before its end."""

    title: str
    tempo: str
    cells: dict[str, Cell]
    aborted: str = ""

    @property
    def working(self) -> Mapping[str, Cell]:
        """Its working sets."""
        return {name: cell for name, cell in self.cells.items() if not cell.is_warm_up}

    @property
    def total(self) -> Cell:
        """All its working sets in one."""
        cells = self.working.values()
        known = [cell.tension_ms for cell in cells if cell.tension_ms is not None]
        is_held = bool(cells) and all(cell.is_held for cell in cells)
        return Cell(sum(cell.reps for cell in cells), sum(known) if known else None, is_held=is_held)


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
    def sum_name(self) -> str:
        """What the sum of a session is called: warm-up sets are no part of it."""
        has_warm_ups = any(cell.is_warm_up for column in self.columns for cell in column.cells.values())
        return WORKING_SETS if has_warm_ups else ALL_SETS

    @property
    def most(self) -> float:
        """The most reps of any set, or the most seconds of any hold."""
        return max((cell.amount for column in self.columns for cell in column.cells.values()), default=0)

    @property
    def reference(self) -> Column | None:
        """What the newest session is compared with: the last one before it that was not aborted."""
        return next((column for column in self.columns[1:] if not column.aborted), None)

    def difference(self, row: str) -> str:
        """How many reps more or fewer a set had than last time, "" without a whole one to compare."""
        new = self.columns[0].cells.get(row) if self.columns else None
        old = self.reference.cells.get(row) if self.reference else None
        if not (new and old and new.is_whole and old.is_whole) or new.is_warm_up or old.is_warm_up:
            return ""
        if new.is_held and old.is_held:
            return _signed_tension(new, old)
        return signed(new.reps - old.reps)

    @property
    def total_difference(self) -> str:
        """The same for all sets, and in tension: "−4 reps, +0:41". "" unless both sessions had the same sets
        and neither was aborted."""
        old_column = self.reference
        if old_column is None or self.columns[0].aborted or not self._has_same_sets(old_column):
            return ""
        new, old = self.columns[0].total, old_column.total
        reps = new.reps - old.reps
        in_reps = (
            "" if new.is_held and old.is_held else f"{signed(reps)} {'rep' if abs(reps) == 1 else 'reps'}"
        )
        return ", ".join(filter(None, (in_reps, _signed_tension(new, old))))

    def _has_same_sets(self, other: Column) -> bool:
        return self.columns[0].working.keys() == other.working.keys()


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
    warm_ups = len(preset.scheme.warm_ups)
    left_in = results[-1][0] if left_in_set and results else None
    cells = {}
    for result, said in results:
        plan = planned[min(result.set_number, len(planned)) - 1]
        done = result.reps_done if said.done_reps is None else said.done_reps
        cells[numbered_set(result.set_number, result.side, warm_ups)] = Cell(
            done,
            result.tension_ms,
            load_text(said),
            _note(
                result.reps_done,
                said.done_reps,
                _Planned(len(plan.reps), sum(plan.least or ()), is_open=plan.open),
                ended_early=result.ended_early,
            ),
            is_whole=result is not left_in,
            is_warm_up=plan.warm_up,
            is_held=plan.hold,
            parts=() if plan.hold else _parts(done, result.mini_sets),
        )
    sides = [None] if preset.sides is Sides.BOTH else list(Side)
    aborted = _aborted(cells, len(preset.scheme.sets), sides)
    return Column(title, set_apart(str(preset.tempo) if preset.tempo else ""), cells, aborted)


def column_of_log(session: LoggedSession, title: str) -> Column:
    """A session of the log that has sets other than restarted ones."""
    sets = session.standing_sets
    names = names_of(session)
    cells = {
        names[logged.id]: Cell(
            logged.done_reps,
            logged.tension_ms if logged.is_paced else None,
            load_text(logged.annotation),
            _note_of(logged),
            is_whole=not logged.is_paced or logged.ended not in (Ended.LEFT, None),
            is_warm_up=logged.plan.warm_up,
            is_held=_is_held(logged),
            parts=_logged_parts(logged),
        )
        for logged in sets
    }
    plan = sets[0].plan
    sides = [None] if plan.side is None else list(Side)
    aborted = "" if plan.sets is None else _aborted(cells, plan.sets - len(_warm_ups(session)), sides)
    return Column(title, set_apart(plan.tempo), cells, aborted)


def _note_of(logged: LoggedSet) -> str:
    if not logged.is_paced:
        return f"in {logged.origin.program}" if logged.origin else ""
    early = logged.ended is not Ended.COMPLETED
    planned = _Planned(logged.plan.reps, sum(logged.plan.reps_least), is_open=logged.plan.open)
    return _note(logged.paced_reps, logged.annotation.done_reps, planned, ended_early=early)


def _aborted(cells: Mapping[str, Cell], sets: int, sides: Sequence[Side | None]) -> str:
    """How many of its sets a session has whole, "" if all."""
    whole = {name for name, cell in cells.items() if cell.is_whole}
    done = sum(all(set_name(number, side) in whole for side in sides) for number in range(1, sets + 1))
    return f"{done} of {counted(sets, 'set')}" if done < sets else ""


def names_of(session: LoggedSession) -> Mapping[str, str]:
    """The names of the sets of a session by their ids: "warm-up 1", "set 2 left". Warm-up sets are numbered
    apart."""
    warm_ups = _warm_ups(session)
    names = {}
    for logged in session.sets:
        number, side = logged.plan.set_number, logged.plan.side
        before = len([warm_up for warm_up in warm_ups if warm_up < number])
        names[logged.id] = (
            numbered_set(before + 1, side, before + 1)
            if logged.plan.warm_up
            else numbered_set(number - before, side, 0)
        )
    return names


def _warm_ups(session: LoggedSession) -> frozenset[int]:
    """Which sets of a session were warm-up sets."""
    return frozenset(logged.plan.set_number for logged in session.sets if logged.plan.warm_up)


def _is_held(logged: LoggedSet) -> bool:
    """True for a set without movement."""
    phases = [phase.phase for rep in logged.reps for phase in rep.phases]
    return bool(phases) and not logged.plan.tempo and not any(phase.is_movement for phase in phases)


def _logged_parts(logged: LoggedSet) -> tuple[int, ...]:
    """The reps of each mini-set that was begun, () where there is only one."""
    mini_sets = {rep.number: rep.mini_set for rep in logged.reps if rep.complete}
    if max(mini_sets.values(), default=1) == 1 or _is_held(logged):
        return ()
    numbers = list(mini_sets.values())
    return _parts(logged.done_reps, [numbers.count(number) for number in range(1, max(numbers) + 1)])


def _parts(done: int, mini_sets: Sequence[int]) -> tuple[int, ...]:
    """How many of the reps that were done belong to each mini-set: the last that was begun has the rest."""
    if len(mini_sets) < 2:
        return ()
    parts, left = [], done
    for number, reps in enumerate(mini_sets):
        is_last = number == len(mini_sets) - 1
        parts.append(left if is_last else min(left, reps))
        left -= parts[-1]
        if left <= 0:
            break
    return tuple(parts)


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


def _signed_tension(new: Cell, old: Cell) -> str:
    """A difference of two times as they are shown, with its sign: "+0:41"; "" where one is not known."""
    if new.tension_ms is None or old.tension_ms is None:
        return ""
    difference = new.tension_ms // 1000 - old.tension_ms // 1000
    sign = "−" if difference < 0 else "+" if difference > 0 else "±"
    return f"{sign}{clock_text(abs(difference) * 1000)}"


@dataclass(frozen=True, slots=True)
class _Planned:
    """The reps that were planned, None where no number was; the least of them, 0 without a range."""

    reps: int | None
    least: int
    is_open: bool


def _note(paced: int, done: int | None, planned: _Planned, *, ended_early: bool) -> str:
    if done is not None and done != paced:
        return f"{paced} of them paced" if done > paced else f"of {paced} paced"
    if planned.reps and paced < (planned.least or planned.reps):
        return f"of {planned.least}–{planned.reps} planned" if planned.least else f"of {planned.reps} planned"
    if planned.reps and paced > planned.reps and not planned.is_open:
        return f"{planned.reps} planned"
    is_enough = planned.is_open or (planned.least and paced >= planned.least)
    return "ended early" if ended_early and not is_enough else ""
