"""Every scheme has a line, and the line says exactly that scheme."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line import LineError, PartKind, format_details, format_line
from liftronome.domain.line.reader import read_details, read_line
from liftronome.domain.line.text import plain_line
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import default_preset
from liftronome.domain.scheme.load import Unit
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet

from tests.domain.scheme.schemes import lengths, schemes
from tests.domain.strategies import tempos

THRUST = Exercise("hip-thrust", "Hip thrust", Start.CONCENTRIC, parse_tempo("30X2"), squeezed="glutes")
SQUAT = Exercise("back-squat", "Back squat", Start.ECCENTRIC, parse_tempo("30X1"))
CURL = Exercise("barbell-curl", "Barbell curl", Start.CONCENTRIC, parse_tempo("3012"))
SWING = Exercise("kettlebell-swing", "Kettlebell swing", Start.CONCENTRIC, None, beat_ms=1500)
PLANK = Exercise("plank", "Plank", Start.CONCENTRIC, None, is_hold=True)
LIBRARY = Library((THRUST, SQUAT, CURL, SWING, PLANK))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.sampled_from([THRUST, SQUAT]), tempos, st.sampled_from(Start), st.data())
def test_the_line_of_a_scheme_reads_as_that_scheme(
    exercise: Exercise, tempo: Any, start: Start, data: st.DataObject
) -> None:
    preset = replace(default_preset(exercise), tempo=tempo, start=start)
    preset = replace(preset, scheme=data.draw(schemes(preset.pacing)))
    line = format_line(preset, LIBRARY)
    read = read_line(line, LIBRARY)
    assert read.preset == preset, line
    assert format_line(read.preset, LIBRARY) == line


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.sampled_from([THRUST, SQUAT]), tempos, st.sampled_from(Start), st.data())
def test_without_its_exercise_the_line_reads_as_that_scheme_too(
    exercise: Exercise, tempo: Any, start: Start, data: st.DataObject
) -> None:
    preset = replace(default_preset(exercise), tempo=tempo, start=start)
    preset = replace(preset, scheme=data.draw(schemes(preset.pacing)))
    assert read_details(format_details(preset), exercise).preset == preset


def test_what_cannot_be_read_without_an_exercise_is_pointed_at() -> None:
    with pytest.raises(LineError, match=r"“wibble” at place 5 .*: write sets x reps") as caught:
        read_details("3x8 wibble", SQUAT)
    assert caught.value.position == 4


@given(st.lists(lengths, min_size=1, max_size=3), st.integers(1, 5))
def test_the_line_of_a_hold_reads_as_that_hold(minis: list[MiniSet], count: int) -> None:
    scheme = Scheme((WorkingSet(tuple(minis)),) * count)
    line = format_line(replace(default_preset(PLANK), scheme=scheme), LIBRARY)
    assert read_line(line, LIBRARY).preset.scheme == scheme


def test_a_ramp_and_tempos_by_set_are_written_as_they_are_read() -> None:
    for line in (
        "Hip thrust 2x5 @ 2010 > 6010 rest 90",
        "Hip thrust 3x5 @ 4010 | 3010 > 6010 | 20X0 rest 90",
        "Hip thrust 3x8-10 @ 31X2 each side rest 60",
        "Hip thrust 5x3 @ 20X1 60/62.5/65/67.5/70kg RPE 8 every 60",
        "Back squat warm-up 8,5 1x5, 3x8 1½ reps shortened @ 30X1 rest 180",
        "Back squat 12,10,8+ @ 30X1 rest 90",
        "Hip thrust 2x12+10+8 last set drop @ 31X2 break 20 rest 90",
        "Hip thrust 3x10 @ 31X2 reps 8-10 @ 5010 last rep hold 10 stretched rest 90",
        "Kettlebell swing 3x40s @ 1.4 s a rep rest 90",
    ):
        reading = read_line(line, LIBRARY)
        assert format_line(reading.preset, LIBRARY) == line


def test_a_line_tells_part_by_part_what_it_understood() -> None:
    line = "A1. Hip thrust – heavy 3x8-10 @ 3-1-X-2 last rep 10-0-X-0 rest 120 // slow"
    parts = read_line(line, LIBRARY).parts
    assert [(part.kind, line[part.start : part.end]) for part in parts] == [
        (PartKind.LABEL, "A1. "),
        (PartKind.EXERCISE, "Hip thrust"),
        (PartKind.NAME, "heavy"),
        (PartKind.SETS, "3x8-10"),
        (PartKind.TEMPO, "@ 3-1-X-2"),
        (PartKind.LAST_REP, "last rep 10-0-X-0"),
        (PartKind.REST, "rest 120"),
        (PartKind.NOTE, "// slow"),
    ]


def test_the_unit_of_a_bare_load_is_the_lifters() -> None:
    (load,) = read_line("Hip thrust 3x8x60", LIBRARY, Unit.LB).preset.scheme.loads
    assert str(load) == "60lb"


PIECES = """Hip thrust;Back squat;Plank;– heavy;–;3x8;3x8-10;12,10,8;4x2+2+2;3xAMRAP;3x40s;@;3-1-X-2;20X1;4/2
8;60;rest;90;s;min;each side;60kg;+20kg;RPE 8;every 60;EMOM;break 15;last rep;hold 10;rep 3;reps 6-8;5010
warm-up 8,5;drop;|;>;1½ reps;(;);// note 5;75%;100 m;12/10/8;2 s pause;";A1.;,"""
pieces = st.sampled_from([piece for row in PIECES.splitlines() for piece in row.split(";")])
lines = st.one_of(
    st.text(),
    st.lists(pieces, max_size=8).map(" ".join),
    st.lists(pieces, max_size=8).map(lambda drawn: f"Hip thrust {' '.join(drawn)}"),
    st.text(alphabet="0123456789xX*@-–/:., +()|>sk%", max_size=25).map("Hip thrust {}".format),
)


