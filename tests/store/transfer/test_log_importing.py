"""Sets of other programs come into the log once, all of a file or nothing, and go out again as they were."""

# ruff: noqa: E501 - the rows of the files are as long as they are
from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from liftronome.domain.log_entry import LoggedSession, LoggedSet, Origin, Unit
from liftronome.domain.performance import Ended, SetPlan
from liftronome.domain.preset import Side
from liftronome.domain.scheme.load import Load
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.transfer.log_importing import (
    LogImport,
    apply_log_import,
    is_log_file,
    log_file_bytes,
    read_log_import,
    undo_log_import,
)
from liftronome.store.transfer.other_formats import write_foreign_csv
from liftronome.store.transfer.other_programs import ForeignLogError, Program
from liftronome.terminal.log_formats import write_csv

from tests.store.log_examples import MONDAY, PLAN, logged, rep
from tests.store.transfer.test_other_programs import FITNOTES, HEVY, STRONG, STRONG_NEW

LIBRARY = load_library()


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With daylight saving."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def brought_in(text: str, log: SetLogStore, unit: Unit = Unit.KG) -> LogImport:
    plan = read_log_import(text.encode(), log.database, LIBRARY, unit)
    return apply_log_import(plan, log.database, LIBRARY)


def sets_of(log: SetLogStore) -> list[LoggedSet]:
    """The oldest first."""
    return [logged for session in log.sessions() for logged in session.sets]


def test_a_set_has_what_the_other_program_knows_and_nothing_else(log: SetLogStore) -> None:
    done = brought_in(STRONG, log)
    assert (done.added, done.known) == (3, 0)
    warm_up, squat, plank = sets_of(log)
    assert squat.plan == SetPlan(
        *(squat.plan.session_id, 1_711_900_000 + 1002, "back-squat", "Back squat", "", "", None),
        *(2, None, None, None),
        workout="Evening, legs",
    )
    said = squat.annotation
    assert (said.done_reps, said.load, said.unit, said.effort, said.note) == (
        5,
        100.5,
        Unit.KG,
        8.5,
        'felt "good"',
    )
    assert squat.origin == Origin("Strong", done.id, "Squat (Barbell)", 3)
    assert (squat.ended, squat.reps, squat.is_paced) == (None, (), False)
    assert (warm_up.plan.warm_up, warm_up.plan.set_number, warm_up.annotation.done_reps) == (True, 1, 8)
    assert (plank.plan.exercise_id, plank.annotation.done_reps, plank.annotation.note) == (
        "plank",
        None,
        "60 s",
    )
    assert {each.plan.session_id for each in (warm_up, squat, plank)} == {squat.plan.session_id}


def test_an_exercise_that_no_library_has_stays_as_it_is_written(log: SetLogStore) -> None:
    brought_in(STRONG.replace("Plank", "Zercher Carry"), log)
    *_, carry = sets_of(log)
    assert (carry.plan.exercise_name, carry.plan.exercise_id) == ("Zercher Carry", "unknown:zercher carry")


def test_equipment_that_is_no_exercise_of_its_own_stands_as_the_preset(log: SetLogStore) -> None:
    brought_in(HEVY, log)
    assert {(each.plan.exercise_name, each.plan.preset_name) for each in log.sets()} == {
        ("Bench press", "dumbbell")
    }


def test_sets_of_an_exercise_that_is_written_in_two_ways_are_counted_together(log: SetLogStore) -> None:
    more = '2024-03-31 18:03:22,"Evening, legs",1h 5m,"Back Squat",1,90,6,0,0,"","",\n'
    brought_in(STRONG, log)
    assert brought_in(STRONG + more, log).added == 1
    squats = [each.plan.set_number for each in sets_of(log) if each.plan.exercise_id == "back-squat"]
    assert squats == [1, 2, 3]


@pytest.mark.parametrize("text", [STRONG, STRONG_NEW, HEVY, FITNOTES])
def test_nothing_comes_in_twice(log: SetLogStore, text: str) -> None:
    first = brought_in(text, log)
    before = log.sets()
    again = brought_in(text, log)
    assert (again.added, again.known) == (0, first.added)
    assert log.sets() == before


def test_a_longer_file_of_the_same_log_brings_in_the_rest(log: SetLogStore) -> None:
    brought_in(STRONG, log)
    more = '2024-04-02 18:00:00,"Push",50m,"Dip",1,0,12,0,0,"","",\n'
    assert brought_in(STRONG + more, log) == LogImport(log.sets()[0].origin.import_id, 1, 3)  # type: ignore[union-attr]


def test_an_import_can_be_undone_and_done_again(log: SetLogStore) -> None:
    kept = logged(log)
    done = brought_in(STRONG, log)
    assert undo_log_import(log.database, done.id) == 3
    assert log.sets() == [kept]
    assert brought_in(STRONG, log).added == 3


def test_a_deleted_set_of_an_import_is_put_back_as_it_was(log: SetLogStore) -> None:
    brought_in(STRONG, log)
    before = log.sets()
    log.restore(log.delete(before[1].id))
    assert log.get(before[1].id) == before[1]
    assert log.annotate(before[0].id, done_reps=3).done_reps == 3


