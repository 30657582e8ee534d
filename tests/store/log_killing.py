"""Kills processes at random moments while they perform sets, and counts what the log lost: `python -m
tests.store.log_killing FOLDER KILLS SEED` prints it as JSON.

A child performs session after session on a clock that runs as fast as the disk takes what is stored. It
reports each rep once the log has returned from it, and not before.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.exercise import Exercise
from app.domain.notation import parse_tempo
from app.domain.performance import Ended, PerformedRep
from app.domain.phase import Start
from app.domain.preset import default_preset
from app.engine.engine import TempoEngine
from app.engine.session import Session
from app.store.log import SetLogStore
from app.store.opening import Opened, open_database
from tests.engine.fakes import FakeOutput, World

HIP_THRUST: Final = Exercise("hip-thrust", "Hip thrust", Start.CONCENTRIC, parse_tempo("31X2"))
PRESET: Final = replace(default_preset(HIP_THRUST), sets=3, reps=4)
REP_MS: Final = [1000, 2000, 3000, 1000]

KILLS_A_FOLDER: Final = 10
"""So that some processes die while they make the file."""

LONGEST_LIFE_S: Final = 0.08
"""From the first moment on, or from the first report on: both for half of them, however busy it is here."""


class ReportingLog(SetLogStore):
    """Reports "set rep" for each rep that is stored, and "set end" for each set."""

    def __init__(self, opened: Opened, report: int) -> None:
        super().__init__(opened.database)
        self._report = report

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        super().add_rep(set_id, rep)
        os.write(self._report, f"{set_id} {rep.number}\n".encode())

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        super().end_set(set_id, ended, paced_reps, tension_ms)
        os.write(self._report, f"{set_id} end\n".encode())


def train_for_ever(folder: Path, report: int) -> None:
    log = ReportingLog(open_database(folder), report)
    while True:
        world = World()
        session = Session(PRESET, TempoEngine(world, world.timer, FakeOutput(world)), log)
        session.begin()
        world.advance(600_000)


def killed(folder: Path, after_s: float, *, once_it_trains: bool) -> list[str]:
    """The reports of a child that was killed so long after it began, or after its first report."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            train_for_ever(folder, writer)
        finally:
            os._exit(1)
    os.close(writer)
    if once_it_trains:
        select.select([reader], [], [], 10)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("a child failed before it was killed")
    with os.fdopen(reader) as reports:
        return reports.read().splitlines()


def lost(reported: list[str], opened: Opened) -> list[str]:
    """The reports that the log does not bear out, and the sets in which there is a rep too much or one that
    is not whole."""
    sets = {found.id: found for found in SetLogStore(opened.database).sets()}
    kept = {f"{found.id} {performed.number}" for found in sets.values() for performed in found.reps}
    kept |= {f"{found.id} end" for found in sets.values() if found.ended is Ended.COMPLETED}
    unlike = [
        found.id
        for found in sets.values()
        if [performed.number for performed in found.reps] != list(range(1, len(found.reps) + 1))
        or any([phase.duration_ms for phase in performed.phases] != REP_MS for performed in found.reps)
    ]
    return [line for line in reported if line not in kept] + unlike


def main(base: Path, kills: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    counts = Counter(kills=0, reps_reported=0, killed_before_any_rep=0, set_aside=0, sets_broken_off=0)
    missing: list[str] = []
    reported: list[str] = []
    for life in range(kills):
        folder = base / str(life // KILLS_A_FOLDER)
        if life % KILLS_A_FOLDER == 0:
            reported = []
        new = killed(folder, chance.uniform(0, LONGEST_LIFE_S), once_it_trains=life % 2 == 1)
        reported += new
        opened = open_database(folder)
        missing += lost(reported, opened)
        counts["kills"] += 1
        counts["reps_reported"] += sum(not line.endswith("end") for line in new)
        counts["killed_before_any_rep"] += not new
        counts["set_aside"] += opened.set_aside is not None
        if (life + 1) % KILLS_A_FOLDER == 0:
            counts["sets_broken_off"] += sum(
                found.ended is None for found in SetLogStore(opened.database).sets()
            )
        opened.database.close()
    return {**counts, "missing": missing}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
