"""Exercises are found however they are typed."""

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start


def exercise(name: str, *aliases: str) -> Exercise:
    return Exercise(
        id=name.lower().replace(" ", "-"),
        name=name,
        start=Start.ECCENTRIC,
        tempo=parse_tempo("30X1"),
        aliases=aliases,
    )


THRUST = exercise("Hip thrust", "thrust")
PUSH_UP = exercise("Push-up", "press-up")
RDL = exercise("Romanian deadlift", "RDL")
DEADLIFT = exercise("Conventional deadlift", "deadlift")
LIBRARY = Library((THRUST, PUSH_UP, RDL, DEADLIFT))


@pytest.mark.parametrize("name", ["Hip thrust", "HIP THRUST", "hip-thrust", "  hip   thrust ", "Thrust"])
def test_case_hyphens_spaces_and_aliases_do_not_matter(name: str) -> None:
    assert LIBRARY.find(name) is THRUST


@pytest.mark.parametrize("name", ["push up", "PUSH-UP", "press up"])
def test_a_hyphenated_name_is_found_without_its_hyphen(name: str) -> None:
    assert LIBRARY.find(name) is PUSH_UP


def test_it_does_not_matter_how_a_letter_and_its_accent_are_put_together() -> None:
    composed, decomposed = "Kniebeuge über Kopf", "Kniebeuge u\N{COMBINING DIAERESIS}ber Kopf"
    assert Library((exercise(composed),)).find(decomposed).name == composed
    assert Library((exercise(decomposed),)).find(composed).name == decomposed


def test_a_whole_name_wins_over_a_part_of_another() -> None:
    assert LIBRARY.find("deadlift") is DEADLIFT


def test_an_unknown_name_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(InputError) as caught:
        LIBRARY.find("hip trust")
    assert str(caught.value) == "no exercise is called “hip trust”: did you mean Hip thrust?"


def test_a_part_of_a_name_is_answered_with_the_names_that_have_it() -> None:
    with pytest.raises(InputError, match=r"did you mean Romanian deadlift\?$"):
        LIBRARY.find("romanian")


def test_at_most_three_names_are_suggested() -> None:
    many = Library(tuple(exercise(f"Press {letter}") for letter in "bcdefghi"))
    with pytest.raises(InputError) as caught:
        many.find("press")
    assert str(caught.value).endswith("did you mean Press b or Press c or Press d?")


def test_a_name_like_no_other_is_answered_with_where_the_names_are() -> None:
    with pytest.raises(InputError, match="“liftronome exercises” lists them all"):
        LIBRARY.find("qqqq")


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(InputError, match="an exercise needs a name"):
        LIBRARY.find("  ")


def test_a_search_finds_every_exercise_that_has_all_the_words() -> None:
    assert LIBRARY.search("dead") == (RDL, DEADLIFT)
    assert LIBRARY.search("lift conv") == (DEADLIFT,)
    assert LIBRARY.search("rdl") == (RDL,)
    assert LIBRARY.search("deadlift bench") == ()


def test_a_search_for_nothing_finds_everything() -> None:
    assert LIBRARY.search(" ") == LIBRARY.exercises


def test_an_exercise_has_either_a_tempo_or_a_beat() -> None:
    with pytest.raises(InputError, match="a tempo, or a beat, or is a hold"):
        Exercise("swing", "Swing", Start.CONCENTRIC, tempo=None)
    with pytest.raises(InputError, match="a tempo, or a beat, or is a hold"):
        Exercise("swing", "Swing", Start.CONCENTRIC, tempo=parse_tempo("30X1"), beat_ms=1500)


def test_an_exercise_with_a_beat_is_ballistic() -> None:
    assert Exercise("swing", "Swing", Start.CONCENTRIC, tempo=None, beat_ms=1500).is_ballistic
    assert not THRUST.is_ballistic
