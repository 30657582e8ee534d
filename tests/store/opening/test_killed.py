"""Whatever was reported as kept is there after the process was killed, and the file always opens."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")


def after_kills(kind: str, folder: Path, kills: int) -> dict[str, Any]:
    """What `tests.store.killing` counts, with what has to be so for every kind of work."""
    seed = str(random.randrange(2**32))
    command = [sys.executable, "-m", "tests.store.killing", kind, str(folder), str(kills), seed]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    counts: dict[str, Any] = json.loads(done.stdout)
    print(counts)
    assert counts["missing"] == []
    assert counts["set_aside"] == 0
    assert counts["kills"] == kills
    assert counts["reported"] >= kills / 2
    assert counts["killed_before_any_report"] <= kills / 2
    return counts


def test_no_preset_that_was_saved_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    after_kills("saves", tmp_path, 120)


def test_no_rep_that_was_done_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    assert after_kills("sets", tmp_path, 80)["broken_off"] > 0


def test_a_file_is_imported_whole_or_not_at_all_when_the_process_is_killed(tmp_path: Path) -> None:
    after_kills("imports", tmp_path, 40)
