"""Keys are known by their places on keyboards without Latin letters."""

from __future__ import annotations

import unicodedata

import pytest
from liftronome.presentation.keyboard_layouts import LAYOUTS, PLACES, latin_letter

ACTION_LETTERS = "pmsruklq"


@pytest.mark.parametrize("language", LAYOUTS)
def test_every_letter_key_that_means_something_is_known_by_its_place(language: str) -> None:
    for row in filter(None, LAYOUTS[language]):
        written = {key: char for key, char in zip(PLACES, row, strict=False) if char != " "}
        for key in ACTION_LETTERS:
            if key in written:
                assert latin_letter(written[key], language) == key
                assert latin_letter(written[key].upper(), language) == key


def test_the_table_covers_the_keys_that_mean_something_on_each_layout() -> None:
    assert len(LAYOUTS) >= 14
    for language, (row, shifted) in LAYOUTS.items():
        assert len(row) == len(PLACES) >= len(shifted), language
        assert all(row[PLACES.index(key)] != " " for key in ACTION_LETTERS), language


@pytest.mark.parametrize(
    "written",
    [
        "зьыкгл",
        "πμσρθκ",
        "حةسقعن",
        "פצדרול",
        "ยทหพีา",
        "პმსრუკ",
        "जसेीहक",
    ],
)
def test_the_keys_of_the_bench_are_found_without_knowing_the_language(written: str) -> None:
    assert "".join(latin_letter(char) for char in written) == "pmsruk"


@pytest.mark.parametrize("char", ["q", "Q", "ｑ", "Ｑ", "ԛ", "й", "Й"])
def test_q_is_known_in_full_width_and_in_cyrillic(char: str) -> None:
    assert latin_letter(char) == "q"


def test_the_language_decides_between_layouts_that_put_a_letter_on_different_keys() -> None:
    assert (latin_letter("к"), latin_letter("к", "sr")) == ("r", "k")
    assert (latin_letter("п"), latin_letter("п", "mk")) == ("g", "p")


def test_punctuation_is_a_letter_key_only_where_the_language_says_so() -> None:
    assert [latin_letter(char) for char in "/;,'+-= 5é"] == [""] * 10
    assert (latin_letter("/", "he"), latin_letter(";", "el"), latin_letter(",", "bg")) == ("q", "q", "q")


def test_nothing_in_the_table_is_invisible_by_itself() -> None:
    chars = {char for rows in LAYOUTS.values() for row in rows for char in row}
    assert {char for char in chars if unicodedata.category(char) in ("Cc", "Cf", "Cn")} == set()
