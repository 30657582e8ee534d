"""`liftronome read` says what it understood of a sheet, line by line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.store.workouts.workouts import WorkoutStore
from liftronome.terminal.data import data_in

from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]
SHEET = "Legs\n\nA1. Back squat 3x8 @ 3010 rest 60-90\nKeep your chest up\nA2. Zercher carry 3x20m\n"


def test_a_sheet_is_told_in_the_order_of_its_lines(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "legs.txt"
    file.write_text(SHEET, "utf-8")
    assert main(["read", str(file)]) == 2
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        "Title: Legs",
        "Line 3: A1. Back squat",
        "  Sets 1–3: 8 reps, lower 3 · no pause · stand up 1 · no pause",
        "  10 s to get ready, 5 s count-in, rest 60 s",
        "  3:51 in all, 1:36 under tension",
        "  Choice: 60–90 s read as 60",
        "Line 4: note: Keep your chest up",
        "Line 5: not understood: A2. Zercher carry 3x20m",
        "  no exercise is called “Zercher carry”: “liftronome exercises” lists them all",
        "1 exercise, 1 note, 1 line not understood",
    ]


def test_a_sheet_from_standard_input_is_printed_for_scripts(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Legs\nBack squat 3x8".encode("utf-16")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["read", "-", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["title", "entries", "notes", "not_understood"]
    assert (found["title"], found["entries"][0]["line"], found["entries"][0]["label"]) == ("Legs", 2, None)


def test_what_is_no_sheet_is_refused(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "sheet"
    assert "cannot be read: no such file" in refused(capsys, "read", file, status=1)
    assert "cannot be read: is a directory" in refused(capsys, "read", tmp_path, status=1)
    assert "a file needs a name" in refused(capsys, "read", "")
    file.write_bytes(b"\n--\n")
    assert "there is no sheet in it" in refused(capsys, "read", file)
    file.write_bytes(b"PK\0\x01\xff")
    assert "is no text" in refused(capsys, "read", file)


def test_a_sheet_is_saved_as_a_workout_if_all_of_it_was_understood(
    tmp_path: Path, own_data_folder: Path, capsys: Capture
) -> None:
    file = tmp_path / "legs.txt"
    file.write_text(SHEET, "utf-8")
    assert main(["read", str(file), "--save", "Legs"]) == 2
    file.write_text("Legs\nA1. Back squat 3x8\nA2) Dip\n3x10 rest 60\nB. Plank 3x30s\nEasy today\n", "utf-8")
    assert main(["read", str(file), "--save", "Legs"]) == 0
    assert capsys.readouterr().out.endswith("Saved as the workout “Legs”\n")
    with data_in(own_data_folder) as data:
        (stored,) = WorkoutStore(data.database).all()
    assert [(entry.line, entry.group) for entry in stored.workout.entries] == [
        ("Back squat 3x8", "A"),
        ("Dip 3x10 rest 60", "A"),
        ("Plank 3x30s", ""),
    ]
    assert stored.workout.notes == "Easy today"
    assert main(["read", str(file), "--save", "legs"]) == 2
    assert "a workout is already called “Legs”" in capsys.readouterr().err
