"""Whatever state the file is in, opening it overwrites nothing, says what was done and offers a way back."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liftronome.store.base.database import BUSY_MS, FILE_NAME, Database
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.base.schema import MIGRATIONS
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening import inspection, opening
from liftronome.store.opening.copies import keep_daily_copy, restore_copy
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore

from tests.store.examples import preset_of
from tests.store.log_examples import logged


def store_of(opened: Opened) -> PresetStore:
    return PresetStore(opened.database, OwnExercises(opened.database, load_library()))


def fill(folder: Path, *names: str) -> None:
    """A file with these presets, and a kept copy of it."""
    opened = open_database(folder)
    for name in names:
        store_of(opened).add(preset_of(name=name))
    keep_daily_copy(opened.database)
    opened.database.close()


def names_in(opened: Opened) -> list[str]:
    return [stored.preset.name for stored in store_of(opened).all()]


def test_a_file_that_is_no_database_is_set_aside_and_its_last_copy_offered(folder: Path) -> None:
    fill(folder, "heavy", "light")
    (folder / FILE_NAME).write_bytes(b"not a database, and longer than a hundred bytes" * 10)
    opened = open_database(folder)
    assert opened.set_aside is not None
    assert opened.set_aside.read_bytes().startswith(b"not a database")
    assert opened.set_aside.name.startswith("liftronome-damaged-")
    assert opened.offered_copy is not None
    assert str(opened.set_aside) in opened.message
    assert str(opened.offered_copy) in opened.message
    assert names_in(opened) == []
    assert restore_copy(opened.database, opened.offered_copy, MIGRATIONS) is None
    assert names_in(opened) == ["heavy", "light"]
    opened.database.close()
    again = open_database(folder)
    assert (names_in(again), again.message) == (["heavy", "light"], "")
    again.database.close()


@pytest.mark.parametrize("leftover", [b"", None])
def test_presets_that_have_gone_are_offered_from_the_last_copy(folder: Path, leftover: bytes | None) -> None:
    fill(folder, "heavy")
    (folder / FILE_NAME).unlink() if leftover is None else (folder / FILE_NAME).write_bytes(leftover)
    opened = open_database(folder)
    assert opened.set_aside is None
    assert opened.offered_copy is not None
    assert opened.message.startswith("the presets were gone")
    opened.database.close()


def test_a_database_of_another_program_is_set_aside(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("CREATE TABLE song (name)")
    opened = open_database(folder)
    assert opened.set_aside is not None
    assert opened.offered_copy is None
    opened.database.close()


def test_a_damaged_file_goes_aside_with_its_recent_changes_and_never_over_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "stamp", lambda _now: "20260101-120000")
    open_database(folder).database.close()
    for _ in range(2):
        (folder / FILE_NAME).write_bytes(b"damage" * 100)
        (folder / f"{FILE_NAME}-wal").write_bytes(b"recent")
        open_database(folder).database.close()
    aside = "liftronome-damaged-20260101-120000"
    for name in (aside, f"{aside}-2"):
        assert (folder / f"{name}.db").read_bytes() == b"damage" * 100
        assert (folder / f"{name}.db-wal").read_bytes() == b"recent"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    fill(folder, *(f"preset {number}" for number in range(60)))
    return folder


def test_a_damage_that_not_even_sqlite_can_put_into_words_is_set_aside(folder: Path) -> None:
    fill(folder, "heavy")
    good = (folder / FILE_NAME).read_bytes()
    (folder / FILE_NAME).write_bytes(good.replace(b"CREATE TABLE setting", b"CREATE \xd8\xff\xfe setting"))
    opened = open_database(folder)
    assert opened.set_aside is not None
    assert opened.offered_copy is not None
    opened.database.close()


@settings(max_examples=40)
@given(st.data())
def test_no_damage_keeps_the_window_from_opening_or_is_overwritten(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "kept"
    shutil.copytree(whole, folder)
    good = (folder / FILE_NAME).read_bytes()
    bad = data.draw(st.one_of(truncations(good), overwritings(good)), label="damage")
    (folder / FILE_NAME).write_bytes(bad)
    try:
        opened = open_database(folder)
    except StoreError as error:
        assert "newer Liftronome" in str(error)  # noqa: PT017  (the version is all that was damaged)
        assert (folder / FILE_NAME).read_bytes() == bad
        return
    if opened.set_aside:
        assert opened.set_aside.read_bytes() == bad
    if opened.set_aside or not bad:
        assert opened.offered_copy is not None
        restore_copy(opened.database, opened.offered_copy, MIGRATIONS)
    assert len(names_in(opened)) + store_of(opened).hidden_count() == 60
    opened.database.close()
    shutil.rmtree(folder)


def truncations(good: bytes) -> st.SearchStrategy[bytes]:
    return st.integers(0, len(good) - 1).map(lambda length: good[:length])


def overwritings(good: bytes) -> st.SearchStrategy[bytes]:
    def overwritten(at: int, length: int, seed: int) -> bytes:
        garbage = random.Random(seed).randbytes(min(length, len(good) - at))
        return good[:at] + garbage + good[at + len(garbage) :]

    places = st.one_of(st.integers(0, 120), st.integers(0, len(good) - 1))
    return st.builds(overwritten, places, st.integers(1, 20_000), st.integers(0, 2**32))


def test_a_file_that_a_program_holds_for_long_is_told_after_a_bounded_wait(
    folder: Path,
) -> None:
    fill(folder, "heavy")
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(StoreBusyError, match="another program is using it: close that program"):
            open_database(folder, held_ms=50)
        assert time.monotonic() - began < BUSY_MS / 1000


def test_two_windows_that_find_damage_at_once_set_it_aside_once(folder: Path) -> None:
    fill(folder, "heavy")
    (folder / FILE_NAME).write_bytes(b"damage" * 1000)
    program = (
        "import sys; from pathlib import Path; from liftronome.store.opening.opening import open_database;"
        "opened = open_database(Path(sys.argv[1]));"
        "print(opened.set_aside is not None, opened.database.rows('SELECT count(*) FROM preset'))"
    )
    command = [sys.executable, "-c", program, str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(process.communicate(timeout=60)[0] for process in both)
    assert said == ["False [(0,)]\n", "True [(0,)]\n"]
    assert len(list(folder.glob("liftronome-damaged-*"))) == 1


@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes")
@pytest.mark.parametrize(
    "name", [FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", f"{FILE_NAME}-journal", opening.LOCK_NAME]
)
def test_a_pipe_in_the_place_of_any_of_its_files_is_told_at_once(folder: Path, name: str) -> None:
    fill(folder, "heavy")
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    told = f"{name} is not a file: move it away"
    if name == FILE_NAME:
        with pytest.raises(StoreError, match=told):
            open_database(folder)
    else:
        opened = open_database(folder)
        assert told in opened.message
        assert names_in(opened) == ["heavy"]
        opened.database.close()
    assert (folder / name).is_fifo()


def test_a_read_that_fails_is_told_as_such_and_nothing_is_set_aside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, "heavy")
    for finding in (
        b"*** in database main ***\nTree 5 page 7: unable to get the page. error code=266",
        b"Freelist: failed to get page 9",
    ):
        with monkeypatch.context() as patched:
            patched.setattr(inspection, "_findings", lambda *_, said=finding: [said])
            with pytest.raises(StoreError, match="the disk does not read or write as it should"):
                open_database(folder)
    assert list(folder.glob("*damaged*")) == []
    opened = open_database(folder)
    assert names_in(opened) == ["heavy"]
    opened.database.close()


def test_damage_that_a_second_look_does_not_find_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, "heavy")
    looks = iter([[b"database disk image is malformed"], [b"ok"]])
    monkeypatch.setattr(inspection, "_findings", lambda *_: next(looks))
    opened = open_database(folder)
    assert (opened.set_aside, names_in(opened)) == (None, ["heavy"])
    opened.database.close()


def test_one_flipped_bit_in_a_row_costs_that_row_and_is_told(folder: Path) -> None:
    opened = open_database(folder)
    log = SetLogStore(opened.database)
    kept, bad = logged(log), logged(log, "tuesday", day=1, exercise="back-squat")
    opened.database.close()
    content = bytearray((folder / FILE_NAME).read_bytes())
    place = content.index(b"concentric", content.index(b"Back squat"))
    content[place + 7] ^= 1
    (folder / FILE_NAME).write_bytes(content)
    opened = open_database(folder)
    assert opened.set_aside is None
    assert "has damaged rows, which are left out (1 in logged_set)" in opened.message
    assert SetLogStore(opened.database).sets() == [kept]
    assert bad.id in opened.database.unreadable_message
    opened.database.close()


def test_what_was_set_aside_is_told_though_no_new_file_can_be_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, "heavy")
    (folder / FILE_NAME).write_bytes(b"damage" * 1000)

    def fail(_path: Path) -> Database:
        raise StoreError("the disk is full")

    monkeypatch.setattr(opening, "connected", fail)
    with pytest.raises(StoreError, match="the disk is full; the presets were damaged and are now "):
        open_database(folder)


def test_a_folder_in_the_place_of_the_file_is_told(folder: Path) -> None:
    (folder / FILE_NAME).mkdir(parents=True)
    with pytest.raises(StoreError, match="is not a file: move it away"):
        open_database(folder)
