"""What a row of figures says as a whole."""

from __future__ import annotations

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.history.trends import Trend, longest_run_of_weeks, monday_of, rolling_mean, trend

VALUES = st.lists(st.none() | st.floats(0, 1e6), max_size=30)


@given(VALUES, st.integers(1, 8))
def test_the_rolling_mean_is_that_of_the_last_values_that_are_known(
    values: list[float | None], width: int
) -> None:
    for index, found in enumerate(rolling_mean(values, width)):
        known = [value for value in values[max(index - width + 1, 0) : index + 1] if value is not None]
        assert found == pytest.approx(mean(known)) if known else found is None


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], None),
        ([3], None),
        ([None, 3, None], None),
        ([1, 5], Trend(1, 5)),
        ([1, 2, 9], Trend(1, 9)),
        ([1, 3, None, 6, 8], Trend(2, 7)),
        ([1, 2, 3, 50, 50, 7, 8, 9], Trend(2, 8)),
    ],
)
def test_a_trend_goes_from_the_mean_of_the_first_to_that_of_the_last(
    values: list[float | None], found: Trend | None
) -> None:
    assert trend(values) == found


def test_a_week_begins_on_monday() -> None:
    assert [monday_of(day) for day in (4, 5, 10, 11)] == [4, 4, 4, 11]
    assert monday_of(0) == -3


@pytest.mark.parametrize(
    ("days", "weeks"), [([], 0), ([4], 1), ([4, 10], 1), ([4, 11, 18, 32, 39], 3), ([10, 11], 2)]
)
def test_a_run_of_weeks_has_training_in_each(days: list[int], weeks: int) -> None:
    assert longest_run_of_weeks(days) == weeks
