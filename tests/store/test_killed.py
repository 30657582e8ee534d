"""Whatever was reported as saved is there after the process was killed, and the file always opens."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

KILLS: Final = 120


@pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")
def test_nothing_that_was_reported_saved_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    command = [sys.executable, "-m", "tests.store.killing", str(tmp_path), str(KILLS), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    print(counts)
    assert counts["missing"] == []
    assert counts["set_aside"] == 0
    assert counts["kills"] == KILLS
    assert counts["reported"] > KILLS
    assert counts["killed_before_any_save"] <= KILLS / 2
