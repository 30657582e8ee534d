"""A sheet as a coach writes it: each line is an exercise with its sets, a note, or told as not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liftronome.domain.exercise import Exercise, Library, NameMatch
from liftronome.domain.line import format_line
from liftronome.domain.scheme.load import Unit
from liftronome.domain.workout.sheet import Sheet, read_sheet
from liftronome.domain.workout.sheet_results import sheet_json
from liftronome.store.presets.exercises import load_library

SHEETS: Final = Path(__file__).with_name("sheets")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def told(sheet: Sheet, library: Library) -> Iterator[str]:
    """What a sheet came to, in the order of its lines."""
    yield f"title: {sheet.title}"
    lines: list[tuple[int, str]] = []
    for entry in sheet.entries:
        remarks = [f"// {entry.notes}"] if entry.notes else []
        remarks += [f"[{choice}]" for choice in entry.said]
        lines.append(
            (
                entry.line,
                " ".join(filter(None, (entry.label, format_line(entry.plan.preset, library), *remarks))),
            )
        )
    lines += [(note.line, f"note: {note.text}") for note in sheet.notes]
    lines += [
        (wrong.line, f"not understood: {wrong.text.split(chr(9))[0]}: {wrong.why}")
        for wrong in sheet.not_understood
    ]
    yield from (f"{number}: {text}" for number, text in sorted(lines))


@pytest.mark.parametrize("name", sorted(path.stem for path in SHEETS.glob("*.txt")))
def test_a_sheet_is_read_line_by_line_as_its_coach_means_it(name: str, library: Library) -> None:
    sheet = read_sheet((SHEETS / f"{name}.txt").read_text("utf-8"), library)
    assert list(told(sheet, library)) == (SHEETS / f"{name}.understood").read_text("utf-8").splitlines()


def read(*lines: str, unit: Unit = Unit.KG) -> Sheet:
    return read_sheet("\n".join(lines), load_library(), unit)


def test_an_exercise_alone_takes_the_prescription_below_it_and_no_other() -> None:
    sheet = read("A1. Back squat", "", "3x8 @ 3010", "rest 60", "", "rest 90")
    assert [entry.line for entry in sheet.entries] == [1]
    assert sheet.entries[0].plan.preset.rest_ms == 60_000
    assert [wrong.line for wrong in sheet.not_understood] == [6]


def test_an_exercise_without_any_sets_is_never_guessed() -> None:
    sheet = read("Legs", "Back squat", "Hip thrust 3x8")
    assert [entry.line for entry in sheet.entries] == [3]
    assert "it has no sets" in sheet.not_understood[0].why


def test_sets_that_are_taken_as_usual_are_said() -> None:
    assert read("Legs", "Back squat @ 3010").entries[0].said == ("no sets written: 3 sets of 10 reps taken",)


@pytest.mark.parametrize("separator", ["\t", " | ", ";"])
def test_the_columns_of_a_table_are_found_by_their_headings(separator: str) -> None:
    rows = (
        ("Rest (min)", "Movement", "Load", "RIR", "Reps", "Sets", "Tempo"),
        ("1.5", "Row", "50", "2", "8-10", "3", "30X1"),
    )
    sheet = read(*(separator.join(row) for row in rows), unit=Unit.LB)
    preset = sheet.entries[0].plan.preset
    assert format_line(preset, load_library()) == "Seated row 3x8-10 @ 30X1 50lb RIR 2 rest 90"
    assert sheet.entries[0].said == ("“50” read as 50 lb",)


def test_what_a_row_lacks_is_told_and_its_other_columns_are_kept_as_notes() -> None:
    sheet = read(
        "Exercise;Sets;Reps;Muscle", "Hip thrust;3;8;glutes", "Dip;3;;", "Dip;;8;", ";3;8;", "Dip;a few;8;"
    )
    assert sheet.entries[0].notes == "Muscle: glutes"
    assert [wrong.why for wrong in sheet.not_understood] == [
        "no reps are given for 3 sets",
        "no number of sets is given for 8 reps",
        "there is no exercise in this row",
        "“a few” is no number of sets",
    ]


def test_columns_without_headings_are_not_guessed() -> None:
    sheet = read("Legs", "Back squat\t3\t8\t3010\t90")
    assert "the columns have no headings" in sheet.not_understood[0].why


def test_a_sheet_has_the_form_that_scripts_rely_on() -> None:
    found: dict[str, Any] = sheet_json(read("Legs", "A1. Back squat 3x8", "easy today", "Dip 3x8 foo"))
    assert found["title"] == "Legs"
    assert [(entry["label"], entry["line"]) for entry in found["entries"]] == [("A1", 2)]
    assert found["entries"][0]["plan"]["exercise"] == "Back squat"
    assert found["notes"] == [{"line": 3, "text": "easy today"}]
    assert [(wrong["line"], wrong["text"]) for wrong in found["not_understood"]] == [(4, "Dip 3x8 foo")]


def test_a_set_that_cannot_be_performed_is_not_understood() -> None:
    assert "at most 15 minutes" in read("Legs", "Back squat 1x100 @ 9090").not_understood[0].why


_WORDS: Final = st.sampled_from(
    (
        *(
            "Back squat",
            "Dip",
            "A1.",
            "- ",
            "3x8",
            "@ 3010",
            "rest 90",
            "\t",
            ";",
            "|",
            " ",
            "\n",
            "# ",
            "**",
        ),
        *("Exercise", "Sets", "Reps", "4/2", "60kg", "“", "Tempo: 30X1", "–"),
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_WORDS, st.text(max_size=8)), max_size=40).map("".join))
def test_any_text_is_a_sheet_and_no_line_is_told_twice(text: str) -> None:
    sheet = read_sheet(text, load_library())
    lines = [entry.line for entry in sheet.entries] + [note.line for note in sheet.notes]
    lines += [wrong.line for wrong in sheet.not_understood]
    assert len(lines) == len(set(lines))
    assert all("\n" not in wrong.why for wrong in sheet.not_understood)


class _Counting:
    """A library that counts how often it is asked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.asked = 0

    def leading(self, words: Sequence[str]) -> tuple[NameMatch, int] | None:
        self.asked += len(words)
        return self._library.leading(words)

    def find(self, name: str) -> Exercise:
        self.asked += 1
        return self._library.find(name)


@pytest.mark.parametrize(
    "line",
    [
        "Back squat 3x{} @ 3010",
        "Zercher carry {}x20m",
        "Rest {} min, and drink",
        "Back squat",
        "{} x",
        "rest {}",
    ],
)
def test_the_work_grows_with_the_lines_and_no_faster(line: str, library: Library) -> None:
    asked = []
    for count in (50, 100):
        names = _Counting(library)
        read_sheet(
            "\n".join(line.format(number % 90 + 1) + " " * (number // 90) for number in range(count)), names
        )
        asked.append(names.asked)
    assert asked[1] <= 2.1 * asked[0] + 20


def test_a_line_of_any_length_is_told_at_once(library: Library) -> None:
    sheet = read_sheet("Legs\n" + "rest ** __ " * 50_000 + "\nDip 3x8", library)
    assert [entry.line for entry in sheet.entries] == [3]
    assert sheet.not_understood[0].why == "it is longer than 1500 characters"
