"""What the data folder holds can be read by its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from liftronome.store.base.database import FILE_NAME
from liftronome.store.log.pending_sets import PendingSets
from liftronome.store.opening.copies import keep_daily_copy
from liftronome.store.opening.opening import open_database
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.store.sounds.spoken_coaching import SpokenCoaching

from tests.store.log_examples import PLAN

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of this kind exist on POSIX only")


@pytest.fixture(autouse=True, params=[0o022, 0o000, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What in a folder, itself included, others may read, write or look into."""
    return [
        f"{path.name} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o077
    ]


def test_nothing_that_is_kept_can_be_read_by_others(folder: Path) -> None:
    database = open_database(folder).database
    OwnSounds(database).put(b"RIFF", "bell.wav")
    SpokenCoaching(folder, "joe").keep("hold", b"RIFF")
    keep_daily_copy(database)
    pending = PendingSets(folder)
    pending.begin_set(PLAN)
    pending.keep()
    assert (folder / f"{FILE_NAME}-wal").exists()
    assert {path.name for path in folder.iterdir()} >= {"copies", "sounds", "coaching", "opening.lock"}
    assert open_to_others(folder) == []
    database.close()


def test_what_an_earlier_release_left_readable_is_made_private(folder: Path) -> None:
    database = open_database(folder).database
    keep_daily_copy(database)
    OwnSounds(database).put(b"RIFF", "bell.wav")
    database.close()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    open_database(folder).database.close()
    assert open_to_others(folder) == []


def test_a_folder_that_holds_other_files_keeps_its_permissions(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o755)
    mine = folder / "notes.txt"
    mine.touch()
    mine.chmod(0o644)
    open_database(folder).database.close()
    assert sorted(open_to_others(folder)) == ["kept 755", "notes.txt 644"]


def test_a_set_aside_file_stays_private(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / FILE_NAME).write_bytes(b"damage" * 1000)
    open_database(folder).database.close()
    assert open_to_others(folder) == []
