"""A preset holds numbers that make sense, and lays out the rounds of a session."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.layout import Wait, WaitKind
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.preset import Preset, Side, Sides, default_preset, preset_name
from liftronome.domain.rep import End, OwnPaceError
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.domain.timeline import Timeline

SQUAT = Exercise("back-squat", "Back squat", Start.ECCENTRIC, parse_tempo("30X1"))
SWING = Exercise("swing", "Kettlebell swing", Start.CONCENTRIC, None, beat_ms=1500)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reps": 0}, "reps must be 1 to 100, not 0"),
        ({"reps": 101}, "reps must be 1 to 100, not 101"),
        ({"sets": 21}, "sets must be 1 to 20, not 21"),
        ({"sets": -1}, "sets must be 1 to 20, not -1"),
        ({"rest_ms": -500}, "rest must be 0 to 900 s, not -0.5"),
        ({"rest_ms": 900_001}, "rest must be 0 to 900 s, not 900.001"),
        ({"count_in_ms": 60_001}, "count-in must be 0 to 60 s, not 60.001"),
        ({"x_slot_ms": 0}, "the time slot of X must be 0.1 to 60 s, not 0"),
        ({"tempo": None}, "Back squat needs a tempo"),
    ],
)
def test_a_number_out_of_range_is_refused_with_what_would_be_right(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError) as caught:
        replace(default_preset(SQUAT), **change)
    assert message in str(caught.value)


@pytest.mark.parametrize("change", [{"reps": 100}, {"sets": 20}, {"rest_ms": 900_000}, {"count_in_ms": 0}])
def test_the_ends_of_each_range_are_allowed(change: dict[str, Any]) -> None:
    assert isinstance(replace(default_preset(SQUAT), **change), Preset)


def test_a_set_of_more_than_fifteen_minutes_is_refused() -> None:
    fits = replace(default_preset(SQUAT), tempo=parse_tempo("8-0-1-0"), reps=99)
    assert fits.timeline().duration_ms == 896_000
    with pytest.raises(InputError, match=r"at most 15 minutes long, and this one would be 15\.1"):
        replace(fits, reps=100).timeline()


def test_a_tempo_of_own_pace_can_be_performed_and_not_laid_out_for_a_file() -> None:
    own = replace(default_preset(SQUAT), tempo=parse_tempo("*-0-X-0"), own_pace_limit_ms=20_000, reps=90)
    assert own.round_timeline(own.rounds()[0]).spans[2].limit_ms == 20_000
    with pytest.raises(OwnPaceError, match="own pace"):
        own.timeline()


def test_a_swing_is_paced_by_its_beat_and_takes_no_tempo() -> None:
    swing = replace(default_preset(SWING), reps=4)
    assert [span.duration_ms for span in swing.timeline().spans if span.rep] == [1500] * 4
    with pytest.raises(InputError, match="one beat a rep"):
        replace(swing, tempo=parse_tempo("3010"))


def rounds_of(**change: Any) -> list[list[tuple[Phase | Interval, int]]]:
    preset = replace(default_preset(SQUAT), **change)
    timelines = [preset.round_timeline(round_) for round_ in preset.rounds()]
    return [[(span.phase, span.duration_ms) for span in timeline.spans[:3]] for timeline in timelines]


def test_a_session_begins_with_the_time_to_get_ready() -> None:
    first = rounds_of()[0]
    assert first == [(Interval.REST, 10_000), (Interval.COUNT_IN, 5000), (Phase.ECCENTRIC, 3000)]


def test_a_rest_of_90_s_is_90_s_to_the_first_phase_of_the_next_set() -> None:
    _, second, third = rounds_of(rest_ms=90_000)
    assert second == third == [(Interval.REST, 85_000), (Interval.COUNT_IN, 5000), (Phase.ECCENTRIC, 3000)]


def test_a_rest_shorter_than_the_count_in_shortens_the_count_in() -> None:
    assert rounds_of(rest_ms=2000)[1][:2] == [(Interval.COUNT_IN, 2000), (Phase.ECCENTRIC, 3000)]


def test_each_side_has_its_round_and_the_changeover_stands_between_them() -> None:
    preset = replace(default_preset(SQUAT), sets=2, sides=Sides.LEFT_THEN_RIGHT, changeover_ms=12_000)
    assert [(round_.side, round_.wait) for round_ in preset.rounds()] == [
        (Side.LEFT, Wait(10_000, WaitKind.GET_READY, "left")),
        (Side.RIGHT, Wait(7000, WaitKind.CHANGEOVER, "right")),
        (Side.LEFT, Wait(85_000, WaitKind.REST, "left")),
        (Side.RIGHT, Wait(7000, WaitKind.CHANGEOVER, "right")),
    ]


@pytest.mark.parametrize("text", ["heavy", "  schwer  ", "重い", "x" * 80, "a\tb"])
def test_a_name_is_trimmed_and_may_be_of_any_script(text: str) -> None:
    assert preset_name(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "message"), [("  ", "needs a name"), ("x" * 81, "81 characters long: at most 80")]
)
def test_a_name_of_no_or_too_many_characters_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        preset_name(text)


def test_a_presets_own_coaching_cues_stand_before_the_exercises() -> None:
    squat = replace(SQUAT, cues={Phase.ECCENTRIC: "sit", Phase.CONCENTRIC: "stand"})
    preset = replace(default_preset(squat), cues={Phase.ECCENTRIC: "sit slowly"})
    assert preset.coaching == {Phase.ECCENTRIC: "sit slowly", Phase.CONCENTRIC: "stand"}


def spans_of(timeline: Timeline) -> list[tuple[str, int | None, int]]:
    return [(span.phase.value, span.rep, span.duration_ms) for span in timeline.spans]


def test_mini_sets_are_laid_out_with_a_break_and_a_count_in_between() -> None:
    scheme = Scheme((WorkingSet((MiniSet(1), MiniSet(1))),), break_ms=10_000)
    preset = replace(default_preset(SQUAT), tempo=parse_tempo("3010"), scheme=scheme, count_in_ms=0)
    assert spans_of(preset.timeline()) == [
        ("eccentric", 1, 3000),
        ("concentric", 1, 1000),
        ("break", None, 7000),
        ("count_in", None, 3000),
        ("eccentric", 2, 3000),
        ("concentric", 2, 1000),
    ]


def test_each_set_is_laid_out_as_its_scheme_says() -> None:
    sets = (WorkingSet((MiniSet(1),)), WorkingSet((MiniSet(2),), tempo=parse_tempo("1010")))
    scheme = Scheme(sets, warm_ups=(MiniSet(1),), one_and_a_half=End.STRETCHED)
    preset = replace(default_preset(SQUAT), tempo=parse_tempo("3010"), scheme=scheme, rest_ms=5000)
    warm_up, first, second = (preset.round_timeline(round_) for round_ in preset.rounds())
    assert [span.heights for span in first.spans if span.rep] == [(), (0.0, 0.5), (0.5, 0.0), ()]
    assert (warm_up.reps, first.reps, second.reps) == ((1,), (1,), (1, 2))
    assert sum(second.tension_ms().values()) == 2 * 3000


def test_a_set_every_minute_begins_on_the_minute() -> None:
    scheme = Scheme((WorkingSet((MiniSet(2),)),) * 3, every_ms=60_000)
    preset = replace(default_preset(SQUAT), tempo=parse_tempo("3010"), scheme=scheme)
    timelines = [preset.round_timeline(round_) for round_ in preset.rounds()]
    assert [timeline.duration_ms for timeline in timelines] == [10_000 + 5000 + 8000, 60_000, 60_000]
    with pytest.raises(InputError, match="a set with its count-in takes 13 s"):
        replace(preset, scheme=replace(scheme, every_ms=12_000)).rounds()
