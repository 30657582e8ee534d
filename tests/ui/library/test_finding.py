"""Finding by what is typed."""

from __future__ import annotations

import pytest
from liftronome.ui.library.finding import findable_exercise, findable_preset, found

from tests.ui.examples import HIP_THRUST, SQUAT

HIP = findable_exercise(HIP_THRUST)
BACK = findable_exercise(SQUAT)
THINGS = [
    BACK,
    findable_preset("squat heavy", BACK, "heavy"),
    findable_preset("squat 5x5", BACK, "5-5 day"),
    HIP,
    findable_preset("hip heavy", HIP, "heavy"),
    findable_preset("hip uebung", HIP, "erste übung"),
]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("heavy", ["squat heavy", "hip heavy"]),
        ("HIP  he", ["hip heavy"]),
        ("heavy hip", ["hip heavy"]),
        ("ubung", ["hip uebung"]),
        ("ÜBUNG", ["hip uebung"]),
        ("5 5", ["squat 5x5"]),
        ("barbell", ["squat", "squat heavy", "squat 5x5"]),
        ("rust he", ["hip heavy"]),
        ("zercher", []),
    ],
)
def test_words_are_found_whatever_their_case_order_and_accents(typed: str, keys: list[str]) -> None:
    assert found(typed, THINGS) == keys


@pytest.mark.parametrize(
    ("typed", "best"),
    [("hip trust", HIP.key), ("bcak squat", BACK.key), ("barbel sqau", BACK.key), ("hevay", "squat heavy")],
)
def test_a_typing_error_is_allowed_for_where_nothing_else_is_found(typed: str, best: str) -> None:
    assert best in found(typed, THINGS)


def test_what_is_spelled_quite_differently_is_not_found() -> None:
    assert found("bench press", THINGS) == []


def test_a_name_stands_before_another_name_and_that_before_a_word_within() -> None:
    things = [
        findable_preset("within", HIP, "rebarb"),
        findable_preset("word", HIP, "no barb"),
        findable_preset("other name", BACK, "x"),
        findable_preset("name", HIP, "barb"),
    ]
    assert found("barb", things) == ["name", "other name", "word", "within"]
