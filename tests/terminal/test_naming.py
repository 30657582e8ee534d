"""What is to be performed is found by its name: a preset, or an exercise, be it the lifter's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.domain.preset import default_preset
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.presets import PresetStore
from liftronome.terminal.naming import Named

from tests.terminal.playing import quick_preset
from tests.terminal.preset_lines import HEAVY, LIGHT, SQUAT, found, keep, preset
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("light", LIGHT),
        ("LIGHT", LIGHT),
        ("Hip thrust – heavy", HEAVY),
        ("hip thrust - HEAVY", HEAVY),
        ("hip-thrust heavy", HEAVY),
        ("back squat: heavy", SQUAT),
    ],
)
def test_a_preset_is_performed_by_its_name(name: str, line: str) -> None:
    keep(HEAVY, SQUAT, LIGHT)
    named = found(name)
    assert (named.preset, named.preset_id is None) == (preset(line), False)


def test_an_exercise_is_performed_as_it_begins_whatever_presets_there_are() -> None:
    keep(HEAVY, "Dip – Hip thrust 3x5 @ 3010")
    thrust = load_library().find("Hip thrust")
    assert found("hip thrust") == Named(default_preset(thrust))
    assert found("dip – hip thrust").preset.exercise.name == "Dip"


def test_a_name_that_several_presets_have_lists_them(capsys: Capture, tmp_path: Path) -> None:
    keep(HEAVY, SQUAT)
    message = refused(capsys, "render", "heavy", "--out", tmp_path / "set.wav")
    assert (
        "“heavy” is the name of 2 presets: say which one, “Hip thrust – heavy”, “Back squat – heavy”"
        in message
    )


def test_options_change_what_a_preset_says(tmp_path: Path, capsys: Capture) -> None:
    keep(HEAVY)
    assert (
        main(["render", "heavy", "--reps", "2", "--count-in", "1", "--out", str(tmp_path / "set.wav")]) == 0
    )
    assert "Hip thrust 31X2, 2 reps, 0:15" in capsys.readouterr().out


def test_looking_for_a_name_makes_no_file(own_data_folder: Path) -> None:
    found("Hip thrust")
    assert not own_data_folder.exists()


def test_an_exercise_is_performed_even_if_the_presets_cannot_be_opened(
    own_data_folder: Path, capsys: Capture
) -> None:
    keep(HEAVY)
    (own_data_folder / "liftronome.db").unlink()
    (own_data_folder / "liftronome.db").mkdir()
    assert found("Hip thrust").preset.exercise.name == "Hip thrust"
    assert "is not a file: move it away" in capsys.readouterr().err
    assert "is not a file: move it away" in refused(capsys, "play", "heavy", status=1)


def test_damaged_presets_are_told_and_an_exercise_is_performed_all_the_same(
    own_data_folder: Path, capsys: Capture
) -> None:
    keep(HEAVY)
    (own_data_folder / "liftronome.db").write_bytes(b"damage" * 1000)
    assert found("Hip thrust") == Named(preset("Hip thrust 3x10"))
    assert "the presets were damaged and have been set aside as" in capsys.readouterr().err


@pytest.mark.parametrize(
    "names",
    [
        ("heavy", "light"),
        ("heavy - light day", "heavy – light day 2", "heavy — 2"),
        ('the "big" one', "“5x5” @ day: 1", "it's"),
        ("３×８ ！", "Ärger", "40X0", "3x8 @ 3010 rest 5", "– –", "-"),
    ],
)
def test_what_presets_prints_can_be_given_back(
    presets: PresetStore, names: tuple[str, ...], capsys: Capture
) -> None:
    for name in names:
        presets.add(quick_preset(name=name))
    assert main(["presets"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert main(["presets", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(printed) == len(listed) == len(names)
    for line, known in zip(printed, listed, strict=True):
        assert found(line).preset_id == known["id"]
        for quoted in ("{}", "“{}”", '"{}"', " {} "):
            assert found(quoted.format(known["title"])).preset_id == known["id"]


@pytest.mark.parametrize("dash", ["–", "—", "-", "‐", "‑", "−", "ー", "－", ":", "  "])
def test_any_dash_may_stand_between_exercise_and_name(dash: str) -> None:
    keep(HEAVY, SQUAT)
    assert found(f"Hip thrust {dash} heavy").preset == preset(HEAVY)
    assert found(f"‘hip thrust’{dash}«Heavy»").preset == preset(HEAVY)


def test_an_exact_name_wins_over_one_that_only_looks_like_it() -> None:
    keep("Dip – day-1 3x5 @ 3010", "Dip – day 1 3x6 @ 3010")
    assert found("Dip – day-1").preset.scheme.first_reps == 5
    assert found("dip – DAY 1").preset.scheme.first_reps == 6


def test_a_multiplication_sign_may_be_typed_as_an_x(presets: PresetStore) -> None:
    kept = presets.add(quick_preset(name="heavy – “5×5”"))
    assert found('hip thrust - heavy - "5x5"').preset_id == kept.id
