"""What lifters write may be of any script, as long as it can be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.writing import check_text, folded_name, written_name


def named(text: str) -> str:
    return written_name(text, 80, whose="a preset", example="heavy")


@pytest.mark.parametrize("text", ["heavy", "мощно", "重い", "می‌خواهم", "👩‍🦰 day", "1", "a\u0301"])
def test_a_name_may_be_of_any_script(text: str) -> None:
    assert named(f"  {text}\n") == text


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\u200d \u00a0"])
def test_a_name_that_nobody_can_see_is_none(text: str) -> None:
    with pytest.raises(InputError, match="a preset needs a name, such as “heavy”"):
        named(text)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\x1b[31mb", "a\x85\x07"])
def test_a_character_that_no_screen_can_show_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(InputError, match="cannot be shown at place 2"):
        check_text("the name", text, 80)


def test_notes_may_have_several_lines_and_a_name_may_not() -> None:
    check_text("the notes", "one\n\ttwo", 80, may_break=True)
    with pytest.raises(InputError, match=r"at place 4 \(U\+000A\)"):
        check_text("the name", "one\ntwo", 80)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Heavy", "hEAVY"),
        ("straße", "STRASSE"),
        ("\u00e9", "e\u0301"),
        ("a  b", " a b"),
        ("ÅNGSTRÖM", "ångström"),
    ],
)
def test_names_that_read_alike_are_the_same(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@given(st.text())
def test_any_text_is_a_name_or_is_refused_and_a_name_stays_as_it_is(text: str) -> None:
    try:
        name = named(text)
    except InputError:
        return
    assert named(name) == name
    assert folded_name(folded_name(name)) == folded_name(name)
