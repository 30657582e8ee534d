"""A tempo in parts is understood, asked about, or refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from liftronome.domain.notation import AmbiguousTempo, TempoError, parse_tempo
from liftronome.domain.tempo import EXPLOSIVE, OWN_PACE, Tempo, timed

from tests.domain.strategies import tempos

FORTY_X_NOUGHT = Tempo(timed(4000), timed(0), EXPLOSIVE, timed(0))


@pytest.mark.parametrize(
    "text",
    [
        *("40X0", "4-0-X-0", "4/0/X/0", "4:0:X:0", "4 0 X 0", "4.0.X.0"),
        *("@40X0", "@ 4-0-X-0", "Tempo 40X0", "tempo: 40x0", "TEMPO 4/0/X/0", "tempo @40X0", "Tempo40X0"),
        *("(40X0)", "[4-0-X-0]", "{40X0}", "@(40X0)", " 40X0 ", "（40X0）"),
        *("4s-0s-X-0s", "4 sec 0 sec X 0 sec", "4sec/0sec/X/0sec", "4s - 0s - X - 0s"),
        *("40x0", "40×0", "40Х0", "40х0"),
        *("4–0–X–0", "4—0—X—0", "4−0−X−0", "4 - 0 - X - 0", "4‑0‑X‑0"),
        *("４０Ｘ０", "４－０－Ｘ－０"),
        *("40X", "4-0-X", "4 0 X", "4.0.X"),
    ],
)
def test_every_usual_way_to_write_40X0_is_understood(text: str) -> None:
    assert parse_tempo(text) == FORTY_X_NOUGHT


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("303", "3030"),
        ("3-1-1", "3110"),
        ("3.1.1", "3110"),
        ("10-10", "10-0-10-0"),
        ("3/3", "3030"),
        ("3.5-0-1-0", "3.5-0-1-0"),
        ("3,5-0-1-0", "3.5-0-1-0"),
        ("2,25/0,5/1/0", "2.25-0.5-1-0"),
        ("10-0-3.500-0", "10-0-3.5-0"),
        ("0.001-0-1-0", "0.001-0-1-0"),
        ("60-60-60-60", "60-60-60-60"),
        ("03-01-01-00", "3110"),
        ("0-5-0-0", "0500"),
        ("0-0-X-0", "00X0"),
        ("*-0-X-0", "*-0-X-0"),
        ("3-*-X-*", "3-*-X-*"),
        ("4-0-0!-0", "4-0-0!-0"),
        ("X!-0-1-0", "X!-0-1-0"),
    ],
)
def test_a_tempo_is_written_back_in_its_shortest_usual_form(text: str, written: str) -> None:
    assert str(parse_tempo(text)) == written


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("4/2", ("4020", "2040")),
        ("3/1", ("3010", "1030")),
        ("X-1-2", ("20X1", "X!-1-2-0")),
        ("4-2", ("4020", "2040")),
        ("10 3", ("10-0-3-0", "3-0-10-0")),
        ("3/X", ("30X0", "X!-0-3-0")),
        ("X-1-3-0", ("30X1", "X!-1-3-0")),
        ("X0X0", ("10X0", "X!-0-X-0")),
        ("X/X", ("10X0", "X!-0-X-0")),
        ("4000", ("40X0", "4-0-0!-0")),
        ("4-1-0-2", ("41X2", "4-1-0!-2")),
        ("*-0-0-0", ("*-0-X-0", "*-0-0!-0")),
    ],
)
def test_what_lifters_read_two_ways_is_asked_and_never_guessed(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(AmbiguousTempo) as caught:
        parse_tempo(text)
    assert tuple(str(reading.tempo) for reading in caught.value.readings) == readings
    assert all(reading in str(caught.value) for reading in readings)


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("", "no tempo yet", None),
        (" @ ", "no tempo yet", None),
        ("()", "no tempo yet", None),
        ("squat", "“s” at place 1", 0),
        ("30X1 please", "“p” at place 6", 5),
        ("X", "“X” has 1 part, and a tempo has four: write all, as in 31X2", None),
        ("42", "“42” has 2 parts", None),
        ("12345", "“12345” has 5 parts", 4),
        ("@31X20", "“31X20” has 5 parts", 5),
        ("3!1X20", "5 parts", 5),
        ("3-1-1-0-20-2", "6 parts", 8),
        ("3.5", "“3.5” has 1 part,", None),
        ("3" * 190, "“333333333333333333333333…” has 190 parts", 4),
        ("3X10", "the second part, the stretched pause, cannot be X", 1),
        ("@3-1-1-X", "the fourth part, the shortened pause, cannot be X", 7),
        ("3--1-1-0", "cannot be negative", 2),
        ("-3-1-1-0", "cannot be negative", 0),
        ("3-1-1--2", "cannot be negative", 6),
        ("0000", "all four parts are 0", 0),
        ("0-0", "all four parts are 0", 0),
        ("3-4/0/1/0", "range", 0),
        ("2-3 0 1 0", "range", 0),
        ("3..4-0-1-0", "range", 0),
        ("3~4-0-1-0", "range", 0),
        ("3 to 4-0-1-0", "range", 0),
        ("61-0-1-0", "at most 60 s", 0),
        ("3-0-60.001-0", "at most 60 s", 4),
        ("9" * 190 + "-1-1-1", "at most 60 s", 0),
        ("3.5001-0-1-0", "finer than a millisecond", 0),
        ("3,5;1;0;1", "is no number of seconds", 0),
        ("3-1-1-", "a part is missing at place 7", 6),
        ("3!-1-1-1", "needs no “!”", 0),
        ("½-1-1-1", "“½” at place 1", 0),
        ("3²-1-1-1", "“²” at place 2", 1),
        ("3-1-" * 1000, "too long for a tempo", 200),
    ],
)
def test_what_is_no_tempo_is_refused_with_the_reason_and_the_place(
    text: str, reason: str, position: int | None
) -> None:
    with pytest.raises(TempoError, match=reason) as caught:
        parse_tempo(text)
    assert not isinstance(caught.value, AmbiguousTempo)
    assert caught.value.position == position


@given(tempos)
@example(Tempo(OWN_PACE, timed(0), timed(0), timed(0)))
@example(Tempo(EXPLOSIVE, timed(0), timed(0), timed(0)))
def test_writing_a_tempo_and_reading_it_gives_the_same_tempo(tempo: Tempo) -> None:
    assert parse_tempo(str(tempo)) == tempo


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789xX*!@-–/:., s()[]eco\n\u2028½٣;·ー•\"'Χ"),
        st.from_regex(r"[0-9X*]+"),
    )
)
def test_any_text_at_all_is_a_tempo_or_an_error_on_one_line(text: str) -> None:
    try:
        tempo = parse_tempo(text)
    except TempoError as caught:
        error = caught
    else:
        assert parse_tempo(str(tempo)) == tempo
        return
    assert len(str(error).splitlines()) == 1
    assert error.position is None or 0 <= error.position <= len(text)


@given(st.text(alphabet="0123456789xX*-/:., ", max_size=12))
def test_the_readings_of_a_question_need_not_be_asked_again(text: str) -> None:
    try:
        parse_tempo(text)
    except AmbiguousTempo as question:
        first, second = (reading.tempo for reading in question.readings)
        assert first != second
        assert parse_tempo(str(first)) == first
        assert parse_tempo(str(second)) == second
    except TempoError:
        pass
