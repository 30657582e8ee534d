"""A disk that is full or is read-only is told in one line, and nothing that was kept is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.base.schema import MIGRATIONS
from liftronome.store.opening.copies import keep_daily_copy, restore_copy
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore, StoredPreset

from tests.store.conftest import make_read_only
from tests.store.examples import preset_of


def store_in(database: Database) -> PresetStore:
    return PresetStore(database, OwnExercises(database, load_library()))


def fill_up(store: PresetStore) -> list[StoredPreset]:
    """Presets with long notes until the disk is full."""
    kept: list[StoredPreset] = []

    def add_for_ever() -> None:
        while True:
            kept.append(store.add(replace(preset_of(name=f"heavy {len(kept)}"), notes="x" * 4000)))

    with pytest.raises(StoreError, match="the disk is full: make room and try again"):
        add_for_ever()
    return kept


def test_a_file_that_may_not_grow_keeps_what_it_had_and_goes_on_when_it_may(presets: PresetStore) -> None:
    presets.database.connection.execute("PRAGMA max_page_count = 60")
    kept = fill_up(presets)
    assert len(kept) > 5
    assert presets.all() == kept
    presets.delete(kept.pop().id)
    kept.append(presets.add(preset_of(name="light")))
    assert presets.all() == kept


def test_a_full_disk_loses_nothing_and_the_file_opens_again_once_there_is_room(small_disk: Path) -> None:
    (small_disk / "music").write_bytes(bytes(100_000))
    database = open_database(small_disk / "kept").database
    kept = fill_up(store_in(database))
    assert len(kept) > 5
    assert store_in(database).all() == kept
    database.close()
    (small_disk / "music").unlink()
    again = open_database(small_disk / "kept")
    assert again.set_aside is None
    assert store_in(again.database).all() == kept
    again.database.close()


def test_a_folder_on_a_disk_that_is_full_from_the_start_is_told(small_disk: Path) -> None:
    def fill() -> None:
        with (small_disk / "music").open("wb", buffering=0) as file:
            while file.write(bytes(65536)):
                pass

    with pytest.raises(OSError, match="No space"):
        fill()
    with pytest.raises(StoreError, match="the disk is full"):
        open_database(small_disk / "kept")


def test_a_copy_that_does_not_fit_is_not_put_back_halfway(presets: PresetStore) -> None:
    for number in range(30):
        presets.add(replace(preset_of(name=f"heavy {number}"), notes="x" * 4000))
    folder = presets.database.path.parent
    copy = keep_daily_copy(presets.database)
    assert copy is not None
    other = open_database(folder / "other").database
    kept = store_in(other).add(preset_of())
    other.connection.execute("PRAGMA max_page_count = 25")
    with pytest.raises(StoreError, match="the disk is full"):
        restore_copy(other, copy, MIGRATIONS)
    assert store_in(other).all() == [kept]
    other.close()


def test_a_disk_that_becomes_read_only_is_told_and_what_is_kept_stays(small_disk: Path) -> None:
    database = open_database(small_disk / "kept").database
    kept = store_in(database).add(preset_of())
    database.close()
    make_read_only(small_disk)
    again = open_database(small_disk / "kept")
    assert "the disk is read-only: choose another --data-dir" in again.message
    assert store_in(again.database).all() == [kept]
    with pytest.raises(StoreError, match="the disk is read-only"):
        store_in(again.database).add(preset_of(name="light"))
    again.database.close()
    with pytest.raises(StoreError, match="the disk is read-only"):
        open_database(small_disk / "new")
    assert kept.preset.name.encode() in (small_disk / "kept" / "liftronome.db").read_bytes()


def test_a_database_that_has_been_closed_says_so(tmp_path: Path) -> None:
    database = open_database(tmp_path).database
    database.close()
    with pytest.raises(StoreError, match="has been closed"), database.changing():
        pass
