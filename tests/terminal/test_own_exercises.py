"""The lifter's own exercises, and shipped ones with cues of the lifter's, are known to every command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from liftronome.cli import main
from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.presets import PresetStore

from tests.terminal.playing import SILENT
from tests.terminal.pseudo_terminal import in_terminal
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]

SLED = Exercise(
    "",
    "Sled push [bold]",
    Start.CONCENTRIC,
    parse_tempo("2010"),
    Words("let back", "push", "drive"),
    squeezed="quads",
    cues={Phase.CONCENTRIC: "long steps"},
)


@pytest.fixture
def sled(presets: PresetStore) -> Exercise:
    return presets.exercises.add(SLED)


def listed(capsys: Capture) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert main(["exercises", "--json"]) == 0
    return {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}


def test_they_are_listed_behind_those_that_ship(sled: Exercise, capsys: Capture) -> None:
    entries = listed(capsys)
    assert list(entries)[-1] == sled.name
    assert entries[sled.name] == {
        "id": sled.id,
        "name": "Sled push [bold]",
        "aliases": [],
        "start": "concentric",
        "start_differs": False,
        "tempo": "2010",
        "beat_seconds": None,
        "words": "push 1 · no pause · let back 2 · no pause",
        "squeezed": "quads",
        "cues": {"concentric": "long steps"},
        "hold": False,
        "one_limb": False,
    }
    assert len(entries) == len(load_library().exercises) + 1


def test_a_cue_that_the_lifter_has_changed_is_listed_as_it_is_now(
    presets: PresetStore, capsys: Capture
) -> None:
    presets.exercises.change_cues(load_library().find("hip thrust"), {Phase.CONCENTRIC: "chin down"})
    assert listed(capsys)["Hip thrust"]["cues"]["concentric"] == "chin down"


def test_a_table_shows_a_name_as_it_was_written(sled: Exercise) -> None:
    done = in_terminal("exercises", env={"NO_COLOR": "1"})
    assert done.status == 0
    assert "Sled push [bold]" in done.text


def test_a_tempo_is_explained_in_their_words_and_order(sled: Exercise, capsys: Capture) -> None:
    assert main(["explain", "31X0", "--exercise", "SLED PUSH [bold]"]) == 0
    assert "drive · no pause · let back 3 · hold 1" in capsys.readouterr().out
    assert main(["explain", "31X0", "--exercise", sled.name, "--json"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert (explained["start"], explained["steps"][0]["words"]) == ("concentric", "drive")


def test_a_misspelt_one_is_answered_with_its_name(sled: Exercise, capsys: Capture) -> None:
    assert "did you mean Sled push [bold]" in refused(
        capsys, "explain", "31X0", "--exercise", "sled psh bold"
    )


def test_they_are_paced_and_rendered(sled: Exercise, capsys: Capture, tmp_path: Path, qapp: object) -> None:
    quick = (*SILENT, "--tempo", "0.2-0-0.2-0", "--reps", "1", "--sets", "1")
    assert main(["play", sled.name, *quick]) == 0
    assert "push 0.2 · no pause · let back 0.2" in capsys.readouterr().out
    timeline = tmp_path / "set.json"
    files = ("--out", str(tmp_path / "set.wav"), "--timeline", str(timeline))
    assert main(["render", sled.name, *quick, *files]) == 0
    assert json.loads(timeline.read_text("utf-8"))["spans"][0]["phase"] == "concentric"


def test_in_another_data_folder_they_are_not_known(sled: Exercise, capsys: Capture, tmp_path: Path) -> None:
    elsewhere = ("--data-dir", tmp_path / "elsewhere")
    assert "no exercise is called" in refused(capsys, "explain", "31X0", "--exercise", sled.name, *elsewhere)
    assert not (tmp_path / "elsewhere").exists()


def test_a_ballistic_one_has_a_beat(presets: PresetStore, capsys: Capture) -> None:
    presets.exercises.add(replace(SLED, name="Clean", tempo=None, beat_ms=2000))
    entry = listed(capsys)["Clean"]
    assert (entry["tempo"], entry["beat_seconds"], entry["words"]) == (None, 2.0, "one beat every 2 s")


def test_those_that_ship_are_known_even_if_the_file_cannot_be_opened(
    own_data_folder: Path, capsys: Capture
) -> None:
    (own_data_folder / "liftronome.db").mkdir(parents=True)
    assert main(["exercises", "--json"]) == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == len(load_library().exercises)
    assert "is not a file: move it away" in err
    assert main(["explain", "31X0", "--exercise", "hip thrust"]) == 0
    assert "is not a file" in refused(capsys, "explain", "31X0", "--exercise", "sled push", status=1)
