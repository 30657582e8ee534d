"""A preset fits on one line, which is read as lifters write it, and points at what it cannot read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line import MAX_LINE, AmbiguousLine, LineError, format_line
from liftronome.domain.line.formatting import CARRIED
from liftronome.domain.line.reader import read_line
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, Sides, default_preset, preset_name

from tests.domain.strategies import tempos

THRUST = Exercise("hip-thrust", "Hip thrust", Start.CONCENTRIC, parse_tempo("30X2"), aliases=("thrust",))
SINGLE = Exercise("single-leg-hip-thrust", "Single-leg hip thrust", Start.CONCENTRIC, parse_tempo("30X2"))
SWING = Exercise("kettlebell-swing", "Kettlebell swing", Start.CONCENTRIC, None, beat_ms=1500)
ODD = (
    Exercise("own-1", "Hip thrust – light", Start.CONCENTRIC, parse_tempo("2010")),
    Exercise("own-2", "Hip thrust 3x10", Start.CONCENTRIC, parse_tempo("2010")),
    Exercise("own-3", "Rest @ “3010” rest 90", Start.ECCENTRIC, parse_tempo("2010")),
    Exercise("own-4", "懸垂", Start.CONCENTRIC, parse_tempo("2010")),
)
LIBRARY = Library((THRUST, SINGLE, SWING))
ODD_LIBRARY = Library((*LIBRARY.exercises, *ODD))


def parse_line(line: str, library: Library) -> Preset:
    return read_line(line, library).preset


def thrust(**changes: Any) -> Preset:
    return replace(default_preset(THRUST), **changes)


HEAVY = thrust(name="heavy", sets=4, reps=8, tempo=parse_tempo("3-1-X-2"), rest_ms=120_000)


@pytest.mark.parametrize(
    "line",
    [
        "Hip thrust – heavy 4x8 @ 3-1-X-2 rest 120",
        "hip thrust — heavy 4×8 @31X2 rest 2:00",
        "HIP THRUST - heavy, 4 x 8, tempo 3-1-X-2, rest: 2 min",
        "thrust: heavy  4 sets of 8 @ 3 1 X 2  rest 120s",
        "hip-thrust “heavy” 4 sets of 8 reps @ (3/1/x/2) 120 s rest",
        'Hip thrust "heavy" 4 sets 8 reps @ 3.1.X.2 rest 120 sec',
        "Hip thrust «heavy» rest 1 min 60 4x8 @ 31×2",
        "Hip thrust „heavy“ 8 reps 4 sets rest 2m @ 31X2",
        "Hip thrust – heavy @ 31X2 4x8 rest 2.0 minutes",
        "Hip thrust – heavy @ 3 1 X 2 4x8 rest 120",
        "Hip thrust – heavy ４ｘ８ @ ３１Ｘ２ rest １２０",
        "  Hip\u00a0thrust\n – heavy · 4x8 · @ 31X2 · rest 2:00 ",
    ],
)
def test_a_line_is_read_however_lifters_write_it(line: str) -> None:
    assert parse_line(line, LIBRARY) == HEAVY


def test_what_a_line_leaves_out_is_as_the_exercise_begins() -> None:
    assert parse_line("hip thrust", LIBRARY) == thrust()
    assert parse_line("single leg hip thrust 3x5", LIBRARY) == replace(default_preset(SINGLE), reps=5)


@pytest.mark.parametrize(
    ("rest", "changes"),
    [
        ("each side", {"sides": Sides.LEFT_THEN_RIGHT}),
        ("per leg changeover 20", {"sides": Sides.LEFT_THEN_RIGHT, "changeover_ms": 20_000}),
        ("3x10 /side", {"sides": Sides.LEFT_THEN_RIGHT}),
        ("both sides", {}),
        ("count-in 3", {"count_in_ms": 3000}),
        ("count in: 3.5 s", {"count_in_ms": 3500}),
        ("get ready 0", {"ready_ms": 0}),
        ("starting with the eccentric", {"start": Start.ECCENTRIC}),
        ("rest 1:30", {}),
        ("rest 0", {"rest_ms": 0}),
        ("rest 1,5 min 5 reps", {"reps": 5}),
        ("rest 1 min 3x12", {"rest_ms": 60_000, "reps": 12}),
        ("@ *-0-X-2", {"tempo": parse_tempo("*-0-X-2")}),
        ("– 3x12 @ 31X2", {"reps": 12, "tempo": parse_tempo("31X2")}),
    ],
)
def test_a_line_may_carry_more_than_the_usual(rest: str, changes: dict[str, Any]) -> None:
    assert parse_line(f"Hip thrust {rest}", LIBRARY) == thrust(**changes)


def test_a_swing_is_given_its_beat() -> None:
    swing = replace(default_preset(SWING), reps=20, beat_ms=1400)
    for line in (
        "Kettlebell swing 3x20 @ 1.4 s a rep",
        "kettlebell swing @ 1.4 3x20",
        "Kettlebell swing 3x20 @1.4s",
    ):
        assert parse_line(line, LIBRARY) == swing
    with pytest.raises(LineError, match=r"one beat a rep: write its seconds, as in @ 1\.5 s a rep"):
        parse_line("Kettlebell swing @ 3-0-1-0", LIBRARY)
    with pytest.raises(LineError, match=r"the beat must be 0\.3 to 60 s, not 0\.1"):
        parse_line("Kettlebell swing @ 0.1", LIBRARY)


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("", 0, "the line needs an exercise first, as in Hip thrust – heavy"),
        ("   ", 3, "the line needs an exercise first"),
        ("3x10 @ 3010", 11, "the line needs an exercise first"),
        ("Hip thrst 3x10", 0, "no exercise is called “Hip thrst”: did you mean Hip thrust"),
        (" Hip thrst – heavy", 1, "no exercise is called “Hip thrst”: did you mean Hip thrust"),
        ("Hip thrust heavy 3x10", 11, "“heavy” at place 12 cannot be read: a name stands after a dash"),
        ("Hip thrust 3x10 @ 3-1-X-2 foo rest 90", 26, "“foo” at place 27 cannot be read"),
        ("Hip thrust 3x10 rest", 16, "“rest” at place 17 cannot be read"),
        ("Hip thrust 3x10 rest 90 kg", 24, "“kg” at place 25 cannot be read"),
        ("Hip thrust 3x10kg", 11, "“3x10kg” at place 12 cannot be read"),
        ("Hip thrust 3x101", 11, "reps must be 1 to 100, not 101"),
        ("Hip thrust 30x10", 11, "sets must be 1 to 20, not 30"),
        ("Hip thrust rest 20 min", 11, "rest must be 0 to 900 s, not 1200"),
        ("Hip thrust rest 1.00001", 11, "1.00001 is finer than a millisecond"),
        ("Hip thrust 3x10 4x8", 16, "“4x8” at place 17 says again what was said before it"),
        ("Hip thrust @ slow rest 90", 13, "“s” at place 14 is no part of a tempo"),
        ("Hip thrust @ rest 90", 13, "“r” at place 14 is no part of a tempo"),
        ("Hip thrust – " + "x" * 81, 13, "the name is 81 characters long: at most 80"),
        ('Hip thrust "" 3x10', 11, "a preset needs a name"),
        ("x" * (MAX_LINE + 1), MAX_LINE, "too long for a line"),
        ("x" * MAX_LINE, 0, "the line begins with no exercise"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(line: str, place: int, message: str) -> None:
    with pytest.raises(LineError) as caught:
        parse_line(line, LIBRARY)
    assert message in str(caught.value)
    assert caught.value.position == place


def test_a_tempo_that_can_be_read_two_ways_is_asked_about_with_both_lines() -> None:
    with pytest.raises(AmbiguousLine) as caught:
        parse_line("Hip thrust 3x10 @ 4/2 rest 60", LIBRARY)
    question = caught.value
    assert question.position == 18
    assert question.lines == ("Hip thrust 3x10 @ 4020 rest 60", "Hip thrust 3x10 @ 2040 rest 60")
    assert [str(parse_line(line, LIBRARY).tempo) for line in question.lines] == ["4020", "2040"]
    assert [choice.meaning for choice in question.choices] == ["eccentric first", "concentric first"]


@pytest.mark.parametrize(
    ("preset", "line"),
    [
        (HEAVY, "Hip thrust – heavy 4x8 @ 31X2 rest 120"),
        (thrust(), "Hip thrust 3x10 @ 30X2 rest 90"),
        (thrust(name="3x5"), "Hip thrust – 3x5 3x10 @ 30X2 rest 90"),
        (thrust(name="a ” – "), 'Hip thrust "a ” – " 3x10 @ 30X2 rest 90'),
        (
            thrust(
                sides=Sides.LEFT_THEN_RIGHT, rest_ms=1500, start=Start.ECCENTRIC, count_in_ms=0, ready_ms=500
            ),
            "Hip thrust 3x10 @ 30X2 each side rest 1.5 count-in 0 ready 0.5 starting eccentric",
        ),
        (default_preset(SWING), "Kettlebell swing 3x10 @ 1.5 s a rep rest 90"),
    ],
)
def test_a_preset_is_written_as_lifters_would(preset: Preset, line: str) -> None:
    assert format_line(preset, LIBRARY) == line


names = st.one_of(
    st.just(""),
    st.text(st.sampled_from(list("a3x@ -–—:“”\"'«rest 90kg,·")), max_size=30),
    st.text(max_size=80),
    st.sampled_from(
        ["light", "3x10", "rest 90", "@ 3010", "heavy – light", "3 sets", "- x", "10 reps", "90 s rest"]
    ),
)


def as_name(text: str) -> str:
    try:
        return preset_name(text)
    except InputError:
        return ""


drawn = st.builds(
    lambda exercise, tempo, beat_ms, name, more: replace(
        default_preset(exercise),
        name=name,
        tempo=None if exercise.is_ballistic else tempo,
        beat_ms=beat_ms if exercise.is_ballistic else 0,
        **more,
    ),
    st.sampled_from(ODD_LIBRARY.exercises),
    tempos,
    st.integers(300, 60_000),
    names.map(as_name),
    st.fixed_dictionaries(
        {
            "sets": st.integers(1, 20),
            "reps": st.integers(1, 100),
            "rest_ms": st.integers(0, 900_000),
            "count_in_ms": st.integers(0, 60_000),
            "ready_ms": st.integers(0, 300_000),
            "changeover_ms": st.integers(0, 300_000),
            "sides": st.sampled_from(Sides),
            "start": st.sampled_from(Start),
        }
    ),
)


@given(drawn)
def test_what_a_line_carries_is_read_back_as_it_was(preset: Preset) -> None:
    read = parse_line(format_line(preset, ODD_LIBRARY), ODD_LIBRARY)
    assert {field: getattr(read, field) for field in CARRIED} == {
        field: getattr(preset, field) for field in CARRIED
    }


words = st.sampled_from(
    ["Hip thrust", "– heavy", "3x10", "@", "3-1-X-2", "4/2", "rest", "90", "s", "min", "each side", '"']
)


@given(st.one_of(st.text(), st.lists(words, max_size=8).map(" ".join), st.text().map("Hip thrust {}".format)))
def test_any_text_gives_a_preset_or_a_place_that_is_to_blame(line: str) -> None:
    try:
        parse_line(line, ODD_LIBRARY)
    except LineError as error:
        assert 0 <= error.position <= len(line)  # noqa: PT017


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Hip thrust 10x3 @ 20X1", ["sets", "tempo"]),
        ("Hip thrust 10x3", ["sets"]),
    ],
)
def test_sets_that_could_be_a_tempo_are_marked_as_what_they_were_taken_for(
    line: str, kinds: list[str]
) -> None:
    assert [part.kind.value for part in read_line(line, LIBRARY).parts[1:]] == kinds
