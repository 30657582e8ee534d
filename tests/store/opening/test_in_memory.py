"""A database that is in no file, be it a copy of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.store.base.database import FILE_NAME, Database
from liftronome.store.base.errors import StoreError
from liftronome.store.base.schema import MIGRATIONS
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.in_memory import in_memory_copy, in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore

from tests.store.examples import preset_of
from tests.store.log_examples import logged

REFUSAL = StoreError("it is read-only")


def test_an_in_memory_database_can_do_everything_and_is_gone_when_closed() -> None:
    for _ in range(2):
        database = in_memory_database()
        presets = PresetStore(database, OwnExercises(database, load_library()))
        assert presets.all() == []
        stored = presets.add(preset_of())
        assert presets.all() == [stored]
        database.close()


def test_a_copy_holds_what_the_file_does_and_refuses_changes_until_they_are_allowed(
    folder: Path, log: SetLogStore
) -> None:
    kept = logged(log, ended=None)
    assert (folder / f"{FILE_NAME}-wal").stat().st_size, "the set is not in the file itself yet"
    copy = in_memory_copy(folder / FILE_NAME, REFUSAL)
    assert copy is not None
    copied = SetLogStore(copy)
    assert copied.sets() == [kept]
    with pytest.raises(StoreError, match="it is read-only"):
        copied.delete(kept.id)
    copy.refusal = None
    copied.delete(kept.id)
    assert (copied.sets(), log.sets()) == ([], [kept])
    copy.close()


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_what_is_missing_or_damaged_has_no_copy(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / FILE_NAME
    if content is not None:
        path.write_bytes(content)
    assert in_memory_copy(path, REFUSAL) is None


def test_a_newer_file_has_no_copy(database: Database) -> None:
    database.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    assert in_memory_copy(database.path, REFUSAL) is None


def test_a_file_of_an_older_version_is_brought_up_to_date_in_the_copy_alone(tmp_path: Path) -> None:
    opened = open_database(tmp_path, MIGRATIONS[:1])
    opened.database.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    copy = in_memory_copy(tmp_path / FILE_NAME, REFUSAL)
    assert copy is not None
    assert SetLogStore(copy).sets() == []
    copy.close()
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_file_that_cannot_be_brought_up_to_date_has_no_copy(database: Database) -> None:
    broken = ("DELETE FROM own_exercise", "CREATE TABLE preset (id)")
    assert in_memory_copy(database.path, REFUSAL, (*MIGRATIONS, broken)) is None
    orphans = ("INSERT INTO logged_pause VALUES (99, 0, 1, 1)",)
    assert in_memory_copy(database.path, REFUSAL, (*MIGRATIONS, orphans)) is None
