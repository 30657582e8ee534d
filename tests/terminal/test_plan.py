"""`liftronome plan` shows what a line, a preset or an exercise comes to, set by set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome.cli import main
from liftronome.presentation.preferences import UNIT_SETTING
from liftronome.store.base.settings import Settings
from liftronome.terminal.data import data_in

from tests.domain.line.test_usual_lines import CASES, said_of
from tests.terminal.preset_lines import HEAVY, keep
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]

_WRITTEN: Final = Path(__file__).with_name("usual_names.tsv").read_text(encoding="utf-8").splitlines()
NAMES: Final = dict(line.split("\t") for line in _WRITTEN if line and not line.startswith("#"))


def planned(name: str, capsys: Capture) -> dict[str, Any]:
    assert main(["plan", name, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_line_is_planned_rep_by_rep(capsys: Capture) -> None:
    plan = planned("Hip thrust – heavy 2x2 @ 3-1-X-2 last rep 10-0-X-0 rest 60-90", capsys)
    assert (plan["exercise"], plan["name"], plan["start"], plan["rest_s"]) == (
        "Hip thrust",
        "heavy",
        "concentric",
        60,
    )
    assert [found["rep_tempos"] for found in plan["sets"]] == [["31X2", "10-0-X-0"]] * 2
    assert plan["sets"][0]["rep_steps"][1] == [
        {"phase": "concentric", "seconds": 1, "explosive": True, "own_pace": False, "from": 0, "to": 1},
        {"phase": "eccentric", "seconds": 10, "explosive": False, "own_pace": False, "from": 1, "to": 0},
    ]
    assert plan["sets"][0]["seconds"] == 18
    assert plan["seconds"] == 10 + 5 + 18 + 60 + 18
    assert plan["under_tension_s"] == 36
    assert plan["said"] == ["60–90 s read as 60"]


@pytest.mark.parametrize("line", CASES)
def test_a_line_as_coaches_write_it_is_planned_or_refused_with_the_reason(line: str, capsys: Capture) -> None:
    case = CASES[line]
    if not {"asked", "refused"}.isdisjoint(case):
        wanted = case.get("asked") or [case["refused"]]
        message = refused(capsys, "plan", line, "--json")
        assert all(text in message for text in wanted)
        return
    plan = planned(line, capsys)
    for key, value in case.items():
        if key not in ("line", "sets"):
            assert plan[key] == value
    for found, wanted in zip(plan["sets"], case.get("sets", plan["sets"]), strict=True):
        assert {key: said_of(found, key) for key in wanted} == wanted


def test_every_usual_name_of_an_exercise_is_planned(capsys: Capture) -> None:
    assert {name: planned(name, capsys)["exercise"] for name in NAMES} == NAMES


def test_equipment_in_a_name_becomes_the_name_of_what_is_planned(capsys: Capture) -> None:
    plan = planned("Bench press (dumbbell)", capsys)
    assert (plan["exercise"], plan["name"]) == ("Bench press", "dumbbell")


def test_a_name_that_no_preset_has_is_no_line(capsys: Capture) -> None:
    keep(HEAVY)
    assert "did you mean Hip thrust – heavy?" in refused(capsys, "plan", "Hip thrust – haevy")
    assert "no preset is called “Dip – strict”" in refused(capsys, "plan", "Dip – strict")


def test_an_unknown_exercise_is_named_with_the_nearest_and_what_can_be_done(capsys: Capture) -> None:
    message = refused(capsys, "play", "Zercher carry 3x8 @ 3010")
    assert message.startswith("no exercise is called “Zercher carry”: ")
    assert message.endswith("the window can add it to your own exercises")
    assert "did you mean Hip thrust" in refused(capsys, "plan", "Hip thrst 3x8 @ 3010")


def test_a_preset_and_an_exercise_are_planned_by_their_names(capsys: Capture) -> None:
    keep(HEAVY)
    assert [found["reps"] for found in planned("heavy", capsys)["sets"]] == [[8]] * 4
    assert [found["reps"] for found in planned("hip thrust", capsys)["sets"]] == [[10]] * 3


def test_the_plan_is_said_in_words(capsys: Capture) -> None:
    assert main(["plan", "Hip thrust warm-up 5 2x8-10, 1x8+ @ 31X2 60kg each side rest 120 // slow"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Hip thrust",
        "Warm-up set 1: 5 reps, drive up · squeeze 2 · lower 3 · hold 1",
        "Sets 2–3: 8–10 reps, drive up · squeeze 2 · lower 3 · hold 1, 60kg",
        "Set 4: at least 8 reps, drive up · squeeze 2 · lower 3 · hold 1, 60kg",
        "10 s to get ready, 5 s count-in, rest 120 s, left, 15 s changeover, right",
        "As long as you take",
        "Notes: slow",
    ]


def test_what_no_plan_can_be_made_of_is_refused_on_one_line(capsys: Capture) -> None:
    for name, reason in (
        ("Hip thrust 4x12,10,8", "4 sets are named, and 3 numbers of reps"),
        ("Hip thrust 3x8 @ 4/2", "two parts can be read two ways: write 4020"),
        ("Hip thrst", "no exercise is called “Hip thrst”: did you mean Hip thrust"),
        ("Hip thrust 3x60 @ 9090", "a set is at most 15 minutes long"),
    ):
        assert main(["plan", name]) == 2
        error = capsys.readouterr().err
        assert reason in error
        assert len(error.splitlines()) == 1


def test_a_load_without_a_unit_takes_the_one_that_was_chosen(own_data_folder: Path, capsys: Capture) -> None:
    keep(HEAVY)
    with data_in(own_data_folder) as data:
        Settings(data.database).set(UNIT_SETTING, "lb")
    plan = planned("Back squat 3x8x135 @ 3010", capsys)
    assert plan["sets"][0]["loads"] == [{"value": 135, "unit": "lb"}]
    assert plan["said"] == ["135 read as 135 lb"]
