"""The data folder is the one that was asked for, made if it is missing, or what is wrong with it is told."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.folders import data_folder, ready_folder

NOBODY: Final = 65534


def test_the_option_goes_before_the_variable_and_both_before_the_usual_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIFTRONOME_DATA_DIR", str(tmp_path / "variable"))
    assert data_folder(tmp_path / "option") == tmp_path / "option"
    assert data_folder() == tmp_path / "variable"
    monkeypatch.setenv("LIFTRONOME_DATA_DIR", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert data_folder().name == "liftronome"
    assert data_folder("~/presets") == tmp_path / "presets"
    assert data_folder("~nobody here/presets") == Path("~nobody here/presets")


def test_a_folder_that_is_missing_is_made_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert ready_folder(folder) == folder
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("below", "message"),
    [("", "is a file: move it away"), ("presets", "there is a file in the place of a folder")],
)
def test_a_file_in_the_way_is_told(tmp_path: Path, below: str, message: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match=message):
        ready_folder(tmp_path / "file" / below)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that may be looked into. Root, who may write everywhere, is nobody for as long."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        before = os.geteuid()
        if before == 0:
            os.seteuid(NOBODY)
        try:
            yield Path(folder)
        finally:
            os.seteuid(before)
            Path(folder).chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="rights are others there")
def test_a_folder_that_may_not_be_written_to_is_told(read_only_folder: Path) -> None:
    with pytest.raises(StoreError, match="you have no permission to write there"):
        ready_folder(read_only_folder)
