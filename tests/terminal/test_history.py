"""`history` shows what sessions came to: to people and to scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.domain.history.figures import HistoryEntry, PhaseTimes
from liftronome.domain.log_entry import by_session
from liftronome.domain.performance import Ended
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.terminal.history import BAR, SHOWN, bar_parts

from tests.store.log_examples import logged
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def log(own_data_folder: Path) -> Iterator[SetLogStore]:
    database = open_database(own_data_folder).database
    yield SetLogStore(database)
    database.close()


def rows_of(capsys: Capture, *arguments: str) -> list[dict[str, object]]:
    assert main(["history", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: list[dict[str, object]] = json.loads(out)
    return found


def lines_of(capsys: Capture, *arguments: str) -> tuple[list[str], str]:
    assert main(["history", *arguments]) == 0
    out, err = capsys.readouterr()
    return [" ".join(line.split()) for line in out.splitlines()], err


def test_json_has_a_row_for_each_session_and_exercise(log: SetLogStore, capsys: Capture) -> None:
    logged(log, reps=10)
    logged(log, set_number=2, reps=8, ended=Ended.EARLY)
    logged(log, set_number=3, reps=5, ended=Ended.RESTARTED)
    logged(log, exercise="back-squat", set_number=3, reps=4)
    hip_thrust, squat = rows_of(capsys)
    assert list(hip_thrust) == [
        *("date", "exercise", "preset", "workout", "sets", "reps", "tension_ms", "by_phase_ms")
    ]
    assert hip_thrust == {
        "date": "2027-01-15",
        "exercise": "Hip thrust",
        "preset": "heavy",
        "workout": "",
        "sets": 2,
        "reps": 18,
        "tension_ms": 108_000,
        "by_phase_ms": {
            "eccentric": 54_000,
            "pause_stretched": 0,
            "concentric": 18_000,
            "pause_shortened": 36_000,
        },
    }
    assert (squat["exercise"], squat["reps"]) == ("Back squat", 4)


def test_the_rows_agree_with_the_log(log: SetLogStore, capsys: Capture) -> None:
    for day in range(40):
        logged(log, f"session {day}", day=day, reps=day % 7 + 1)
    sessions = by_session(log.sets()[::-1])
    assert [(row["reps"], row["tension_ms"]) for row in rows_of(capsys)] == [
        (session.done_reps, session.tension_ms) for session in sessions
    ]


def test_an_exercise_and_a_date_choose_the_rows(log: SetLogStore, capsys: Capture) -> None:
    for day in range(3):
        logged(log, f"{day}", day=day)
        logged(log, f"squat {day}", day=day, exercise="back-squat", set_number=2)
    chosen = rows_of(capsys, "BACK SQUAT", "--since", "2027-01-16")
    assert [(row["date"], row["exercise"]) for row in chosen] == [
        ("2027-01-16", "Back squat"),
        ("2027-01-17", "Back squat"),
    ]
    assert rows_of(capsys, "--since", "2030-01-01") == []


def test_people_get_a_bar_as_long_as_the_time_under_tension(log: SetLogStore, capsys: Capture) -> None:
    logged(log, "short", reps=5)
    logged(log, "long", day=1, reps=10)
    lines, err = lines_of(capsys)
    assert err == ""
    assert lines == [
        "Date Exercise Sets Reps Tension",
        f"2027-01-15 Hip thrust – heavy 1 5 0:30 {'█' * (BAR // 2)}",
        f"2027-01-16 Hip thrust – heavy 1 10 1:00 {'█' * BAR}",
    ]


def test_people_get_the_last_rows_and_are_told_how_to_get_all(log: SetLogStore, capsys: Capture) -> None:
    for day in range(SHOWN + 2):
        logged(log, f"{day}", day=day)
    lines, err = lines_of(capsys)
    assert (len(lines), lines[1][:10]) == (SHOWN + 1, "2027-01-17")
    assert err == "liftronome: the last 30 of 32 rows; “--since 2027-01-15” shows all\n"
    assert len(lines_of(capsys, "--since", "2027-01-15")[0]) == SHOWN + 3


def test_an_empty_log_is_no_error(capsys: Capture) -> None:
    assert rows_of(capsys) == []
    assert lines_of(capsys) == ([], "liftronome: no sets: they are logged as they are done\n")
    assert lines_of(capsys, "hip thrust", "--since", "2027-01-15")[1] == (
        "liftronome: no sets of hip thrust since 2027-01-15: they are logged as they are done\n"
    )


@pytest.mark.parametrize("text", ["", "yesterday", "15.1.2027", "2027-13-01", "2027-02-30", "2027-1-1", "-1"])
def test_what_is_no_date_is_refused_with_one_that_is(capsys: Capture, text: str) -> None:
    said = refused(capsys, "history", "--since", text)
    assert said.startswith("--since must be a date such as 2026-01-31, not ")


def test_an_exercise_that_is_unknown_is_refused(capsys: Capture) -> None:
    assert "no exercise is called “zzz”" in refused(capsys, "history", "zzz")


def test_the_parts_of_a_bar_add_up_to_its_length() -> None:
    def entry(tension_ms: int, times: PhaseTimes) -> HistoryEntry:
        return HistoryEntry("s", "e", "E", "", "", "", 0, 0.0, 1, 1, tension_ms, times)

    assert bar_parts(entry(10_000, PhaseTimes(5000, 0, 2500, 2500)), 10_000) == (10, 0, 5, 5, 0)
    assert bar_parts(entry(5000, PhaseTimes()), 10_000) == (0, 0, 0, 0, 10)
    assert bar_parts(entry(1, PhaseTimes(1)), 10_000) == (1, 0, 0, 0, 0)
    assert bar_parts(entry(0, PhaseTimes()), 10_000) == ()
