"""The daily copy and the check of the whole file, behind the window's back: they take seconds once the log
has grown for years."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from liftronome.store.base.database import Database, mark_damaged
from liftronome.store.base.errors import StoreError, database_error
from liftronome.store.opening.copies import Now, keep_daily_copy, now_utc
from liftronome.store.opening.inspection import check_everything
from liftronome.store.opening.opening import bad_rows_message

_NICENESS: Final = 10


class Maintenance:
    """Keeps today's copy of an open file, then checks every page and row of it, on a thread of its own.

    A window starts it after its first paint, and closes it before the database:

        maintenance = Maintenance(opened.database, self.problem_found.emit, delay_s=2)
        QTimer.singleShot(0, maintenance.start)
        ...
        maintenance.close()
        opened.database.close()

    `tell` is called on that thread, at most once for each of the two, with a line for the lifter about what
    went wrong: hand in a Qt signal's `emit`, or what else may be called on any thread. Damage is looked for
    again, and the file set aside, at the next opening.
    """

    def __init__(
        self,
        database: Database,
        tell: Callable[[str], object],
        now: Now = now_utc,
        delay_s: float = 0.0,
    ) -> None:
        self._database = database
        self._tell = tell
        self._delay_s = delay_s
        self._now = now
        self._stopped = threading.Event()
        self._checking: sqlite3.Connection | None = None
        self._thread = threading.Thread(target=self._run, name="maintenance", daemon=True)

    def start(self) -> None:
        """Begin, unless there is no file or it cannot be written to."""
        if not (self._database.is_in_memory or self._database.refusal or self._stopped.is_set()):
            self._thread.start()

    def wait(self) -> None:
        """Return once everything is done."""
        if self._thread.ident is not None:
            self._thread.join()

    def close(self) -> None:
        """Stop soon, wherever it is. What is not done is done after the next start."""
        self._stopped.set()
        checking = self._checking
        if checking is not None:
            with suppress(sqlite3.ProgrammingError):  # it has just been closed
                checking.interrupt()
        self.wait()

    def _run(self) -> None:
        if sys.platform == "linux":  # threads have a priority of their own there
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        self._stopped.wait(self._delay_s)
        for task in (self._copy, self._check):
            if self._stopped.is_set():
                return
            try:
                message = task()
            except StoreError as error:
                message = str(error)
            if message and not self._stopped.is_set():
                self._tell(message)

    def _copy(self) -> str:
        try:
            keep_daily_copy(self._database, self._now, self._stopped.is_set)
        except StoreError as error:
            return f"no copy could be kept today: {error}"
        return ""

    def _check(self) -> str:
        path = self._database.path
        try:
            found = check_everything(path, self._watch)
        except sqlite3.Error as error:
            raise database_error(error, path) from error
        finally:
            self._checking = None
        if found.is_damaged:
            mark_damaged(path)
            return (
                f"{path} is damaged: restart Liftronome, which sets it aside and offers the newest good copy"
            )
        return bad_rows_message(path, found.bad_rows)

    def _watch(self, connection: sqlite3.Connection) -> None:
        self._checking = connection
        if self._stopped.is_set():
            connection.interrupt()
