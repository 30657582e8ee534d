"""A rep that was done and stored is in the log after the process was killed, and the file always opens."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

KILLS: Final = 80


@pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")
def test_no_rep_that_was_done_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    command = [sys.executable, "-m", "tests.store.log_killing", str(tmp_path), str(KILLS), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    print(counts)
    assert counts["missing"] == []
    assert counts["set_aside"] == 0
    assert counts["kills"] == KILLS
    assert counts["reps_reported"] > KILLS
    assert counts["sets_broken_off"] > 0
    assert counts["killed_before_any_rep"] <= KILLS / 2
