"""A session goes through sets and rests, and counts what was done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.audio.output import AudioError
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Side, Sides
from liftronome.domain.timeline import CueKind
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Stage

from tests.engine.gym import TWO_SETS, Gym


def test_a_session_goes_from_get_ready_through_all_sets_and_rests() -> None:
    gym = Gym()
    gym.advance(200)
    assert gym.stages == [
        *(Stage.GET_READY, Stage.COUNT_IN, Stage.WORKING),
        *(Stage.RESTING, Stage.COUNT_IN, Stage.WORKING),
        Stage.FINISHED,
    ]
    assert gym.results == [
        SetResult(1, None, 2, 14_000, False, "id1"),
        SetResult(2, None, 2, 14_000, False, "id2"),
    ]


def test_a_rest_is_counted_from_the_end_of_a_set_to_the_first_phase_of_the_next() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 14 + 59.99)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(0.01)
    assert gym.session.stage is Stage.WORKING
    assert gym.session.snapshot().set_number == 2


def test_a_rest_shorter_than_the_count_in_is_all_count_in() -> None:
    gym = Gym(replace(TWO_SETS, rest_ms=3000))
    gym.advance(10 + 5 + 14)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(3)
    assert gym.session.stage is Stage.WORKING


@pytest.mark.parametrize("count_in_ms", [500, 2500, 5000])
def test_a_count_in_of_any_length_is_one_from_its_very_beginning(count_in_ms: int) -> None:
    gym = Gym(replace(TWO_SETS, count_in_ms=count_in_ms))
    gym.world.advance(10_000 + count_in_ms + 14_000 + 60_000 - count_in_ms)
    assert gym.session.stage is Stage.COUNT_IN


def test_no_rest_and_no_count_in_lead_straight_into_the_next_set() -> None:
    gym = Gym(replace(TWO_SETS, rest_ms=0, count_in_ms=0, ready_ms=0))
    assert gym.session.stage is Stage.WORKING
    gym.advance(14)
    assert (gym.session.stage, gym.session.snapshot().set_number) == (Stage.WORKING, 2)


@pytest.mark.parametrize(("rest_ms", "late_ms"), [(0, 600), (900, 600), (1000, 0)])
def test_a_set_right_after_another_begins_when_it_can_be_heard(rest_ms: int, late_ms: int) -> None:
    gym = Gym(replace(TWO_SETS, rest_ms=rest_ms, count_in_ms=0, ready_ms=0))
    gym.output.delay_ms = 600
    gym.advance(14)
    gym.world.advance(rest_ms + late_ms + 250)
    snap = gym.session.snapshot()
    assert (snap.set_number, snap.span and snap.span.rep) == (2, 1)
    assert gym.session.engine.position_ms() == pytest.approx(rest_ms + 250, abs=5)


def test_the_snapshot_tells_what_a_screen_shows_in_the_middle_of_a_rep() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 7 + 1 + 2 + 0.75)  # three quarters of a second into the second lowering
    snap = gym.session.snapshot()
    assert snap.span is not None
    assert snap.next_span is not None
    assert (snap.span.phase, snap.next_span.phase) == (Phase.ECCENTRIC, Phase.PAUSE_STRETCHED)
    assert (snap.rep, snap.reps, snap.reps_done) == (2, 2, 1)
    assert (snap.progress, snap.bar_height, snap.left_ms) == (0.25, 0.75, 2250)
    assert snap.seconds_left == 3
    assert snap.tension_ms == 7000 + 3000 + 750


def test_a_count_in_shows_the_weight_where_the_rep_begins() -> None:
    gym = Gym()
    gym.advance(12)
    assert gym.session.snapshot().bar_height == 0
    assert gym.session.snapshot().rep == 1


def test_go_pauses_and_resumes_and_no_tension_is_counted_meanwhile() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 7 + 0.5)
    gym.session.go()
    assert gym.session.stage is Stage.PAUSED
    gym.advance(100)
    assert gym.session.snapshot().tension_ms == 7500
    gym.session.go()
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(3 + 7)
    assert gym.results == [SetResult(1, None, 2, 14_500, False, "id1")]


def test_resuming_in_the_last_hold_ends_the_set_with_every_rep_counted_once() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 7 + 6.5)
    gym.session.go()
    gym.advance(5)
    gym.session.go()
    assert gym.results == [SetResult(1, None, 2, 13_500, False, "id1")]
    assert gym.session.stage is Stage.RESTING
    gym.advance(59)
    assert gym.session.stage is Stage.COUNT_IN


def test_a_set_ended_early_counts_the_reps_done_and_rests_from_then_on() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 7 + 2)
    gym.session.end_set()
    assert gym.results == [SetResult(1, None, 1, 9000, True, "id1")]
    assert gym.session.stage is Stage.RESTING
    gym.advance(60)
    assert gym.session.stage is Stage.WORKING


def test_a_paused_set_can_be_ended() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 7 + 2)
    gym.session.pause()
    gym.session.end_set()
    assert gym.results == [SetResult(1, None, 1, 9000, True, "id1")]


def test_ending_a_set_does_nothing_in_a_rest_or_before_the_first_set() -> None:
    gym = Gym()
    gym.advance(3)
    gym.session.end_set()
    assert gym.session.stage is Stage.GET_READY
    gym.advance(7 + 5 + 14 + 3)
    gym.session.end_set()
    assert gym.session.stage is Stage.RESTING
    assert len(gym.results) == 1


def test_leaving_during_a_set_counts_what_was_done_and_falls_silent() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 7 + 2)
    gym.session.leave()
    assert gym.results == [SetResult(1, None, 1, 9000, True, "id1")]
    assert gym.session.stage is Stage.FINISHED
    assert gym.output.told[-1] == ("stop", None)


def test_leaving_in_a_rest_adds_no_set() -> None:
    gym = Gym()
    gym.advance(10 + 5 + 14 + 3)
    gym.session.leave()
    assert len(gym.results) == 1


@pytest.mark.parametrize("request_", ["go", "pause", "end_set", "leave"])
def test_nothing_moves_a_session_that_is_finished(request_: str) -> None:
    gym = Gym()
    gym.advance(500)
    getattr(gym.session, request_)()
    gym.advance(500)
    assert gym.session.stage is Stage.FINISHED
    assert len(gym.results) == 2


def test_lost_sound_is_reported_and_the_session_goes_on() -> None:
    gym = Gym()
    gym.output.error = AudioError("no sound: there is no sound device")
    gym.advance(200)
    assert gym.notices[0] == "No sound: there is no sound device. The set is paced silently."
    assert gym.session.stage is Stage.FINISHED


def test_each_set_is_performed_left_then_right_with_a_changeover_between() -> None:
    gym = Gym(replace(TWO_SETS, sides=Sides.LEFT_THEN_RIGHT, changeover_ms=15_000))
    gym.advance(10 + 5 + 14 + 9)
    assert (gym.session.stage, gym.session.snapshot().side) == (Stage.RESTING, Side.RIGHT)
    gym.advance(1)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(5)
    assert gym.session.stage is Stage.WORKING
    gym.advance(200)
    assert [(result.set_number, result.side) for result in gym.results] == [
        *((1, Side.LEFT), (1, Side.RIGHT)),
        *((2, Side.LEFT), (2, Side.RIGHT)),
    ]


def ticks_at_s(gym: Gym) -> list[float]:
    """When count-in ticks are sounded, by whichever stream, in seconds from the first set's end."""
    end_ns = gym.world.ns
    found = []
    for timeline, zero_ns in gym.output.played:
        found += [
            (zero_ns - end_ns) / 1e9 + cue.at_ms / 1000
            for cue in timeline.cues
            if cue.kind is CueKind.COUNT_IN
        ]
    return sorted(round(at_s, 3) for at_s in found if at_s >= 0)


