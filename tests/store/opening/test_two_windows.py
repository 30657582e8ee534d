"""Two windows write to the same file: each sees what the other did, and nothing is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore

from tests.store.examples import preset_of

WRITES: Final = 100

PROGRAM: Final = f"""
import sys
from pathlib import Path
from liftronome.store.presets.exercises import load_library
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from tests.store.examples import preset_of
database = open_database(Path(sys.argv[1])).database
store = PresetStore(database, OwnExercises(database, load_library()))
for number in range({WRITES}):
    name = f"{{sys.argv[2]}} {{number}}"
    store.rename(store.add(preset_of(name=f"{{name}} new")).id, name)
"""


def test_two_processes_that_write_at_once_lose_nothing(folder: Path, presets: PresetStore) -> None:
    both = [subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder), name]) for name in ("one", "two")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    wanted = {f"{name} {number}" for name in ("one", "two") for number in range(WRITES)}
    assert {stored.preset.name for stored in presets.all()} == wanted


def test_a_window_learns_that_another_has_changed_something(folder: Path, presets: PresetStore) -> None:
    before = presets.database.change_count()
    presets.add(preset_of(name="mine"))
    assert presets.database.change_count() == before
    other = open_database(folder).database
    PresetStore(other, OwnExercises(other, presets.exercises.shipped)).add(preset_of(name="theirs"))
    assert presets.database.change_count() != before
    other.close()


def test_waiting_for_another_window_has_an_end_and_a_message(presets: PresetStore) -> None:
    with closing(sqlite3.connect(presets.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = pytest.raises(StoreError, match="another program is using it: close that program")
        with told, presets.database.waiting_at_most(50):
            presets.add(preset_of())
        assert presets.all() == []
    presets.add(preset_of())


def test_a_change_that_fails_halfway_leaves_nothing(presets: PresetStore) -> None:
    def half() -> None:
        with presets.database.changing():
            presets.add(preset_of(name="one"))
            presets.add(preset_of(name="two"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert presets.all() == []
