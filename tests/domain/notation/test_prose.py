"""Prose in which each part names its phase is a tempo; prose that leaves a movement out is asked about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.notation import AmbiguousTempo, TempoError, parse_tempo, read_tempo


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3s down, 1s pause, 2s up", "3120"),
        ("3 seconds down, 1 second up", "3010"),
        ("2 sec lowering, 1 sec pause, 1 sec lifting, 1 sec squeeze", "2111"),
        ("3 seconds up, 3 seconds down", "3030"),
        ("3 seconds up, 1 second hold, 3 seconds down", "3031"),
        ("lower 3, pause 1, lift 2", "3120"),
        ("Lower: 3, pause: 1, lift: 2", "3120"),
        ("3 down 1 pause 2 up", "3120"),
        ("down 3 pause 1 up 2", "3120"),
        ("Tempo: 3 s down / no pause / 1 s up.", "3010"),
        ("4 sec eccentric, no pause, explosive up, 2 s squeeze", "40X2"),
        ("3 s negative then explode", "30X0"),
        ("5 second negative, 1 second positive", "5010"),
        ("3,5 s down and 1.5 s up", "3.5-0-1.5-0"),
        ("three seconds down, one second up", "3010"),
        ("down * , up 2", "*-0-2-0"),
        ("3 s down, 2 s hold in the stretch, 1 s up", None),
        ("3 s down, 1 s pause at the bottom, 2 s up, 1 s squeeze at the top", "3121"),
        ("3 s down, 2 s up, 1 s hold at the top", "3021"),
        ("3s down, 1s pause, 2s up (slow)", "3120"),
        ("2 s down then 2 s up, RPE 8", "2020"),
        ("٣ s down, ١ s up", "3010"),
    ],
)
def test_prose_that_names_its_phases_is_understood(text: str, written: str | None) -> None:
    if written is None:
        with pytest.raises(TempoError):
            parse_tempo(text)
    else:
        assert str(parse_tempo(text)) == written


def test_down_lifts_the_weight_on_a_pulldown() -> None:
    text = "1 s down, 2 s squeeze, 3 s up"
    assert str(parse_tempo(text, down_lifts=True)) == "3012"
    assert str(parse_tempo(text)) == "1230"
    assert str(parse_tempo("1 s down, 2 s hold at the bottom, 3 s up", down_lifts=True)) == "3012"


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("3s eccentric", ("30X0", "3-0-0!-0")),
        ("Tempo 4s Down", ("40X0", "4-0-0!-0")),
        ("3 s down, 1 s pause", ("31X0", "3-1-0!-0")),
        ("2 s up, 1 s squeeze", ("1021", "0021")),
        ("2 s pause", ("0200", "0002")),
        ("3 s down, 0 s up", ("30X0", "3-0-0!-0")),
    ],
)
def test_prose_that_leaves_a_movement_out_is_asked(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(AmbiguousTempo) as caught:
        read_tempo(text)
    assert tuple(str(reading.tempo) for reading in caught.value.readings) == readings
    for written in readings:
        assert str(parse_tempo(written)) == written


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("3 s down, gently up", "“gently” at place 11 names no phase", 10),
        ("3 s down, 1 s pause, up", "“up” at place 22 has no time of its own", 21),
        ("3 s down, 2, 1 s up", "“2” at place 11 belongs to no phase", 10),
        ("3 down pause 1 up 2", "has no time|belongs to no phase", None),
        ("3 s down, 2 s down", "“down” at place 15 says the same phase again", 14),
        ("1 s pause, 3 s down, 2 s up", "“pause” at place 5 stands before any movement", 4),
        ("3 s down, X pause, 1 s up", "“X” at place 11 goes with the concentric alone", 10),
        ("61 s down, 1 s up", "at most 60 s", 0),
        ("0 s down, 0 s up", "no phase is given a time", 0),
        ("2-3 s down, 1 s up", "“2” at place 1 belongs to no phase", 0),
    ],
)
def test_prose_that_cannot_be_read_is_refused_at_its_place(
    text: str, reason: str, position: int | None
) -> None:
    with pytest.raises(TempoError, match=reason) as caught:
        parse_tempo(text)
    assert not isinstance(caught.value, AmbiguousTempo)
    assert position is None or caught.value.position == position


words = st.sampled_from(
    [*"0123456789X*,-", "down", "up", "pause", "hold", "s", "lower", "lift", "no", "and", "explode", "(", ")"]
)


@given(st.lists(words, max_size=12).map(" ".join))
def test_any_prose_is_understood_to_the_digit_or_refused_on_one_line(text: str) -> None:
    try:
        reading = read_tempo(text)
    except TempoError as caught:
        assert len(str(caught).splitlines()) == 1  # noqa: PT017
        assert caught.position is None or 0 <= caught.position <= len(text)  # noqa: PT017
        return
    assert parse_tempo(str(reading.tempo)) == reading.tempo
    digits = sorted(character for character in text if character in "123456789*X")
    said = sorted(character for character in f"{reading.tempo}{reading.note}" if character in "123456789*X")
    assert said == sorted([*digits, *"X" * (text.count("explode") - reading.note.count("explode"))])
