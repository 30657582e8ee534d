"""The engine reports what a timeline brings, once, in order, and whatever happens to the event loop."""

from __future__ import annotations

import pytest
from liftronome.audio.output import AudioError
from liftronome.domain.layout import NO_WAIT, Wait, lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.rep import rep_of
from liftronome.domain.revision import resumed
from liftronome.domain.timeline import Timeline
from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.engine import Due, EngineState, TempoEngine

from tests.engine.fakes import FakeOutput, World


def hip_thrusts(reps: int = 2, count_in_ms: int = 2000, wait: Wait = NO_WAIT) -> Timeline:
    rep = rep_of(parse_tempo("3-1-X-2"), Start.CONCENTRIC)
    return lay_out([rep] * reps, count_in_ms=count_in_ms, wait=wait)


class Bench:
    """An engine on a fake clock, with everything that it reports written down."""

    def __init__(self, delay_ms: int | None = 0) -> None:
        self.world = World()
        self.output = FakeOutput(self.world, delay_ms)
        self.engine = TempoEngine(self.world, self.world.timer, self.output)
        self.heard: list[tuple[str, int]] = []
        self.late: list[float] = []
        self.faults: list[AudioError] = []
        for name in ("waiting", "count_in", "phase_began", "second", "rep_finished", "set_finished"):
            getattr(self.engine, name).connect(lambda due, name=name: self._note(name, due))
        self.engine.sound_lost.connect(self.faults.append)

    def _note(self, name: str, due: Due) -> None:
        self.heard.append((name, due.moment.at_ms))
        self.late.append(due.late_ms)


EVERYTHING_OF_ONE_REP = [
    ("count_in", 0),
    ("count_in", 1000),
    ("phase_began", 2000),  # drive up
    ("phase_began", 3000),  # squeeze
    ("second", 4000),
    ("phase_began", 5000),  # lower
    ("second", 6000),
    ("second", 7000),
    ("rep_finished", 8000),
    ("phase_began", 8000),  # hold
    ("set_finished", 9000),
]


def test_every_moment_is_reported_in_order_at_its_time() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(10_000)
    assert bench.heard == EVERYTHING_OF_ONE_REP
    assert max(bench.late) < 1
    assert bench.engine.state is EngineState.IDLE


def test_nothing_is_reported_before_its_time() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(4999)
    assert bench.heard == EVERYTHING_OF_ONE_REP[:5]
    bench.world.advance(1)
    assert bench.heard == EVERYTHING_OF_ONE_REP[:6]


def test_after_a_stalled_event_loop_each_missed_moment_is_reported_once_and_says_how_late() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(2500)
    bench.world.stall(3700)
    bench.world.advance(4000)
    assert bench.heard == EVERYTHING_OF_ONE_REP
    assert bench.late[3:7] == [3200, 2200, 1200, 200]


def test_a_loop_that_always_comes_late_does_not_drift() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=10))
    for _ in range(2000):
        bench.world.stall(37)
        bench.world.advance(0)
        if bench.engine.state is EngineState.IDLE:
            break
    assert len([name for name, _ in bench.heard if name == "rep_finished"]) == 10
    assert max(bench.late) <= 37


def test_a_set_waits_for_its_sound_to_begin_and_counts_from_there() -> None:
    bench = Bench(delay_ms=None)
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(400)
    assert bench.heard == []
    assert bench.engine.state is EngineState.STARTING
    bench.output._zero_ns = bench.world.ns + 100 * NS_PER_MS
    bench.world.advance(99)
    assert bench.engine.position_ms() == 0
    bench.world.advance(1001)
    assert bench.engine.position_ms() == pytest.approx(1000, abs=6)


def test_a_timeline_can_be_joined_at_a_moment_that_has_passed() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=1), bench.world.ns - 2100 * NS_PER_MS)
    bench.world.advance(0)
    assert bench.engine.position_ms() == 2100
    assert bench.heard == EVERYTHING_OF_ONE_REP[:3]


