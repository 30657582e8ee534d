"""The fields of every set of a session. Each field is logged as soon as it is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol, Unpack

from PySide6.QtCore import QObject, Signal

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.log_entry import NOTHING_SAID, Annotation, Changes, LoggedSession, Unit, corrected
from liftronome.domain.scheme.planned import PlannedSet
from liftronome.engine.clock import NS_PER_MS, Clock
from liftronome.engine.progress import SetResult
from liftronome.engine.session import Session
from liftronome.presentation.texts import numbered_set
from liftronome.ui.history.corrections import Corrections, Step, all_of
from liftronome.ui.history.set_entry import CONFIRM, Field, SetEntry
from liftronome.ui.options.options import Options

SetKey = tuple[int, str]
"""A set's number, and its side."""

LEFT_AFTER_MS: Final = 5000
"""Fields in which nothing is half typed are left alone when no key came for so long while a set is on."""

TYPED_AFTER_MS: Final = 10_000
"""A number is taken to be whole when the next set ends and no key came for so long."""


class TrainingLog(Protocol):
    """What the bench asks of the log: `engine.pending_log.PendingLog`. Both methods may raise a
    LiftronomeError."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> object:
        """Log what the lifter says of a set."""

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """The last `n` sessions with an exercise that began before another, the newest first."""


class Entries(QObject):
    """What was said of a session's sets.

    `changed` tells that the fields look different, `notice` carries a line for the lifter if something
    could not be logged. `clock` tells how long ago a key was pressed. `is_untouched` is true while fields
    that the end of a set has opened have had no key.
    """

    changed = Signal()
    notice = Signal(str)

    def __init__(
        self,
        session: Session,
        options: Options,
        log: TrainingLog | None = None,
        past: Sequence[LoggedSession] = (),
        parent: QObject | None = None,
        *,
        clock: Clock,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._options = options
        self._log = log
        self._clock = clock
        self._last_loads = {warm_up: _last_load(past, warm_up=warm_up) for warm_up in (False, True)}
        self._entries: dict[SetKey, SetEntry] = {}
        self._logged: dict[SetKey, tuple[str, Annotation]] = {}
        self._corrections = Corrections()
        self._chosen: SetResult | None = None
        self._pressed_ns = self._corrected_ns = 0
        self.is_touched = False
        self.is_untouched = False
        session.set_ended.connect(self._add)

    @property
    def result(self) -> SetResult | None:
        """The set whose fields are shown; None before the first has ended. A set that is being filled in
        stays until that is finished."""
        results = self._session.results
        for result in results:
            entry = self._entries.get(_key(result))
            if entry is not None and entry.is_active:
                return result
        if self._chosen in results:
            return self._chosen
        return results[-1] if results else None

    @property
    def current(self) -> SetEntry | None:
        """The fields of that set."""
        result = self.result
        return self._entries.get(_key(result)) if result else None

    @property
    def is_active(self) -> bool:
        """True while keys go into the fields."""
        return self.current is not None and self.current.is_active

    @property
    def undoable(self) -> str:
        """The correction that `undo` takes back, "" if there is none."""
        return self._corrections.undoable

    @property
    def redoable(self) -> str:
        """The correction that `redo` makes again, "" if there is none."""
        return self._corrections.redoable

    @property
    def corrected_ns(self) -> int:
        """When there was last something that `undo` takes back before all else: now, while a field is half
        typed, else at the last correction; 0 if there is nothing."""
        if self.current is not None and self.current.is_typing:
            return self._clock.now_ns()
        return self._corrected_ns if self.undoable else 0

    def name_of(self, result: SetResult) -> str:
        """A set by its name: "set 2 left", "warm-up 1"."""
        return numbered_set(result.set_number, result.side, len(self._session.preset.scheme.warm_ups))

    def said_of(self, result: SetResult) -> Annotation:
        """What is logged of what the lifter has said of a set: nothing that is half typed or was refused."""
        return self._logged.get(_key(result), ("", NOTHING_SAID))[1]

    def take_key(self, name: str, *, in_set: bool = False) -> bool:
        """Give the fields a key; False if they have no use for it. While the next set is on (`in_set`), only
        a digit opens them, and Enter in a field where nothing is typed closes them."""
        entry = self.current
        if entry is None or (in_set and not entry.is_active and not name.isdigit()):
            return False
        self._pressed_ns = self._clock.now_ns()
        self.is_untouched = False
        if in_set and name in CONFIRM and not entry.is_typing:
            self.close()
            return True
        if not entry.take_key(name):
            return False
        self._keep(entry)
        self.changed.emit()
        return True

    def open_at_end(self) -> None:
        """Open the reps of a set without a last rep that a key has just ended: they may be one too many."""
        result, entry = self.result, self.current
        if result is None or entry is None:
            return
        if self._planned(result).open:
            self._pressed_ns = self._clock.now_ns()
            self.is_untouched = True
            entry.begin(Field.REPS)
            self.changed.emit()

    def begin(self, field: Field) -> None:
        """Fill in a field by mouse or touch, so that digits are offered on the screen."""
        entry = self.current
        if entry is not None:
            self._pressed_ns = self._clock.now_ns()
            self.is_touched = True
            if not (entry.is_active and entry.field is field):
                entry.begin(field)
                self._keep(entry)
            self.changed.emit()

    def give_up_if_left(self, *, in_set: bool) -> None:
        """Stop filling in a set that the lifter has turned away from, now that the next set is on."""
        entry = self.current
        is_idle = entry is not None and entry.is_active and not entry.is_typing
        if in_set and is_idle and self._idle_ms() > LEFT_AFTER_MS:
            self.close()

    def select(self, by: int) -> None:
        """Show the fields of an earlier set (a negative number) or of a later one."""
        results, result = self._session.results, self.result
        if result is not None:
            self._choose(results[min(max(results.index(result) + by, 0), len(results) - 1)])

    def select_named(self, name: str) -> None:
        """Show the fields of a set by its name ("set 2 left")."""
        for result in self._session.results:
            if self.name_of(result) == name:
                self._choose(result)

    def close(self) -> None:
        """Log what stands in the fields, and take no more keys."""
        self.is_touched = False
        for entry in self._entries.values():
            if entry.is_active:
                entry.end()
                self._keep(entry)
                self.changed.emit()

    def undo(self) -> None:
        """Take back what is half typed, else the last correction."""
        entry, result = self.current, self.result
        if entry is not None and result is not None and entry.is_typing:
            entry.show_said(self.said_of(result))
        else:
            self._corrections.undo()
        self.changed.emit()

    def redo(self) -> None:
        """Make the correction again that was undone last."""
        self._corrections.redo()
        self.changed.emit()

    def _choose(self, result: SetResult) -> None:
        if result != self.result:
            self.close()
            self._chosen = result
            self.changed.emit()

    def _idle_ms(self) -> float:
        return (self._clock.now_ns() - self._pressed_ns) / NS_PER_MS

    def _add(self, result: SetResult) -> None:
        """A set has ended, maybe not for the first time: its end was undone, or the set restarted."""
        key = _key(result)
        set_id, said = self._logged.get(key, ("", NOTHING_SAID))
        was_same = set_id == result.set_id
        self._logged[key] = result.set_id, replace(said, done_reps=None) if was_same else NOTHING_SAID
        entry = self._entries.get(key)
        if entry is not None:
            self._corrections.clear()
            entry.paced_anew(result.reps_done)
        if self.is_active and self._idle_ms() > TYPED_AFTER_MS:
            self.close()
        if entry is None:
            self._entries[key] = self._new_entry(result)
        else:
            self._keep(entry)
        self._chosen = result
        self.changed.emit()

    def _new_entry(self, result: SetResult) -> SetEntry:
        """The fields of a set, with the load that is planned for it, else that of last time."""
        planned = self._planned(result)
        load = planned.loads[0] if planned.loads else None
        return SetEntry(
            result.reps_done,
            self._options.unit,
            (load.value, load.unit) if load is not None else self._last_loads[planned.warm_up],
            origin="planned" if load is not None else "last time",
            counts_off=planned.open,
        )

    def _planned(self, result: SetResult) -> PlannedSet:
        return self._session.preset.planned_sets()[result.set_number - 1]

    def _keep(self, entry: SetEntry) -> None:
        """Log what is new, once its field has been left."""
        result = self._result_of(entry)
        if result is None or entry.is_typing:
            return
        if entry.has_chosen_unit and entry.unit is not self._options.unit:
            self._options.unit = entry.unit
        before = self.said_of(result)
        after = corrected(before, entry.changes)
        if after == before or not self._log_said(result, after):
            return
        if after.load is not None and after.unit is not None:
            self._last_loads[self._planned(result).warm_up] = (after.load, after.unit)
        self._corrected_ns = self._clock.now_ns()
        self._corrections.add(
            Step(
                f"correction of {self.name_of(result)}",
                lambda: self._log_and_show(result, before),
                lambda: self._log_and_show(result, after),
            )
        )

    def _log_said(self, result: SetResult, said: Annotation) -> bool:
        try:
            if self._log is not None and result.set_id:
                self._log.annotate(result.set_id, **all_of(said))
        except LiftronomeError as error:
            self.notice.emit(f"The correction was not logged: {error}")
            return False
        self._logged[_key(result)] = result.set_id, said
        return True

    def _log_and_show(self, result: SetResult, said: Annotation) -> bool:
        if not self._log_said(result, said):
            return False
        self._choose(result)
        self._entries[_key(result)].show_said(said)
        return True

    def _result_of(self, entry: SetEntry) -> SetResult | None:
        """The set that the fields belong to; None if its end was taken back."""
        results = (result for result in self._session.results if self._entries.get(_key(result)) is entry)
        return next(results, None)


def _key(result: SetResult) -> SetKey:
    return result.set_number, result.side.value if result.side else ""


def _last_load(past: Sequence[LoggedSession], *, warm_up: bool) -> tuple[float, Unit] | None:
    """The load of the last warm-up or working set of which one is known."""
    for session in past:
        for logged in reversed(session.standing_sets):
            said = logged.annotation
            if logged.plan.warm_up is warm_up and said.load is not None and said.unit is not None:
                return said.load, said.unit
    return None
