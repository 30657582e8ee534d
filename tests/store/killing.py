"""Kills processes at random moments while they work on the file, and counts what was lost: `python -m
tests.store.killing saves|sets|imports FOLDER KILLS SEED` prints it as JSON.

A child reports each step once the store has returned from it, and not before.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liftronome.store.opening.opening import Opened, open_database

KILLS_A_FOLDER: Final = 10
"""So that some processes die while they make the file."""

FIRST_REPORT_S: Final = 60

Report = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Work:
    """What the children do. They live no longer than `longest_life_s`: from the first moment on, or from the
    first report on, both for half of them, however busy the machine is.

    `lost` says which of a folder's reports the file does not bear out, and what there is by half.
    `broken_off` counts what a kill may leave unfinished.
    """

    longest_life_s: float
    for_ever: Callable[[Path, int, Report], object]
    lost: Callable[[Sequence[str], Opened], list[str]]
    broken_off: Callable[[Opened], int] = lambda _opened: 0


def killed(work: Work, folder: Path, life: int, after_s: float) -> list[str]:
    """The reports of a child that was killed so long after it began, or, every other one, after its first
    report."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work.for_ever(folder, life, lambda line: os.write(writer, f"{line}\n".encode()))
        finally:
            os._exit(1)
    os.close(writer)
    if life % 2 and not select.select([reader], [], [], FIRST_REPORT_S)[0]:
        os.kill(child, signal.SIGKILL)
        raise RuntimeError(f"a child reported nothing within {FIRST_REPORT_S} s")
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("a child failed before it was killed")
    with os.fdopen(reader) as reports:
        return reports.read().splitlines()


def counted(work: Work, base: Path, kills: int, seed: int) -> dict[str, object]:
    """Kill so many, and look at the file after each."""
    chance = random.Random(seed)
    counts = Counter(kills=0, reported=0, killed_before_any_report=0, set_aside=0, broken_off=0)
    missing: list[str] = []
    reported: list[str] = []
    for life in range(kills):
        folder = base / str(life // KILLS_A_FOLDER)
        if life % KILLS_A_FOLDER == 0:
            reported = []
        new = killed(work, folder, life, chance.uniform(0, work.longest_life_s))
        reported += new
        opened = open_database(folder)
        missing += work.lost(reported, opened)
        counts["kills"] += 1
        counts["reported"] += len(new)
        counts["killed_before_any_report"] += not new
        counts["set_aside"] += opened.set_aside is not None
        if (life + 1) % KILLS_A_FOLDER == 0:
            counts["broken_off"] += work.broken_off(opened)
        opened.database.close()
    return {**counts, "missing": missing}


def main(kind: str, base: str, kills: str, seed: str) -> None:
    """Count for one kind of work."""
    work: Work = importlib.import_module(f"tests.store.killed_{kind}").WORK
    print(json.dumps(counted(work, Path(base), int(kills), int(seed))))


if __name__ == "__main__":
    main(*sys.argv[1:])
