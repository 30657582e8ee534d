"""`play` paces a line: mini-sets with their breaks, open sets until a key ends them, holds and minimums."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.cli import main

from tests.terminal.playing import SILENT, sets_in
from tests.terminal.pseudo_terminal import PseudoTerminal

Capture = pytest.CaptureFixture[str]
QUICK = "@ 0.2-0-0.1-0.1"


def test_mini_sets_with_their_break_and_their_loads_are_told(capsys: Capture) -> None:
    assert main(["play", f"Bench press 1x2+1 drop 20/10kg {QUICK} break 4", *SILENT]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Bench press, set 1: 2 + 1 reps, 4 s break to take load off, "
        "lower 0.2 · no pause · press 0.1 · hold 0.1, 20kg, then 10kg",
        "set 1 / 1, 20kg, from rep 1",
        "set 1 / 1, rep 1 / 3 done",
        "set 1 / 1, rep 2 / 3 done",
        "break, 4 s: take load off: 1 rep with 10kg next",
        "set 1 / 1, 10kg, from rep 3",
        "set 1 / 1, rep 3 / 3 done",
        "set 1 done: 3 reps, 0:01 under tension",
        "Bench press: 1 set, 3 reps done, 0:01 under tension",
    ]


def test_warm_ups_minimums_and_another_tempo_are_told(capsys: Capture) -> None:
    line = f"Hip thrust warm-up 1 1x2-3 {QUICK} last rep 0.3-0-0.1-0.1 rest 0"
    assert main(["play", line, *SILENT]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "warm-up set 1 / 2, rep 1 / 1 done" in out
    assert "set 2 / 2, rep 2 / 3 done: that's your minimum" in out
    assert out[out.index("set 2 / 2, rep 2 / 3 done: that's your minimum") + 1] == "last rep 0.3-0-0.1-0.1"


def test_a_hold_is_counted_as_such(capsys: Capture) -> None:
    assert main(["play", "Plank 1x1s", *SILENT]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:3] == ["Plank, set 1: hold 1 s", "set 1 / 1, hold 0:01", "set 1 / 1, hold done"]


def test_an_open_set_goes_on_until_a_key_ends_it(own_data_folder: Path) -> None:
    with PseudoTerminal("play", f"Back squat 1xAMRAP {QUICK}", *SILENT) as terminal:
        terminal.wait_for("rep 3")
        terminal.press("\r")
        assert terminal.wait().status == 0
    (logged,) = sets_in(own_data_folder)
    assert logged.plan.open
    assert logged.done_reps is not None
    assert logged.done_reps >= 2


def test_a_key_begins_after_a_break(own_data_folder: Path) -> None:
    with PseudoTerminal("play", f"Back squat 1x1+1 {QUICK} break 60", *SILENT) as terminal:
        terminal.wait_for("B R E A K")
        terminal.press(" ")
        assert terminal.wait().status == 0
    assert [logged.done_reps for logged in sets_in(own_data_folder)] == [2]
