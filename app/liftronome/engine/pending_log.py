"""A log that never blocks: entries that cannot be stored yet are queued and retried in order."""

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
"""How often queued entries are retried."""

NOTICE_AFTER_TRIES: Final = 10
"""Failed tries before the lifter is told. Another window that is saving is done sooner than that."""

CLOSING_TRIES: Final = 25
"""How often queued entries are tried when the program ends."""

LOG_BUSY: Final = "Another program is using the log. Your sets will be logged as soon as it is free."
LOG_FREE: Final = "The log is free again. Everything has been logged."


class AnnotatedLog(SetLog, Protocol):
    """A log that also takes the lifter's remarks on a set: load, effort, a note."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> object:
        """Store the lifter's remarks on a set."""


class NamedSetLog(AnnotatedLog, Protocol):
    """A log that takes sets under a name they have already."""

    def begin_set(self, plan: SetPlan, set_id: str | None = None) -> str:
        """As `SetLog.begin_set`, under that name if one is given."""


class StoredLog(NamedSetLog, Protocol):
    """The log in which sets end up. While busy it raises BusyError within a moment."""

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """The last `n` sessions with an exercise that began before session `before`, newest first."""


class DeferredLog(NamedSetLog, Protocol):
    """Takes what is still queued when the program ends. Never busy."""

    def keep(self) -> None:
        """Save for the next start what it was given. Raises LiftronomeError if it cannot."""


class QueueFile(DeferredLog, Protocol):
    """Keeps what is queued on the disk, so that neither a kill nor a power cut loses it."""

    def log(self) -> None:
        """Store all that it was given in the log, once, whoever else may do so. Raises BusyError if that is
        busy, and LiftronomeError if it refuses something: nothing is stored then."""

    def discard(self) -> None:
        """Forget all that it was given."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One call to be stored, under the name its set has here. A set is complete without its remarks."""

    name: str
    store: Callable[[NamedSetLog], object]
    is_remark: bool = False


