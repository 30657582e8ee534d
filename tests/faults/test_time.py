"""Clocks that are set, sleep and stopped processes do no harm to a set and its log."""

from __future__ import annotations

import signal
import time
from itertools import cycle
from pathlib import Path

import pytest
from liftronome.domain.performance import Ended, NoLog, SetPlan
from liftronome.domain.preset import Preset
from liftronome.engine.engine import TempoEngine
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database

from tests.driving import preset_of
from tests.engine.fakes import FakeOutput, World
from tests.faults.commands import started
from tests.terminal.playing import sets_in

TWO_SETS = preset_of(tempo="1-0-1-0", sets=2, reps=2, rest_ms=5000, count_in_ms=1000)
HOUR_S = 3600.0


class PlanLog(NoLog):
    """A log that remembers what was to be performed."""

    def __init__(self) -> None:
        self.plans: list[SetPlan] = []

    def begin_set(self, plan: SetPlan) -> str:
        self.plans.append(plan)
        return str(len(self.plans))


class Gym:
    """A session on a fake clock, with a wall clock that jumps."""

    def __init__(self, preset: Preset, wall: list[float]) -> None:
        self.world = World()
        self.log = PlanLog()
        self.engine = TempoEngine(self.world, self.world.timer, FakeOutput(self.world))
        said = cycle(wall)
        self.session = Session(preset, self.engine, self.log, wall_clock=lambda: next(said))
        self.phases_ms: list[float] = []
        self.notices: list[str] = []
        began_ns = self.world.ns
        self.engine.phase_began.connect(lambda due: self.phases_ms.append((due.at_ns - began_ns) / 1e6))
        self.session.notice.connect(self.notices.append)
        self.session.begin()


@pytest.mark.parametrize("wall", [[1e9, 1e9 - 5 * HOUR_S], [1e9, 1e9 + 1e6 * HOUR_S], [0.0, -1.0]])
def test_setting_the_system_clock_moves_no_phase_and_no_entry(wall: list[float]) -> None:
    gym, usual = Gym(TWO_SETS, wall), Gym(TWO_SETS, [1e9])
    for each in (gym, usual):
        each.world.advance(20_000)
        assert each.session.stage is Stage.FINISHED
    assert gym.phases_ms == usual.phases_ms
    assert [plan.started_at for plan in gym.log.plans] == wall
    assert [plan.set_number for plan in gym.log.plans] == [1, 2]
    assert [result.tension_ms for result in gym.session.results] == [4000, 4000]


def test_a_session_keeps_its_order_in_the_log_although_the_clock_was_set_back(tmp_path: Path) -> None:
    database = open_database(tmp_path / "kept").database
    log = SetLogStore(database)
    world = World()
    said = iter([1e9, 1e9 - HOUR_S])
    engine = TempoEngine(world, world.timer, FakeOutput(world))
    session = Session(TWO_SETS, engine, log, wall_clock=lambda: next(said))
    session.begin()
    world.advance(20_000)
    kept = log.session(session.id).sets
    database.close()
    assert {found.plan.set_number: found.paced_reps for found in kept} == {1: 2, 2: 2}
    assert [found.ended for found in kept] == [Ended.COMPLETED, Ended.COMPLETED]


@pytest.mark.parametrize("at_ms", [500, 1500, 4000, 6500])
def test_sleep_at_any_stage_pauses_once_and_loses_no_rep(at_ms: int) -> None:
    gym = Gym(TWO_SETS, [1e9])
    gym.world.advance(at_ms)
    gym.world.slept_ns += int(8 * HOUR_S) * 1_000_000_000
    gym.world.advance(60_000)
    assert gym.session.stage is Stage.PAUSED
    assert gym.notices == ["Paused: the computer was asleep."]
    gym.session.go()
    gym.world.advance(30_000)
    assert [result.reps_done for result in gym.session.results] == [2, 2]


def test_a_silent_set_reports_every_rep_once_after_the_process_was_stopped_for_3_s(
    own_data_folder: Path,
) -> None:
    options = ("--tempo", "0.5-0-0.5-0", "--reps", "6", "--sets", "1", "--count-in", "0", "--silent")
    process = started("play", "hip thrust", *options)
    assert process.stdout is not None
    while "rep 1 / 6 done" not in (line := process.stdout.readline()):
        assert line
    began = time.monotonic()
    process.send_signal(signal.SIGSTOP)
    time.sleep(3)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert [line for line in out.splitlines() if "/ 6 done" in line] == [
        f"set 1 / 1, rep {number} / 6 done" for number in range(2, 7)
    ]
    assert time.monotonic() - began == pytest.approx(5, abs=1), "the reps are where they were"
    (found,) = sets_in(own_data_folder)
    assert (found.paced_reps, found.tension_ms) == (6, 6000)


def test_a_set_without_keys_goes_on_after_ctrl_z(own_data_folder: Path) -> None:
    options = ("--tempo", "0.5-0-0.5-0", "--reps", "3", "--sets", "1", "--count-in", "0", "--silent")
    process = started("play", "hip thrust", *options)
    assert process.stdout is not None
    while "rep 1 / 3 done" not in (line := process.stdout.readline()):
        assert line
    process.send_signal(signal.SIGTSTP)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    assert "paused" in out
    (found,) = sets_in(own_data_folder)
    assert found.paced_reps == 3
