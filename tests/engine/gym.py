"""A session on a fake clock, with a record of everything that happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import Ended, PerformedPause, PerformedRep, SetPlan
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.preset import Preset, default_preset
from liftronome.engine.engine import TempoEngine
from liftronome.engine.progress import SetResult
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage

from tests.engine.fakes import FakeOutput, World

HIP_THRUST: Final = Exercise("hip-thrust", "Hip thrust", Start.CONCENTRIC, parse_tempo("31X2"))

TWO_SETS: Final = replace(default_preset(HIP_THRUST), sets=2, reps=2, rest_ms=60_000)
"""Ten seconds to get ready, five of count-in, two reps of 7 s; 60 s of rest."""

OWN_PACE: Final = replace(TWO_SETS, tempo=parse_tempo("*-0-1-0"), own_pace_limit_ms=20_000)


class WrittenLog:
    """A log for a test to read. One line for each call."""

    def __init__(self) -> None:
        self.lines: list[tuple[object, ...]] = []
        self.plans: list[SetPlan] = []
        self.failure: LiftronomeError | None = None

    def begin_set(self, plan: SetPlan) -> str:
        if self.failure:
            raise self.failure
        self.plans.append(plan)
        self.lines.append(("set", plan.set_number))
        return f"id{len(self.plans)}"

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:  # noqa: ARG002
        self.lines.append(("rep", rep.number, rep.complete, [phase.duration_ms for phase in rep.phases]))

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:  # noqa: ARG002
        self.lines.append(("pause", pause.rep, pause.duration_ms))

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        self.lines.append(("end", set_id, ended, paced_reps, tension_ms))

    def reopen_set(self, set_id: str) -> None:
        self.lines.append(("reopen", set_id))


class Gym:
    """A session on a fake clock: 10 s to get ready, 5 s of count-in, two reps of drive 1, squeeze 2,
    lower 3, hold 1; 60 s of rest; two sets."""

    def __init__(self, preset: Preset = TWO_SETS) -> None:
        self.world = World()
        self.output = self.make_output()
        self.log = WrittenLog()
        engine = TempoEngine(self.world, self.world.timer, self.output)
        self.session = Session(preset, engine, self.log, wall_clock=lambda: 1_800_000_000.0)
        self.stages: list[Stage] = []
        self.notices: list[str] = []
        self.results: list[SetResult] = []
        self.session.stage_changed.connect(self.stages.append)
        self.session.notice.connect(self.notices.append)
        self.session.set_ended.connect(self.results.append)
        self.session.begin()

    def make_output(self) -> FakeOutput:
        return FakeOutput(self.world)

    def advance(self, seconds: float) -> None:
        self.world.advance(seconds * 1000)

    def to_work(self, seconds: float = 0) -> Gym:
        self.advance(15 + seconds)
        return self

    @property
    def streams(self) -> int:
        return len([what for what, _ in self.output.told if what == "start"])

    @property
    def span(self) -> tuple[Phase | Interval, int | None]:
        span = self.session.snapshot().span
        assert span is not None
        return span.phase, span.rep
