"""Presets are listed, brought in, given away and performed from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from app.domain.one_line import parse_line
from app.domain.preset import Preset, default_preset
from app.store.exercises import load_library
from app.terminal.presets import kept_presets, preset_named

Capture = pytest.CaptureFixture[str]
HEAVY = "Hip thrust – heavy 4x8 @ 31X2 rest 120"
SQUAT = "Back squat – heavy 3x5 @ 4010 rest 90"
LIGHT = "Hip thrust – light 2x15 @ 2010 rest 60"


def keep(*lines: str) -> None:
    with kept_presets(None) as store:
        for line in lines:
            store.add(parse_line(line, load_library()))


def preset(line: str) -> Preset:
    return parse_line(line, load_library())


def refused(capsys: Capture, *arguments: object, status: int = 2) -> str:
    capsys.readouterr()
    assert main([str(argument) for argument in arguments]) == status
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err


def test_presets_are_listed_as_they_can_be_typed(capsys: Capture) -> None:
    keep(LIGHT, HEAVY, SQUAT)
    assert main(["presets"]) == 0
    assert capsys.readouterr().out.splitlines() == [SQUAT, HEAVY, LIGHT]


def test_presets_are_listed_for_scripts_with_every_key(capsys: Capture) -> None:
    keep(HEAVY, "Kettlebell swing – long 3x20 @ 1.4 s a rep rest 60")
    assert main(["presets", "--json"]) == 0
    heavy, swing = json.loads(capsys.readouterr().out)
    assert heavy.keys() == swing.keys()
    assert (heavy["title"], heavy["tempo"], heavy["rest_s"], heavy["count"]) == (
        "Hip thrust – heavy",
        "31X2",
        120,
        None,
    )
    assert (swing["tempo"], swing["beat_s"], swing["favourite"]) == (None, 1.4, False)


def test_no_presets_is_an_empty_list_and_a_word_of_how_to_get_some(capsys: Capture) -> None:
    assert main(["presets", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["presets"]) == 0
    out, err = capsys.readouterr()
    assert (out, "no presets yet" in err) == ("", True)


def test_what_is_exported_can_be_imported_elsewhere(tmp_path: Path, capsys: Capture) -> None:
    keep(HEAVY, SQUAT)
    file, folder = str(tmp_path / "presets.json"), str(tmp_path / "friend")
    assert main(["export", file]) == 0
    assert main(["import", file, "--data-dir", folder]) == 0
    assert main(["presets", "--data-dir", folder]) == 0
    out = capsys.readouterr().out
    assert f"{file}: 2 presets\n" in out
    assert f"{file}: 2 presets added, 0 replaced, 0 skipped, 0 already here\n" in out
    assert out.endswith(f"{SQUAT}\n{HEAVY}\n")


def test_one_preset_is_exported_by_its_name(tmp_path: Path, capsys: Capture) -> None:
    keep(HEAVY, SQUAT, LIGHT)
    file = tmp_path / "presets.json"
    assert main(["export", str(file), "--preset", "LIGHT"]) == 0
    assert [written["name"] for written in json.loads(file.read_text("utf-8"))["presets"]] == ["light"]
    assert "say which, “Hip thrust – heavy”, “Back squat – heavy”" in refused(
        capsys, "export", file, "--preset", "heavy"
    )
    assert "no preset or exercise is called “lihgt”: did you mean Hip thrust – light?" in refused(
        capsys, "export", file, "--preset", "lihgt"
    )
    assert "no preset is called “Dip”" in refused(capsys, "export", file, "--preset", "Dip")


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        ("keep-both", [HEAVY.replace("heavy", "heavy 2").replace("4x8", "4x6"), HEAVY]),
        ("replace", [HEAVY.replace("4x8", "4x6")]),
        ("skip", [HEAVY]),
    ],
)
def test_names_that_are_taken_need_a_decision(
    tmp_path: Path, capsys: Capture, choice: str, wanted: list[str]
) -> None:
    keep(HEAVY)
    file = tmp_path / "presets.json"
    assert main(["export", str(file)]) == 0
    file.write_text(file.read_text("utf-8").replace('"reps": 8', '"reps": 6'), "utf-8")
    message = refused(capsys, "import", file)
    assert "1 name taken by something else (Hip thrust – heavy)" in message
    assert "--on-conflict and one of keep-both, replace, skip" in message
    assert main(["import", str(file), "--on-conflict", choice]) == 0
    capsys.readouterr()
    assert main(["presets"]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(wanted)


def test_a_file_that_is_not_right_is_named_with_the_place_in_it(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "presets.json"
    file.write_text(
        '{"format": "liftronome-presets", "version": 1, "presets":'
        ' [{"exercise": "dip", "name": "a", "tempo": "4-2"}]}'
    )
    assert f'{file}: presets[0].tempo: "4-2": two parts' in refused(capsys, "import", file)
    assert "cannot be read: no such file" in refused(capsys, "import", tmp_path / "missing", status=1)
    assert "cannot be written" in refused(capsys, "export", tmp_path / "a" / "b.json", status=1)


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
    assert preset_named(name, None) == preset(line)


def test_an_exercise_is_performed_as_it_begins_whatever_presets_there_are() -> None:
    keep(HEAVY, "Dip – Hip thrust 3x5 @ 3010")
    thrust = load_library().find("Hip thrust")
    assert preset_named("hip thrust", None) == default_preset(thrust)
    assert preset_named("dip – hip thrust", None).exercise.name == "Dip"


def test_a_name_that_several_presets_have_lists_them(capsys: Capture, tmp_path: Path) -> None:
    keep(HEAVY, SQUAT)
    message = refused(capsys, "render", "heavy", "--out", tmp_path / "set.wav")
    assert (
        "“heavy” is the name of 2 presets: say which, “Hip thrust – heavy”, “Back squat – heavy”" in message
    )


def test_options_change_what_a_preset_says(tmp_path: Path, capsys: Capture) -> None:
    keep(HEAVY)
    assert (
        main(["render", "heavy", "--reps", "2", "--count-in", "1", "--out", str(tmp_path / "set.wav")]) == 0
    )
    assert "Hip thrust 31X2, 2 reps, 0:15" in capsys.readouterr().out


def test_looking_for_a_name_makes_no_file(own_data_folder: Path) -> None:
    preset_named("Hip thrust", None)
    assert not own_data_folder.exists()


def test_an_exercise_is_performed_even_if_the_presets_cannot_be_opened(
    own_data_folder: Path, capsys: Capture
) -> None:
    keep(HEAVY)
    (own_data_folder / "liftronome.db").unlink()
    (own_data_folder / "liftronome.db").mkdir()
    assert preset_named("Hip thrust", None).exercise.name == "Hip thrust"
    assert "is no file: move it away" in capsys.readouterr().err
    assert "is no file: move it away" in refused(capsys, "play", "heavy", status=1)


def test_damaged_presets_are_told_and_an_exercise_is_performed_all_the_same(
    own_data_folder: Path, capsys: Capture
) -> None:
    keep(HEAVY)
    (own_data_folder / "liftronome.db").write_bytes(b"damage" * 1000)
    assert preset_named("Hip thrust", None) == preset("Hip thrust 3x10")
    assert "the presets were damaged and have been set aside as" in capsys.readouterr().err
