"""The fields of every set of a session, and what becomes of them: each is kept as soon as it is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Unpack

from PySide6.QtCore import QObject, Signal

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.log_entry import Annotation, Changes, LoggedSession, Unit
from liftronome.engine.progress import SetResult
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage
from liftronome.ui.history.set_entry import SetEntry
from liftronome.ui.options.options import Options


class TrainingLog(Protocol):
    """What the bench asks of the log beside what the session does: `engine.pending_log.PendingLog`.

    Both methods may raise a LiftronomeError.
    """

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> object:
        """Keep what the lifter says of a set."""

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """The last `n` sessions with an exercise that began before another, the newest first."""


class Entries(QObject):
    """What was said of a session's sets. The one that is `current` takes the keys.

    `changed` tells that the fields look different, `notice` carries a line for the lifter if something
    could not be kept.
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
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._options = options
        self._log = log
        self._last_load = _last_load(past)
        self._entries: dict[tuple[int, str], SetEntry] = {}
        self._kept: dict[tuple[int, str], Changes] = {}
        self._shown: SetResult | None = None
        session.set_ended.connect(self._add)
        session.stage_changed.connect(self._on_stage)

    @property
    def result(self) -> SetResult | None:
        """The set whose fields are shown; None before the first has ended."""
        results = self._session.results
        if self._shown in results:
            return self._shown
        return results[-1] if results else None

    @property
    def current(self) -> SetEntry | None:
        """The fields of that set."""
        result = self.result
        return self._entries.get(_key(result)) if result else None

    def said_of(self, result: SetResult) -> Annotation:
        """What the lifter has said of a set."""
        return self._entries[_key(result)].annotation

    def take_key(self, name: str) -> bool:
        """Let the fields take a key, if it is theirs; True if it was."""
        entry = self.current
        if entry is None or not entry.take_key(name):
            return False
        self._keep(entry)
        self.changed.emit()
        return True

    def select(self, by: int) -> None:
        """Show the fields of an earlier set (a negative number) or of a later one."""
        results, result = self._session.results, self.result
        if result is None:
            return
        wanted = results[min(max(results.index(result) + by, 0), len(results) - 1)]
        if wanted != result:
            self.close()
            self._shown = wanted
            self.changed.emit()

    def close(self) -> None:
        """Keep what was typed, and take no more keys."""
        for entry in self._entries.values():
            if entry.is_active:
                entry.end()
                self._keep(entry)
                self.changed.emit()

    def _add(self, result: SetResult) -> None:
        self._shown = result
        key = _key(result)
        if key in self._entries:
            self._entries[key].paced_anew(result.reps_done)
            self._kept.pop(key, None)
        else:
            self._entries[key] = SetEntry(result.reps_done, self._options.unit, self._last_load)
        self.changed.emit()

    def _on_stage(self, stage: Stage) -> None:
        if stage in (Stage.COUNT_IN, Stage.WORKING):
            self.close()

    def _keep(self, entry: SetEntry) -> None:
        """Keep what is new, once its field has been left."""
        result = self._result_of(entry)
        if result is None:
            return
        said = entry.annotation
        if said.load is not None and said.unit is not None:
            self._last_load = (said.load, said.unit)
        if entry.unit is not self._options.unit:
            self._options.unit = entry.unit
        if entry.is_active and entry.is_typing:
            return
        changes = entry.changes
        if self._log is None or not result.set_id or changes == self._kept.get(_key(result), {}):
            return
        try:
            self._log.annotate(result.set_id, **changes)
        except LiftronomeError as error:
            self.notice.emit(f"What you said of the set is not kept: {error}")
        else:
            self._kept[_key(result)] = changes

    def _result_of(self, entry: SetEntry) -> SetResult | None:
        """The set that the fields belong to; None if its end was taken back."""
        results = (result for result in self._session.results if self._entries.get(_key(result)) is entry)
        return next(results, None)


def _key(result: SetResult) -> tuple[int, str]:
    return result.set_number, result.side.value if result.side else ""


def _last_load(past: Sequence[LoggedSession]) -> tuple[float, Unit] | None:
    """The load of the last set of which one is known."""
    for session in past:
        for logged in reversed(session.standing_sets):
            said = logged.annotation
            if said.load is not None and said.unit is not None:
                return said.load, said.unit
    return None
