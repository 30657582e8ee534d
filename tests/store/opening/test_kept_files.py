"""What presets and log are kept in is not written over, whatever way leads there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from liftronome.store.base.database import FILE_NAME, PENDING_SETS
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.folders import refuse_kept_file
from liftronome.store.opening.opening import LOCK_NAME

KEPT: Final = [
    FILE_NAME,
    f"{FILE_NAME}-wal",
    f"{FILE_NAME}-shm",
    FILE_NAME.upper(),
    "older copy.db",
    LOCK_NAME,
    PENDING_SETS.replace("*", "7"),
]


@pytest.mark.parametrize("name", KEPT)
def test_the_file_its_copies_and_what_lies_beside_them_stay(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="is where presets and log are kept: give the name of another file"):
        refuse_kept_file(tmp_path / "a" / ".." / name, tmp_path)


def test_a_link_that_leads_there_is_no_way_round(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "set.wav").symlink_to(tmp_path / "data" / FILE_NAME)
    with pytest.raises(StoreError, match="are kept"):
        refuse_kept_file(tmp_path / "set.wav", tmp_path / "data")


def test_any_other_file_may_be_written(tmp_path: Path) -> None:
    refuse_kept_file(tmp_path / "presets.json", tmp_path)
    refuse_kept_file(tmp_path / FILE_NAME, tmp_path / "data")
