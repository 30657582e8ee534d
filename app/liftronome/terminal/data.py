"""What is kept in a data folder, opened once for a command: presets, exercises, settings and the log."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from liftronome.domain.errors import InputError, LiftronomeError
from liftronome.domain.exercise import Library
from liftronome.domain.performance import NoLog, SetLog
from liftronome.domain.scheme.load import Unit
from liftronome.presentation.preferences import UNIT_SETTING
from liftronome.store.base.database import BUSY_MS, FILE_NAME, HELD_MS, ON_THE_BENCH_MS, SEEN_MS, Database
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.base.settings import Settings
from liftronome.store.log.log import SetLogStore
from liftronome.store.log.pending_sets import PendingSets
from liftronome.store.opening.copies import keep_daily_copy
from liftronome.store.opening.folders import data_folder
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.store.presets.recent_exercises import RecentExercises
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.terminal.streams import say, tell

if TYPE_CHECKING:
    from liftronome.domain.preset import Preset
    from liftronome.engine.pending_log import PendingLog

T = TypeVar("T")

LATER: Final = "Another program is using the log. This session will be logged at the next start."


class Data:
    """A data folder. Its file is opened when something in it is first asked for, and once: what was found
    wrong with it is told then, and an error that it raised is raised again."""

    def __init__(self, folder: Path, held_ms: int = BUSY_MS) -> None:
        self.folder = folder
        self._held_ms = held_ms
        self._database: Database | None = None
        self._failure: StoreError | None = None

    @property
    def is_there(self) -> bool:
        """True if something is kept in the folder, as far as can be seen."""
        try:
            return (self.folder / FILE_NAME).exists()
        except OSError:  # a folder that may not be looked into, or whose name is too long
            return False

    @property
    def database(self) -> Database:
        """The open file, made if it is missing. Raises StoreError."""
        if self._failure is not None:
            raise self._failure
        if self._database is None:
            try:
                opened = open_database(self.folder, held_ms=self._held_ms)
            except StoreError as error:
                self._failure = error
                raise
            self._database = opened.database
            if opened.message:
                tell(opened.message)
        return self._database

    @property
    def presets(self) -> PresetStore:
        """The presets. Raises StoreError."""
        return PresetStore(self.database, OwnExercises(self.database, load_library()))

    @property
    def settings(self) -> Settings | None:
        """What the lifter has chosen for every session; None where it cannot be read."""
        try:
            return Settings(self.database)
        except StoreError:
            return None

    @property
    def unit(self) -> Unit:
        """The unit of loads that are written without one, as the lifter has chosen it."""
        if not self.is_there:
            return Unit.KG
        try:
            chosen = Settings(self.database).get(UNIT_SETTING, Unit.KG.value)
        except StoreError:
            return Unit.KG
        return Unit(chosen) if chosen in set(Unit) else Unit.KG

    def look_up(self, among_kept: Callable[[PresetStore], T], among_shipped: Callable[[Library], T]) -> T:
        """What is found among the presets and exercises that are kept. Without a file, or with one that
        cannot be opened, it is looked up among the exercises that ship, and no folder is made.

        Raises what the look-ups do; StoreError if what is wanted may be in a file that cannot be opened.
        """
        if not self.is_there:
            return among_shipped(load_library())
        try:
            return among_kept(self.presets)
        except StoreError as error:
            try:
                found = among_shipped(load_library())
            except InputError:
                raise error from None
            tell(str(error))
            return found

    def own_sounds(self, preset: Preset) -> dict[str, Path]:
        """The files of the lifter's own sounds in a preset; none if they cannot be read, which is told."""
        if not self.is_there:
            return {}
        try:
            return dict(OwnSounds(self.database).paths(preset))
        except StoreError as error:
            tell(f"your own sounds won't be heard: {error}")
            return {}

    def keep_copy(self) -> None:
        """Keep today's copy of the file, if that is due. A failure is told, and stops nothing."""
        database = self.database
        if database.refusal is None and not database.is_in_memory:
            try:
                keep_daily_copy(database)
            except StoreError as error:
                tell(f"no copy could be kept today: {error}")

    def mark_used(self, exercise_id: str, preset_id: str | None) -> None:
        """Note that a preset, or an exercise without one, was performed: the window lists those first."""

        def mark() -> None:
            if preset_id is None:
                RecentExercises(Settings(self.database)).mark_used(exercise_id, time.time())
            else:
                self.presets.mark_used(preset_id, time.time())

        self._note(mark)

    def keep_setting(self, key: str, value: int) -> None:
        """Remember a setting that was changed in a session."""
        self._note(lambda: Settings(self.database).set(key, value))

    def _note(self, note: Callable[[], None]) -> None:
        """Note it if that can be done at once. A failure is not told: the log, in the same file, tells it."""
        with contextlib.suppress(StoreError), self.database.waiting_at_most(SEEN_MS):
            note()

    def close(self) -> None:
        """Close the file. What could not be read in it is told."""
        database, self._database = self._database, None
        if database is not None:
            database.close()
            if database.unreadable:
                tell(database.unreadable_message)


@contextmanager
def data_in(data_dir: Path | None = None, *, soon: bool = False) -> Iterator[Data]:
    """A data folder, for one command; None is the usual one. A file that another program keeps to itself is
    waited for less long if somebody wants to begin `soon`."""
    data = Data(data_folder(data_dir), HELD_MS if soon else BUSY_MS)
    try:
        yield data
    finally:
        data.close()


@contextmanager
def session_log(data: Data, note: Callable[[str], object]) -> Iterator[tuple[SetLog, str]]:
    """The log for a session, and what the lifter should know of it, "" if all is well. `note` is given what
    becomes of it meanwhile.

    A log that cannot be kept is none; what is still pending at the end is stored, or kept for the next start,
    as is all of a session whose log another program keeps to itself from the beginning.
    """
    from liftronome.engine.clock import PreciseTimer
    from liftronome.engine.pending_log import PendingLog

    try:
        refusal = data.database.refusal
    except StoreBusyError:
        with _kept_for_later(data.folder) as pending:
            yield pending, LATER
        return
    except StoreError as error:
        refusal = error
    if refusal is not None:
        yield NoLog(), f"This session won't be logged: {refusal}"
        return
    database = data.database
    log = PendingLog(
        SetLogStore(database, ON_THE_BENCH_MS),
        PreciseTimer,
        queue_file=lambda: PendingSets(data.folder, database=database),
    )
    log.notice.connect(note)
    try:
        yield log, ""
    finally:
        _finish(log, data.folder)
        data.keep_copy()


@contextmanager
def _kept_for_later(folder: Path) -> Iterator[PendingSets]:
    """A log that is kept in the data folder for the next start."""
    pending = PendingSets(folder, at_once=True)
    try:
        yield pending
    finally:
        try:
            pending.keep()
        except StoreError as error:
            say(f"This session won't be logged: {error}")


def _finish(log: PendingLog, folder: Path) -> None:
    """Store what is still pending, or keep it in the data folder for the next start."""
    try:
        if not log.finish(PendingSets(folder)):
            say(LATER)
    except LiftronomeError as error:
        say(f"Not all of this session is logged: {error}")