def test_rows_that_the_log_has_no_room_for_are_named(log: SetLogStore) -> None:
    more = (
        '2024-03-31 18:03:22,"A",1h,"Squat",1,60,9000,0,0,,,\n',
        '1950-03-31 18:03:22,"A",1h,"Squat",1,60,5,0,0,,,\n',
    )
    plan = read_log_import((STRONG + "".join(more)).encode(), log.database, LIBRARY)
    assert plan.not_understood == {
        6: "9000 reps are more than 3000",
        7: "the year 1950 is none in which a set was logged",
    }
    assert len(plan.sets) == 3
    assert log.sets() == []


def test_a_long_note_and_what_cannot_be_shown_are_shortened(log: SetLogStore) -> None:
    brought_in(STRONG.replace('felt ""good""', "x\x07" * 4001).replace("Evening, legs", "w" * 200), log)
    squat = sets_of(log)[1]
    assert squat.annotation.note == "x" * 3999 + "…"
    assert squat.plan.workout == "w" * 79 + "…"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{STRONG.splitlines()[0]}\n", "has no rows below"),
        (
            f"{STRONG.splitlines()[0]}\nsome day,A,1h,Squat,1,60,5,,,,,\n",
            "nothing .* can be read: line 2: “some day”",
        ),
        ("a,b\n1,2\n", "this is no training log of Strong, Hevy or FitNotes"),
        ("id,session_id,started_at,exercise,set,done_reps\n", "has no rows"),
        (
            "id,session_id,started_at,exercise,set,done_reps\n1,2,3,4,5,6\n",
            "nothing .* line 2: a value is missing",
        ),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused(log: SetLogStore, text: str, why: str) -> None:
    with pytest.raises(ForeignLogError, match=why):
        read_log_import(text.encode(), log.database, LIBRARY)


def test_what_stops_an_import_leaves_the_log_as_it_was(log: SetLogStore) -> None:
    many = STRONG + "".join(
        f'2024-04-02 18:00:00,"Push",50m,"Dip",{n},0,12,0,0,"","",\n' for n in range(1200)
    )
    shares: list[float] = []

    def stop_halfway(share: float) -> None:
        shares.append(share)
        if share > 0.3:
            raise StoreError("stopped")

    plan = read_log_import(many.encode(), log.database, LIBRARY)
    with pytest.raises(StoreError, match="stopped"):
        apply_log_import(plan, log.database, LIBRARY, stop_halfway)
    with pytest.raises(StoreError, match="stopped"):
        read_log_import(many.encode(), log.database, LIBRARY, watch=stop_halfway)
    assert log.sets() == []
    assert shares[:2] == [0, pytest.approx(500 / 1203)]


def two_sessions(log: SetLogStore) -> None:
    """With all that an export carries, in the hour that the end of summer time repeats, too."""
    for session, day in (("monday", 0), ("tuesday", 1)):
        for number in (1, 2, 3):
            found = logged(log, session, day=day, set_number=number, reps=number + 3)
            log.annotate(found.id, load=60 + number, unit=Unit.KG, effort=8.5, note="deep")
        logged(log, session, day=day, exercise="back-squat", set_number=3)
    log.begin_set(replace(PLAN, session_id="tuesday", started_at=MONDAY + 2 * 86_400, set_number=2))


def written(log: SetLogStore, program: Program, unit: Unit = Unit.KG, exercise: str | None = None) -> str:
    file = io.StringIO()
    sessions: Iterator[LoggedSession] = log.sessions(exercise, with_reps=False)
    write_foreign_csv(file, program, sessions, unit)
    return file.getvalue()


