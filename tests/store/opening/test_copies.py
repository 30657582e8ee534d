"""Five days on which something changed are kept, each as it was last; any of them can be put back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from liftronome.store.base.database import FILE_NAME
from liftronome.store.base.errors import StoreError
from liftronome.store.base.schema import MIGRATIONS
from liftronome.store.opening.copies import keep_daily_copy, newest_sound_copy, restore_copy
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore

from tests.store.examples import preset_of

FIRST_DAY = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)


def train(folder: Path, at: datetime, name: str | None = None) -> None:
    """Open the file at a moment, copy it, keep a preset or none, and close it."""
    is_new = not (folder / FILE_NAME).exists()
    opened = open_database(folder, now=lambda: at)
    if not is_new:
        keep_daily_copy(opened.database, lambda: at)
    if name:
        store = PresetStore(opened.database, OwnExercises(opened.database, load_library()))
        store.add(preset_of(name=name))
    opened.database.close()
    if name:
        os.utime(folder / FILE_NAME, (at.timestamp(), at.timestamp()))


def copy_now(folder: Path) -> Path:
    """A copy of the file as it is."""
    database = open_database(folder).database
    copy = keep_daily_copy(database)
    database.close()
    assert copy is not None
    return copy


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "copies").iterdir())


def test_a_copy_is_kept_of_each_of_the_last_five_days(folder: Path) -> None:
    for day in range(8):
        train(folder, FIRST_DAY + timedelta(days=day), f"day {day}")
    assert names(folder) == [f"day-202603{day:02d}-180000.db" for day in range(4, 9)]


def test_a_day_with_a_wrong_clock_costs_none_of_the_five_days(folder: Path) -> None:
    train(folder, FIRST_DAY, "right")
    train(folder, FIRST_DAY + timedelta(days=4000), "wrong")
    for day in range(1, 8):
        train(folder, FIRST_DAY + timedelta(days=day), f"day {day}")
        train(folder, FIRST_DAY + timedelta(days=day, hours=1), f"later on day {day}")
    counts = []
    for name in names(folder):
        with closing(sqlite3.connect(folder / "copies" / name)) as copy:
            counts.append(copy.execute("SELECT count(*) FROM preset").fetchone()[0])
    assert counts == [8, 10, 12, 14, 15]


def test_a_days_last_copy_takes_the_place_of_its_earlier_ones(folder: Path) -> None:
    train(folder, FIRST_DAY - timedelta(days=1), "before")
    for hour in range(4):
        train(folder, FIRST_DAY + timedelta(hours=hour), f"hour {hour}")
    assert names(folder) == ["day-20260301-180000.db", "day-20260301-210000.db"]
    train(folder, FIRST_DAY + timedelta(days=1))
    assert names(folder) == ["day-20260301-180000.db", "day-20260302-180000.db"]


def test_no_copy_is_made_where_nothing_has_changed(folder: Path) -> None:
    train(folder, FIRST_DAY, "heavy")
    for day in range(1, 9):
        train(folder, FIRST_DAY + timedelta(days=day))
    assert names(folder) == ["day-20260302-180000.db"]


def test_a_copy_that_was_offered_and_overlooked_outlasts_weeks_of_training(folder: Path) -> None:
    for day in range(2):
        train(folder, FIRST_DAY + timedelta(days=day), f"day {day}")
    (folder / FILE_NAME).unlink()
    offered = open_database(folder, now=lambda: FIRST_DAY + timedelta(days=2))
    offered.database.close()
    assert offered.offered_copy is not None
    for day in range(3, 20):
        train(folder, FIRST_DAY + timedelta(days=day), f"day {day}")
    database = open_database(folder).database
    restore_copy(database, offered.offered_copy, MIGRATIONS)
    assert [name for (name,) in database.rows("SELECT name FROM preset")] == ["day 0"]
    database.close()


def test_the_last_copy_is_offered_though_the_clock_was_set_back(folder: Path) -> None:
    train(folder, FIRST_DAY, "first")
    train(folder, FIRST_DAY + timedelta(days=4000), "second")
    (folder / "copies" / "day-99999999-999999.db").write_text("by hand")
    for day in range(2, 9):
        train(folder, FIRST_DAY + timedelta(days=day), f"day {day}")
    (folder / FILE_NAME).unlink()
    opened = open_database(folder, now=lambda: FIRST_DAY + timedelta(days=9))
    assert opened.offered_copy is not None
    restore_copy(opened.database, opened.offered_copy, MIGRATIONS)
    names_back = [name for (name,) in opened.database.rows("SELECT name FROM preset ORDER BY created_at")]
    assert names_back == ["first", "second", *(f"day {day}" for day in range(2, 8))]
    opened.database.close()


def test_a_damaged_copy_is_passed_over_for_an_older_one(folder: Path) -> None:
    for day in range(3):
        train(folder, FIRST_DAY + timedelta(days=day), f"day {day}")
    older, newest = sorted((folder / "copies").iterdir())
    newest.write_bytes(newest.read_bytes()[:5000])
    assert newest_sound_copy(folder, len(MIGRATIONS)) == older
    database = open_database(folder).database
    with pytest.raises(StoreError, match="cannot be put back"):
        restore_copy(database, newest, MIGRATIONS)
    database.close()


def test_what_a_restored_copy_takes_the_place_of_is_kept(folder: Path, presets: PresetStore) -> None:
    empty = copy_now(folder)
    presets.add(preset_of())
    other_window = open_database(folder).database
    replaced = restore_copy(presets.database, empty, MIGRATIONS)
    assert presets.all() == []
    assert other_window.rows("SELECT * FROM preset") == []
    assert replaced is not None
    restore_copy(other_window, replaced, MIGRATIONS)
    assert [stored.preset for stored in presets.all()] == [preset_of()]
    other_window.close()


def test_what_two_copies_that_are_put_back_at_once_take_the_place_of_is_kept_twice(
    folder: Path, presets: PresetStore
) -> None:
    presets.add(preset_of(name="first"))
    copy = copy_now(folder)
    presets.add(preset_of(name="second"))
    one = restore_copy(presets.database, copy, MIGRATIONS, lambda: FIRST_DAY)
    other = restore_copy(presets.database, copy, MIGRATIONS, lambda: FIRST_DAY)
    assert one is not None
    assert one != other
    restore_copy(presets.database, one, MIGRATIONS)
    assert [stored.preset.name for stored in presets.all()] == ["first", "second"]


def test_a_copy_that_cannot_be_brought_up_to_date_takes_the_place_of_nothing(
    folder: Path, presets: PresetStore
) -> None:
    presets.add(preset_of())
    copy = copy_now(folder)
    kept = presets.add(preset_of(name="light"))
    with pytest.raises(StoreError, match="already exists"):
        restore_copy(presets.database, copy, (*MIGRATIONS, ("CREATE TABLE preset (id)",)))
    assert presets.all()[1:] == [kept]
    assert list(folder.glob("*replaced*")) == []


def test_a_crash_while_copying_leaves_nothing_for_good(folder: Path) -> None:
    train(folder, FIRST_DAY, "heavy")
    (folder / "copies").mkdir(exist_ok=True)
    half = folder / "copies" / ".day-20260301-180000.4711.part"
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    train(folder, FIRST_DAY + timedelta(days=1))
    assert names(folder) == ["day-20260302-180000.db"]


def test_where_no_copy_can_be_kept_the_file_opens_and_says_so(folder: Path) -> None:
    train(folder, FIRST_DAY, "heavy")
    (folder / "copies").write_text("in the way")
    opened = open_database(folder)
    with pytest.raises(StoreError, match="cannot be written: file exists"):
        keep_daily_copy(opened.database)
    assert len(opened.database.rows("SELECT * FROM preset")) == 1
    opened.database.close()
