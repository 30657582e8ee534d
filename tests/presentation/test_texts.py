"""Numbers, times and names as window and terminal write them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.notation import parse_tempo
from liftronome.domain.preset import Preset, Side, default_preset
from liftronome.engine.progress import SetResult
from liftronome.presentation.texts import (
    capitalised,
    clock_text,
    counted,
    far_pace_text,
    pace_text,
    pace_words,
    preset_title,
    quoted,
    session_text,
    set_apart,
    set_name,
    set_text,
    under_tension,
)
from liftronome.store.presets.exercises import load_library


def a_preset(exercise: str, tempo: str | None = None) -> Preset:
    preset = default_preset(load_library().find(exercise))
    return preset if tempo is None else replace(preset, tempo=parse_tempo(tempo))


def a_result(number: int, reps: int, tension_ms: float, *, early: bool = False) -> SetResult:
    return SetResult(number, None, reps, tension_ms, early)


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (64_600, "1:04"),
        (64_999.9, "1:04"),
        (3_599_999, "59:59"),
        (3_723_000, "1:02:03"),
    ],
)
def test_a_time_is_shown_in_the_full_seconds_that_have_passed(ms: float, shown: str) -> None:
    assert clock_text(ms) == shown
    assert under_tension(ms) == f"{shown} under tension"


def test_one_thing_is_counted_without_an_s() -> None:
    assert [counted(count, "rep") for count in (0, 1, 2)] == ["0 reps", "1 rep", "2 reps"]


def test_a_text_that_is_wrong_is_quoted_short_and_on_one_line() -> None:
    assert quoted(" a\n b ") == "“a b”"
    assert quoted("x" * 100) == f"“{'x' * 24}…”"
    assert quoted("  ") == "empty"


def test_only_the_first_letter_is_made_a_capital() -> None:
    assert capitalised("no USB") == "No USB"


@pytest.mark.parametrize(
    ("exercise", "tempo", "text", "far"),
    [
        ("Hip thrust", "31X2", "31X2", "3-1-X-2"),
        ("Hip thrust", "10-0-3.5-0", "10-0-3.5-0", "10-0-3.5-0"),
        ("Kettlebell swing", None, "1.5 s a rep", "one beat every 1.5 s"),
    ],
)
def test_the_pace_is_named_for_near_and_for_afar(
    exercise: str, tempo: str | None, text: str, far: str
) -> None:
    preset = a_preset(exercise, tempo)
    assert (pace_text(preset), far_pace_text(preset)) == (text, far)


def test_a_hold_has_no_digits() -> None:
    squat = load_library().find("Back squat")
    plank = replace(squat, id="plank", name="Plank", tempo=None, is_hold=True)
    preset = default_preset(plank)
    assert {pace_text(preset), pace_words(preset), far_pace_text(preset)} == {"hold"}


def test_the_words_of_a_pace_stand_in_the_order_in_which_it_is_performed() -> None:
    assert pace_words(a_preset("Hip thrust", "3012")).startswith("lift 1 · squeeze 2 · lower 3")
    assert pace_words(a_preset("Back squat", "3012")).startswith("lower 3")


def test_digits_are_set_apart_only_where_they_are_not_yet() -> None:
    assert [set_apart(tempo) for tempo in ("40X0", "*-0-1-0")] == ["4-0-X-0", "*-0-1-0"]


def test_a_set_is_named_with_its_side() -> None:
    assert set_name(2, None) == "set 2"
    assert set_name(2, Side.LEFT, 3) == "set 2 / 3 left"


def test_a_preset_without_a_name_has_that_of_its_exercise() -> None:
    assert preset_title("Hip thrust", "heavy") == "Hip thrust – heavy"
    assert preset_title("Hip thrust", "") == "Hip thrust"


def test_sets_and_sessions_are_summed_up_before_seconds_are_cut() -> None:
    results = [a_result(1, 10, 64_600), a_result(2, 1, 900, early=True)]
    assert [set_text(result) for result in results] == [
        "set 1 done: 10 reps, 1:04 under tension",
        "set 2 ended: 1 rep, 0:00 under tension",
    ]
    assert session_text("Dip", results) == "Dip: 2 sets, 11 reps done, 1:05 under tension"
