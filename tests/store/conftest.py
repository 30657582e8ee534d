"""A data folder, an open file in it, and disks that are full or is read-only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from liftronome.store.base.database import Database
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    opened = open_database(folder).database
    yield opened
    opened.close()


@pytest.fixture
def exercises(database: Database) -> OwnExercises:
    return OwnExercises(database, load_library())


@pytest.fixture
def presets(database: Database, exercises: OwnExercises) -> PresetStore:
    return PresetStore(database, exercises)


@pytest.fixture
def log(database: Database) -> SetLogStore:
    return SetLogStore(database)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KiB, for those who may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def make_read_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
