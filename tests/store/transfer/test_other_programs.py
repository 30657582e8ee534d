"""The logs of Strong, Hevy and FitNotes are read as they are written in the field."""

# ruff: noqa: E501 - the rows of the files are as long as they are
from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.log_entry import Unit
from liftronome.store.transfer.dates import DateReader
from liftronome.store.transfer.other_programs import (
    ForeignLog,
    ForeignLogError,
    ForeignSet,
    Program,
    read_foreign_log,
)

STRONG = '''\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2024-03-31 18:03:22,"Evening, legs",1h 5m,"Squat (Barbell)",W,60,8,0,0,"","",
2024-03-31 18:03:22,"Evening, legs",1h 5m,"Squat (Barbell)",1,100.5,5,0,0,"felt ""good""",,8.5
2024-03-31 18:03:22,"Evening, legs",1h 5m,"Squat (Barbell)",Rest Timer,0,0,0,120,"",,
2024-03-31 18:03:22,"Evening, legs",1h 5m,"Plank",1,0,0,0,60,"",,
'''
STRONG_NEW = """\
Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes
12;2025-01-05 07:00:00;Morning;3900;Hip Thrust (Barbell);1;102,5;8;8;;;;
12;2025-01-05 07:00:00;Morning;3900;Hip Thrust (Barbell);D;80;10;;;;;
12;2025-01-05 07:00:00;Morning;3900;Rowing;1;;;;2000;480;;
"""
HEVY = """\
title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_lbs,reps,distance_miles,duration_seconds,rpe
"Push","22 Dec 2025, 08:00","22 Dec 2025, 09:00","","Bench Press (Dumbbell)",,"elbows in",0,"warmup",45,12,,,
"Push","22 Dec 2025, 08:00","22 Dec 2025, 09:00","","Bench Press (Dumbbell)",,"elbows in",1,"normal",70,8,,,9
"Push","22 Dec 2025, 08:00","22 Dec 2025, 09:00","","Bench Press (Dumbbell)",,"elbows in",2,"failure",70,6,,,
"""
FITNOTES = """\
\ufeffDate,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2023-05-01,Flat Barbell Bench Press,Chest,60,kgs,10,,,,
2023-05-01,Flat Barbell Bench Press,Chest,135,lbs,5,,,,"easy, next time more"
2023-05-02,Running,Cardio,,,,5,km,0:25:30,
"""


def read(text: str, unit: Unit = Unit.KG) -> ForeignLog:
    return read_foreign_log(text.encode(), unit)


def test_strong_is_read_with_warm_ups_and_without_its_rest_timer() -> None:
    log = read(STRONG)
    began = datetime(2024, 3, 31, 18, 3, 22)
    squat = ("Squat (Barbell)", began, "Evening, legs")
    assert log.program is Program.STRONG
    assert list(log.sets) == [
        ForeignSet(2, *squat, number=1, warm_up=True, reps=8, load=60, unit=Unit.KG),
        ForeignSet(3, *squat, number=2, reps=5, load=100.5, unit=Unit.KG, effort=8.5, note='felt "good"'),
        ForeignSet(5, "Plank", began, "Evening, legs", number=1, seconds=60),
    ]
    assert log.said == ["weights without a unit read as kg"]
    assert read(STRONG, Unit.LB).sets[0].unit is Unit.LB


def test_the_newer_strong_has_semicolons_decimal_commas_and_units_in_its_headings() -> None:
    log = read(STRONG_NEW)
    first, drop, rowing = log.sets
    assert (first.load, first.unit, first.effort) == (102.5, Unit.KG, 8)
    assert (drop.number, drop.note) == (2, "drop set")
    assert (rowing.reps, rowing.seconds, rowing.note) == (None, 480, "2000 meters")
    assert (log.said, log.not_understood) == ([], {})


def test_hevy_counts_from_0_and_names_its_kinds_of_sets() -> None:
    log = read(HEVY)
    assert log.program is Program.HEVY
    assert [(each.number, each.warm_up, each.load, each.unit) for each in log.sets] == [
        (1, True, 45, Unit.LB),
        (2, False, 70, Unit.LB),
        (3, False, 70, Unit.LB),
    ]
    assert {each.began for each in log.sets} == {datetime(2025, 12, 22, 8)}
    assert log.sets[2].note == "elbows in; to failure"


def test_fitnotes_says_the_unit_of_each_weight() -> None:
    first, second, running = read(FITNOTES).sets
    assert (first.load, first.unit) == (60, Unit.KG)
    assert (second.load, second.unit, second.note) == (135, Unit.LB, "easy, next time more")
    assert (running.seconds, running.note) == (1530, "5 km")
    assert second.began == datetime(2023, 5, 1)