@given(lines)
def test_any_text_gives_a_scheme_or_an_error_with_a_reason_and_a_place(line: str) -> None:
    try:
        reading = read_line(line, LIBRARY)
    except LineError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
        assert 0 <= error.position <= len(line)  # noqa: PT017
        return
    assert all(0 <= part.start < part.end <= len(line) for part in reading.parts)


@given(lines)
def test_no_digit_of_a_line_is_lost_in_silence(line: str) -> None:
    """Each belongs to a part that was understood, or was kept as a name or a note."""
    try:
        reading = read_line(line, LIBRARY)
    except LineError:
        return
    understood = {place for part in reading.parts for place in range(part.start, part.end)}
    digits = [match.start() for match in re.finditer(r"[0-9]", plain_line(line))]
    assert [place for place in digits if place not in understood] == []


@pytest.mark.parametrize(
    ("line", "name", "notes"),
    [
        ("Hip thrust – max 3x5", "max", ""),
        ("Hip thrust – drop day 3x5", "drop day", ""),
        ("Hip thrust – warm-up 3x8", "warm-up", ""),
        ("Hip thrust – spring 2024 3x8 @ 31X2", "spring 2024", ""),
        ("Hip thrust – 3x10 day 4x8", "3x10 day", ""),
        ("Hip thrust – heavy – light 3x5", "heavy – light", ""),
        ('Hip thrust "3x5 day" 3x8', "3x5 day", ""),
        ("Hip thrust 3x8 – slow – rest 90", "", "slow"),
        ("Hip thrust 3x8 (slow) • own it", "", "slow; own it"),
        ("Hip thrust 3x8 myo", "", "myo"),
    ],
)
def test_a_name_is_what_the_rest_of_the_line_does_not_need(line: str, name: str, notes: str) -> None:
    reading = read_line(line, LIBRARY)
    assert (reading.preset.name, reading.notes) == (name, notes)


@pytest.mark.parametrize("piece", ["8,", "1+", "3x8, ", "8/", "3-1-", "60,5kg,", "( ", "90s ", "1:30 "])
def test_a_long_line_is_refused_soon(piece: str) -> None:
    before = time.process_time()
    with pytest.raises(LineError):
        read_line(f"Hip thrust {piece * 500}x", LIBRARY)
    assert time.process_time() - before < 5
