"""A file that another program keeps to itself holds up a command once, and not for long."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.store.base.database import FILE_NAME, HELD_MS, connected
from liftronome.store.presets.presets import PresetStore
from liftronome.terminal.data import LATER, data_in

from tests.terminal.playing import QUICK, quick_preset

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def held(own_data_folder: Path) -> Iterator[None]:
    """Another program has the file for itself."""
    with data_in(own_data_folder) as data:
        assert data.presets
    with closing(sqlite3.connect(own_data_folder / FILE_NAME, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN IMMEDIATE")
        yield


def seconds_since(began: float) -> float:
    return time.monotonic() - began


@pytest.mark.usefixtures("held", "qapp")
def test_a_set_waits_once_for_a_file_that_another_program_keeps(capsys: Capture) -> None:
    began = time.monotonic()
    assert main(["play", "squat", *QUICK, "--sets", "1", "--reps", "1"]) == 0
    assert seconds_since(began) < 2 * HELD_MS / 1000
    assert LATER in capsys.readouterr().out


def test_to_mark_what_was_performed_waits_for_no_other_program(presets: PresetStore) -> None:
    kept = presets.add(quick_preset())
    other = connected(presets.database.path)
    began = time.monotonic()
    with data_in() as data, other.changing():
        assert data.database
        data.mark_used(kept.preset.exercise.id, kept.id)
    other.close()
    assert seconds_since(began) < 2
    assert presets.get(kept.id).used_at is None
