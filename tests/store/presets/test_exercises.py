"""The library that ships is complete and sound, and a damaged one is named to the exercise and key."""

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import default_preset
from liftronome.domain.rep import rep_of
from liftronome.domain.tempo import timed
from liftronome.domain.words import default_words
from liftronome.store.presets.exercises import LibraryError, load_library, parse_library

STARTS_WITH_ECCENTRIC = """back squat, front squat, goblet squat, bench press, incline press, push-up, dip,
    leg press, lunge, split squat, good morning, flye, Romanian deadlift*, American deadlift*,
    cable pull-through*, back extension*, glute-ham raise*, Nordic curl"""
STARTS_WITH_CONCENTRIC = """conventional deadlift, hip thrust, band hip thrust, single-leg hip thrust,
    glute bridge, raised glute bridge, seated row, bent-over row, chest-supported row, barbell curl,
    triceps pushdown, chin-up, pull-up, lat pulldown, leg curl, leg extension, calf raise*, step-up,
    hip abduction, fire hydrant, quadruped hip circle, military press*, overhead press*, lateral raise,
    face pull"""
LET_DOWN_SLOWLY = """goblet squat, hip thrust, band hip thrust, single-leg hip thrust, back extension,
    seated row, bent-over row, chest-supported row"""


def listed(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",")]


GOOD = """
[[exercise]]
id = "hip-thrust"
name = "Hip thrust"
start = "concentric"
tempo = "30X2"
"""


@pytest.mark.parametrize("name", listed(STARTS_WITH_ECCENTRIC))
def test_an_exercise_that_is_lowered_first_ships(name: str) -> None:
    exercise = load_library().find(name.rstrip("*"))
    assert exercise.start is Start.ECCENTRIC
    assert exercise.start_differs == name.endswith("*")


@pytest.mark.parametrize("name", listed(STARTS_WITH_CONCENTRIC))
def test_an_exercise_that_is_lifted_first_ships(name: str) -> None:
    exercise = load_library().find(name.rstrip("*"))
    assert exercise.start is Start.CONCENTRIC
    assert exercise.start_differs == name.endswith("*")


@pytest.mark.parametrize("name", listed(LET_DOWN_SLOWLY))
def test_the_lifts_that_get_dropped_are_lowered_for_three_seconds(name: str) -> None:
    tempo = load_library().find(name).tempo
    assert tempo is not None
    assert tempo.eccentric == timed(3000)


def test_the_swing_is_one_beat_of_a_second_and_a_half() -> None:
    swing = load_library().find("kettlebell swing")
    assert swing.is_ballistic
    assert swing.beat_ms == 1500


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("rdl", "Romanian deadlift"),
        ("OHP", "Overhead press"),
        ("bench", "Bench press"),
        ("squat", "Back squat"),
        ("pulldown", "Lat pulldown"),
        ("swing", "Kettlebell swing"),
        ("deadlift", "Conventional deadlift"),
        ("GHR", "Glute-ham raise"),
        ("pushup", "Push-up"),
        ("fly", "Flye"),
    ],
)
def test_what_people_type_finds_the_exercise(typed: str, name: str) -> None:
    assert load_library().find(typed).name == name


def test_every_exercise_can_be_paced_said_and_found_by_its_id() -> None:
    library = load_library()
    for exercise in library.exercises:
        assert default_words(exercise)
        assert library.find(exercise.id) is exercise
        if exercise.tempo is not None:
            assert rep_of(exercise.tempo, exercise.start).duration_ms >= 2000


def test_every_exercise_says_what_to_think_of_while_lowering_or_holding() -> None:
    for exercise in load_library().exercises:
        assert (Phase.PAUSE_SHORTENED if exercise.is_hold else Phase.ECCENTRIC) in exercise.cues


def test_the_holds_that_ship_have_no_movement_and_are_held_three_times_for_half_a_minute() -> None:
    holds = {exercise.name: exercise for exercise in load_library().exercises if exercise.is_hold}
    assert {name: exercise.one_limb for name, exercise in holds.items()} == {
        "Plank": False,
        "Side plank": True,
        "Copenhagen plank": True,
        "Wall sit": False,
        "Dead hang": False,
    }
    for exercise in holds.values():
        planned = default_preset(exercise).planned_sets()
        assert [each.length_ms for each in planned] == [30_000] * 3


def test_no_position_is_called_bottom_or_top() -> None:
    for exercise in load_library().exercises:
        for cue in exercise.cues.values():
            assert not {"bottom", "top"} & set(cue.lower().split())


def test_the_library_is_read_once() -> None:
    assert load_library() is load_library()


