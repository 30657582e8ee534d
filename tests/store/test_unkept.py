"""A database that is in no file."""

from __future__ import annotations

from app.store.exercises import load_library
from app.store.own_exercises import OwnExercises
from app.store.presets import PresetStore
from app.store.unkept import unkept_database
from tests.store.examples import preset_of


def test_everything_works_and_nothing_outlasts_it() -> None:
    for _ in range(2):
        database = unkept_database()
        presets = PresetStore(database, OwnExercises(database, load_library()))
        assert presets.all() == []
        stored = presets.add(preset_of())
        assert presets.all() == [stored]
        database.close()
