"""What only sessions need: loaded once the window is on the screen, and finished when it closes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from liftronome.diagnostics import ErrorLog
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.preset import Preset
from liftronome.presentation.texts import capitalised
from liftronome.store.base.database import BUSY_MS, ON_THE_BENCH_MS
from liftronome.store.base.kept_file import keep_file
from liftronome.store.opening.opening import Opened
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.window.crash_report import CrashReporter
from liftronome.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from liftronome.engine.pending_log import PendingLog
    from liftronome.store.log.pending_sets import PendingSets
    from liftronome.ui.window.performing import Performer

NOT_ALL_LOGGED: Final = "not all of the last session is logged"

UNTOLD: Final = "liftronome-not-logged.txt"
"""A file in the data folder that says what could not be logged when the window had gone already."""


class Sessions(QObject):
    """Makes the performer and the log of a window after its first painting, or when a set starts sooner."""

    def __init__(
        self,
        window: MainWindow,
        opened: Opened,
        options: Options,
        sounds: PresetSounds,
        reporter: CrashReporter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._opened = opened
        self._options = options
        self._sounds = sounds
        self._reporter = reporter
        self._mirror: PendingSets | None = None
        self._performer: Performer | None = None
        self._log: PendingLog | None = None
        window.start_requested.connect(self._start_early)
        window.first_painted.connect(self._prepare)
        window.closed.connect(self._finish, Qt.ConnectionType.SingleShotConnection)

    def tell(self, text: str) -> None:
        """Say on the bench during a session, else in the window."""
        if self._performer is not None:
            self._performer.tell(text)
        else:
            self._window.show_notice(text)

    def _prepare(self) -> Performer:
        if self._performer is not None:
            return self._performer
        from liftronome.engine.clock import PreciseTimer
        from liftronome.engine.pending_log import PendingLog
        from liftronome.store.log.log import SetLogStore
        from liftronome.store.log.pending_sets import MirroredLog, PendingSets
        from liftronome.ui.window.next_step import NextStep
        from liftronome.ui.window.performing import Performer

        window, sounds, options = self._window, self._sounds, self._options
        database, folder = self._opened.database, self._opened.pending_folder
        log = SetLogStore(database, ON_THE_BENCH_MS)
        if folder is not None:
            self._mirror = PendingSets(folder)
            log = MirroredLog(database, self._mirror)
        in_file = (
            None if database.is_in_memory else partial(PendingSets, database.path.parent, database=database)
        )
        self._log = PendingLog(log, PreciseTimer, window, in_file)
        self._performer = performer = Performer(
            window, lambda preset, tell: sounds.output(preset, options.latency_ms, tell), self._log, options
        )
        self._reporter.follow(window, performer.tell)
        NextStep(window, options)
        sounds.tidy_up()
        voice = sounds.coaching_voice(window)
        voice.failed.connect(window.show_notice)
        window.repository.changed.connect(lambda: voice.prepare(window.editing.item.preset))
        window.editing.opened.connect(lambda item: voice.prepare(item.preset))
        window.closed.connect(voice.close)
        voice.prepare(window.editing.item.preset)
        return performer

    def _start_early(self, preset: Preset) -> None:
        if self._performer is None:  # which from then on is asked by the window itself
            self._prepare().perform(preset)

    def _finish(self) -> None:
        if self._performer is not None:
            self._performer.end()
        problems = finish(self._log, self._window, self._opened.pending_folder, self._mirror)
        if problems:
            told = f"{NOT_ALL_LOGGED}: {'; '.join(problems)}"
            print(f"liftronome: {told}", file=sys.stderr)
            folder = self._opened.pending_folder or self._window.repository.database.path.parent
            ErrorLog(folder).record(told)
            with suppress(LiftronomeError):  # the error log has it
                keep_file(folder, UNTOLD, told.encode())


def take_untold(folder: Path) -> str:
    """What could not be logged when the last window had gone already, "" if all was. It is told once."""
    path = folder / UNTOLD
    try:
        told = path.read_text(encoding="utf-8", errors="replace")
        path.unlink()
    except OSError:
        return ""
    return f"{capitalised(told.strip()).removesuffix('.')}."


def finish(
    log: PendingLog | None,
    window: MainWindow,
    pending_folder: Path | None = None,
    mirror: PendingSets | None = None,
) -> Sequence[str]:
    """Store what is still pending, or keep it for the next start, once the window is out of sight; returns
    what could not be.

    All sets of a window whose file could not be opened are kept in `pending_folder`, if it has one, in the
    place of those that are in `mirror` already.
    """
    window.hide()
    problems = list[str]()
    if log is None and pending_folder is None:
        return problems
    from liftronome.store.log.log import SetLogStore
    from liftronome.store.log.pending_sets import PendingSets

    database = window.repository.database
    database.wait_ms = BUSY_MS
    try:
        if log is not None:
            log.notice.connect(problems.append)
            log.finish(PendingSets(database.path.parent))
        if pending_folder is not None:
            (mirror or PendingSets(pending_folder)).mirror(SetLogStore(database))
    except LiftronomeError as error:
        problems.append(str(error))
    return problems
