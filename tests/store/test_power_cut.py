"""What was acknowledged survives a power cut at any moment, though all that was not synced is gone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome import files
from liftronome.store.base import database
from liftronome.store.log import pending_sets

from tests.store.power_cut import counted

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the model watches SQLite as Linux has it")

STEPS: Final = 10
CUTS: Final = 12


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_was_acknowledged_is_lost(tmp_path: Path, seed: int) -> None:
    counts = counted(tmp_path, STEPS, seed, CUTS)
    assert counts["missing"] == []
    assert counts["checks"] > CUTS, "the model acknowledged hardly anything"


def no_folder_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (files, pending_sets):
        monkeypatch.setattr(module, "sync_folder", lambda _folder: None)


def no_file_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "sync", lambda _descriptor: None)


def no_database_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PRAGMAS", ("journal_mode = WAL", "synchronous = OFF"))


@pytest.mark.parametrize("slip", [no_folder_sync, no_file_sync, no_database_sync])
def test_the_model_sees_what_a_sync_that_is_left_out_costs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: Callable[[pytest.MonkeyPatch], Any]
) -> None:
    slip(monkeypatch)
    assert counted(tmp_path, STEPS, 1, CUTS)["missing"] != []
