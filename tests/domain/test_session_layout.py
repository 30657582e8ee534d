"""A session in one stretch."""

from dataclasses import replace
from itertools import pairwise

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Interval, Start
from liftronome.domain.preset import Preset, Side, Sides, default_preset
from liftronome.domain.rep import OwnPaceError
from liftronome.domain.session_layout import lay_out_session
from liftronome.domain.timeline import CueKind, Sound

SQUAT = Exercise("squat", "Back squat", Start.ECCENTRIC, parse_tempo("2010"))


def preset(**changes: object) -> Preset:
    usual = replace(default_preset(SQUAT), sets=3, reps=2, rest_ms=30_000, count_in_ms=5000, ready_ms=0)
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_spans_follow_each_other_from_the_first_count_in_to_the_last_set_end() -> None:
    layout = lay_out_session(preset())
    spans = layout.timeline.spans
    assert all(one.end_ms == other.start_ms for one, other in pairwise(spans))
    assert [spans[0].phase, spans[0].start_ms] == [Interval.COUNT_IN, 0]
    assert layout.timeline.duration_ms == 5000 + 3 * 6000 + 2 * 30_000


def test_a_rest_is_as_long_as_asked_for_from_one_set_to_the_first_phase_of_the_next() -> None:
    spans = lay_out_session(preset()).timeline.spans
    firsts = [
        span.start_ms for span, before in zip(spans[1:], spans, strict=False) if span.rep and not before.rep
    ]
    assert firsts == [5000, 41_000, 77_000]


def test_reps_count_from_one_in_each_set_and_every_set_has_its_end() -> None:
    layout = lay_out_session(preset())
    assert [span.rep for span in layout.timeline.spans if span.rep] == [1, 1, 2, 2] * 3
    ends = [cue.at_ms for cue in layout.timeline.cues if cue.kind is CueKind.SET_END]
    assert ends == [place.end_ms for place in layout.sets] == [11_000, 47_000, 83_000]


def test_cues_are_in_the_order_of_time() -> None:
    times = [cue.at_ms for cue in lay_out_session(preset()).timeline.cues]
    assert times == sorted(times)


def test_the_time_to_get_ready_is_there_only_if_there_is_one() -> None:
    kinds = [cue.kind for cue in lay_out_session(preset()).timeline.cues]
    assert CueKind.READY not in kinds
    with_ready = lay_out_session(preset(ready_ms=10_000)).timeline
    assert (with_ready.spans[0].phase, with_ready.spans[0].duration_ms) == (Interval.REST, 10_000)
    assert with_ready.cues[0].sound == Sound.READY


def test_sides_take_turns_with_a_changeover_between_them() -> None:
    layout = lay_out_session(preset(sets=2, sides=Sides.LEFT_THEN_RIGHT, changeover_ms=15_000))
    assert [(place.set_number, place.side) for place in layout.sets] == [
        (1, Side.LEFT), (1, Side.RIGHT), (2, Side.LEFT), (2, Side.RIGHT)
    ]  # fmt: skip
    changes = [cue.at_ms for cue in layout.timeline.cues if cue.sound == Sound.CHANGE_SIDES]
    assert changes == [layout.sets[place].end_ms + 2000 for place in (0, 2)]


def test_the_json_says_where_the_sets_lie() -> None:
    json = lay_out_session(preset(sets=2)).as_json()
    assert json["sets"] == [
        {"set": 1, "side": None, "start_ms": 0, "duration_ms": 11_000},
        {"set": 2, "side": None, "start_ms": 11_000, "duration_ms": 36_000},
    ]
    assert json["duration_ms"] == 47_000


def test_own_pace_is_refused_where_no_key_can_end_it() -> None:
    with pytest.raises(OwnPaceError):
        lay_out_session(preset(tempo=parse_tempo("*-0-1-0")))


def test_a_session_that_no_file_can_hold_is_refused() -> None:
    long = preset(
        tempo=parse_tempo("5-0-1-0"), sets=20, reps=100, rest_ms=900_000, sides=Sides.LEFT_THEN_RIGHT
    )
    assert lay_out_session(long).timeline.duration_ms > 10 * 3_600_000
    with pytest.raises(InputError, match=r"at most 12 hours long, and this one would be 1\d\.\d"):
        lay_out_session(replace(long, tempo=parse_tempo("7-0-1-0")))
