"""Sets to be played in a terminal, quick ones and long ones, and what the log has of them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from liftronome.domain.log_entry import LoggedSet
from liftronome.domain.notation import parse_tempo
from liftronome.domain.preset import Preset, default_preset
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library

SILENT: Final = ("--silent", "--count-in", "0")
QUICK: Final = (*SILENT, "--tempo", "0.2-0-0.1-0.1")
"""Reps of 0.4 s."""

LONG: Final = ("play", "hip thrust", *SILENT, "--tempo", "0.5-0-0.5-0.5", "--reps", "60")
"""Sets of a minute and a half, to be broken off."""


def quick_preset(**changes: Any) -> Preset:
    """A preset called "quick": two sets of one rep."""
    usual: dict[str, Any] = {"name": "quick", "tempo": parse_tempo("0.2-0-0.1-0.1"), "count_in_ms": 0}
    usual |= {"reps": 1, "sets": 2, "rest_ms": 200}
    return replace(default_preset(load_library().find("hip thrust")), **{**usual, **changes})


def sets_in(folder: Path) -> list[LoggedSet]:
    """What is logged in a data folder, the oldest first."""
    database = open_database(folder).database
    sets = SetLogStore(database).sets()[::-1]
    database.close()
    return sets


def in_pipe(*arguments: str) -> subprocess.Popen[str]:
    """A command that has no keyboard, and whose lines are read from a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "liftronome", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def read_to(process: subprocess.Popen[str], text: str) -> None:
    """Read lines up to one with this text in it."""
    assert process.stdout is not None
    while text not in (line := process.stdout.readline()):
        assert line, f"it ended before “{text}”"
