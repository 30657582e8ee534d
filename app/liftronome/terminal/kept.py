"""What is kept in a data folder, open for one command: presets, own exercises and the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Library
from liftronome.store.base.database import FILE_NAME, HELD_MS, Database
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.copies import keep_daily_copy
from liftronome.store.opening.folders import data_folder
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.terminal.streams import tell

T = TypeVar("T")

_HELD: Final[set[Path]] = set()
"""The folders whose file another program kept to itself when it was last waited for."""


@contextmanager
def kept_presets(data_dir: Path | None) -> Iterator[PresetStore]:
    """The presets of a data folder, copied first if that is due. What was found wrong with it is told. Raises
    StoreError."""
    with _told(open_database(data_folder(data_dir))) as database:
        keep_copy(database)
        yield _presets_in(database)


def keep_copy(database: Database) -> None:
    """Keep today's copy of a file. That it fails is worth a word, and no reason to stop."""
    if database.refusal is None and not database.is_in_memory:
        try:
            keep_daily_copy(database)
        except StoreError as error:
            tell(f"no copy could be kept today: {error}")


@contextmanager
def kept_log(data_dir: Path | None) -> Iterator[SetLogStore]:
    """The log of a data folder. What was found wrong with it is told. Raises StoreError."""
    with _told(open_database(data_folder(data_dir))) as database:
        yield SetLogStore(database)


def looked_up(
    data_dir: Path | None, among_kept: Callable[[PresetStore], T], among_shipped: Callable[[Library], T]
) -> T:
    """What is found among the presets and exercises of a data folder. Without a file there, or with one that
    cannot be opened, it is looked up among the exercises that ship, and no folder is made.

    Raises what the look-ups do; StoreError if what is wanted may be in a file that cannot be opened.
    """
    if not has_file(data_folder(data_dir)):
        return among_shipped(load_library())
    try:
        with _told(opened_soon(data_dir)) as database:
            return among_kept(_presets_in(database))
    except StoreError as error:
        try:
            found = among_shipped(load_library())
        except InputError:
            raise error from None
        tell(str(error))
        return found


def opened_soon(data_dir: Path | None) -> Opened:
    """The file of a data folder, where somebody wants to begin: one that another program keeps to itself is
    waited for `HELD_MS`, and no more the next time. Raises StoreError."""
    folder = data_folder(data_dir)
    try:
        opened = open_database(folder, held_ms=0 if folder in _HELD else HELD_MS)
    except StoreBusyError:
        _HELD.add(folder)
        raise
    _HELD.discard(folder)
    return opened


def has_file(folder: Path) -> bool:
    """True if something is kept in a data folder, as far as can be seen."""
    try:
        return (folder / FILE_NAME).exists()
    except OSError:  # a folder that may not be looked into, or whose name is too long
        return False


@contextmanager
def _told(opened: Opened) -> Iterator[Database]:
    """An open file, until the block ends. What was found wrong with it is told."""
    try:
        if opened.message:
            tell(opened.message)
        yield opened.database
        if opened.database.unreadable:
            tell(opened.database.unreadable_message)
    finally:
        opened.database.close()


def _presets_in(database: Database) -> PresetStore:
    return PresetStore(database, OwnExercises(database, load_library()))