class PendingLog(QObject):
    """A SetLog in front of another one that may be busy for any length of time.

    When a call returns, its entry is on disk or queued behind earlier ones; the queue is retried every
    `RETRY_MS`, in order, and each entry is stored once. It outlives the session, so leaving a session
    loses nothing. With `queue_file`, which makes a new one, what is queued is on the disk, too. `notice`
    carries a line for the lifter.

    Only `finish` raises BusyError. Any other failure raises its LiftronomeError in the call itself or,
    if the entry was queued, in the next call for that set, of which nothing more is stored. A remark that
    fails does not affect its set; if it was queued, `notice` reports it.
    """

    notice = Signal(str)

    def __init__(
        self,
        log: StoredLog,
        make_timer: MakeTimer,
        parent: QObject | None = None,
        queue_file: Callable[[], QueueFile] | None = None,
    ) -> None:
        super().__init__(parent)
        self._log = log
        self._target: NamedSetLog = log
        self._make_file = queue_file
        self._file: QueueFile | None = None
        self._in_file = 0
        self._timer = make_timer(self._try_again)
        self._queue: deque[_Entry] = deque()
        self._ids: dict[str, str] = {}
        self._lost: dict[str, LiftronomeError] = {}
        self._tries = 0

    def begin_set(self, plan: SetPlan) -> str:
        """As `SetLog.begin_set`. The returned name is valid at once, even while the set is queued."""
        name = str(uuid.uuid4())
        self._add(_Entry(name, lambda log: self._begin(log, name, plan)))
        return name

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """As `SetLog.add_rep`."""
        self._add(_Entry(set_id, lambda log: log.add_rep(self._ids[set_id], rep)))

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """As `SetLog.add_pause`."""
        self._add(_Entry(set_id, lambda log: log.add_pause(self._ids[set_id], pause)))

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """As `SetLog.end_set`."""
        self._add(_Entry(set_id, lambda log: log.end_set(self._ids[set_id], ended, paced_reps, tension_ms)))

    def reopen_set(self, set_id: str) -> None:
        """As `SetLog.reopen_set`."""
        self._add(_Entry(set_id, lambda log: log.reopen_set(self._ids[set_id])))

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> None:
        """As `AnnotatedLog.annotate`, for a set that was begun here."""
        self._add(_Entry(set_id, lambda log: log.annotate(self._ids[set_id], **changes), is_remark=True))

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """As `StoredLog.last_sessions`. Queued sets are not among them."""
        return self._log.last_sessions(exercise_id, n, before)

    def finish(
        self, deferred: DeferredLog | None = None, pause: Callable[[float], None] = time.sleep
    ) -> bool:
        """Store what is queued when the program ends, trying for some seconds if need be. `pause` sleeps
        for the given number of seconds.

        True if the queue is empty, False if the log stayed busy and a file, or `deferred`, has the rest for
        the next start. Raises LiftronomeError if there is neither, or `deferred` fails too.
        """
        for tries_left in reversed(range(CLOSING_TRIES)):
            try:
                self._store_queued()
                break
            except BusyError:
                if tries_left:
                    pause(RETRY_MS / 1000)
                elif self._file is not None:
                    return False
                elif deferred is None:
                    raise
                else:
                    self._defer(deferred)
                    return False
        return True

    def _defer(self, deferred: DeferredLog) -> None:
        self._target, self._tries = deferred, 0
        self._store_queued()
        deferred.keep()

    def _begin(self, log: NamedSetLog, name: str, plan: SetPlan) -> None:
        self._ids[name] = log.begin_set(plan, name)

    def _add(self, entry: _Entry) -> None:
        if entry.name not in self._lost:
            self._queue.append(entry)
            try:
                self._store_queued(entry)
            except BusyError:
                self._timer.start(RETRY_MS)
                self._keep_queue()
        if entry.name in self._lost:
            raise self._lost[entry.name]

    def _try_again(self) -> None:
        try:
            self._store_queued()
        except BusyError:
            self._tries += 1
            if self._tries == NOTICE_AFTER_TRIES:
                self.notice.emit(LOG_BUSY)
            self._timer.start(RETRY_MS)

    def _keep_queue(self) -> None:
        """Write to the disk what is queued. If that cannot be done it is still queued."""
        if self._make_file is None:
            return
        self._file = self._file or self._make_file()
        try:
            for entry in list(self._queue)[self._in_file :]:
                entry.store(self._file)
            self._file.keep()
            self._in_file = len(self._queue)
        except LiftronomeError:
            self._forget_file()

    def _forget_file(self) -> None:
        if self._file is not None:
            self._file.discard()
        self._file, self._in_file = None, 0

    def _store_file(self) -> None:
        """Store what is in the file, as another window may be about to. Where the log refuses something, the
        entries are stored one by one, which tells what it is."""
        if self._file is None:
            return
        try:
            self._file.log()
        except BusyError:
            raise
        except LiftronomeError:
            self._forget_file()
            return
        for _ in range(self._in_file):
            self._queue.popleft()
        self._file, self._in_file = None, 0

    def _store_queued(self, added: _Entry | None = None) -> None:
        """Raises BusyError if something stays queued. A failure is reported by `notice`, unless it is of
        the entry just added or of its set: that call raises it."""
        self._store_file()
        while self._queue:
            entry = self._queue[0]
            try:
                entry.store(self._target)
                self._queue.popleft()
            except BusyError:
                raise
            except LiftronomeError as error:
                self._queue.popleft()
                if not entry.is_remark:
                    self._lose(entry.name, error)
                elif entry is added:
                    raise
                if entry.is_remark or added is None or entry.name != added.name:
                    self.notice.emit(f"{NOT_ALL}: {error}")
        if self._tries >= NOTICE_AFTER_TRIES:
            self.notice.emit(LOG_FREE)
        self._tries = 0

    def _lose(self, name: str, error: LiftronomeError) -> None:
        self._lost[name] = error
        self._queue = deque(entry for entry in self._queue if entry.name != name)
