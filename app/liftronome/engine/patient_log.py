"""A log that keeps nobody waiting: what cannot be stored now is stored as soon as it can be."""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, Unpack

from PySide6.QtCore import QObject, Signal

from liftronome.domain.errors import BusyError, LiftronomeError
from liftronome.domain.log_entry import Changes, LoggedSession
from liftronome.domain.performance import Ended, PerformedPause, PerformedRep, SetLog, SetPlan
from liftronome.engine.clock import MakeTimer
from liftronome.engine.recorder import NOT_ALL

RETRY_MS: Final = 200
"""How often what waits is tried again."""

TOLD_AFTER: Final = 10
"""So many tries in vain are worth a word: another window that saves is done before."""

LAST_TRIES: Final = 25
"""How often what waits is tried at the very end."""

WAITS: Final = "Another program is using the log: what you do is remembered, and logged when that lets it go."
CAUGHT_UP: Final = "The log is free again, and all that you did is in it."


class ToldLog(SetLog, Protocol):
    """A log that is also told what the lifter says of a set."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> object:
        """Keep what the lifter says of a set."""


class KeptLog(ToldLog, Protocol):
    """The log that sets end up in. It may be busy, and then says so soon."""

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """The last `n` sessions with an exercise that began before another, the newest first."""


class WaitingRoom(ToldLog, Protocol):
    """What waits when the program ends is told to this, which is never busy."""

    def keep(self) -> None:
        """Keep for the next start what was told. Raises LiftronomeError if that cannot be."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is to be stored of a set, by its name here. Without what the lifter says of it a set is whole."""

    name: str
    store: Callable[[], object]
    is_said: bool = False


class PatientLog(QObject):
    """A SetLog in front of another, which may be busy for as long as it likes.

    What a call has been told is on disk when it returns, or waits behind what waits already: it is tried
    again every `RETRY_MS`, in its order, and stored once. It outlasts the session, so that nothing is lost
    when that is left. `notice` carries a line for the lifter.

    No method raises BusyError, save `finish`. What fails for another reason raises its LiftronomeError: in
    the call itself or, if it had waited, in the next one for that set, of which nothing more is stored. Only
    what the lifter says of a set may fail by itself; if it had waited, `notice` tells it.
    """

    notice = Signal(str)

    def __init__(self, log: KeptLog, make_timer: MakeTimer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._target: ToldLog = log
        self._timer = make_timer(self._try_again)
        self._waiting: deque[_Entry] = deque()
        self._names: dict[str, str] = {}
        self._lost: dict[str, LiftronomeError] = {}
        self._tries = 0

    def begin_set(self, plan: SetPlan) -> str:
        """As `SetLog.begin_set`. The name that it returns is good from now on, though the set may wait."""
        name = uuid.uuid4().hex
        self._take(_Entry(name, lambda: self._begin(name, plan)))
        return name

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """As `SetLog.add_rep`."""
        self._take(_Entry(set_id, lambda: self._target.add_rep(self._names[set_id], rep)))

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """As `SetLog.add_pause`."""
        self._take(_Entry(set_id, lambda: self._target.add_pause(self._names[set_id], pause)))

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """As `SetLog.end_set`."""
        self._take(
            _Entry(set_id, lambda: self._target.end_set(self._names[set_id], ended, paced_reps, tension_ms))
        )

    def reopen_set(self, set_id: str) -> None:
        """As `SetLog.reopen_set`."""
        self._take(_Entry(set_id, lambda: self._target.reopen_set(self._names[set_id])))

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> None:
        """As `KeptLog.annotate`, of a set that was begun here."""
        self._take(
            _Entry(set_id, lambda: self._target.annotate(self._names[set_id], **changes), is_said=True)
        )

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """As `KeptLog.last_sessions`; what waits is not among them."""
        return self._log.last_sessions(exercise_id, n, before)

    def finish(self, room: WaitingRoom | None = None, pause: Callable[[float], None] = time.sleep) -> bool:
        """Store what waits, at the program's end: it takes some seconds if need be. `pause` waits for some
        seconds between two tries.

        True if nothing waits any more, False if that was in vain and the `room` keeps it for the next start.
        Raises LiftronomeError if there is none, or it cannot be kept either.
        """
        for tries_left in reversed(range(LAST_TRIES)):
            try:
                self._store_waiting()
                break
            except BusyError:
                if tries_left:
                    pause(RETRY_MS / 1000)
                elif room is None:
                    raise
                else:
                    self._keep_in(room)
                    return False
        return True

    def _keep_in(self, room: WaitingRoom) -> None:
        self._target, self._tries = room, 0
        self._store_waiting()
        room.keep()

    def _begin(self, name: str, plan: SetPlan) -> None:
        self._names[name] = self._target.begin_set(plan)

    def _take(self, entry: _Entry) -> None:
        if entry.name not in self._lost:
            self._waiting.append(entry)
            try:
                self._store_waiting(entry)
            except BusyError:
                self._timer.start(RETRY_MS)
        if entry.name in self._lost:
            raise self._lost[entry.name]

    def _try_again(self) -> None:
        try:
            self._store_waiting()
        except BusyError:
            self._tries += 1
            if self._tries == TOLD_AFTER:
                self.notice.emit(WAITS)
            self._timer.start(RETRY_MS)

    def _store_waiting(self, asked_for: _Entry | None = None) -> None:
        """Raises BusyError if something waits on. What fails is told, unless it is the entry that this is
        asked for, or of its set."""
        while self._waiting:
            entry = self._waiting[0]
            try:
                entry.store()
                self._waiting.popleft()
            except BusyError:
                raise
            except LiftronomeError as error:
                self._waiting.popleft()
                if not entry.is_said:
                    self._lose(entry.name, error)
                elif entry is asked_for:
                    raise
                if entry.is_said or asked_for is None or entry.name != asked_for.name:
                    self.notice.emit(f"{NOT_ALL}: {error}")
        if self._tries >= TOLD_AFTER:
            self.notice.emit(CAUGHT_UP)
        self._tries = 0

    def _lose(self, name: str, error: LiftronomeError) -> None:
        self._lost[name] = error
        self._waiting = deque(waiting for waiting in self._waiting if waiting.name != name)
