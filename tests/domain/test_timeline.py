"""A timeline answers what holds, what is due, how long it lasts and how much of it is tension."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.layout import Wait, lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.rep import PhaseStep, Rep, rep_of
from liftronome.domain.timeline import MomentKind, Span, Timeline

from tests.domain.strategies import sets

SQUAT = rep_of(parse_tempo("3-1-X-2"), Start.ECCENTRIC)


def squats(reps: int) -> Timeline:
    return lay_out([SQUAT] * reps, count_in_ms=5000)


def laid_out(reps: list[Rep], count_in_ms: int = 3000, wait_ms: int = 0) -> Timeline:
    return lay_out(reps, count_in_ms=count_in_ms, wait=Wait(wait_ms))


def test_a_span_is_found_from_its_first_moment_to_its_last() -> None:
    timeline = squats(1)
    eccentric = timeline.spans[1]
    assert timeline.span_at(4999.9) == timeline.spans[0]
    assert timeline.span_at(5000) == eccentric
    assert timeline.span_at(7999.9) == eccentric
    assert timeline.span_after(eccentric) == timeline.spans[2]


def test_there_is_no_span_before_the_beginning_and_from_the_end_on() -> None:
    timeline = squats(1)
    assert timeline.span_at(-0.1) is None
    assert timeline.span_at(timeline.duration_ms) is None
    assert timeline.span_after(timeline.spans[-1]) is None


def test_a_rep_is_done_when_both_its_movements_are_and_before_the_closing_pause_begins() -> None:
    turn = [moment for moment in squats(1).moments if 9000 <= moment.at_ms <= 10_000]
    assert [moment.kind for moment in turn] == [MomentKind.PHASE, MomentKind.REP_DONE, MomentKind.PHASE]
    assert turn[1].span.phase is Phase.CONCENTRIC


def test_a_rep_of_a_hold_alone_is_done_at_its_end() -> None:
    timeline = laid_out([rep_of(parse_tempo("0-5-0-0"), Start.ECCENTRIC)])
    assert timeline.reps_done(7999) == ()
    assert timeline.reps_done(8000) == (1,)


def test_a_count_in_has_moments_at_its_start_and_on_each_beat() -> None:
    timeline = lay_out([SQUAT], count_in_ms=2500)
    counted = [
        (moment.at_ms, moment.number) for moment in timeline.moments if moment.kind is MomentKind.COUNT_IN
    ]
    assert counted == [(0, 3), (500, 2), (1500, 1)]


def test_time_under_tension_is_all_four_phases_and_no_count_in_or_rest() -> None:
    timeline = laid_out([SQUAT] * 2, wait_ms=60_000)
    assert timeline.tension_ms() == {
        Phase.ECCENTRIC: 6000,
        Phase.PAUSE_STRETCHED: 2000,
        Phase.CONCENTRIC: 2000,
        Phase.PAUSE_SHORTENED: 4000,
    }


def test_time_under_tension_counts_an_interrupted_phase_up_to_the_interruption() -> None:
    timeline = squats(2)
    assert timeline.tension_ms(5000 + 1250)[Phase.ECCENTRIC] == 1250
    assert sum(timeline.tension_ms(3000).values()) == 0


def test_the_json_of_a_timeline_is_what_scripts_rely_on() -> None:
    rep = Rep((PhaseStep(Phase.ECCENTRIC, 2000),))
    assert laid_out([rep], count_in_ms=1000).as_json() == {
        "sample_rate": 48000,
        "duration_ms": 3000,
        "spans": [
            {"phase": "count_in", "rep": None, "start_ms": 0, "duration_ms": 1000},
            {"phase": "eccentric", "rep": 1, "start_ms": 1000, "duration_ms": 2000},
        ],
        "cues": [
            {"at_ms": 0, "sample": 0, "kind": "count_in", "sound": "count_in_last"},
            {"at_ms": 1000, "sample": 48000, "kind": "phase", "sound": "eccentric"},
            {"at_ms": 2000, "sample": 96000, "kind": "second", "sound": "tick"},
            {"at_ms": 2500, "sample": 120000, "kind": "pre_cue", "sound": "pre_cue"},
            {"at_ms": 3000, "sample": 144000, "kind": "set_end", "sound": "set_end"},
        ],
    }


@pytest.mark.parametrize(
    "spans",
    [
        (Span(Phase.ECCENTRIC, 1, 1, 1000),),
        (Span(Phase.ECCENTRIC, 1, 0, 0),),
        (Span(Phase.ECCENTRIC, 1, 0, 1000), Span(Phase.CONCENTRIC, 1, 1001, 1000)),
        (Span(Phase.ECCENTRIC, 1, 0, 1000), Span(Phase.CONCENTRIC, 1, 999, 1000)),
    ],
)
def test_spans_with_a_gap_an_overlap_or_no_length_are_no_timeline(spans: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match="gap"):
        Timeline(spans, ())


@given(sets)
def test_moments_are_in_order_and_no_later_than_the_end(reps: list[Rep]) -> None:
    timeline = laid_out(reps, wait_ms=1700)
    at_ms = [moment.at_ms for moment in timeline.moments]
    assert at_ms == sorted(at_ms)
    begins = [moment.at_ms for moment in timeline.moments if moment.kind is MomentKind.PHASE]
    assert begins == [span.start_ms for span in timeline.spans if span.rep is not None]


@given(sets)
def test_every_rep_is_done_once_and_the_end_comes_last(reps: list[Rep]) -> None:
    timeline = laid_out(reps)
    assert timeline.reps_done(timeline.duration_ms) == tuple(range(1, len(reps) + 1))
    assert timeline.moments[-1].kind is MomentKind.END
    assert timeline.moments[-1].at_ms == timeline.duration_ms


@given(sets, st.floats(0, 1))
def test_tension_grows_from_nothing_to_the_whole_of_all_reps(reps: list[Rep], part: float) -> None:
    timeline = laid_out(reps)
    whole = sum(rep.duration_ms for rep in reps)
    assert sum(timeline.tension_ms().values()) == whole
    assert 0 <= sum(timeline.tension_ms(part * timeline.duration_ms).values()) <= whole


@given(sets, st.floats(0, 1, exclude_max=True))
def test_exactly_one_span_is_on_at_any_moment(reps: list[Rep], part: float) -> None:
    timeline = laid_out(reps)
    at_ms = part * timeline.duration_ms
    holding = [span for span in timeline.spans if span.start_ms <= at_ms < span.end_ms]
    assert holding == [timeline.span_at(at_ms)]


def test_rests_and_phases_have_the_names_that_scripts_rely_on() -> None:
    assert {*(phase.value for phase in Phase), *(interval.value for interval in Interval)} == {
        *("count_in", "eccentric", "pause_stretched", "concentric", "pause_shortened", "rest"),
        "break",
    }
