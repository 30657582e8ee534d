"""Repositories and windows to test with, on a file of their own or in memory."""

from __future__ import annotations

from dataclasses import replace

from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.notation import parse_tempo
from liftronome.domain.preset import Preset, default_preset
from liftronome.store.base.database import Database
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.window.main_window import MainWindow

from tests.ui.examples import LIBRARY


def repository_on(database: Database | None = None, library: Library = LIBRARY) -> PresetRepository:
    """A repository with the exercises to test with, on a file or else in memory."""
    return PresetRepository(database or in_memory_database(), library)


def window_with(repository: PresetRepository | None = None) -> MainWindow:
    """A window with nothing kept, or on a repository."""
    return MainWindow(repository or repository_on(), Options(), PresetSounds(None))


def preset(exercise: Exercise, name: str, tempo: str = "", **other: object) -> Preset:
    """A preset of an exercise, as it begins but for what is said."""
    begin = default_preset(exercise)
    read = parse_tempo(tempo) if tempo else begin.tempo
    return replace(begin, name=name, tempo=read, **other)  # type: ignore[arg-type]
