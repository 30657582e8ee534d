"""What a session in the terminal leaves behind: its log, and when its preset or exercise was performed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.performance import NoLog, SetLog
from liftronome.engine.clock import PreciseTimer
from liftronome.engine.pending_log import PendingLog
from liftronome.presentation.preferences import VOLUME_SETTING
from liftronome.store.base.database import SEEN_MS, Database
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.base.settings import Settings
from liftronome.store.log.log import ON_THE_BENCH_MS, SetLogStore
from liftronome.store.log.pending_sets import PendingSets
from liftronome.store.opening.folders import data_folder
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.store.presets.recent_exercises import RecentExercises
from liftronome.terminal.kept import keep_copy, opened_soon
from liftronome.terminal.naming import Named
from liftronome.terminal.streams import say

LATER: Final = "Another program is using the log: this session is kept, and logged at the next start."


class Keeping:
    """Where a session is logged. `told` is what the lifter should know of it, "" if all is well."""

    def __init__(self, log: SetLog, told: str, database: Database | None = None) -> None:
        self.log = log
        self.told = told
        self._database = database

    @property
    def settings(self) -> Settings | None:
        """What the lifter has chosen for every session; None where it cannot be had."""
        return Settings(self._database) if self._database is not None else None

    def keep_volume(self, volume: int) -> None:
        """Begin the next session as loud as this one ended, as the window does."""
        self._note(lambda database: Settings(database).set(VOLUME_SETTING, volume))

    def mark_used(self, named: Named) -> None:
        """Note that a preset, or an exercise as it begins, was performed: the window lists those first."""
        self._note(lambda database: self._mark_used(database, named))

    def _note(self, note: Callable[[Database], None]) -> None:
        """Note it if that can be done at once. A failure is not told: the log, in the same file, tells it."""
        if self._database is None:
            return
        with contextlib.suppress(StoreError), self._database.waiting_at_most(SEEN_MS):
            note(self._database)

    @staticmethod
    def _mark_used(database: Database, named: Named) -> None:
        if named.preset_id is None:
            RecentExercises(Settings(database)).mark_used(named.preset.exercise.id, time.time())
        else:
            presets = PresetStore(database, OwnExercises(database, load_library()))
            presets.mark_used(named.preset_id, time.time())


@contextmanager
def kept_session(data_dir: Path | None, tell: Callable[[str], object]) -> Iterator[Keeping]:
    """The log of a data folder, open for a session. `tell` is given what becomes of it meanwhile.

    A log that cannot be kept is none; what still waits for it at the end is stored, or kept for the next
    start, as is all of a session whose log another program keeps to itself from the beginning.
    """
    folder = data_folder(data_dir)
    try:
        opened = opened_soon(data_dir)
    except StoreBusyError:
        with _kept_for_later(folder) as room:
            yield Keeping(room, LATER)
        return
    except StoreError as error:
        yield Keeping(NoLog(), f"This session is not logged: {error}")
        return
    try:
        if (refusal := opened.database.refusal) is not None:
            yield Keeping(NoLog(), f"This session is not logged: {refusal}")
            return
        log = PendingLog(SetLogStore(opened.database, ON_THE_BENCH_MS), PreciseTimer)
        log.notice.connect(tell)
        try:
            yield Keeping(log, opened.message, opened.database)
        finally:
            _finish(log, folder)
            keep_copy(opened.database)
    finally:
        opened.database.close()


@contextmanager
def _kept_for_later(folder: Path) -> Iterator[PendingSets]:
    """A log that is kept in the data folder for the next start."""
    room = PendingSets(folder)
    try:
        yield room
    finally:
        try:
            room.keep()
        except StoreError as error:
            say(f"This session is not logged: {error}")


def _finish(log: PendingLog, folder: Path) -> None:
    """Store what still waits for the log, or keep it in the data folder for the next start."""
    try:
        if not log.finish(PendingSets(folder)):
            say(LATER)
    except LiftronomeError as error:
        say(f"Not all of this session is logged: {error}")
