"""Copies and checks run behind the window's back, tell what they find, and stop when the window closes."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from liftronome.store.base.database import FILE_NAME, Database
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening import inspection, maintenance
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.maintenance import Maintenance
from liftronome.store.opening.opening import open_database

from tests.store.log_examples import logged


@pytest.fixture
def all_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as one whose log is not checked at opening."""
    monkeypatch.setattr(inspection, "CHECKED_AT_ONCE_BYTES", 0)


def found_by_maintenance(database: Database) -> list[str]:
    told: list[str] = []
    done = Maintenance(database, told.append)
    done.start()
    done.wait()
    done.close()
    return told


def damage(folder: Path, before: bytes, after: bytes) -> None:
    path = folder / FILE_NAME
    path.write_bytes(path.read_bytes().replace(before, after))


def copies(folder: Path) -> list[Path]:
    return sorted((folder / "copies").glob("*.db"))


@pytest.fixture
def kept(folder: Path) -> Path:
    """A folder with a log of thirty sets."""
    database = open_database(folder).database
    log = SetLogStore(database)
    with database.changing():
        for number in range(30):
            logged(log, f"session {number}", reps=5)
    database.close()
    return folder


def test_a_copy_is_kept_while_the_window_goes_on_writing(kept: Path) -> None:
    database = open_database(kept).database
    tell: list[str] = []
    running = Maintenance(database, tell.append)
    running.start()
    for number in range(5):
        logged(SetLogStore(database), f"meanwhile {number}")
    running.wait()
    (copy,) = copies(kept)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM logged_set").fetchone()[0] >= 30
    assert tell == []
    assert len(SetLogStore(database).sets()) == 35
    database.close()


@pytest.mark.usefixtures("all_is_large")
def test_damage_to_a_large_log_is_told_and_set_aside_at_the_next_start(kept: Path) -> None:
    opened = open_database(kept)
    assert found_by_maintenance(opened.database) == []
    root = opened.database.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'logged_phase'")[0][0]
    page_bytes = opened.database.rows("PRAGMA page_size")[0][0]
    opened.database.close()
    path = kept / FILE_NAME
    content = bytearray(path.read_bytes())
    content[(root - 1) * page_bytes : (root - 1) * page_bytes + 200] = bytes(200)
    path.write_bytes(content)

    opened = open_database(kept)
    assert opened.set_aside is None, "a large log is not checked at opening"
    copy, check = found_by_maintenance(opened.database)
    assert copy.startswith("no copy could be kept today")
    assert "is damaged: restart Liftronome, which sets it aside" in check
    opened.database.close()
    assert len(copies(kept)) == 1, "the good copy has not been replaced"

    again = open_database(kept)
    assert again.set_aside is not None
    assert again.offered_copy == copies(kept)[0]
    again.database.close()
    third = open_database(kept)
    assert third.set_aside is None
    third.database.close()


@pytest.mark.usefixtures("all_is_large")
def test_damage_that_is_met_in_use_is_looked_for_at_the_next_start(kept: Path) -> None:
    opened = open_database(kept)
    root = opened.database.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'logged_phase'")[0][0]
    page_bytes = opened.database.rows("PRAGMA page_size")[0][0]
    opened.database.close()
    path = kept / FILE_NAME
    content = bytearray(path.read_bytes())
    content[(root - 1) * page_bytes : (root - 1) * page_bytes + 200] = bytes(200)
    path.write_bytes(content)
    opened = open_database(kept)
    with pytest.raises(StoreError, match="restart Liftronome"):
        SetLogStore(opened.database).sets()
    opened.database.close()
    again = open_database(kept)
    assert again.set_aside is not None
    again.database.close()


@pytest.mark.usefixtures("all_is_large")
def test_rows_that_break_the_rules_are_told_and_the_file_stays(kept: Path) -> None:
    damage(kept, b"concentric\x03\xe8", b"concentryc\x03\xe8")
    opened = open_database(kept)
    assert opened.message == ""
    (told,) = found_by_maintenance(opened.database)
    assert "has damaged rows, which are left out" in told
    assert "in logged_phase" in told
    opened.database.close()


def test_closing_stops_it_wherever_it_is(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_database(kept).database
    begun = threading.Event()

    def endless(_path: Path, watch: object) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            assert callable(watch)
            watch(connection)
            begun.set()
            connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            )

    monkeypatch.setattr(maintenance, "check_everything", endless)
    told: list[str] = []
    running = Maintenance(database, told.append)
    running.start()
    assert begun.wait(30)
    time.sleep(0.01)
    running.close()
    assert told == []
    database.close()


def test_nothing_is_done_where_nothing_can_be_kept(folder: Path) -> None:
    database = in_memory_database()
    assert found_by_maintenance(database) == []
    database.close()
    assert not folder.exists()


def test_it_can_be_closed_before_it_was_started(kept: Path) -> None:
    database = open_database(kept).database
    never_begun = Maintenance(database, print)
    never_begun.close()
    never_begun.start()
    assert not (kept / "copies").exists()
    database.close()