def test_without_sound_the_set_is_still_paced_and_says_so_once() -> None:
    bench = Bench(delay_ms=None)
    bench.output.error = AudioError("there is no sound device")
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(10_000)
    assert bench.heard == EVERYTHING_OF_ONE_REP
    assert [str(fault) for fault in bench.faults] == ["there is no sound device"]


def test_sound_lost_during_a_set_is_reported_at_once_and_the_set_goes_on() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(5100)
    bench.output.error = AudioError("the device is gone")
    bench.world.advance(300)
    assert len(bench.faults) == 1
    bench.world.advance(5000)
    assert bench.heard == EVERYTHING_OF_ONE_REP


def test_a_pause_holds_the_position_and_stops_the_sound() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts())
    bench.world.advance(5500)
    bench.engine.pause()
    bench.world.advance(60_000)
    assert bench.engine.position_ms() == 5500
    assert bench.output.told[-1] == ("pause", None)
    assert bench.heard == EVERYTHING_OF_ONE_REP[:6]


@pytest.mark.parametrize(
    ("paused_at_ms", "taken_up"),
    [
        (500, 1),  # count-in
        (2500, 1),  # driving up
        (7999, 1),  # lowering, a millisecond before the rep is done
        (8000, 2),  # done: the hold is left
        (8999, 2),
        (9500, 2),
        (15_000, None),  # the last rep's lowering is over
    ],
)
def test_a_set_resumes_at_the_interrupted_rep_or_the_next_if_both_movements_were_complete(
    paused_at_ms: int, taken_up: int | None
) -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts())
    bench.world.advance(paused_at_ms)
    bench.engine.pause()
    bench.heard.clear()
    bench.engine.resume(resumed(bench.engine.timeline, bench.engine.position_ms()))
    if taken_up is None:
        assert [name for name, _ in bench.heard] == ["set_finished"]
        assert bench.engine.state is EngineState.IDLE
        return
    count_in, first = bench.engine.timeline.spans[:2]
    assert (count_in.phase, count_in.duration_ms) == (Interval.COUNT_IN, 3000)
    assert (first.phase, first.rep) == (Phase.CONCENTRIC, taken_up)
    bench.world.advance(30_000)
    assert [name for name, _ in bench.heard].count("rep_finished") == 3 - taken_up
    assert bench.heard[-1][0] == "set_finished"


def test_a_rest_that_was_paused_goes_on_where_it_was() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=1, wait=Wait(60_000)))
    bench.world.advance(20_000)
    bench.engine.pause()
    bench.engine.resume(resumed(bench.engine.timeline, bench.engine.position_ms()))
    rest = bench.engine.timeline.spans[0]
    assert (rest.phase, rest.duration_ms) == (Interval.REST, 40_000)


def test_a_slot_may_pause_the_set_in_the_middle_of_what_is_due() -> None:
    bench = Bench()
    bench.engine.rep_finished.connect(lambda _due: bench.engine.pause())
    bench.engine.start(hip_thrusts())
    bench.world.stall(9_000)
    bench.world.advance(1000)
    assert bench.heard[-1] == ("rep_finished", 8000)
    assert bench.engine.state is EngineState.PAUSED


def test_a_slot_may_start_the_next_timeline_when_one_ends() -> None:
    bench = Bench()
    started: list[Due] = []

    def once(due: Due) -> None:
        if not started:
            started.append(due)
            bench.engine.start(hip_thrusts(reps=1), due.at_ns)

    bench.engine.set_finished.connect(once)
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(20_000)
    assert bench.heard == EVERYTHING_OF_ONE_REP * 2


def test_stopping_reports_nothing_more() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts())
    bench.world.advance(3000)
    bench.engine.stop()
    heard = list(bench.heard)
    bench.world.advance(60_000)
    assert bench.heard == heard
    assert bench.engine.state is EngineState.IDLE


def test_the_position_never_leaves_the_timeline() -> None:
    bench = Bench()
    bench.engine.start(hip_thrusts(reps=1))
    bench.world.advance(0)
    bench.world.stall(100_000)
    assert bench.engine.position_ms() == 9000


def test_a_timeline_in_which_nothing_happens_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing happens"):
        Bench().engine.start(Timeline((), ()))
