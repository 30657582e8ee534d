"""What a preset comes to."""

from dataclasses import replace
from typing import Any

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.line.reader import read_details
from liftronome.domain.notation import parse_tempo
from liftronome.domain.overview import overview
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset, default_preset

from tests.ui.examples import HIP_THRUST, SWING


def preset(tempo: str, **changes: Any) -> Preset:
    return replace(default_preset(HIP_THRUST), tempo=parse_tempo(tempo), **changes)


def test_a_set_lasts_its_count_in_and_its_reps() -> None:
    shown = overview(preset("3-1-X-2", reps=10, count_in_ms=5000))
    assert shown.set_ms == 75_000
    assert shown.tension_ms == 70_000


def test_the_time_under_tension_is_told_by_phase() -> None:
    shown = overview(preset("3-1-X-2", reps=10, x_slot_ms=500))
    assert shown.tension_by_phase_ms == {
        Phase.ECCENTRIC: 30_000,
        Phase.PAUSE_STRETCHED: 10_000,
        Phase.CONCENTRIC: 5000,
        Phase.PAUSE_SHORTENED: 20_000,
    }


def test_a_session_lasts_from_getting_ready_to_the_end_of_the_last_set() -> None:
    shown = overview(preset("3-1-X-2", sets=3, reps=10, ready_ms=10_000, rest_ms=90_000))
    assert shown.session_ms == 10_000 + 75_000 + 2 * (90_000 + 70_000)


def test_the_times_are_those_of_the_timelines_that_are_played() -> None:
    tuned = preset("2-0.5-1.25-0", sets=2, reps=3, rest_ms=2000)
    rounds = [tuned.round_timeline(round_) for round_ in tuned.rounds()]
    shown = overview(tuned)
    assert shown.set_ms == tuned.timeline().duration_ms
    assert shown.session_ms == sum(timeline.duration_ms for timeline in rounds)
    assert shown.tension_by_phase_ms == tuned.timeline().tension_ms()


def test_a_phase_of_own_pace_comes_on_top() -> None:
    shown = overview(preset("*-1-1-0", reps=10))
    assert shown.is_open
    assert shown.tension_ms == 20_000
    assert not overview(preset("3-1-1-0")).is_open


def test_a_beat_is_under_tension_throughout() -> None:
    assert overview(default_preset(SWING)).tension_ms == 15_000


def test_a_set_of_more_than_a_quarter_of_an_hour_comes_to_nothing() -> None:
    with pytest.raises(InputError, match="at most 15 minutes"):
        overview(preset("30-0-30-0", reps=20))


def test_sets_that_differ_have_a_shortest_and_a_longest() -> None:
    shown = overview(read_details("warm-up 1 10,5 @ 3010 each side rest 60", HIP_THRUST).preset)
    assert shown.set_range_ms == (25_000, 45_000)
    assert shown.tension_range_ms == (20_000, 40_000)
    assert shown.session_tension_ms == 2 * 64_000


def test_an_open_set_comes_on_top_wherever_it_stands() -> None:
    assert overview(read_details("5,5,5+ @ 3010", HIP_THRUST).preset).is_open
