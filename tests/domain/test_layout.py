"""A set is laid out with a cue wherever the lifter needs one, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.counting import Count
from liftronome.domain.layout import CueChoice, Wait, WaitKind, lay_out, lay_out_rest
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.rep import PhaseStep, Rep, beat, rep_of
from liftronome.domain.timeline import CueKind, Sound, Timeline, rep_done_ms

from tests.domain.strategies import sets


def rep(tempo: str, start: Start = Start.ECCENTRIC) -> Rep:
    return rep_of(parse_tempo(tempo), start)


def cues(timeline: Timeline, kind: CueKind) -> list[tuple[int, str]]:
    return [(cue.at_ms, cue.sound) for cue in timeline.cues if cue.kind is kind]


def test_an_exercise_that_starts_with_the_lift_is_laid_out_lift_squeeze_lower_hold() -> None:
    timeline = lay_out([rep("3-1-X-2", Start.CONCENTRIC)], count_in_ms=5000)
    assert [(span.phase, span.start_ms, span.duration_ms) for span in timeline.spans] == [
        (Interval.COUNT_IN, 0, 5000),
        (Phase.CONCENTRIC, 5000, 1000),
        (Phase.PAUSE_SHORTENED, 6000, 2000),
        (Phase.ECCENTRIC, 8000, 3000),
        (Phase.PAUSE_STRETCHED, 11_000, 1000),
    ]


def test_a_phase_of_no_length_has_no_span_and_the_last_closing_pause_is_played() -> None:
    timeline = lay_out([rep("2010"), rep("2011")], count_in_ms=0)
    assert [(span.phase, span.rep) for span in timeline.spans] == [
        (Phase.ECCENTRIC, 1),
        (Phase.CONCENTRIC, 1),
        (Phase.ECCENTRIC, 2),
        (Phase.CONCENTRIC, 2),
        (Phase.PAUSE_SHORTENED, 2),
    ]


def test_x_gets_its_time_slot() -> None:
    assert rep_of(parse_tempo("30X0"), Start.ECCENTRIC, x_slot_ms=700).duration_ms == 3700


def test_own_pace_lasts_its_limit_and_has_no_warning_before_its_end() -> None:
    slow = rep_of(parse_tempo("*-0-1-0"), Start.ECCENTRIC, own_pace_limit_ms=3000)
    timeline = lay_out([slow], count_in_ms=0)
    eccentric = timeline.spans[0]
    assert (eccentric.own_pace, eccentric.duration_ms, eccentric.limit_ms) == (True, 3000, 3000)
    assert [at_ms for at_ms, _ in cues(timeline, CueKind.SECOND)] == [1000, 2000]
    assert cues(timeline, CueKind.PRE_CUE) == []
    assert [cue.own_pace for cue in timeline.cues if cue.kind is CueKind.PHASE] == [True, False]


def test_a_count_in_ticks_each_second_and_its_last_three_ticks_are_higher() -> None:
    timeline = lay_out([rep("2010")], count_in_ms=5000)
    low, high = Sound.COUNT_IN, Sound.COUNT_IN_LAST
    expected = [(0, low), (1000, low), (2000, high), (3000, high), (4000, high)]
    assert cues(timeline, CueKind.COUNT_IN) == expected


def test_a_count_in_with_a_fraction_of_a_second_ends_on_the_beat() -> None:
    timeline = lay_out([rep("2010")], count_in_ms=2500)
    assert [at_ms for at_ms, _ in cues(timeline, CueKind.COUNT_IN)] == [500, 1500]


def test_every_phase_of_a_rep_has_its_cue_at_its_start_with_the_phases_length() -> None:
    timeline = lay_out([rep("3-1-X-2")] * 2, count_in_ms=3000)
    phases = [(cue.at_ms, cue.sound, cue.length_ms) for cue in timeline.cues if cue.kind is CueKind.PHASE]
    assert phases == [(s.start_ms, s.phase.value, s.duration_ms) for s in timeline.spans if s.rep]


def test_each_full_second_inside_a_phase_has_a_light_tick() -> None:
    timeline = lay_out([rep("3-1-2.5-0")], count_in_ms=0)
    assert [at_ms for at_ms, _ in cues(timeline, CueKind.SECOND)] == [1000, 2000, 5000, 6000]


def test_the_ticks_can_be_left_out() -> None:
    timeline = lay_out([rep("3-1-2-0")], count_in_ms=0, choice=CueChoice(seconds=False))
    assert cues(timeline, CueKind.SECOND) == []


@pytest.mark.parametrize(
    ("tempo", "pre_cue_ms", "expected"),
    [
        ("3010", 500, [2500]),
        ("2010", 500, [1500]),
        ("1.999-0-1-0", 500, []),
        ("4010", 800, [3200]),
        ("4010", 0, []),
    ],
)
def test_the_turn_of_a_long_eccentric_is_announced(tempo: str, pre_cue_ms: int, expected: list[int]) -> None:
    timeline = lay_out([rep(tempo)], count_in_ms=0, choice=CueChoice(pre_cue_ms=pre_cue_ms))
    assert [at_ms for at_ms, _ in cues(timeline, CueKind.PRE_CUE)] == expected


def test_the_last_rep_is_announced_at_its_start_unless_it_is_the_only_one() -> None:
    assert cues(lay_out([rep("2010")] * 3, count_in_ms=0), CueKind.LAST_REP) == [(6000, Sound.LAST_REP)]
    assert cues(lay_out([rep("2010")], count_in_ms=0), CueKind.LAST_REP) == []


def test_the_sets_end_is_cued_where_its_last_span_ends() -> None:
    timeline = lay_out([rep("3-1-X-2")] * 10, count_in_ms=5000)
    assert cues(timeline, CueKind.SET_END) == [(75_000, Sound.SET_END)]
    assert timeline.duration_ms == 75_000


def test_the_reps_of_a_set_may_differ() -> None:
    ramp = [rep("3010"), rep("4010"), Rep((*rep("5010").steps, PhaseStep(Phase.PAUSE_SHORTENED, 10_000)))]
    timeline = lay_out(ramp, count_in_ms=0)
    assert [span.duration_ms for span in timeline.spans] == [3000, 1000, 4000, 1000, 5000, 1000, 10_000]


def test_one_and_a_half_reps_are_done_when_their_last_movement_is() -> None:
    half = Rep((*rep("2010").steps, *rep("1010").steps, PhaseStep(Phase.PAUSE_SHORTENED, 1000)))
    assert rep_done_ms(lay_out([half], count_in_ms=0).spans) == 5000


def test_a_swing_is_one_lift_a_rep() -> None:
    timeline = lay_out([beat(1500)] * 3, count_in_ms=0)
    assert [(span.phase, span.duration_ms) for span in timeline.spans] == [(Phase.CONCENTRIC, 1500)] * 3


def test_a_rest_has_only_its_name_and_a_word_ten_seconds_before_the_first_phase() -> None:
    timeline = lay_out([rep("2010")], count_in_ms=5000, wait=Wait(85_000))
    quiet = [cue for cue in timeline.cues if cue.at_ms < 85_000]
    assert [(cue.at_ms, cue.kind, cue.sound) for cue in quiet] == [
        (2000, CueKind.REST, "rest"),
        (80_000, CueKind.REST, Sound.REST_WARNING),
    ]


@pytest.mark.parametrize(
    ("wait_ms", "count_in_ms"), [(5000, 5000), (14_000, 10_000), (3000, 2000), (0, 5000)]
)
def test_a_rest_without_ten_quiet_seconds_before_its_count_in_needs_no_word(
    wait_ms: int, count_in_ms: int
) -> None:
    timeline = lay_out([rep("2010")], count_in_ms=count_in_ms, wait=Wait(wait_ms))
    assert cues(timeline, CueKind.REST) == []


def test_the_get_ready_time_is_announced_at_once_and_then_quiet() -> None:
    timeline = lay_out([rep("2010")], count_in_ms=5000, wait=Wait(10_000, WaitKind.GET_READY))
    assert [(cue.at_ms, cue.kind) for cue in timeline.cues if cue.at_ms < 10_000] == [(0, CueKind.READY)]


@pytest.mark.parametrize(("wait_ms", "at_ms"), [(10_000, 2000), (5001, 2000), (5000, 0), (500, 0)])
def test_changing_sides_is_announced_when_the_end_of_the_set_has_died_away_if_there_is_time(
    wait_ms: int, at_ms: int
) -> None:
    timeline = lay_out([rep("2010")], count_in_ms=5000, wait=Wait(wait_ms, WaitKind.CHANGEOVER))
    assert [(c.at_ms, c.kind, c.sound) for c in timeline.cues if c.at_ms < wait_ms] == [
        (at_ms, CueKind.REST, Sound.CHANGE_SIDES)
    ]


def test_a_rest_alone_is_a_timeline_too() -> None:
    timeline = lay_out_rest(60_000)
    assert timeline.duration_ms == 60_000
    assert cues(timeline, CueKind.REST) == [(2000, "rest"), (50_000, Sound.REST_WARNING)]
    assert lay_out_rest(0).spans == ()


@given(sets, st.integers(0, 9000), st.integers(0, 20_000))
def test_cues_are_in_order_and_phase_cues_stand_at_every_phase(
    reps: list[Rep], count_in_ms: int, wait_ms: int
) -> None:
    timeline = lay_out(reps, count_in_ms=count_in_ms, wait=Wait(wait_ms))
    at = [cue.at_ms for cue in timeline.cues]
    assert at == sorted(at)
    starts = [span.start_ms for span in timeline.spans if span.rep]
    assert [cue.at_ms for cue in timeline.cues if cue.kind is CueKind.PHASE] == starts
    assert timeline.duration_ms == wait_ms + count_in_ms + sum(rep.duration_ms for rep in reps)


@given(sets, st.integers(0, 40_000), st.sampled_from(list(Count)))
def test_what_is_laid_out_for_now_is_the_beginning_of_the_whole(
    reps: list[Rep], until_ms: int, count: Count
) -> None:
    wait, choice = Wait(20_000, side="left"), CueChoice(count=count)
    whole = lay_out(reps, count_in_ms=3000, wait=wait, choice=choice)
    part = lay_out(reps, count_in_ms=3000, wait=wait, choice=replace(choice, until_ms=until_ms))
    assert part.spans == whole.spans
    assert part.cues == tuple(cue for cue in whole.cues if cue.at_ms < until_ms)
    assert part.moments == tuple(moment for moment in whole.moments if moment.at_ms < until_ms)
    assert part.is_whole == (part.moments == whole.moments)
    assert part.reps_done(until_ms) == whole.reps_done(until_ms)