@pytest.mark.parametrize(
    ("rest_ms", "ticks"),
    [
        (1000, [0]),
        (5000, [0, 1, 2, 3, 4]),
        (5400, [0.4, 1.4, 2.4, 3.4, 4.4]),
        (60_000, [55, 56, 57, 58, 59]),
    ],
)
def test_each_tick_of_a_rest_is_sounded_once_however_short_the_rest(rest_ms: int, ticks: list[float]) -> None:
    """What comes sooner than a new stream is surely heard is sounded by the one of the set before."""
    gym = Gym(replace(TWO_SETS, rest_ms=rest_ms)).to_work(14)
    assert ticks_at_s(gym) == ticks


def test_early_ticks_are_sounded_by_a_stream_that_can_be_heard_then() -> None:
    gym = Gym(replace(TWO_SETS, rest_ms=5000)).to_work(14)
    (before, _), (after, _) = gym.output.played
    assert [cue.at_ms for cue in before.cues if cue.kind is CueKind.COUNT_IN][-1] == before.duration_ms
    assert min(cue.at_ms for cue in after.cues if cue.kind is CueKind.COUNT_IN) >= 1000


def test_after_a_set_that_was_ended_early_the_rest_has_all_its_ticks_itself() -> None:
    gym = Gym(replace(TWO_SETS, rest_ms=5000)).to_work(8)
    gym.session.end_set()
    after, _ = gym.output.played[-1]
    assert [cue.at_ms for cue in after.cues if cue.kind is CueKind.COUNT_IN] == [0, 1000, 2000, 3000, 4000]


def test_the_last_set_is_followed_by_no_tick() -> None:
    gym = Gym(replace(TWO_SETS, sets=1, rest_ms=5000)).to_work(14)
    assert ticks_at_s(gym) == []
