"""A set is changed while it is performed: one more rep, its rest, its own pace. And changed back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.counting import Word
from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import Ended
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Sides
from liftronome.domain.timeline import Sound
from liftronome.engine.live_changes import EXTENDED_AT_MS, LAID_OUT_MS, TOO_LATE, TOO_LONG
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Stage

from tests.engine.gym import OWN_PACE, TWO_SETS, Gym


def test_one_more_rep_lengthens_the_set_in_the_same_stream() -> None:
    gym = Gym().to_work(8)
    gym.session.one_more_rep()
    assert gym.session.snapshot().reps == 3
    gym.advance(13)
    assert gym.results == [SetResult(1, None, 3, 21_000, False, "id1")]
    assert gym.streams == 2


def test_one_more_rep_can_be_asked_for_in_the_last_moment_and_again() -> None:
    gym = Gym().to_work(13.82)
    gym.session.one_more_rep()
    gym.session.one_more_rep()
    gym.advance(14.18)
    assert gym.results[0].reps_done == 4


def test_no_rep_is_added_once_the_sound_of_the_end_is_on_its_way() -> None:
    gym = Gym().to_work(13.821)
    gym.session.one_more_rep()
    assert gym.notices == [TOO_LATE]
    assert gym.session.undo_offer is None
    gym.advance(0.179)
    assert gym.results[0].reps_done == 2


def test_a_set_paused_at_its_very_end_can_still_grow() -> None:
    gym = Gym().to_work(13.9)
    gym.session.pause()
    gym.session.one_more_rep()
    gym.session.go()
    gym.advance(3 + 7)
    assert gym.results[0].reps_done == 3


def test_one_more_rep_while_paused_is_performed_after_the_pause() -> None:
    gym = Gym().to_work(8)
    gym.session.pause()
    gym.session.one_more_rep()
    gym.session.go()
    gym.advance(3 + 14)
    assert gym.results[0].reps_done == 3


def test_one_more_rep_can_be_undone_until_it_has_begun() -> None:
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


@pytest.mark.parametrize(("undone_s", "reps"), [(13.82, 2), (13.821, 3)])
def test_one_more_rep_can_be_undone_until_its_sound_is_on_its_way(undone_s: float, reps: int) -> None:
    gym = Gym().to_work(13)
    gym.session.one_more_rep()
    gym.advance(undone_s - 13)
    gym.session.undo()
    gym.advance(8)
    assert gym.results[0].reps_done == reps


@pytest.mark.parametrize("pause_s", [0, 1])
def test_one_more_rep_can_be_undone_after_a_pause(pause_s: float) -> None:
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


def test_an_added_rep_of_own_pace_can_be_undone_after_the_phase_before_it_has_ended() -> None:
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


def test_one_more_rep_does_nothing_in_a_rest() -> None:
    gym = Gym().to_work(14 + 5)
    gym.session.one_more_rep()
    assert gym.session.undo_offer is None


def test_a_skipped_rest_goes_on_with_the_count_in_in_the_same_stream() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.skip_wait()
    gym.advance(0.3)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(5)
    assert gym.session.stage is Stage.WORKING
    assert gym.streams == 2


def test_a_skipped_rest_can_be_undone() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.skip_wait()
    gym.advance(2)
    gym.session.undo()
    assert gym.session.stage is Stage.RESTING
    gym.advance(60 - 22 - 0.1)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(0.1)
    assert gym.session.stage is Stage.WORKING


def test_undoing_a_skip_after_a_pause_restores_the_rest() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.pause()
    gym.session.skip_wait()
    gym.session.go()
    gym.session.undo()
    gym.advance(40 - 0.1)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(0.1)
    assert gym.session.stage is Stage.WORKING


def test_undoing_a_skip_before_a_set_that_waits_continues_the_rest() -> None:
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


def test_a_skip_is_not_undone_if_the_count_in_could_not_be_heard_whole() -> None:
    gym = Gym()
    gym.output.late_ms = 500
    gym.to_work(14 + 53)
    gym.session.skip_wait()
    gym.advance(1.5)
    gym.session.undo()
    assert gym.session.stage is Stage.COUNT_IN


def test_a_skip_is_not_undone_once_the_rest_would_be_over() -> None:
    gym = Gym(replace(TWO_SETS, wait_for_key=True)).to_work(14 + 58)
    gym.session.skip_wait()
    gym.advance(4)
    gym.session.undo()
    assert gym.session.stage is Stage.WAITING


@pytest.mark.parametrize("late_ms", [0, 500])
def test_skipping_a_rest_that_is_nearly_over_does_not_lengthen_it(late_ms: int) -> None:
    gym = Gym()
    gym.output.late_ms = late_ms
    gym.to_work(14 + 54.8)
    gym.session.skip_wait()
    assert gym.session.undo_offer is None
    gym.advance(5.2)
    assert gym.session.stage is Stage.WORKING


def test_the_get_ready_time_can_be_skipped() -> None:
    gym = Gym()
    gym.advance(2)
    gym.session.skip_wait()
    gym.advance(5.3)
    assert gym.session.stage is Stage.WORKING


@pytest.mark.parametrize(
    ("by_ms", "rest_s"), [(15_000, 75), (-15_000, 45), (-90_000, 20.3 + 5), (900_000, 905)]
)
def test_a_rest_can_be_changed_within_its_limits(by_ms: int, rest_s: float) -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.change_rest(by_ms)
    gym.advance(rest_s - 20 - 0.01)
    assert gym.session.stage is Stage.COUNT_IN
    gym.advance(0.02)
    assert gym.session.stage is Stage.WORKING


def test_a_change_of_rest_can_be_undone() -> None:
    gym = Gym().to_work(14 + 20)
    gym.session.change_rest(15_000)
    gym.session.undo()
    gym.advance(40)
    assert gym.session.stage is Stage.WORKING


def test_own_pace_lasts_until_the_key_and_the_next_phase_is_heard_within_200_ms() -> None:
    gym = Gym(OWN_PACE).to_work(1 + 7.5)  # lifted, and lowering at its own pace
    assert gym.span == (Phase.ECCENTRIC, 1)
    gym.session.go()
    gym.advance(0.17)
    assert gym.span == (Phase.ECCENTRIC, 1)
    gym.advance(0.02)
    assert gym.span == (Phase.CONCENTRIC, 2)
    assert gym.streams == 1


def test_own_pace_ends_a_little_later_in_an_old_stream() -> None:
    gym = Gym(replace(OWN_PACE, ready_ms=300_000))
    gym.advance(300 + 5 + 1 + 4)
    gym.session.go()
    gym.world.advance(211)
    assert gym.span == (Phase.ECCENTRIC, 1)
    gym.world.advance(2)
    assert gym.span == (Phase.CONCENTRIC, 2)


def test_own_pace_ends_later_with_a_slow_headset() -> None:
    gym = Gym(OWN_PACE).to_work(1 + 7.5)
    gym.output.late_ms = 250
    gym.session.go()
    gym.advance(0.42)
    assert gym.span == (Phase.ECCENTRIC, 1)
    gym.advance(0.02)
    assert gym.span == (Phase.CONCENTRIC, 2)


def test_a_second_press_after_own_pace_pauses() -> None:
    gym = Gym(OWN_PACE).to_work(1 + 7.5)
    gym.session.go()
    gym.advance(0.5)
    gym.session.go()
    assert gym.session.stage is Stage.PAUSED


def test_own_pace_counts_up_and_ends_at_its_limit_without_a_key() -> None:
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


def test_a_set_of_own_pace_that_runs_too_long_is_ended_with_a_notice() -> None:
    gym = Gym(replace(OWN_PACE, reps=50)).to_work()
    gym.advance(900)
    assert gym.notices == [TOO_LONG]
    assert gym.session.stage in (Stage.RESTING, Stage.COUNT_IN)


@pytest.mark.parametrize("tempo", ["60-59-60-0", "60-59-*-0"])
def test_a_set_of_exactly_fifteen_minutes_is_performed_to_its_end(tempo: str) -> None:
    preset = replace(TWO_SETS, tempo=parse_tempo(tempo), reps=5, own_pace_limit_ms=60_000, sets=1)
    gym = Gym(preset)
    gym.advance(10 + 900)
    assert gym.notices == []
    assert gym.results == [SetResult(1, None, 5, 895_000, False, "id1")]


@pytest.mark.parametrize("reps", [2, 100])
def test_a_key_of_own_pace_lays_out_one_minute_in_a_set_of_any_length(reps: int) -> None:
    gym = Gym(replace(OWN_PACE, tempo=parse_tempo("*-*-*-*"), reps=reps)).to_work(2)
    gym.session.go()
    timeline = gym.session.engine.timeline
    assert timeline.cues[-1].at_ms < 17_000 + LAID_OUT_MS
    assert len(timeline.cues) <= 5 + 2 * LAID_OUT_MS // 1000
    assert len(timeline.moments) <= 20 + LAID_OUT_MS // 1000


def test_a_set_of_own_pace_is_laid_out_further_while_no_key_comes() -> None:
    gym = Gym(replace(OWN_PACE, tempo=parse_tempo("*-0-1-*"), reps=10, own_pace_limit_ms=300_000))
    for _ in range(700):
        gym.advance(1)
        timeline, position_ms = gym.session.engine.timeline, gym.session.engine.position_ms()
        assert timeline.is_whole or (timeline.until_ms or 0) - position_ms >= EXTENDED_AT_MS
    assert gym.streams == 1
    assert gym.span == (Phase.PAUSE_SHORTENED, 2)


def test_a_rest_before_a_set_that_waits_has_no_end_chime() -> None:
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
