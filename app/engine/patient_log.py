"""A log that keeps nobody waiting: what cannot be stored now is stored as soon as it can be."""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol, Unpack

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BusyError, LiftronomeError
from app.domain.log_entry import Changes, LoggedSession
from app.domain.performance import Ended, PerformedPause, PerformedRep, SetLog, SetPlan
from app.engine.clock import MakeTimer
from app.engine.recorder import NOT_ALL

RETRY_MS: Final = 200
"""How often what waits is tried again."""

TOLD_AFTER: Final = 10
"""So many tries in vain are worth a word: another window that saves is done before."""

LAST_TRIES: Final = 25
"""How often what waits is tried at the very end."""

WAITS: Final = "Another program is using the log: what you do is remembered, and logged when that lets it go."
CAUGHT_UP: Final = "The log is free again, and all that you did is in it."


class KeptLog(SetLog, Protocol):
    """The log that sets end up in. It may be busy, and then says so soon."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> object:
        """Keep what the lifter says of a set."""

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """The last `n` sessions with an exercise that began before another, the newest first."""


class PatientLog(QObject):
    """A SetLog in front of another, which may be busy for as long as it likes.

    What a call has been told is on disk when it returns, or waits behind what waits already: it is tried
    again every `RETRY_MS`, in its order, and stored once. It outlasts the session, so that nothing is lost
    when that is left. `notice` carries a line for the lifter.

    No method raises BusyError, save `finish`. What fails for another reason raises its LiftronomeError: in
    the call itself or, if it had waited, in the next one for that set, of which nothing more is stored.
    """

    notice = Signal(str)

    def __init__(self, log: KeptLog, make_timer: MakeTimer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._timer = make_timer(self._try_again)
        self._waiting: deque[tuple[str, Callable[[], object]]] = deque()
        self._names: dict[str, str] = {}
        self._lost: dict[str, LiftronomeError] = {}
        self._tries = 0

    def begin_set(self, plan: SetPlan) -> str:
        """As `SetLog.begin_set`. The name that it returns is good from now on, though the set may wait."""
        name = uuid.uuid4().hex
        self._take(name, lambda: self._begin(name, plan))
        return name

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """As `SetLog.add_rep`."""
        self._take(set_id, lambda: self._log.add_rep(self._names[set_id], rep))

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """As `SetLog.add_pause`."""
        self._take(set_id, lambda: self._log.add_pause(self._names[set_id], pause))

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """As `SetLog.end_set`."""
        self._take(set_id, lambda: self._log.end_set(self._names[set_id], ended, paced_reps, tension_ms))

    def reopen_set(self, set_id: str) -> None:
        """As `SetLog.reopen_set`."""
        self._take(set_id, lambda: self._log.reopen_set(self._names[set_id]))

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> None:
        """As `KeptLog.annotate`, of a set that was begun here."""
        self._take(set_id, lambda: self._log.annotate(self._names[set_id], **changes))

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """As `KeptLog.last_sessions`; what waits is not among them."""
        return self._log.last_sessions(exercise_id, n, before)

    def finish(self, pause: Callable[[float], None] = time.sleep) -> None:
        """Store what waits, at the program's end: it takes some seconds if need be. `pause` waits for some
        seconds between two tries. Raises LiftronomeError if that was in vain."""
        for _ in range(LAST_TRIES - 1):
            try:
                self._store_waiting()
            except BusyError:
                pause(RETRY_MS / 1000)
        self._store_waiting()

    def _begin(self, name: str, plan: SetPlan) -> None:
        self._names[name] = self._log.begin_set(plan)

    def _take(self, name: str, entry: Callable[[], object]) -> None:
        if name not in self._lost:
            self._waiting.append((name, entry))
            try:
                self._store_waiting(name)
            except BusyError:
                self._timer.start(RETRY_MS)
        if name in self._lost:
            raise self._lost[name]

    def _try_again(self) -> None:
        try:
            self._store_waiting()
        except BusyError:
            self._tries += 1
            if self._tries == TOLD_AFTER:
                self.notice.emit(WAITS)
            self._timer.start(RETRY_MS)

    def _store_waiting(self, asked_for: str = "") -> None:
        """Raises BusyError if something waits on. A set that fails is told, unless it is the one that this is
        asked for."""
        while self._waiting:
            name, entry = self._waiting[0]
            try:
                entry()
                self._waiting.popleft()
            except BusyError:
                raise
            except LiftronomeError as error:
                self._lost[name] = error
                self._waiting = deque(waiting for waiting in self._waiting if waiting[0] != name)
                if name != asked_for:
                    self.notice.emit(f"{NOT_ALL}: {error}")
        if self._tries >= TOLD_AFTER:
            self.notice.emit(CAUGHT_UP)
        self._tries = 0
