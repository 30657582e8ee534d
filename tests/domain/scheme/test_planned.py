"""A scheme at a tempo is a list of reps for each set, each rep a sequence of steps with heights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.rep import End, Rep, rep_of
from liftronome.domain.scheme.planned import Pacing, PlannedSet, planned_sets, ramp
from liftronome.domain.scheme.scheme import (
    Drop,
    LastHold,
    MiniSet,
    RepTempo,
    Scheme,
    WorkingSet,
    plain_sets,
)
from liftronome.domain.tempo import Tempo

from tests.domain.strategies import tempos

THRUST = Pacing(parse_tempo("3-1-X-2"), Start.CONCENTRIC)
SQUAT = Pacing(parse_tempo("30X1"), Start.ECCENTRIC)
HOLD = Pacing(None, Start.CONCENTRIC, is_hold=True)
SWING = Pacing(None, Start.CONCENTRIC, beat_ms=1500)


def one_set(*reps: int, **more: object) -> Scheme:
    return Scheme((WorkingSet(tuple(MiniSet(count) for count in reps)),), **more)  # type: ignore[arg-type]


def tempos_of(planned: PlannedSet) -> list[str]:
    return [str(found.tempo) for found in planned.reps]


def written(rep: Rep) -> list[tuple[str, int, float, float]]:
    return [(step.phase.value, step.duration_ms, step.from_height, step.to_height) for step in rep.steps]


def test_mini_sets_count_their_reps_on_with_a_break_between() -> None:
    (planned,) = planned_sets(one_set(2, 2, 1, break_ms=20_000), THRUST)
    assert [(found.number, found.mini_set) for found in planned.reps] == [
        (1, 1),
        (2, 1),
        (3, 2),
        (4, 2),
        (5, 3),
    ]
    assert planned.breaks_ms == (20_000, 20_000)
    assert planned.length_ms == 5 * 7000 + 40_000
    assert planned.tension_ms == 5 * 7000
    assert [len(reps) for reps in planned.mini_set_reps()] == [2, 2, 1]


def test_a_whole_rep_goes_from_end_to_end() -> None:
    rep = rep_of(parse_tempo("3-1-X-2"), Start.CONCENTRIC)
    assert written(rep) == [
        ("concentric", 1000, 0, 1),
        ("pause_shortened", 2000, 1, 1),
        ("eccentric", 3000, 1, 0),
        ("pause_stretched", 1000, 0, 0),
    ]


LETTERS = {"eccentric": "E", "pause_stretched": "S", "concentric": "C", "pause_shortened": "P"}
HALVES = {
    (Start.ECCENTRIC, End.STRETCHED): "E3000 S1000 C500½ E1500 S1000 C1000 P2000",
    (Start.ECCENTRIC, End.SHORTENED): "E3000 S1000 C1000 P2000 E1500½ C500 P2000",
    (Start.CONCENTRIC, End.SHORTENED): "C1000 P2000 E1500½ C500 P2000 E3000 S1000",
    (Start.CONCENTRIC, End.STRETCHED): "C1000 P2000 E3000 S1000 C500½ E1500 S1000",
}


def test_a_one_and_a_half_rep_turns_in_the_middle_and_pauses_at_its_ends() -> None:
    for (start, end), expected in HALVES.items():
        steps = written(rep_of(parse_tempo("3-1-X-2"), start, half=end))
        turns = ["½" if to == 0.5 else "" for _, _, _, to in steps]
        got = [f"{LETTERS[name]}{ms}{turn}" for (name, ms, _, _), turn in zip(steps, turns, strict=True)]
        assert " ".join(got) == expected


@given(tempos, st.sampled_from(Start), st.sampled_from([None, *End]), st.integers(100, 9000))
def test_the_weight_is_always_where_it_was_left(
    tempo: Tempo, start: Start, half: End | None, x_ms: int
) -> None:
    rep = rep_of(tempo, start, x_ms, half=half)
    moves = {step.phase for step in rep.steps if step.phase.is_movement}
    if len(moves) == 2:
        for before, after in zip(rep.steps, rep.steps[1:], strict=False):
            assert before.to_height == after.from_height
        assert rep.steps[-1].to_height == rep.steps[0].from_height
    for step in rep.steps:
        assert (step.from_height == step.to_height) is not step.phase.is_movement


def test_an_open_set_has_the_reps_that_are_written_and_goes_on_with_more_like_them() -> None:
    sets = (*plain_sets(2, 8), WorkingSet((MiniSet(8),), open=True), WorkingSet((MiniSet(),), open=True))
    planned = planned_sets(Scheme(sets), THRUST)
    assert [len(found.reps) for found in planned] == [8, 8, 8, 0]
    assert [found.written for found in planned] == [(8,), (8,), (8,), (None,)]
    assert [found.length_ms for found in planned] == [56_000, 56_000, None, None]
    assert [str(found.further.tempo) for found in planned] == ["31X2"] * 4
    assert planned[2].further.number == 9


def test_a_range_is_paced_to_its_upper_end() -> None:
    (planned,) = planned_sets(Scheme((WorkingSet((MiniSet(15), MiniSet(8, least=5))),)), THRUST)
    assert planned.written == (15, 8)
    assert planned.least == (15, 5)
    assert len(planned.reps) == 23


def test_a_timed_set_begins_no_rep_when_its_time_is_over() -> None:
    timed_set = Scheme((WorkingSet((MiniSet(limit_ms=40_000),)),))
    (planned,) = planned_sets(timed_set, Pacing(parse_tempo("3111"), Start.CONCENTRIC))
    assert (planned.written, planned.limit_ms, planned.length_ms) == ((7,), 40_000, 42_000)
    (exact,) = planned_sets(timed_set, Pacing(parse_tempo("3010"), Start.CONCENTRIC))
    assert (exact.written, exact.length_ms) == ((10,), 40_000)
    (swings,) = planned_sets(timed_set, SWING)
    assert (swings.written, swings.length_ms) == ((27,), 40_500)
    with pytest.raises(InputError, match="a timed set knows no own pace"):
        planned_sets(timed_set, Pacing(parse_tempo("*-0-1-0"), Start.ECCENTRIC))


def test_a_hold_is_one_step_of_its_seconds() -> None:
    (planned,) = planned_sets(Scheme((WorkingSet((MiniSet(limit_ms=60_000),)),)), HOLD)
    assert planned.hold
    assert written(planned.reps[0].rep) == [("pause_shortened", 60_000, 1, 1)]
    assert (planned.written, planned.limit_ms, planned.tension_ms) == ((1,), None, 60_000)


def test_each_set_may_have_its_own_tempo_and_the_warm_ups_have_the_first() -> None:
    sets = tuple(WorkingSet((MiniSet(2),), tempo=tempo) for tempo in (None, parse_tempo("2010")))
    planned = planned_sets(Scheme(sets, warm_ups=(MiniSet(1),)), SQUAT)
    assert [tempos_of(found) for found in planned] == [["30X1"], ["30X1", "30X1"], ["2010", "2010"]]
    assert [found.warm_up for found in planned] == [True, False, False]


def test_the_last_rep_may_be_another_or_be_held() -> None:
    (planned,) = planned_sets(one_set(2, 2, last_rep=parse_tempo("10-0-X-0")), THRUST)
    assert tempos_of(planned) == ["31X2", "31X2", "31X2", "10-0-X-0"]
    (held,) = planned_sets(one_set(2, last_rep=LastHold(10_000, End.SHORTENED)), THRUST)
    assert tempos_of(held) == ["31X2", "3-1-X-10"]
    (low,) = planned_sets(one_set(2, last_rep=LastHold(10_000, End.STRETCHED)), THRUST)
    assert tempos_of(low) == ["31X2", "3-10-X-2"]


def test_some_reps_may_have_a_tempo_of_their_own() -> None:
    other = (RepTempo(2, 3, parse_tempo("5010")), RepTempo(5, 5, parse_tempo("*-0-X-0")))
    (planned,) = planned_sets(one_set(3, 2, rep_tempos=other), THRUST)
    assert tempos_of(planned) == ["31X2", "5010", "5010", "31X2", "*-0-X-0"]
    assert planned.length_ms is None


@pytest.mark.parametrize(
    ("first", "last", "reps", "steps"),
    [
        ("2010", "6010", 5, ["2010", "3010", "4010", "5010", "6010"]),
        ("2010", "3010", 4, ["2010", "2.5-0-1-0", "2.5-0-1-0", "3010"]),
        ("6010", "2010", 3, ["6010", "4010", "2010"]),
        ("20X0", "41X2", 3, ["20X0", "3-0.5-X-1", "41X2"]),
        ("2.25-0-1-0", "4010", 2, ["2.25-0-1-0", "4010"]),
        ("2010", "6010", 1, ["2010"]),
        ("2010", "2.5-0-1-0", 3, ["2010", "2.5-0-1-0", "2.5-0-1-0"]),
    ],
)
def test_a_ramp_goes_in_even_steps_to_the_half_second(
    first: str, last: str, reps: int, steps: list[str]
) -> None:
    assert [str(tempo) for tempo in ramp(parse_tempo(first), parse_tempo(last), reps)] == steps


def test_X_stands_in_both_ends_of_a_ramp() -> None:
    with pytest.raises(InputError, match=r"X and [*] stand in both ends"):
        ramp(parse_tempo("20X0"), parse_tempo("3010"), 3)


def test_a_drop_takes_load_off_in_its_breaks() -> None:
    drop = one_set(12, 10, 8, drop=Drop.ALL)
    (planned,) = planned_sets(drop, THRUST)
    assert planned.drop
    with pytest.raises(InputError, match="a drop needs mini-sets"):
        one_set(12, drop=Drop.ALL)


@pytest.mark.parametrize(
    ("scheme", "pacing", "reason"),
    [
        (one_set(5), HOLD, "a hold is given its seconds"),
        (one_set(5, one_and_a_half=End.STRETCHED), SWING, "a hold and a beat have no tempo"),
        (Scheme((WorkingSet((MiniSet(limit_ms=9000),) * 2),)), THRUST, "a timed set has no mini-sets"),
    ],
)
def test_what_an_exercise_cannot_do_is_refused(scheme: Scheme, pacing: Pacing, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        planned_sets(scheme, pacing)


def test_what_no_line_could_say_is_no_scheme() -> None:
    for wrong, reason in (
        (lambda: WorkingSet(()), "a set needs reps"),
        (lambda: WorkingSet((MiniSet(), MiniSet(3)), open=True), "only the last mini-set"),
        (lambda: WorkingSet((MiniSet(8, 6),), open=True), "no range"),
        (lambda: WorkingSet((MiniSet(60), MiniSet(60))), "reps must be 1 to 100, not 120"),
        (lambda: MiniSet(8, 8), "a range of reps goes up"),
        (lambda: MiniSet(8, limit_ms=1000), "either seconds or reps"),
        (lambda: Scheme(plain_sets(21, 5)), "sets must be 1 to 20"),
        (lambda: Scheme((WorkingSet((MiniSet(),), open=True),), every_ms=60_000), "an open set has none"),
        (lambda: one_set(5, rep_tempos=(RepTempo(6, 6, parse_tempo("3010")),)), "there is no rep 6"),
    ):
        with pytest.raises(InputError, match=reason):
            wrong()
