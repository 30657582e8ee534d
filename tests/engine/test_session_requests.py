"""What a lifter can ask for in the middle of a session, and take back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.counting import Word
from app.domain.errors import LiftronomeError
from app.domain.notation import parse_tempo
from app.domain.performance import Ended, PerformedPause, PerformedRep, SetPlan
from app.domain.phase import Interval, Phase
from app.domain.preset import Preset, Sides
from app.domain.timeline import Sound
from app.engine.engine import TempoEngine
from app.engine.live_changes import TOO_LONG
from app.engine.progress import SetResult
from app.engine.session import Session
from app.engine.snapshot import Stage
from tests.engine.fakes import FakeOutput, World
from tests.engine.test_session import TWO_SETS

OWN_PACE = replace(TWO_SETS, tempo=parse_tempo("*-0-1-0"), own_pace_limit_ms=20_000)


class WrittenLog:
    """A log that is read by a test: a line for each call."""

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
        self.output = FakeOutput(self.world)
        self.log = WrittenLog()
        engine = TempoEngine(self.world, self.world.timer, self.output)
        self.session = Session(preset, engine, self.log, wall_clock=lambda: 1_800_000_000.0)
        self.notices: list[str] = []
        self.results: list[SetResult] = []
        self.session.notice.connect(self.notices.append)
        self.session.set_ended.connect(self.results.append)
        self.session.begin()

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


def test_one_more_rep_lengthens_the_set_in_the_same_stream() -> None:
    gym = Gym().to_work(8)
    gym.session.one_more_rep()
    assert gym.session.snapshot().reps == 3
    gym.advance(13)
    assert gym.results == [SetResult(1, None, 3, 21_000, False, "id1")]
    assert gym.streams == 2


def test_one_more_rep_can_be_asked_for_in_the_last_moment_and_again() -> None:
    gym = Gym().to_work(13.9)
    gym.session.one_more_rep()
    gym.session.one_more_rep()
    gym.advance(14.1)
    assert gym.results[0].reps_done == 4


def test_one_more_rep_while_paused_is_performed_after_the_pause() -> None:
    gym = Gym().to_work(8)
    gym.session.pause()
    gym.session.one_more_rep()
    gym.session.go()
    gym.advance(3 + 14)
    assert gym.results[0].reps_done == 3


def test_one_more_rep_is_taken_back_unless_it_has_begun() -> None:
    gym = Gym().to_work(10)
    gym.session.one_more_rep()
    gym.session.undo()
    assert gym.session.snapshot().reps == 2
    gym.advance(4)
    assert gym.results[0].reps_done == 2
    late = Gym().to_work(13)
    late.session.one_more_rep()
    late.advance(2)
    late.session.undo()
    late.advance(6)
    assert late.results[0].reps_done == 3


@pytest.mark.parametrize("pause_s", [0, 1])
def test_one_more_rep_is_taken_back_after_a_pause_too(pause_s: float) -> None:
    """The pause has begun another timeline: the rep is taken off that one."""
    gym = Gym().to_work(10)
    gym.session.one_more_rep()
    gym.session.pause()
    gym.advance(pause_s)
    gym.session.go()
    gym.session.undo()
    gym.advance(3 + 7)
    assert [line for line in gym.log.lines if line[0] == "end"] == [
        ("end", "id1", Ended.COMPLETED, 2, 10_000 + 7_000)
    ]


def test_a_rep_of_own_pace_that_was_added_is_taken_back_after_its_phase_before_was_ended() -> None:
    gym = Gym(replace(OWN_PACE, reps=1)).to_work(1 + 3)
    gym.session.one_more_rep()
    gym.session.go()
    gym.session.undo()
    gym.advance(1)
    assert gym.results[0].reps_done == 1
    assert gym.log.lines[1] == ("rep", 1, True, [1000, 3180])


def test_a_set_does_not_grow_beyond_fifteen_minutes() -> None:
    gym = Gym(replace(TWO_SETS, tempo=parse_tempo("8-0-1-0"), reps=99)).to_work(1)
    gym.session.one_more_rep()
    assert gym.notices == [TOO_LONG]
    assert gym.session.snapshot().reps == 99


def test_one_more_rep_means_nothing_in_a_rest() -> None:
    gym = Gym().to_work(14 + 5)
    gym.session.one_more_rep()
    assert gym.session.undo_offer is None


def test_the_end_of_a_set_can_be_taken_back_for_five_seconds() -> None:
    gym = Gym().to_work(9)
    gym.session.end_set()
    gym.advance(4.9)
    gym.session.undo()
    assert gym.session.stage is Stage.COUNT_IN
    assert gym.session.results == []
    gym.advance(3)
    assert gym.span == (Phase.CONCENTRIC, 2)
    gym.advance(7)
    assert gym.results[-1].reps_done == 2
    assert gym.results[-1].tension_ms == 9000 + 7000


def test_after_five_seconds_the_end_of_a_set_stands() -> None:
    gym = Gym().to_work(9)
    gym.session.end_set()
    gym.advance(5)
    gym.session.undo()
    assert gym.session.stage is Stage.RESTING


def test_the_end_of_the_last_set_can_be_taken_back_too() -> None:
    gym = Gym(replace(TWO_SETS, sets=1)).to_work(9)
    gym.session.end_set()
    assert gym.session.stage is Stage.FINISHED
    gym.session.undo()
    gym.advance(10)
    assert gym.session.stage is Stage.FINISHED
    assert [result.reps_done for result in gym.session.results] == [2]


def test_a_skipped_rest_goes_on_with_the_count_in_in_the_same_stream() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.skip_wait()
    gym.advance(0.3)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(5)
    assert gym.session.stage is Stage.WORKING
    assert gym.streams == 2


def test_a_skipped_rest_can_be_taken_back() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.skip_wait()
    gym.advance(2)
    gym.session.undo()
    assert gym.session.stage is Stage.RESTING
    gym.advance(60 - 22 - 0.1)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(0.1)
    assert gym.session.stage is Stage.WORKING


def test_a_rest_that_was_skipped_and_paused_is_as_long_as_it_was_when_that_is_taken_back() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.pause()
    gym.session.skip_wait()
    gym.session.go()
    gym.session.undo()
    gym.advance(40 - 0.1)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(0.1)
    assert gym.session.stage is Stage.WORKING


def test_a_skipped_rest_before_a_set_that_waits_goes_on_when_it_is_taken_back() -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 20)
    gym.session.skip_wait()
    gym.advance(4)
    assert gym.session.stage is Stage.WAITING
    gym.session.undo()
    assert gym.session.stage is Stage.RESTING
    gym.advance(60 - 24 - 0.1)
    assert gym.session.stage is Stage.RESTING
    gym.advance(0.1)
    assert gym.session.stage is Stage.WAITING


def test_a_rest_that_is_over_by_then_is_not_taken_up_again() -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 58)
    gym.session.skip_wait()
    gym.advance(4)
    gym.session.undo()
    assert gym.session.stage is Stage.WAITING


def test_the_time_to_get_ready_can_be_skipped() -> None:
    gym = Gym()
    gym.advance(2)
    gym.session.skip_wait()
    gym.advance(5.3)
    assert gym.session.stage is Stage.WORKING


@pytest.mark.parametrize(
    ("by_ms", "rest_s"), [(15_000, 75), (-15_000, 45), (-90_000, 20.3 + 5), (900_000, 905)]
)
def test_a_rest_is_made_longer_or_shorter_within_its_limits(by_ms: int, rest_s: float) -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.change_rest(by_ms)
    gym.advance(rest_s - 20 - 0.01)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(0.02)
    assert gym.session.stage is Stage.WORKING


def test_a_changed_rest_can_be_taken_back() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.change_rest(15_000)
    gym.session.undo()
    gym.advance(40)
    assert gym.session.stage is Stage.WORKING


def test_a_set_is_performed_from_its_first_rep_again() -> None:
    gym = Gym().to_work(9)
    gym.session.restart_set()
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(5 + 14)
    assert gym.results == [SetResult(1, None, 2, 14_000, False, "id2")]


def test_a_restart_can_be_taken_back() -> None:
    gym = Gym().to_work(9)
    gym.session.restart_set()
    gym.advance(2)
    gym.session.undo()
    gym.advance(3 + 7)
    assert gym.results == [SetResult(1, None, 2, 16_000, False, "id1")]


def test_a_phase_of_own_pace_lasts_until_the_key_and_the_next_is_heard_within_200_ms() -> None:
    gym = Gym(OWN_PACE).to_work(1 + 7.5)  # lifted, and lowering at its own pace
    assert gym.span == (Phase.ECCENTRIC, 1)
    gym.session.go()
    gym.advance(0.17)
    assert gym.span == (Phase.ECCENTRIC, 1)
    gym.advance(0.02)
    assert gym.span == (Phase.CONCENTRIC, 2)
    assert gym.streams == 1


def test_a_second_press_after_own_pace_pauses() -> None:
    gym = Gym(OWN_PACE).to_work(1 + 7.5)
    gym.session.go()
    gym.advance(0.5)
    gym.session.go()
    assert gym.session.stage is Stage.PAUSED


def test_own_pace_counts_up_and_ends_at_its_limit_where_no_key_comes() -> None:
    gym = Gym(OWN_PACE).to_work(1 + 19.9)
    snap = gym.session.snapshot()
    assert (snap.counts_up, snap.seconds_shown) == (True, 19)
    gym.advance(0.1)
    assert gym.span == (Phase.CONCENTRIC, 2)


def test_the_true_duration_of_own_pace_is_logged_and_counted_as_tension() -> None:
    gym = Gym(replace(OWN_PACE, reps=1)).to_work(1 + 7.5)
    gym.session.go()
    gym.advance(0.2)
    assert gym.results[0].tension_ms == 1000 + 7500 + 180
    assert gym.log.lines[1] == ("rep", 1, True, [1000, 7680])


def test_a_set_that_own_pace_makes_too_long_is_ended_and_says_so() -> None:
    gym = Gym(replace(OWN_PACE, reps=50)).to_work()
    gym.advance(900)
    assert gym.notices == [TOO_LONG]
    assert gym.session.stage in (Stage.RESTING, Stage.COUNT_IN)


def test_sets_can_wait_for_a_key() -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 59)
    assert gym.session.stage is Stage.RESTING
    gym.advance(500)
    assert gym.session.stage is Stage.WAITING
    gym.session.go()
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(5)
    assert gym.span == (Phase.CONCENTRIC, 1)
    gym.advance(14)
    assert [result.set_number for result in gym.results] == [1, 2]


def test_a_rest_before_a_set_that_waits_does_not_end_with_the_sound_of_a_sets_end() -> None:
    longer = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 20)
    longer.session.change_rest(15_000)
    paused = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 20)
    paused.session.pause()
    paused.session.go()
    for gym in (longer, paused):
        sounds = [cue.sound for cue in gym.session.engine.timeline.cues]
        assert sounds == [Word.REST, Sound.REST_WARNING]


def test_a_changeover_before_a_side_that_waits_names_the_side() -> None:
    gym = Gym(replace(TWO_SETS, sides=Sides.LEFT_THEN_RIGHT, wait_for_key=True)).to_work(14 + 1)
    sounds = [cue.sound for cue in gym.session.engine.timeline.cues]
    assert sounds == [Sound.CHANGE_SIDES, "right"]


def test_leaving_while_a_set_waits_ends_the_session() -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 100)
    gym.session.leave()
    assert gym.session.stage is Stage.FINISHED
    assert len(gym.results) == 1


def test_a_computer_that_slept_finds_the_session_paused_with_a_message() -> None:
    gym = Gym().to_work(8)
    gym.world.slept_ns += 3_600_000_000_000
    gym.advance(1)
    assert gym.session.stage is Stage.PAUSED
    assert gym.notices == ["The computer slept: the session is paused."]


def test_a_process_stopped_for_seconds_is_no_sleep_and_loses_nothing() -> None:
    gym = Gym().to_work(8)
    gym.world.stall(5000)
    gym.advance(10)
    assert gym.notices == []
    assert gym.results[0].reps_done == 2


def test_the_volume_is_changed_in_the_same_stream_and_kept_within_its_range() -> None:
    gym = Gym().to_work(1)
    gym.session.set_volume(0.5)
    gym.session.set_volume(7)
    assert gym.output.told[-2:] == [("volume", 0.5), ("volume", 1.0)]
    assert gym.streams == 1


def test_each_rep_is_in_the_log_when_the_next_begins() -> None:
    gym = Gym().to_work(7)
    assert gym.log.lines == [("set", 1), ("rep", 1, True, [1000, 2000, 3000, 1000])]
    plan = gym.log.plans[0]
    assert (plan.exercise_name, plan.tempo, plan.reps, plan.started_at) == (
        *("Hip thrust", "31X2", 2),
        1_800_000_000.0,
    )


def test_the_log_tells_of_a_pause_and_of_the_rep_that_it_interrupted() -> None:
    gym = Gym().to_work(7 + 1.5)
    gym.session.go()
    gym.advance(20)
    gym.session.go()
    gym.advance(3 + 7)
    assert gym.log.lines[2:] == [
        ("rep", 2, False, [1000, 500]),
        ("pause", 2, 20_000),
        ("rep", 2, True, [1000, 2000, 3000, 1000]),
        ("end", "id1", Ended.COMPLETED, 2, 15_500),
    ]


def test_a_pause_in_a_rest_is_no_pause_in_a_set() -> None:
    gym = Gym().to_work(14 + 5)
    gym.session.go()
    gym.advance(30)
    gym.session.go()
    gym.advance(1)
    assert [line[0] for line in gym.log.lines] == ["set", "rep", "rep", "end"]


def test_the_log_tells_how_each_set_ended() -> None:
    gym = Gym().to_work(8)
    gym.session.restart_set()
    gym.advance(5 + 8)
    gym.session.end_set()
    gym.advance(60 + 8)
    gym.session.leave()
    ends = [(line[1], line[2], line[3]) for line in gym.log.lines if line[0] == "end"]
    assert ends == [("id1", Ended.RESTARTED, 1), ("id2", Ended.EARLY, 1), ("id3", Ended.LEFT, 1)]


def test_an_end_that_is_taken_back_reopens_the_set_in_the_log() -> None:
    gym = Gym().to_work(8)
    gym.session.end_set()
    gym.session.undo()
    gym.advance(3 + 7)
    assert gym.log.lines[-4:] == [
        ("reopen", "id1"),
        ("pause", 2, 0),
        ("rep", 2, True, [1000, 2000, 3000, 1000]),
        ("end", "id1", Ended.COMPLETED, 2, 15_000),
    ]


def test_a_count_in_that_is_left_is_no_set_in_the_log() -> None:
    gym = Gym()
    gym.advance(12)
    gym.session.leave()
    assert gym.log.lines == []


def test_a_log_that_fails_is_told_once_and_stops_no_set() -> None:
    gym = Gym()
    gym.log.failure = LiftronomeError("the disk is full")
    gym.advance(200)
    assert gym.notices == ["This session is not logged: the disk is full"]
    assert gym.session.stage is Stage.FINISHED


REQUESTS = ("go", "pause", "end_set", "one_more_rep", "skip_wait", "restart_set", "undo", "leave")


@pytest.mark.parametrize("wait_for_key", [False, True])
@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("seconds", [0, 3, 12, 15, 17, 22.5, 27.5, 29, 40, 88, 91, 104])
def test_any_request_at_any_moment_leaves_a_session_that_can_be_led_to_its_end(
    request_: str, seconds: float, wait_for_key: bool
) -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=wait_for_key))
    gym.advance(seconds)
    getattr(gym.session, request_)()
    gym.advance(3)
    gym.session.undo()
    for _ in range(10):
        gym.advance(200)
        if gym.session.stage in (Stage.PAUSED, Stage.WAITING):
            gym.session.go()
    assert gym.session.stage is Stage.FINISHED
