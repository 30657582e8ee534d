"""Two windows log at once: each set has its own reps, and one window deletes what the other performs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from liftronome.domain.performance import SetPlan
from liftronome.engine.engine import TempoEngine
from liftronome.engine.session import Session
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database

from tests.engine.fakes import FakeOutput, World
from tests.store.killed_sets import PRESET, REP_MS
from tests.store.log_examples import logged

SESSIONS: Final = 8

PROGRAM: Final = f"""
import sys
from pathlib import Path
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from tests.store.log.test_log_two_windows import train
log = SetLogStore(open_database(Path(sys.argv[1])).database)
for _ in range({SESSIONS}):
    train(log, sys.argv[2])
"""


def train(log: SetLogStore, name: str) -> list[str]:
    """A whole session of three sets on a fake clock; what the lifter was told."""
    world, told = World(), list[str]()
    session = Session(replace(PRESET, name=name), TempoEngine(world, world.timer, FakeOutput(world)), log)
    session.notice.connect(told.append)
    session.begin()
    world.advance(600_000)
    return told


def test_two_processes_that_log_at_once_lose_and_mix_up_nothing(folder: Path, log: SetLogStore) -> None:
    both = [subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder), name]) for name in ("one", "two")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    sets = log.sets()
    assert len(sets) == 2 * SESSIONS * PRESET.number_of_sets
    assert len({found.plan.session_id for found in sets}) == 2 * SESSIONS
    for found in sets:
        assert [performed.number for performed in found.reps] == [1, 2, 3, 4]
        assert all([phase.duration_ms for phase in rep.phases] == REP_MS for rep in found.reps)
        assert (found.paced_reps, found.tension_ms) == (4, 4 * sum(REP_MS))
        names = {other.plan.preset_name for other in log.session(found.plan.session_id).sets}
        assert names == {found.plan.preset_name}


def test_a_set_is_corrected_in_one_window_while_the_other_performs_it(folder: Path, log: SetLogStore) -> None:
    on = logged(log, ended=None)
    other = open_database(folder).database
    SetLogStore(other).annotate(on.id, note="belt", feeling=5)
    other.close()
    assert (log.get(on.id).annotation.note, log.get(on.id).reps) == ("belt", on.reps)


def test_a_set_that_another_window_deletes_while_it_is_on_is_told_and_stops_no_session(
    folder: Path, log: SetLogStore
) -> None:
    other = open_database(folder).database

    class Deleted(SetLogStore):
        def begin_set(self, plan: SetPlan, set_id: str | None = None) -> str:
            begun = super().begin_set(plan, set_id)
            SetLogStore(other).delete(begun)
            return begun

    told = train(Deleted(log.database), "one")
    assert told == [
        "Not all of this session is logged: the set is no longer in the log: "
        "another window may have deleted it"
    ]
    other.close()