@pytest.mark.parametrize("program", Program)
@pytest.mark.parametrize("exercise", [None, "back-squat"])
def test_what_was_written_for_another_program_is_known_when_it_comes_back(
    log: SetLogStore, program: Program, exercise: str | None
) -> None:
    two_sessions(log)
    before = log.sets()
    text = written(log, program, exercise=exercise)
    plan = read_log_import(text.encode(), log.database, LIBRARY)
    assert (plan.program, len(plan.sets), plan.known) == (program, 0, 8 if exercise is None else 2)
    assert apply_log_import(plan, log.database, LIBRARY).added == 0
    assert log.sets() == before


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a file, but for how long the session was: no import knows that."""
    found = list(csv.DictReader(io.StringIO(text)))
    return [{key: row[key] for key in row.keys() - {"Duration", "end_time"}} for row in found]


@pytest.mark.parametrize("program", Program)
def test_a_round_trip_through_another_program_keeps_what_that_can_say(
    log: SetLogStore, program: Program
) -> None:
    two_sessions(log)
    other = SetLogStore(in_memory_database())
    text = written(log, program)
    assert brought_in(text, other).added == 8
    for found, back in zip(sets_of(log), sets_of(other), strict=False):
        said = back.annotation
        assert (back.plan.exercise_id, back.done_reps) == (found.plan.exercise_id, found.done_reps)
        assert (said.load, said.unit) == (found.annotation.load, found.annotation.unit)
        assert said.note == "; ".join(
            filter(None, (found.annotation.note, "tempo 31X2", f"{found.tension_ms // 1000} s"))
        )
        assert said.effort == (None if program is Program.FITNOTES else found.annotation.effort)
    assert rows(written(other, program)) == rows(text)
    other.database.close()


@pytest.mark.parametrize(
    ("text", "program"), [(STRONG, Program.STRONG), (HEVY, Program.HEVY), (FITNOTES, Program.FITNOTES)]
)
def test_the_sets_of_another_program_leave_as_they_came(
    log: SetLogStore, text: str, program: Program
) -> None:
    unit = Unit.LB if program is Program.HEVY else Unit.KG
    brought_in(text, log, unit)
    out = written(log, program, unit)
    other = SetLogStore(in_memory_database())
    brought_in(out, other, unit)

    def gist(kept: SetLogStore) -> list[object]:
        return [
            (
                each.plan.exercise_id,
                each.plan.started_at,
                each.plan.set_number,
                each.plan.warm_up,
                each.annotation,
            )
            for each in sets_of(kept)
        ]

    assert gist(other) == gist(log)
    other.database.close()


def test_hevy_and_strong_have_time_under_tension_tempo_and_one_unit(log: SetLogStore) -> None:
    found = logged(log, reps=3)
    log.annotate(found.id, load=135, unit=Unit.LB, effort=7)
    (strong,) = csv.DictReader(io.StringIO(written(log, Program.STRONG)))
    assert (strong["Weight"], strong["Seconds"], strong["Notes"], strong["RPE"]) == (
        "61.23",
        "18",
        "tempo 31X2",
        "7",
    )
    (hevy,) = csv.DictReader(io.StringIO(written(log, Program.HEVY, Unit.LB)))
    assert (hevy["weight_lbs"], hevy["duration_seconds"], hevy["exercise_notes"]) == (
        "135",
        "18",
        "tempo 31X2",
    )
    assert hevy["start_time"] == "15 Jan 2027, 09:01"
    (fit,) = csv.DictReader(io.StringIO(written(log, Program.FITNOTES)))
    assert (fit["Weight"], fit["Weight Unit"], fit["Time"]) == ("135", "lbs", "0:00:18")


def test_liftronomes_own_csv_comes_in_as_it_was_but_for_reps_and_pauses(log: SetLogStore) -> None:
    two_sessions(log)
    varied = replace(
        PLAN, session_id="wednesday", started_at=MONDAY + 300_000, side=Side.LEFT, warm_up=True, reps=3, reps_least=(2, 1),
        rep_tempos=("20X0", "20X0", "*-0-X-0"), loads=(Load(62.5, Unit.KG), Load(20, Unit.KG)), workout="=Legs",
        open=True,
    )  # fmt: skip
    set_id = log.begin_set(varied)
    log.add_rep(set_id, rep(1))
    log.end_set(set_id, Ended.EARLY, 1, 6000)
    brought_in(STRONG, log)
    file = io.StringIO()
    write_csv(file, sets_of(log))
    other = SetLogStore(in_memory_database())
    done = brought_in(file.getvalue(), other)
    assert (done.added, done.known) == (13, 0)
    for found, back in zip(sets_of(log), sets_of(other), strict=True):
        second = replace(found.plan, started_at=float(int(found.plan.started_at)))
        assert back.id == found.id
        assert back.plan == second
        assert back.annotation == found.annotation
        if found.ended:
            assert (back.ended, back.paced_reps, back.tension_ms) == (
                found.ended,
                found.paced_reps,
                found.tension_ms,
            )
    assert brought_in(file.getvalue(), other).added == 0
    assert brought_in(file.getvalue(), log).added == 0
    assert undo_log_import(other.database, done.id) == 13
    other.database.close()


@pytest.mark.parametrize(
    ("beginning", "is_log"),
    [
        (STRONG.encode(), True),
        (STRONG.encode("utf-16"), True),
        (FITNOTES.encode(), True),
        (b"Date,Exercise,Reps\n", True),
        (b"a;b\n", False),
        (b"Hip thrust - heavy, 3x8 @ 3010, rest 90\n", False),
        ("Hip thrust – heavy 3x8-10 @ 3-1-X-2, 60,65,70kg".encode(), False),
        (b"{\n", False),
        (b'\xef\xbb\xbf {"format": "liftronome-presets", "version": 1', False),
        (b"", False),
        (b"\x00\x01\x02", False),
    ],
)
def test_a_training_log_is_told_from_presets_by_its_content(
    tmp_path: Path, beginning: bytes, is_log: bool
) -> None:
    file = tmp_path / "x"
    file.write_bytes(beginning)
    assert is_log_file(beginning) == is_log
    assert log_file_bytes(file) == (beginning if is_log else None)


def test_sets_begun_in_the_hour_that_is_there_twice_come_in_once(database: Database) -> None:
    log = SetLogStore(database)
    text = STRONG.replace("2024-03-31 18:03:22", "2024-10-27 02:30:00")
    assert brought_in(text, log).added == 3
    assert brought_in(text, log).added == 0
    assert brought_in(written(log, Program.STRONG), log).added == 0
