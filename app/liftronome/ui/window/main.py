"""The window, from nothing to shown: here what is kept is opened, once, and handed on."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QApplication

from liftronome.diagnostics import ErrorLog, crashes_kept, unexpected_errors_caught
from liftronome.domain.errors import LiftronomeError
from liftronome.engine.qt_application import without_locale_message
from liftronome.presentation.texts import capitalised
from liftronome.store.base.database import HELD_MS, SEEN_MS, Database
from liftronome.store.base.errors import StoreBusyError
from liftronome.store.base.schema import MIGRATIONS
from liftronome.store.opening.folders import data_folder
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.exercises import load_library
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.look.style import STYLE, set_up_style
from liftronome.ui.look.theme_manager import THEME_MANAGER
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.window.crash_report import CrashReporter, qt_messages_recorded
from liftronome.ui.window.main_window import MainWindow
from liftronome.ui.window.place import WindowPlace
from liftronome.ui.window.sessions import Sessions, take_untold

NOTHING_KEPT: Final = "Changes won't be saved."
ONLY_SETS_KEPT: Final = "Changes won't be saved, but sets will be logged at the next start."


MAINTENANCE_AFTER_S: Final = 2.0
"""Until then the window loads what it shows first."""


def run_window(data_dir: Path | None) -> int:
    """Show the window until it is closed; the exit status."""
    folder = data_folder(data_dir)
    log = ErrorLog(folder)
    with without_locale_message():
        application = QApplication([*sys.argv[:1], *STYLE])
    application.setApplicationName("Liftronome")
    application.setApplicationDisplayName("Liftronome")
    set_up_style(application)
    reporter = CrashReporter(log, application)
    with ExitStack() as stack:
        stack.enter_context(qt_messages_recorded(log))
        stack.enter_context(unexpected_errors_caught(log, reporter.tell))
        opened, problem = open_kept(folder)
        stack.callback(opened.database.close)
        has_crashed = stack.enter_context(crashes_kept(log))
        problems = _Problems()
        window = window_on(opened, problem, reporter, problems.found)
        window.first_painted.connect(_begin_collecting_garbage)
        window.first_painted.connect(lambda: _begin_maintenance(opened.database, problems, stack))
        if has_crashed:
            window.first_painted.connect(reporter.show_last_crash)
        window.show()
        return application.exec()


class _Problems(QObject):
    """Takes what was found on another thread to the window's."""

    found = Signal(str)


def _begin_maintenance(database: Database, problems: _Problems, stack: ExitStack) -> None:
    """Copy and check what is kept, behind the window's back, until `stack` is closed."""
    from liftronome.store.opening.maintenance import Maintenance

    maintenance = Maintenance(database, problems.found.emit, delay_s=MAINTENANCE_AFTER_S)
    stack.callback(maintenance.close)
    maintenance.start()


def _begin_collecting_garbage() -> None:
    """What has been loaded stays until the end: collections need not look at it again."""
    gc.freeze()
    gc.enable()


def open_kept(folder: Path) -> tuple[Opened, str]:
    """The presets and the log of a data folder, and why changes to them cannot be kept, "" if they can: they
    may only be read, or cannot be opened, and then others in memory take their place."""
    try:
        opened = open_database(folder, held_ms=HELD_MS)
    except StoreBusyError as error:
        return Opened(in_memory_database(), pending_folder=folder), str(error)
    except LiftronomeError as error:
        return Opened(in_memory_database()), str(error)
    refusal, opened.database.refusal = opened.database.refusal, None
    return opened, str(refusal or "")


def window_on(
    opened: Opened,
    problem: str = "",
    reporter: CrashReporter | None = None,
    problem_found: SignalInstance | None = None,
) -> MainWindow:
    """The window on what was opened, saying what the lifter has to know of it. `problem_found` carries what
    is found out about it later."""
    opened.database.wait_ms = SEEN_MS
    repository = PresetRepository(opened.database, load_library())
    options, sounds = Options(repository.settings), PresetSounds(opened.database)
    THEME_MANAGER.follow(options)
    window = MainWindow(repository, options, sounds)
    options.setParent(window)
    place = WindowPlace(window, repository.settings)
    place.open()
    window.closed.connect(place.remember)
    reporter = reporter or CrashReporter(ErrorLog(opened.database.path.parent), window)
    sessions = Sessions(window, opened, options, sounds, reporter)
    if problem_found is not None:
        problem_found.connect(lambda message: sessions.tell(f"{capitalised(message)}."))
    untold = take_untold(opened.pending_folder or opened.database.path.parent)
    if problem:
        what_is_kept = ONLY_SETS_KEPT if opened.pending_folder else NOTHING_KEPT
        window.sidebar.show_warning(what_is_kept)
        window.show_notice(" ".join(filter(None, (f"{capitalised(problem)}. {what_is_kept}", untold))))
    elif opened.offered_copy:
        window.show_notice(
            f"{capitalised(opened.message)}.", "Restore the copy", lambda: put_back(window, opened)
        )
    elif opened.message or untold:
        message = f"{capitalised(opened.message)}." if opened.message else ""
        window.show_notice(" ".join(filter(None, (message, untold))))
    return window


def put_back(window: MainWindow, opened: Opened) -> None:
    """Restore the copy that was offered in place of what was lost."""
    from liftronome.store.opening.copies import restore_copy

    if opened.offered_copy is None:
        return
    try:
        replaced = restore_copy(opened.database, opened.offered_copy, MIGRATIONS)
        window.read_anew()
    except LiftronomeError as error:
        window.show_notice(f"{capitalised(str(error))}.")
        return
    kept = f" What was there before is saved as {replaced}." if replaced else ""
    window.show_done(f"Copy restored.{kept}")
