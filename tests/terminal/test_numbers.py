"""Numbers are read as they are typed, or refused with what would be right."""

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.limits import REPS, REST
from liftronome.terminal.options import milliseconds, whole_number


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("100", 100), (" 12 ", 12), ("+7", 7), ("007", 7)])
def test_a_count_is_read(text: str, value: int) -> None:
    assert whole_number(text, REPS) == value


@pytest.mark.parametrize(
    "text", ["", " ", "ten", "1e1", "2.0", "1_0", "１０", "nan", "9" * 5000, "3 4", "0x3"]
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="reps must be a whole number from 1 to 100"):
        whole_number(text, REPS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("90", 90_000),
        ("2.5", 2500),
        ("2,5", 2500),
        ("0.125", 125),
        ("1.2000", 1200),
        ("90s", 90_000),
    ],
)
def test_seconds_are_read_to_the_millisecond(text: str, value: int) -> None:
    assert milliseconds(text, REST) == value


@pytest.mark.parametrize(
    "text", ["", "ten", "1e9", "inf", "-inf", "nan", ".", "5.", ".5", "1:30", "9" * 5000]
)
def test_what_is_no_number_of_seconds_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="rest must be a number of seconds up to 900"):
        milliseconds(text, REST)


@pytest.mark.parametrize("text", ["-1", "900.001", "999999999999"])
def test_seconds_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="rest must be 0 to 900 s, not"):
        milliseconds(text, REST)


@pytest.mark.parametrize("text", ["0.0005", "900.0001", "-0.0001"])
def test_more_precision_than_a_millisecond_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="finer than a millisecond"):
        milliseconds(text, REST)
