"""The window, from nothing to shown."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from liftronome.domain.errors import LiftronomeError
from liftronome.engine.clock import PreciseTimer
from liftronome.engine.pending_log import PendingLog
from liftronome.engine.qt_application import nothing_of_the_locale
from liftronome.presentation.texts import capitalised
from liftronome.store.base.database import BUSY_MS, HELD_MS, SEEN_MS
from liftronome.store.base.errors import StoreBusyError
from liftronome.store.base.migrations import MIGRATIONS
from liftronome.store.log.log import ON_THE_BENCH_MS, SetLogStore
from liftronome.store.opening.copies import restore_copy
from liftronome.store.opening.folders import data_folder
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.maintenance import Maintenance
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.exercises import load_library
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.look.style import set_up_style
from liftronome.ui.look.theme_manager import THEME_MANAGER
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.coaching import CoachingUpkeep
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.window.main_window import MainWindow
from liftronome.ui.window.performing import Performer
from liftronome.ui.window.place import WindowPlace

NOTHING_KEPT: Final = "Nothing is kept when this window closes."
ONLY_SETS_KEPT: Final = "Only sets are kept when this window closes."
"""They are logged at the next start."""


def run_window(data_dir: Path | None) -> int:
    """Show the window until it is closed; the exit status."""
    with nothing_of_the_locale():
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Liftronome")
    application.setApplicationDisplayName("Liftronome")
    set_up_style(application)
    opened, problem = found_in(data_dir)
    problems = _Problems()
    maintenance = Maintenance(opened.database, problems.found.emit)
    try:
        window = window_on(opened, problem)
        window.first_painted.connect(_begin_collecting_garbage)
        window.first_painted.connect(maintenance.start)
        problems.found.connect(lambda message: window.show_notice(f"{capitalised(message)}."))
        window.show()
        return application.exec()
    finally:
        maintenance.close()
        opened.database.close()


class _Problems(QObject):
    """Takes what was found on another thread to the window's."""

    found = Signal(str)


def _begin_collecting_garbage() -> None:
    """What has been loaded stays until the end: collections need not look at it again."""
    gc.freeze()
    gc.enable()


def found_in(data_dir: Path | None) -> tuple[Opened, str]:
    """The presets and the log of a data folder, and why nothing of them is kept: they can be read and no
    more, or there are none as they cannot be opened."""
    folder = data_folder(data_dir)
    try:
        opened = open_database(folder, held_ms=HELD_MS)
    except StoreBusyError as error:
        return Opened(in_memory_database(), pending_folder=folder), str(error)
    except LiftronomeError as error:
        return Opened(in_memory_database()), str(error)
    refusal, opened.database.refusal = opened.database.refusal, None
    return opened, str(refusal or "")


def window_on(opened: Opened, problem: str = "") -> MainWindow:
    """The window on an open file, saying what the lifter has to know of it."""
    opened.database.wait_ms = SEEN_MS
    repository = PresetRepository(opened.database, load_library())
    options, sounds = Options(repository.settings), PresetSounds(opened.database)
    THEME_MANAGER.follow(options)
    window = MainWindow(repository, options, sounds)
    place = WindowPlace(window, repository.settings)
    place.open()
    window.closed.connect(place.remember)
    options.setParent(window)
    log = PendingLog(SetLogStore(opened.database, ON_THE_BENCH_MS), PreciseTimer, window)
    Performer(window, lambda preset, tell: sounds.output(preset, options.latency_ms, tell), log, options)
    once = Qt.ConnectionType.SingleShotConnection
    window.closed.connect(lambda: finish(log, window, opened.pending_folder), once)
    sounds.tidy_up()
    upkeep = CoachingUpkeep(sounds, window)
    upkeep.failed.connect(window.show_notice)
    repository.changed.connect(lambda: upkeep.take(window.editing.item.preset))
    window.editing.opened.connect(lambda item: upkeep.take(item.preset))
    window.closed.connect(upkeep.close)
    if problem:
        what_is_kept = ONLY_SETS_KEPT if opened.pending_folder else NOTHING_KEPT
        window.sidebar.show_warning(what_is_kept)
        window.show_notice(f"{capitalised(problem)}. {what_is_kept}")
    elif opened.offered_copy:
        window.show_notice(
            f"{capitalised(opened.message)}.", "Put the copy back", lambda: put_back(window, opened)
        )
    elif opened.message:
        window.show_notice(f"{capitalised(opened.message)}.")
    return window


def finish(log: PendingLog, window: MainWindow, pending_folder: Path | None = None) -> None:
    """Store what still waits for the log, or keep it for the next start, out of the lifter's sight.

    All sets of a window on no file wait in `pending_folder`, if that is given.
    """
    from liftronome.store.log.pending_sets import PendingSets

    window.hide()
    database = window.repository.database
    database.wait_ms = BUSY_MS
    try:
        log.finish(PendingSets(database.path.parent))
        if pending_folder is not None:
            room = PendingSets(pending_folder)
            room.take_over(SetLogStore(database))
            room.keep()
    except LiftronomeError as error:
        print(f"liftronome: not all of the last session is logged: {error}", file=sys.stderr)


def put_back(window: MainWindow, opened: Opened) -> None:
    """Put the kept copy that was offered in the place of what was lost."""
    if opened.offered_copy is None:
        return
    try:
        replaced = restore_copy(opened.database, opened.offered_copy, MIGRATIONS)
        window.read_anew()
    except LiftronomeError as error:
        window.show_notice(f"{capitalised(str(error))}.")
        return
    kept = f" What was there meanwhile is kept as {replaced}." if replaced else ""
    window.show_done(f"The copy is back in place.{kept}")
