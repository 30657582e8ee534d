"""`liftronome` as a lifter types it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

QUICK: Final = (
    *("play", "squat", "--tempo", "0.2-0-0.2-0", "--reps", "1", "--sets", "1"),
    *("--count-in", "0", "--silent"),
)
"""A set that is over within a second."""

Done = subprocess.CompletedProcess[str]


def liftronome(*arguments: str, env: Mapping[str, str] | None = None, timeout_s: float = 60) -> Done:
    """What a command comes to."""
    return subprocess.run(
        [sys.executable, "-m", "liftronome", *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=timeout_s,
    )


def started(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """A command that goes on, in a session of its own; its output is read line by line."""
    return subprocess.Popen(
        [sys.executable, "-m", "liftronome", *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def failure(done: Done, status: int) -> str:
    """The one line with which a command failed."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("liftronome: ")
    assert done.stderr.count("\n") == 1
    return done.stderr.removeprefix("liftronome: ").rstrip("\n")


def paced(done: Done) -> str:
    """All that a command wrote which has paced `QUICK`, whatever else was wrong."""
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.splitlines()[-1].startswith("Back squat: 1 set, 1 rep done")
    return done.stdout