def test_columns_may_stand_in_any_order_and_others_between_them() -> None:
    text = (
        "Mood,Reps,Exercise Name,Set Order,Date,Workout Name,Weight (lbs)\nx,5,Dips,1,2024-01-02 10:00,A,20\n"
    )
    (found,) = read(text).sets
    assert (found.exercise, found.reps, found.load, found.unit) == ("Dips", 5, 20, Unit.LB)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2024-01-02,A,1h,Squat,1,heavy,5,,,,,", "“heavy” is no weight"),
        ("2024-01-02,A,1h,Squat,1,60,5.5,,,,,", "“5.5” is no number of reps"),
        ("2024-01-02,A,1h,Squat,1,60,-5,,,,,", "“-5” is no number of reps: it is less than 0"),
        ("2024-01-02,A,1h,Squat,1,60,,,,,,", "it has neither reps nor time nor distance"),
        ("2024-01-02,A,1h,,1,60,5,,,,,", "it names no exercise"),
        ("some day,A,1h,Squat,1,60,5,,,,,", "“some day” is no date that is known here"),
        ("2024-02-30,A,1h,Squat,1,60,5,,,,,", "“2024-02-30” is no date that is known here"),
        (",A,1h,Squat,1,60,5,,,,,", "it has no date"),
        ("2024-01-02,A,1h,Squat,1,60,5,,,,,11", "“11” is no RPE: 1 to 10 in halves"),
        ("2024-01-02,A,1h,Squat,1,99999,5,,,,,", "the weight 99999 is more than 2000"),
    ],
)
def test_a_row_that_is_not_understood_costs_that_row_alone_and_is_named(row: str, why: str) -> None:
    heading, good = STRONG.splitlines()[:2]
    log = read("\n".join((heading, good, row, good)))
    assert log.not_understood == {3: why}
    assert len(log.sets) == 2


def test_a_note_of_several_lines_keeps_the_lines_of_the_rows_below_right() -> None:
    text = STRONG.replace('felt ""good""', "first\nsecond")
    log = read(text.replace('"Plank",1,0,0,0,60', '"Plank",1,0,x,0,60'))
    assert log.not_understood == {6: "“x” is no number of reps"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no training log of Strong, Hevy or FitNotes"),
        (b"a,b\n1,2\n", "no training log of Strong, Hevy or FitNotes"),
        (STRONG.splitlines()[0].encode(), "Strong has no rows"),
        (b"\x89PNG\r\n", "byte 1 is no text in utf-8"),
        (b"Date,\0", "a binary file"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(ForeignLogError, match=why) as caught:
        read_foreign_log(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_does_not_matter_how_the_text_is_encoded(encoding: str) -> None:
    text = HEVY.replace("Push", "Früh").replace("22 Dec", "22 déc.")
    assert [each.workout for each in read_foreign_log(text.encode(encoding)).sets] == ["Früh"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "22 Dec 2025, 08:05",
        "22 déc. 2025, 08:05",
        "22. Dez. 2025, 08:05",
        "22 de diciembre de 2025, 8:05",
        "22 dicembre 2025 08:05",
        "22 дек. 2025 г., 08:05",
        "22 груд. 2025 08:05".replace("груд", "гру"),
        "22 aralık 2025 08:05",
        "22 gru 2025, 08:05",
        "Dec 22, 2025, 8:05 AM",
        "December 22, 2025 8:05\u202fam",
        "2025-12-22 08:05:00",
        "2025-12-22T08:05:00",
        "2025/12/22 08:05",
        "22.12.2025 08:05",
        "22/12/25 08:05",
    ],
)
def test_a_moment_is_read_in_many_ways_of_writing_it(text: str) -> None:
    assert DateReader([text]).read(text) == datetime(2025, 12, 22, 8, 5)


def test_days_and_months_in_figures_are_told_apart_by_the_whole_file() -> None:
    american = DateReader(["3/4/2025", "3/14/2025"])
    assert american.read("3/4/2025") == datetime(2025, 3, 4)
    assert american.said == []
    unclear = DateReader(["3/4/2025"])
    assert unclear.read("3/4/2025") == datetime(2025, 4, 3)
    assert unclear.said == ["dates such as 3/4 read with the day first"]


@given(st.text(max_size=60))
def test_any_row_is_a_set_or_told(row: str) -> None:
    heading = STRONG.splitlines()[0]
    try:
        log = read_foreign_log(f"{heading}\n{row}\n".encode(errors="replace"))
    except ForeignLogError:
        return
    assert len(log.sets) + len(log.not_understood) <= row.count("\n") + row.count("\r") + 1
