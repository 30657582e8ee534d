"""`exercises` lists all there are, for people and for scripts."""

import json

import pytest
from liftronome.cli import main
from liftronome.store.presets.exercises import load_library

from tests.terminal.pseudo_terminal import in_terminal

Capture = pytest.CaptureFixture[str]


def test_a_pipe_gets_a_line_each_however_wide(capsys: Capture) -> None:
    assert main(["exercises"]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split("  ")[0] == "Exercise"
    assert len(lines) == len(load_library().exercises)
    thrust = next(line for line in lines if line.startswith("Hip thrust"))
    assert thrust.split("  ")[-1] == "drive up · squeeze 2 · lower 3 · no pause"
    assert not any(line.endswith("…") for line in lines)


def test_the_json_tells_everything_of_an_exercise(capsys: Capture) -> None:
    assert main(["exercises", "--json"]) == 0
    listed = {entry["id"]: entry for entry in json.loads(capsys.readouterr().out)}
    rdl = listed["romanian-deadlift"]
    assert (rdl["name"], rdl["start"], rdl["start_differs"]) == ("Romanian deadlift", "eccentric", True)
    assert (rdl["tempo"], rdl["beat_seconds"]) == ("31X1", None)
    assert "RDL" in rdl["aliases"]
    assert (rdl["hold"], rdl["one_limb"]) == (False, False)
    plank = listed["side-plank"]
    assert (plank["tempo"], plank["hold"], plank["one_limb"]) == (None, True, True)
    assert plank["words"] == "hold still"
    swing = listed["kettlebell-swing"]
    assert (swing["tempo"], swing["beat_seconds"], swing["words"]) == (None, 1.5, "one beat every 1.5 s")


def test_a_terminal_gets_a_table() -> None:
    done = in_terminal("exercises")
    assert done.status == 0
    assert "lifters start this one either way" in done.text
    assert "Kettlebell swing" in done.text


def test_a_terminal_that_knows_ascii_only_gets_a_table_too() -> None:
    done = in_terminal("exercises", env={"PYTHONIOENCODING": "ascii"})
    assert done.status == 0
    assert "Kettlebell swing" in done.text
    assert done.text.isascii()
