"""A file of any release comes to the newest schema, with a copy of what it was; one of a newer release
is left alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from liftronome.domain.log_entry import Annotation, LoggedSet, Unit
from liftronome.domain.performance import Ended, PerformedPause, PerformedPhase, PerformedRep, SetPlan
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Side, Sides
from liftronome.store.base.database import FILE_NAME
from liftronome.store.base.errors import StoreError
from liftronome.store.base.schema import MIGRATIONS, Migration
from liftronome.store.base.settings import Settings
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore

from tests.store.examples import preset_of
from tests.store.oldest_schema import write_oldest, write_second

FIRST: Final = MIGRATIONS[:1]
TAGS: Final[Migration] = (
    "CREATE TABLE tag (preset_id TEXT NOT NULL REFERENCES preset (id), tag TEXT NOT NULL) STRICT",
    "INSERT INTO tag SELECT id, 'old' FROM preset",
)
SPLIT: Final[Migration] = ("ALTER TABLE tag ADD COLUMN note TEXT NOT NULL DEFAULT ''",)
BROKEN: Final[Migration] = ("DELETE FROM preset", "CREATE TABLE preset (id)")
ORPHANS: Final[Migration] = ("DELETE FROM own_exercise",)


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def files(folder: Path) -> dict[str, bytes]:
    """What is kept in a folder: neither locks, nor the empty file that SQLite reads recent changes from."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
    return {path.name: path.read_bytes() for path in found if path.stat().st_size}


def test_the_oldest_file_opens_with_all_that_is_in_it(folder: Path) -> None:
    write_oldest(folder / FILE_NAME)
    database = open_database(folder).database
    exercises = OwnExercises(database, load_library())
    heavy, long = PresetStore(database, exercises).all()
    assert heavy.preset.name == "heavy"
    assert str(heavy.preset.tempo) == "31X2"
    assert (heavy.favourite, heavy.used_at, heavy.preset.notes) == (True, 1_700_000_001.5, "belt")
    assert heavy.preset.coaching[Phase.ECCENTRIC] == "Slowly"
    assert long.preset.exercise == exercises.library().find("sled push")
    assert (str(long.preset.tempo), long.preset.sides) == ("*-0-1.5-0", Sides.LEFT_THEN_RIGHT)
    assert Settings(database).get("pack", "") == "tones"
    database.close()


def test_a_file_of_the_second_release_opens_with_its_log(folder: Path) -> None:
    write_second(folder / FILE_NAME)
    database = open_database(folder).database
    later, first = SetLogStore(database).sets()
    assert len(PresetStore(database, OwnExercises(database, load_library())).all()) == 2
    plan = SetPlan(
        *("monday", 1_700_000_003.25, "hip-thrust", "Hip thrust", "heavy", "31X2", Start.CONCENTRIC),
        *(2, 4, Side.LEFT, 8),
    )
    reps = (
        PerformedRep(
            1, True, (PerformedPhase(Phase.CONCENTRIC, 1000), PerformedPhase(Phase.ECCENTRIC, 3000))
        ),
        PerformedRep(2, False, (PerformedPhase(Phase.CONCENTRIC, 2000),)),
    )
    said = Annotation(2, 82.5, Unit.KG, 8.5, 4, "felt it")
    pauses = (PerformedPause(2, 12_500),)
    assert first == LoggedSet(
        "00000000-0000-0000-0000-000000000011", plan, reps, pauses, Ended.EARLY, 1, 6000, said
    )
    assert (later.plan.started_at, later.ended, later.tension_ms) == (1_700_000_203.25, None, 1500)
    database.close()


@pytest.mark.parametrize(
    ("damage", "presets", "sets"),
    [
        ("UPDATE preset SET start = 'bottom' WHERE name = 'heavy'", 1, 2),
        ("UPDATE preset SET reps = 0 WHERE name = 'heavy'", 1, 2),
        ("UPDATE logged_set SET side = 'middle' WHERE key = 4", 2, 1),
        ("UPDATE logged_rep SET complete = 7 WHERE set_key = 4", 2, 2),
    ],
)
def test_a_damaged_row_costs_itself_alone_on_the_way_to_the_newest_schema(
    folder: Path, damage: str, presets: int, sets: int
) -> None:
    write_second(folder / FILE_NAME)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute(damage)
    database = open_database(folder).database
    assert len(PresetStore(database, OwnExercises(database, load_library())).all()) == presets
    assert len(SetLogStore(database).sets()) == sets
    assert database.rows("SELECT count(*) FROM logged_set") == [(2,)]
    database.close()


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("logged_set", "tension_ms = 'x' WHERE key = 4"),
        ("logged_set", "note = x'00' WHERE key = 4"),
        ("logged_rep", "complete = 'x' WHERE set_key = 4"),
        ("preset", "reps = 'ten' WHERE name = 'heavy'"),
    ],
)
def test_a_row_with_a_value_of_another_type_stays_in_the_copy_of_the_old_file(
    folder: Path, table: str, damage: str
) -> None:
    write_second(folder / FILE_NAME)
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        for change in (sql.replace(") STRICT", ")").replace("), WITHOUT", ") WITHOUT"), sql):
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (change, table))
            connection.execute("PRAGMA writable_schema = RESET")
            if change != sql:
                connection.execute(f"UPDATE {table} SET {damage}")
    opened = open_database(folder)
    assert f"damaged rows, which are left out (1 in {table})" in opened.message.replace("2 in", "1 in")
    assert opened.database.rows("PRAGMA foreign_key_check") == []
    assert opened.database.rows("PRAGMA quick_check") == [("ok",)]
    assert opened.database.rows("SELECT count(*) FROM logged_set") == [(1 + (table != "logged_set"),)]
    assert opened.database.rows("SELECT count(*) FROM preset") == [(1 + (table != "preset"),)]
    opened.database.close()
    assert len(list((folder / "copies").glob("version-2-*.db"))) == 1