def test_what_is_left_out_has_a_sensible_default() -> None:
    (exercise,) = parse_library(GOOD).exercises
    assert (exercise.words.eccentric, exercise.words.concentric) == ("lower", "lift")
    assert (exercise.squeezed, exercise.aliases, dict(exercise.cues)) == ("", (), {})
    assert not exercise.start_differs


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("reps = 3", "exercise 1 (Hip thrust): “reps” is no known key; the known ones are aliases, beat_s"),
        ("words = 'lift'", "exercise 1 (Hip thrust): “words” must be a table, not 'lift'"),
        ("words = { lifting = 'lift' }", "exercise 1 (Hip thrust), words: “lifting” is no known key"),
        ("words = { eccentric = 3 }", "exercise 1 (Hip thrust), words: “eccentric” must be a text, not 3"),
        ("cues = { rest = 'Sit' }", "exercise 1 (Hip thrust), cues: “rest” is no known key"),
        ("cues = { eccentric = ' ' }", "cues: “eccentric” must be one line of text, not ' '"),
        ('cues = { eccentric = "a\\nb" }', "cues: “eccentric” must be one line of text"),
        ("squeezed = ''", "“squeezed” must be one line of text"),
        ("start_differs = 'yes'", "“start_differs” must be true or false, not 'yes'"),
        ("aliases = 'thrust'", "“aliases” must be a list of texts, not 'thrust'"),
        ("aliases = [1]", "“aliases” must be a text, not 1"),
        ("beat_s = 1.5", "“tempo” or “beat_s” or “hold = true” must be there"),
    ],
)
def test_a_damaged_entry_is_named_to_its_key(extra: str, said: str) -> None:
    with pytest.raises(LibraryError) as caught:
        parse_library(GOOD + extra)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('id = "hip-thrust"', "", "exercise 1 (Hip thrust): “id” is missing"),
        ('name = "Hip thrust"', "", "exercise 1 (hip-thrust): “name” is missing"),
        ('name = "Hip thrust"', "name = 7", "exercise 1 (7): “name” must be a text, not 7"),
        ('start = "concentric"', "", "“start” is missing"),
        ('start = "concentric"', 'start = "top"', "“start” must be eccentric or concentric, not “top”"),
        ('tempo = "30X2"', "", "“tempo” or “beat_s” or “hold = true” must be there"),
        ('tempo = "30X2"', 'tempo = "30XX"', "exercise 1 (Hip thrust): “tempo” is no tempo: the fourth"),
        ('tempo = "30X2"', 'tempo = "4/2"', "“tempo” is no tempo: two parts can be read two ways"),
        ('tempo = "30X2"', "tempo = 3012", "“tempo” must be a text, not 3012"),
        ('tempo = "30X2"', "beat_s = 'quick'", "“beat_s” must be a number of seconds, not 'quick'"),
        ('tempo = "30X2"', "beat_s = true", "“beat_s” must be a number of seconds, not True"),
        ('tempo = "30X2"', "beat_s = nan", "“beat_s” must be a number of seconds, not nan"),
        ('tempo = "30X2"', "beat_s = 0.1", "“beat_s” is out of range: the beat must be 0.3 to 60 s, not 0.1"),
    ],
)
def test_a_wrong_or_missing_value_is_named(line: str, instead: str, said: str) -> None:
    with pytest.raises(LibraryError) as caught:
        parse_library(GOOD.replace(line, instead))
    assert said in str(caught.value)


def test_a_cue_too_long_to_read_in_passing_is_refused() -> None:
    parse_library(GOOD + f"cues = {{ eccentric = '{'x' * 60}' }}")
    with pytest.raises(LibraryError, match="“eccentric” must be at most 60 characters, and it is 61"):
        parse_library(GOOD + f"cues = {{ eccentric = '{'x' * 61}' }}")


@pytest.mark.parametrize("twin", ["hip-thrust", "HIP THRUST"])
def test_no_two_exercises_share_a_name_an_alias_or_an_id(twin: str) -> None:
    other = GOOD.replace('"hip-thrust"', '"other"').replace('"Hip thrust"', '"Other"')
    assert len(parse_library(GOOD + other).exercises) == 2
    with pytest.raises(
        LibraryError, match=r"two exercises are called “hip thrust”: Hip thrust and Other \(other\)"
    ):
        parse_library(GOOD + other + f"aliases = ['{twin}']")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the exercise library: “exercise” must be a list of tables"),
        ("exercise = []", "“exercise” must be a list of tables"),
        ("exercise = [1]", "exercise 1 must be a table, not 1"),
        ("version = 1", "the exercise library: “version” is no known key"),
        ("[[exercise]", "the exercise library is not valid TOML: "),
        ("[[exercise]]", "exercise 1: “id” is missing"),
    ],
)
def test_a_damaged_file_is_one_clear_error(text: str, said: str) -> None:
    with pytest.raises(LibraryError) as caught:
        parse_library(text)
    assert said in str(caught.value)


def test_a_damaged_library_is_no_fault_of_what_was_asked_for() -> None:
    assert not issubclass(LibraryError, InputError)
