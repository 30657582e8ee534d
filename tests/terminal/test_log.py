"""`log` shows what was performed: to people, to scripts and to spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.domain.log_entry import Unit
from liftronome.domain.performance import Ended, PerformedPause
from liftronome.domain.preset import Side
from liftronome.domain.scheme.load import Load, LoadKind
from liftronome.store.base.settings import Settings
from liftronome.store.log.log import SetLogStore
from liftronome.store.log.reading import LATEST_S
from liftronome.store.opening.opening import open_database
from liftronome.terminal.log_table import set_row

from tests.store.log_examples import PLAN, logged, rep
from tests.terminal.pseudo_terminal import in_terminal

Capture = pytest.CaptureFixture[str]


def set_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()


@pytest.fixture
def log(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SetLogStore]:
    set_zone(monkeypatch, "UTC")
    database = open_database(own_data_folder).database
    yield SetLogStore(database)
    database.close()
    monkeypatch.undo()
    time.tzset()


def two_sessions(log: SetLogStore) -> None:
    first = logged(log, "monday", reps=10)
    log.annotate(first.id, done_reps=9, load=82.5, unit=Unit.KG, effort=8.5, feeling=4, note="=1+1")
    logged(log, "monday", set_number=2, reps=4, ended=Ended.EARLY)
    logged(log, "tuesday", day=1, exercise="back-squat", ended=None)


def test_a_line_for_each_set_and_each_session_where_no_terminal_is(log: SetLogStore, capsys: Capture) -> None:
    two_sessions(log)
    assert main(["log"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "Date Exercise Set Reps Tension Load Effort Felt Ended",
        "2027-01-15 08:01 Hip thrust · heavy · 31X2 1/3 9 (10/10) 1:00 82.5 kg 8.5 4 completed",
        "2027-01-15 08:03 Hip thrust · heavy · 31X2 2/3 4 (4/10) 0:24 early",
        "session 2 sets 13 1:24",
        "2027-01-16 08:01 Back squat · heavy · 31X2 1/3 2 (2/10) 0:12 unfinished",
        "session 1 set 2 0:12",
    ]


def test_a_terminal_gets_a_table_that_says_what_its_numbers_are(log: SetLogStore) -> None:
    two_sessions(log)
    text = in_terminal("log").text
    for shown in ("9 (10/10)", "82.5 kg", "2 sets", "unfinished", "Reps: done (paced/planned)"):
        assert shown in text


def test_a_row_names_the_side_and_leaves_out_what_there_is_not(log: SetLogStore) -> None:
    set_id = log.begin_set(replace(PLAN, side=Side.LEFT, preset_name="", tempo=""))
    assert set_row(log.get(set_id))[1:4] == ("Hip thrust", "1/3 left", "0 (0/10)")


def test_json_has_all_that_is_known_oldest_first(log: SetLogStore, capsys: Capture) -> None:
    two_sessions(log)
    assert main(["log", "--json"]) == 0
    first, second, third = json.loads(capsys.readouterr().out)
    assert (second["set"], third["exercise"], third["ended"]) == (2, "Back squat", None)
    assert len(first.pop("reps")) == 10
    assert second["reps"][3] == {
        "rep": 4,
        "complete": True,
        "phases": [
            {"phase": "concentric", "duration_ms": 1000},
            {"phase": "pause_shortened", "duration_ms": 2000},
            {"phase": "eccentric", "duration_ms": 3000},
        ],
        "mini_set": 1,
    }
    del first["id"]
    assert first == {
        "session_id": "monday",
        "started_at": "2027-01-15T08:01:40+00:00",
        "exercise_id": "hip-thrust",
        "exercise": "Hip thrust",
        "preset": "heavy",
        "tempo": "31X2",
        "start": "concentric",
        "set": 1,
        "sets": 3,
        "side": None,
        "planned_reps": 10,
        "paced_reps": 10,
        "done_reps": 9,
        "tension_ms": 60_000,
        "ended": "completed",
        "load": 82.5,
        "unit": "kg",
        "effort": 8.5,
        "feeling": 4,
        "note": "=1+1",
        "pauses": [{"rep": 10, "duration_ms": 12_000}],
        "warm_up": False,
        "open": False,
        "reps_least": None,
        "rep_tempos": ["31X2"] * 10,
        "load_planned": None,
        "workout": None,
    }


VARIED = replace(
    PLAN,
    warm_up=True,
    reps=3,
    reps_least=(2, 1),
    rep_tempos=("20X0", "20X0", "10-0-X-0"),
    loads=(Load(62.5, Unit.KG), Load(20, Unit.KG, LoadKind.ADDED)),
    workout="Legs",
)


def test_what_a_varied_set_planned_stands_behind_the_rest(
    log: SetLogStore, capsys: Capture, tmp_path: Path
) -> None:
    for plan in (VARIED, replace(PLAN, open=True, reps=None, set_number=2)):
        set_id = log.begin_set(plan)
        log.add_rep(set_id, replace(rep(1), mini_set=2))
        log.end_set(set_id, Ended.COMPLETED, 1, 6000)
    assert main(["log", "--json", "--csv", str(tmp_path / "log.csv")]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["reps"][0]["mini_set"] == 2
    assert list(first.items())[-6:] == [
        ("warm_up", True),
        ("open", False),
        ("reps_least", [2, 1]),
        ("rep_tempos", ["20X0", "20X0", "10-0-X-0"]),
        ("load_planned", [{"value": 62.5, "unit": "kg"}, {"value": 20, "unit": "kg"}]),
        ("workout", "Legs"),
    ]
    assert (second["open"], second["planned_reps"], second["rep_tempos"]) == (True, None, [])
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as text:
        row = next(csv.reader(text)), next(csv.reader(text))
    assert row[0][-7:] == ["note", "warm_up", "open", "reps_least", "rep_tempos", "load_planned", "workout"]
    assert row[1][-6:] == ["true", "false", "2+1", "20X0 20X0 10-0-X-0", "62.5 kg + 20 kg", "Legs"]
    assert [set_row(found)[2:4] for found in reversed(log.sets())] == [
        ("1/3 warm-up", "1 (1/3)"),
        ("2/3", "1 (1/open)"),
    ]


def test_a_csv_file_has_a_row_for_each_set(log: SetLogStore, capsys: Capture, tmp_path: Path) -> None:
    two_sessions(log)
    file = tmp_path / "log.csv"
    assert main(["log", "--csv", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: 3 sets\n"
    with file.open(encoding="utf-8", newline="") as text:
        first, second, third = csv.DictReader(text)
    assert (first["done_reps"], first["load"], first["unit"], first["effort"]) == ("9", "82.5", "kg", "8.5")
    assert (first["pauses"], first["paused_ms"], first["tension_ms"]) == ("1", "12000", "60000")
    assert (second["ended"], second["load"], third["ended"]) == ("early", "", "unfinished")
    assert first["started_at"] == "2027-01-15T08:01:40+00:00"


STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2024-03-31 18:03:22,"Legs",1h 5m,"Squat (Barbell)",W,60,8,0,0,"","",
2024-03-31 18:03:22,"Legs",1h 5m,"Squat (Barbell)",1,heavy,5,0,0,"",,
2024-03-31 18:03:22,"Legs",1h 5m,"Squat (Barbell)",2,?,5,0,0,"",,
2024-03-31 18:03:22,"Legs",1h 5m,"Zercher carry",1,0,0,0,60,"",,
2024-03-31 18:03:22,"Legs",1h 5m,,1,0,0,0,60,"",,
"""


