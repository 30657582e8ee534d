"""A tempo in words is what the lifter will do, in the order in which it is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.tempo import EXPLOSIVE, OWN_PACE, PhaseTime, Tempo, timed
from liftronome.domain.words import beat_words, default_words, step_words, tempo_words

THRUST = Exercise(
    "hip-thrust",
    "Hip thrust",
    Start.CONCENTRIC,
    parse_tempo("30X2"),
    words=Words(explosive="drive up"),
    squeezed="glutes",
)
SWING = Exercise("swing", "Swing", Start.CONCENTRIC, tempo=None, beat_ms=1500, words=Words("hinge", "swing"))


@pytest.mark.parametrize(
    ("tempo", "words"),
    [
        ("40X1", "lower 4 · no pause · explode up · hold 1"),
        ("31X0", "lower 3 · hold 1 · explode up · no pause"),
        ("4212", "lower 4 · hold 2 · lift 1 · hold 2"),
        ("10-0-3.5-0.125", "lower 10 · no pause · lift 3.5 · hold 0.125"),
        ("*-1-X-0", "lower at your own pace · hold 1 · explode up · no pause"),
        ("3-*-1-*", "lower 3 · hold at your own pace · lift 1 · hold at your own pace"),
        ("X!-0-1-0", "lower fast · no pause · lift 1 · no pause"),
        ("3-0-0!-0", "lower 3 · no pause · no concentric · no pause"),
        ("0-0-X-0", "no eccentric · no pause · explode up · no pause"),
    ],
)
def test_a_tempo_without_an_exercise_is_said_in_general_words(tempo: str, words: str) -> None:
    assert tempo_words(parse_tempo(tempo), Start.ECCENTRIC) == words


def test_an_exercise_has_its_own_order_and_words() -> None:
    words = tempo_words(parse_tempo("31X2"), THRUST.start, THRUST)
    assert words == "drive up · squeeze 2 · lower 3 · hold 1"


def test_the_order_can_be_flipped_without_changing_the_words() -> None:
    words = tempo_words(parse_tempo("31X2"), Start.ECCENTRIC, THRUST)
    assert words == "lower 3 · hold 1 · drive up · squeeze 2"


def test_a_tempo_without_a_movement_is_said_as_a_hold_alone() -> None:
    assert tempo_words(parse_tempo("0-30-0-0"), Start.ECCENTRIC) == "hold 30"
    assert tempo_words(parse_tempo("0-0-0-45"), Start.CONCENTRIC, THRUST) == "squeeze 45"


def test_only_an_exercise_that_squeezes_something_says_squeeze() -> None:
    assert step_words(Phase.PAUSE_SHORTENED, THRUST) == "squeeze"
    assert step_words(Phase.PAUSE_SHORTENED, SWING) == "hold"
    assert step_words(Phase.PAUSE_STRETCHED, THRUST) == "hold"


def test_a_lift_as_fast_as_intended_has_a_word_of_its_own() -> None:
    assert step_words(Phase.CONCENTRIC, THRUST) == "lift"
    assert step_words(Phase.CONCENTRIC, THRUST, explosive=True) == "drive up"


def test_a_ballistic_exercise_is_said_as_a_beat() -> None:
    assert default_words(SWING) == "one beat every 1.5 s"
    assert beat_words(2000) == "one beat every 2 s"


def test_a_default_tempo_is_said_in_words() -> None:
    assert default_words(THRUST) == "drive up · squeeze 2 · lower 3 · no pause"


times = st.integers(1, 60_000).map(timed)


@given(st.one_of(times, st.just(EXPLOSIVE), st.just(OWN_PACE)), times, times, times, st.sampled_from(Start))
def test_every_tempo_has_one_line_with_four_parts(
    eccentric: PhaseTime, stretched: PhaseTime, concentric: PhaseTime, shortened: PhaseTime, start: Start
) -> None:
    words = tempo_words(Tempo(eccentric, stretched, concentric, shortened), start, THRUST)
    assert len(words.split(" · ")) == 4
    assert words.isprintable()
