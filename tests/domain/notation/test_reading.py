"""A tempo is read with whatever coaches write around it, and never read wrongly."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.notation import AmbiguousTempo, TempoError, parse_tempo, read_tempo
from liftronome.domain.notation.characters import plain
from liftronome.domain.tempo import Pace, PhaseTime, Tempo

from tests.domain.strategies import tempos


@pytest.mark.parametrize(
    ("text", "written", "note"),
    [
        ("tempo 3-0-1-0.", "3010", ""),
        ("@ 20X1 Tempo", "20X1", ""),
        ("3-1-1-0 tempo, 90 sec rest", "3110", "90 sec rest"),
        ("Tempo 31X1 (lower / pause / lift / pause)", "31X1", "lower / pause / lift / pause"),
        ("Tempo 3-0-X-0 (3s descente)", "30X0", "3s descente"),
        ("4-1-X-1 // 4s down", "41X1", "4s down"),
        ("4-1-X-1 • own the bottom", "41X1", "own the bottom"),
        ("Tempo 3-0-X-2 - RPE7", "30X2", "RPE7"),
        ("30X1 — slow!", "30X1", "slow!"),
        ("tempo 3-0-1-0, RPE 8", "3010", "RPE 8"),
        ("3,1,1,0, RPE 8, slow", "3110", "RPE 8, slow"),
        ("3-1-1, 90 sec rest", "3110", "90 sec rest"),
        ("(3010) [each rep]", "3010", "each rep"),
        ("3 1 1 0 tempo - slow", "3110", "slow"),
        ("30X1...", "30X1", ""),
        ("3.1.1.0.", "3110", ""),
        ("темп 3-0-1", "3010", ""),
        ("τέμπο: 3-0-1", "3010", ""),
        ("テンポ 3-0-1", "3010", ""),
        ("30Χ1", "30X1", ""),
        ("30χ1", "30X1", ""),
        ("3·1·1·0", "3110", ""),
        ("3・1・1・0", "3110", ""),
        ("3,1,1,0", "3110", ""),
        ("3, 1, 1", "3110", ""),
        ("3;1;1;0", "3110", ""),
        ("3、1、1、0", "3110", ""),
        ("٣-١-١-٠", "3110", ""),
        ("۳۱۱۰", "3110", ""),
        ("३-१-X-०", "31X0", ""),
        ("3ー1ー1ー0", "3110", ""),
        ("3⸺1⸺1⸺0", "3110", ""),
        ("3\"-1\"-1\"-0\"", "3110", ""),
        ("3″/1″/1″/0″", "3110", ""),
        ("“3-1-X-0”", "31X0", ""),
        ("«3-1-X-0»", "31X0", ""),
        ("'3-1-X-0'", "31X0", ""),
    ],
)  # fmt: skip
def test_a_tempo_is_found_in_what_is_written_around_it(text: str, written: str, note: str) -> None:
    reading = read_tempo(text)
    assert (str(reading.tempo), reading.note) == (written, note)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4s", "1 part"),
        ("slow", "“s” at place 1"),
        ("3-1-1 - 2 up", "“3” at place 1 belongs to no phase"),
        ("3,1,1, 2 slow", "“s” at place 10 is no part"),
        ("3-1-1 (2)", "“[(]” at place 7"),
        ("3,1,1,0,5, slow", "no number of seconds"),
        ("3-1-1-0-5 s", "5 parts"),
        ("3-1-1-0-5 reps", "“r” at place 11"),
        ("3-1-1-0, 3", "mixed separators"),
        ("3.1,1.0", "no number of seconds"),
        ("3,5;0;1;0", "no number of seconds"),
        ("3-1-1-0; slow", "“s” at place 10 is no part"),
        ("61-0-1-0 (slow)", "at most 60 s"),
        ("3-0-1-0 @ 80 kg", "“@” at place 9"),
        ("tempo", "no tempo yet"),
    ],
)
def test_what_might_be_a_part_is_never_taken_for_a_remark(text: str, reason: str) -> None:
    with pytest.raises(TempoError, match=reason) as caught:
        read_tempo(text)
    assert not isinstance(caught.value, AmbiguousTempo)


def test_a_question_keeps_the_remark_for_either_answer() -> None:
    with pytest.raises(AmbiguousTempo) as caught:
        read_tempo("4/2 (slow)")
    assert [reading.note for reading in caught.value.readings] == ["slow", "slow"]


SCRIPTS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙")
SEPARATORS = ("-", "–", "—", "−", "ー", "/", ":", " ", " - ", " / ")
AROUND = (
    *("{}", "@{}", "@ {}", "Tempo {}", "темп: {}", "{} tempo", "({})", "“{}”"),
    *("{} (3 s down)", "{}, RPE 8", "{} // 5 reps"),
)


@given(
    tempos,
    st.sampled_from(SCRIPTS),
    st.sampled_from(SEPARATORS),
    st.sampled_from("xX×хХΧχ✕"),
    st.sampled_from(("", "s", " sec", "″")),
    st.sampled_from(AROUND),
)
def test_any_usual_writing_of_a_tempo_means_that_tempo(
    tempo: Tempo, digits: str, separator: str, sign: str, unit: str, around: str
) -> None:
    parts = re.findall(r"X!?|\*|0!|[0-9.]+", "-".join(written_parts(tempo)))
    there = [f"{part}{unit}" if part[0].isdigit() and "!" not in part else part for part in parts]
    text = around.format(separator.join(there).replace("X", sign))
    assert (
        parse_tempo(text.translate(str.maketrans("0123456789", digits)) if "{} (" not in around else text)
        == tempo
    )


def written_parts(tempo: Tempo) -> list[str]:
    text = str(tempo)
    return text.split("-") if "-" in text else re.findall(r"[0-9X*]!?", text)


def says(part: PhaseTime) -> str:
    return (
        "X" if part.pace is Pace.EXPLOSIVE else "*" if part.pace is Pace.OWN else str(Decimal(part.ms) / 1000)
    )


def said_by(text: str) -> list[str]:
    """What the parts of a text without words say, one after the other."""
    same = re.sub(r"[s\"!()]", " ", plain(text)).strip().strip(".")
    bare = re.fullmatch(r"[0-9X*]+", same)
    found = re.findall(r"[0-9X*]", same) if bare else re.findall(r"X|\*|[0-9]+(?:[.,][0-9]+)?", same)
    listed = re.fullmatch(r"\s*[0-9X*]+(?:\s*([.,])\s*[0-9X*]+)(?:\s*\1\s*[0-9X*]+){1,2}\s*", same)
    if listed:
        found = re.findall(r"X|\*|[0-9]+", same)
    return [part if part in "X*" else str(Decimal(part.replace(",", ".")).normalize()) for part in found]


@given(st.text(alphabet='0123456789xX*-/:.,;· s"()!٣ー', max_size=14))
def test_whatever_is_understood_is_what_its_digits_say(text: str) -> None:
    try:
        reading = read_tempo(text)
    except TempoError:
        return
    said = said_by(text)
    parts = [reading.tempo.eccentric, reading.tempo.pause_stretched]
    parts += [reading.tempo.concentric, reading.tempo.pause_shortened]
    got = [says(part) for part in parts]
    got = [part if part in "X*" else str(Decimal(part).normalize()) for part in got]
    if reading.note:
        assert len(re.sub(r"[^0-9X*]", "", plain(text))) >= len(re.sub(r"[^0-9X*]", "", plain(reading.note)))
        return
    expected = [said[0], "0", said[1]] if len(said) == 2 else said
    assert got == [*expected, "0", "0"][:4]
