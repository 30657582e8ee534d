"""Sets that are performed for ever, to be killed in between, on a clock that runs as fast as the disk takes
what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import Ended, PerformedRep
from liftronome.domain.phase import Start
from liftronome.domain.preset import default_preset
from liftronome.engine.engine import TempoEngine
from liftronome.engine.session import Session
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import Opened, open_database

from tests.engine.fakes import FakeOutput, World
from tests.store.killing import Report, Work

HIP_THRUST: Final = Exercise("hip-thrust", "Hip thrust", Start.CONCENTRIC, parse_tempo("31X2"))
PRESET: Final = replace(default_preset(HIP_THRUST), sets=3, reps=4)
REP_MS: Final = [1000, 2000, 3000, 1000]
END: Final = "end"


class ReportingLog(SetLogStore):
    """Reports "set rep" for each rep that is stored, and "set end" for each set."""

    def __init__(self, opened: Opened, report: Report) -> None:
        super().__init__(opened.database)
        self._report = report

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        super().add_rep(set_id, rep)
        self._report(f"{set_id} {rep.number}")

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        super().end_set(set_id, ended, paced_reps, tension_ms)
        self._report(f"{set_id} {END}")


def train_for_ever(folder: Path, _life: int, report: Report) -> None:
    """Session after session."""
    log = ReportingLog(open_database(folder), report)
    while True:
        world = World()
        session = Session(PRESET, TempoEngine(world, world.timer, FakeOutput(world)), log)
        session.begin()
        world.advance(600_000)


def lost(reported: Sequence[str], opened: Opened) -> list[str]:
    """The reports that the log does not bear out, and the sets in which there is a rep too much or one that
    is not whole."""
    sets = {found.id: found for found in SetLogStore(opened.database).sets()}
    kept = {f"{found.id} {performed.number}" for found in sets.values() for performed in found.reps}
    kept |= {f"{found.id} {END}" for found in sets.values() if found.ended is Ended.COMPLETED}
    unlike = [
        found.id
        for found in sets.values()
        if [performed.number for performed in found.reps] != list(range(1, len(found.reps) + 1))
        or any([phase.duration_ms for phase in performed.phases] != REP_MS for performed in found.reps)
    ]
    return [line for line in reported if line not in kept] + unlike


def broken_off(opened: Opened) -> int:
    """Sets without an end."""
    return sum(found.ended is None for found in SetLogStore(opened.database).sets())


WORK: Final = Work(0.08, train_for_ever, lost, broken_off)