def test_a_training_log_of_another_program_is_imported_once(
    log: SetLogStore, capsys: Capture, tmp_path: Path
) -> None:
    file = tmp_path / "strong.csv"
    file.write_text(STRONG, encoding="utf-8")
    wrong = "3 rows not understood: lines 3-4, 6"
    assert main(["import", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{file}: 2 sets of Strong added, 0 already here, {wrong}\n"
    assert [line.removeprefix("liftronome: ") for line in err.splitlines()] == [
        "weights without a unit read as kg",
        "line 3: “heavy” is no weight",
        "line 4: “?” is no weight",
        "line 6: it names no exercise",
    ]
    assert main(["import", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: 0 sets of Strong added, 2 already here, {wrong}\n"
    assert [set_row(found)[1:] for found in reversed(log.sets())] == [
        ("Back squat", "1 warm-up", "8", "", "60 kg", "", "", "in Strong"),
        ("Zercher carry", "1", "", "", "", "", "", "in Strong"),
    ]
    assert main(["log", "--exercise", "zercher CARRY", "--json"]) == 0
    (carry,) = json.loads(capsys.readouterr().out)
    known = {"exercise", "started_at", "set", "note", "warm_up", "workout", "id", "session_id"}
    assert {key: value for key, value in carry.items() if key in known - {"id", "session_id"}} == {
        "exercise": "Zercher carry",
        "started_at": "2024-03-31T18:03:22+00:00",
        "set": 1,
        "note": "60 s",
        "warm_up": False,
        "workout": "Legs",
    }
    assert not any(value for key, value in carry.items() if key not in known)
    assert [carry[key] for key in ("reps", "pauses", "tension_ms", "preset")] == [[], [], None, None]


def test_a_training_log_comes_in_through_standard_input(
    log: SetLogStore, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STRONG.encode())))
    assert main(["import", "-"]) == 0
    assert capsys.readouterr().out.startswith("standard input: 2 sets of Strong added")


def test_weights_without_a_unit_have_that_of_the_options(
    log: SetLogStore, capsys: Capture, tmp_path: Path
) -> None:
    Settings(log.database).set("bench.load_unit", "lb")
    file = tmp_path / "strong.csv"
    file.write_text(STRONG, encoding="utf-8")
    assert main(["import", str(file)]) == 0
    assert "weights without a unit read as lb" in capsys.readouterr().err
    assert log.sets()[1].annotation.unit is Unit.LB


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", STRONG.splitlines()[0], f"{STRONG.splitlines()[0]}\nx,,,,,,,,,,,\n"]
)
def test_a_file_of_which_nothing_can_be_read_is_bad_input(
    log: SetLogStore, capsys: Capture, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "strong.csv"
    file.write_text(text, encoding="utf-8")
    assert main(["import", str(file)]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "nothing was imported" in err
    assert log.sets() == []


@pytest.mark.parametrize("form", ["liftronome", "strong", "hevy", "fitnotes"])
def test_the_log_is_written_for_other_programs_and_known_when_it_comes_back(
    log: SetLogStore, capsys: Capture, tmp_path: Path, form: str
) -> None:
    two_sessions(log)
    file = tmp_path / "out.csv"
    assert main(["log", "--csv", str(file), "--format", form]) == 0
    assert capsys.readouterr().out == f"{file}: 3 sets\n"
    assert main(["import", str(file)]) == 0
    assert "0 sets of" in (said := capsys.readouterr().out)
    assert "added, 3 already here" in said


def test_a_format_without_a_file_is_refused(log: SetLogStore, capsys: Capture) -> None:
    assert main(["log", "--format", "hevy"]) == 2
    assert "a format is for a file: write --csv FILE, too" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("<+09>-9", "2027-01-15T17:01:40+09:00"),
        ("<+1330>-13:30", "2027-01-15T21:31:40+13:30"),
        ("<-09>9", "2027-01-14T23:01:40-09:00"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2027-01-15T09:01:40+01:00"),
    ],
)
def test_scripts_get_the_local_time_of_a_set_with_its_offset(
    log: SetLogStore,
    capsys: Capture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    shown: str,
) -> None:
    logged(log)
    set_zone(monkeypatch, zone)
    assert main(["log", "--json", "--csv", str(tmp_path / "log.csv")]) == 0
    assert [found["started_at"] for found in json.loads(capsys.readouterr().out)] == [shown]
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["started_at"] == shown
    assert datetime.fromisoformat(shown).timestamp() == int(log.sets()[0].plan.started_at)
    assert main(["log"]) == 0
    assert shown[:16].replace("T", " ") in capsys.readouterr().out


def test_summer_and_winter_have_their_own_offsets(
    log: SetLogStore, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged(log)
    logged(log, "july", day=180)
    set_zone(monkeypatch, "CET-1CEST,M3.5.0,M10.5.0/3")
    assert main(["log", "--json"]) == 0
    found = [found["started_at"] for found in json.loads(capsys.readouterr().out)]
    assert found == ["2027-01-15T09:01:40+01:00", "2027-07-14T10:01:40+02:00"]


def test_the_latest_moment_that_a_file_can_hold_is_shown_in_every_zone(
    log: SetLogStore, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.begin_set(replace(PLAN, started_at=LATEST_S))
    set_zone(monkeypatch, "<+09>-9")
    assert main(["log", "--json"]) == 0
    assert '"started_at":"9999-12-31T23:59:59+00:00"' in capsys.readouterr().out
    assert main(["log"]) == 0


def test_a_damaged_row_is_told_and_the_rest_is_shown(log: SetLogStore, capsys: Capture) -> None:
    two_sessions(log)
    log.database.connection.execute("PRAGMA ignore_check_constraints = ON")
    with log.database.changing() as connection:
        connection.execute("UPDATE logged_phase SET phase = 'concentryc' WHERE set_key = 1 AND place = 0")
        connection.execute("UPDATE logged_set SET start = 'eccentryc' WHERE key = 2")
    for command in (["log"], ["log", "--json"]):
        assert main(command) == 0
        out, err = capsys.readouterr()
        assert "has damaged rows, which are left out" in err
        assert "Hip thrust" in out
        assert "Back squat" in out
    assert [found["set"] for found in json.loads(out)] == [1, 1]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", '=cmd|"/c calc"!A1'])
def test_no_cell_of_a_csv_file_is_a_formula(
    log: SetLogStore, capsys: Capture, tmp_path: Path, text: str
) -> None:
    set_id = log.begin_set(replace(PLAN, exercise_name=text, preset_name=text, tempo=text))
    log.annotate(set_id, note=text)
    assert main(["log", "--csv", str(tmp_path / "log.csv")]) == 0
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert {row[name] for name in ("exercise", "preset", "tempo", "note")} == {f"'{text}"}


def test_notes_of_any_script_and_of_several_lines_come_through_a_csv_file(
    log: SetLogStore, capsys: Capture, tmp_path: Path
) -> None:
    note = 'zwölf, "重い";\nbelt\n'
    log.annotate(logged(log).id, note=note)
    assert main(["log", "--csv", str(tmp_path / "log.csv"), "--json"]) == 0
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
        assert [row["note"] for row in csv.DictReader(file)] == [note]
    assert [found["note"] for found in json.loads(capsys.readouterr().out)] == [note]


def test_the_table_shows_the_last_ten_sessions_and_scripts_get_all(
    log: SetLogStore, capsys: Capture, tmp_path: Path
) -> None:
    for day in range(12):
        logged(log, f"day {day}", day=day)
    assert main(["log"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1 + 2 * 10
    assert err == "liftronome: the last 10 of 12 sessions; “--last 12” shows all\n"
    assert main(["log", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 12
    assert main(["log", "--json", "--last", "2"]) == 0
    assert [found["session_id"] for found in json.loads(capsys.readouterr().out)] == ["day 10", "day 11"]
    assert main(["log", "--csv", str(tmp_path / "log.csv"), "--last", "3"]) == 0
    assert capsys.readouterr().out.endswith(": 3 sets\n")


def test_one_exercise_is_chosen_by_any_of_its_names_even_if_only_the_log_knows_it(
    log: SetLogStore, capsys: Capture
) -> None:
    two_sessions(log)
    log.begin_set(replace(PLAN, session_id="sled", exercise_id="own-gone", exercise_name="Sled push"))

    def found(name: str) -> set[str]:
        assert main(["log", "--json", "--exercise", name]) == 0
        return {found["exercise"] for found in json.loads(capsys.readouterr().out)}

    assert found("back squat") == {"Back squat"}
    assert found("SLED push") == {"Sled push"}
    assert found("bench press") == set()


def test_a_log_without_sets_says_so_and_is_no_failure(capsys: Capture, tmp_path: Path) -> None:
    assert main(["log"]) == 0
    assert capsys.readouterr() == ("", "liftronome: no sets yet: they are logged as they are done\n")
    assert main(["log", "--exercise", "hip thrust"]) == 0
    assert "no sets yet of hip thrust" in capsys.readouterr().err
    assert main(["log", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["log", "--csv", str(tmp_path / "log.csv")]) == 0
    assert (tmp_path / "log.csv").read_text("utf-8").startswith("id,session_id,started_at,exercise,")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--exercise", "hip trust"], 2, "did you mean Hip thrust"),
        (["--last", "0"], 2, "--last must be 1 to 1000000, not 0"),
        (["--last", "few"], 2, "--last must be a whole number from 1 to 1000000, not “few”"),
        (["--csv", ""], 2, "a file needs a name"),
        (["--csv", "/"], 1, "/ cannot be written: it is a folder; give the name of a file in it"),
        (["--csv", "/nowhere/log.csv"], 1, "there is no folder /nowhere"),
        (["--data-dir", "/proc/nothing"], 1, "/proc/nothing"),
        (["squat"], 2, ": see “liftronome"),
    ],
)
def test_what_cannot_be_is_one_line(capsys: Capture, arguments: list[str], status: int, said: str) -> None:
    assert main(["log", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_a_csv_file_that_cannot_be_written_leaves_the_old_one(
    log: SetLogStore, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "log.csv"
    file.write_text("old")
    logged(log)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("liftronome.terminal.log.write_csv", fail)
    assert main(["log", "--csv", str(file)]) == 1
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["log.csv"]
    assert "no space left on device" in capsys.readouterr().err


def test_a_rep_that_was_interrupted_and_taken_up_again_is_told_twice(
    log: SetLogStore, capsys: Capture
) -> None:
    set_id = log.begin_set(PLAN)
    log.add_rep(set_id, rep(1, complete=False))
    log.add_pause(set_id, PerformedPause(1, 9000))
    log.add_rep(set_id, rep(1))
    assert main(["log", "--json"]) == 0
    ((first, again),) = [found["reps"] for found in json.loads(capsys.readouterr().out)]
    assert [(found["rep"], found["complete"]) for found in (first, again)] == [(1, False), (1, True)]


@pytest.mark.parametrize("columns", [20, 60, 80, 100, 200])
def test_a_terminal_of_any_width_shows_all_that_is_known_of_a_set(log: SetLogStore, columns: int) -> None:
    two_sessions(log)
    text = in_terminal("log", env={"COLUMNS": str(columns), "NO_COLOR": "1"}).text
    for shown in (
        "2027-01-15",
        "Hip thrust",
        "heavy",
        "31X2",
        "1/3",
        "(10/10)",
        "1:00",
        "82.5 kg",
        "completed",
    ):
        assert shown in text
    assert "…" not in text


def test_a_table_has_no_column_for_what_nobody_has_noted(log: SetLogStore) -> None:
    logged(log, "monday")
    text = in_terminal("log").text
    assert "Ended" in text
    assert "Load" not in text