def test_a_new_file_has_the_columns_of_the_oldest_and_of_every_step_since(tmp_path: Path) -> None:
    """So that a step that was released is not changed afterwards."""
    write_oldest(tmp_path / "old" / FILE_NAME)
    open_database(tmp_path / "old").database.close()
    open_database(tmp_path / "new").database.close()

    def columns(folder: str) -> set[tuple[str, str, str]]:
        with closing(sqlite3.connect(tmp_path / folder / FILE_NAME)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            return {
                (table, column[1], column[2])
                for (table,) in tables
                for column in connection.execute(f"PRAGMA table_xinfo({table})")
            }

    assert columns("old") == columns("new")


def test_an_older_file_is_copied_then_brought_up_to_date_step_by_step(folder: Path) -> None:
    write_oldest(folder / FILE_NAME)
    before = content(folder / FILE_NAME)
    opened = open_database(folder, (*FIRST, TAGS, SPLIT))
    assert opened.database.rows("PRAGMA user_version") == [(3,)]
    assert len(opened.database.rows("SELECT * FROM tag")) == 2
    assert opened.database.rows("PRAGMA foreign_keys") == [(1,)]
    opened.database.close()
    (copy,) = (folder / "copies").glob("version-1-*.db")
    assert content(copy) == before


def test_a_file_that_is_up_to_date_is_not_copied_for_it(folder: Path) -> None:
    open_database(folder).database.close()
    open_database(folder).database.close()
    assert list((folder / "copies").glob("version-*")) == []


@pytest.mark.parametrize(("last", "why"), [(BROKEN, "already exists"), (ORPHANS, "belong to nothing")])
def test_a_step_that_fails_leaves_the_file_as_the_step_before_left_it(
    folder: Path, last: Migration, why: str
) -> None:
    write_oldest(folder / FILE_NAME)
    with pytest.raises(StoreError, match=why):
        open_database(folder, (*FIRST, TAGS, last))
    again = open_database(folder, (*FIRST, TAGS))
    assert (again.set_aside, again.database.rows("PRAGMA user_version")) == (None, [(2,)])
    assert len(again.database.rows("SELECT * FROM preset")) == 2
    again.database.close()


@pytest.mark.parametrize("is_in_use", [False, True])
def test_a_file_of_a_newer_release_is_refused_and_left_byte_for_byte(folder: Path, is_in_use: bool) -> None:
    """Also when a newer release crashed, and left its last changes in a file of their own."""
    write_oldest(folder / FILE_NAME)
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as newer:
        newer.execute("PRAGMA user_version = 2")
        if not is_in_use:
            newer.close()
        before = files(folder)
        assert any(name.endswith("-wal") for name in before) == is_in_use
        with pytest.raises(StoreError, match=r"newer Liftronome \(version 2 .* knows up to 1\): update"):
            open_database(folder, FIRST)
        assert files(folder) == before


def test_two_processes_that_open_an_old_file_at_once_bring_it_up_to_date_once(folder: Path) -> None:
    write_oldest(folder / FILE_NAME)
    program = (
        "import sys; from pathlib import Path; from liftronome.store.opening.opening import open_database;"
        "from tests.store.base.test_migrations import FIRST, SPLIT, TAGS;"
        "print(len(open_database(Path(sys.argv[1]), (*FIRST, TAGS, SPLIT)).database"
        ".rows('SELECT * FROM tag')))"
    )
    command = [sys.executable, "-c", program, str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate(timeout=60)[0] for process in both] == ["2\n", "2\n"]
    assert len(list((folder / "copies").glob("version-1-*.db"))) == 1


def test_a_new_file_is_ready_for_presets(presets: PresetStore) -> None:
    presets.add(preset_of())
    assert presets.database.rows("PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert presets.database.rows("PRAGMA journal_mode") == [("wal",)]
    assert presets.database.rows("PRAGMA synchronous") == [(2,)]
