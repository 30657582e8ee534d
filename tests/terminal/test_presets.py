"""Presets are listed, brought in and given away from a terminal."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.store.opening.opening import open_database
from liftronome.store.sounds.own_sounds import OwnSounds

from tests.store.examples import wav_of
from tests.terminal.preset_lines import HEAVY, LIGHT, SQUAT, keep
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]


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


def test_own_sounds_go_along_and_what_stays_is_told(
    tmp_path: Path, own_data_folder: Path, capsys: Capture
) -> None:
    keep(HEAVY)
    database = open_database(own_data_folder).database
    sounds = OwnSounds(database)
    sounds.choose("tick", sounds.put(wav_of(1000), "tick.wav"))
    sounds.choose("set_end", sounds.put(b"damaged", "horn.wav"))
    database.close()
    file, one, folder = (str(tmp_path / name) for name in ("all.json", "one.json", "friend"))
    assert main(["export", file]) == main(["import", file, "--data-dir", folder]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{file}: 1 preset, 1 sound",
        f"{file}: 1 preset added, 0 replaced, 0 skipped, 0 already here, 1 sound",
    ]
    assert err == "liftronome: 1 sound not in it (gone or damaged): “horn.wav”\n"
    assert main(["export", one, "--preset", "heavy"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{one}: 1 preset\n"
    assert err == "liftronome: your sounds for all presets are not in it: an export of everything has them\n"


def test_one_preset_is_exported_by_its_name(tmp_path: Path, capsys: Capture) -> None:
    keep(HEAVY, SQUAT, LIGHT)
    file = tmp_path / "presets.json"
    assert main(["export", str(file), "--preset", "LIGHT"]) == 0
    assert [written["name"] for written in json.loads(file.read_text("utf-8"))["presets"]] == ["light"]
    assert "say which one, “Hip thrust – heavy”, “Back squat – heavy”" in refused(
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
    assert "1 name already taken (Hip thrust – heavy)" in message
    assert "decide with --on-conflict keep-both, replace or skip" in message
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
    said = refused(capsys, "import", file)
    assert f'{file}: the first preset, “a”: tempo "4-2": two parts' in said
    assert "(presets[0].tempo); nothing was imported" in said
    assert "cannot be read: no such file" in refused(capsys, "import", tmp_path / "missing", status=1)
    assert "cannot be written" in refused(capsys, "export", tmp_path / "a" / "b.json", status=1)


def test_what_presets_prints_can_be_imported_elsewhere(tmp_path: Path, capsys: Capture) -> None:
    lines = (
        HEAVY,
        "Back squat – waves warm-up 5 12,10,8 @ 30X1 60,65,70kg rest 120",
        "Plank – long 3x60s rest 60",
    )
    keep(*lines)
    assert main(["presets"]) == 0
    file, folder = tmp_path / "presets.txt", str(tmp_path / "friend")
    file.write_text(capsys.readouterr().out, "utf-8")
    assert main(["import", str(file), "--data-dir", folder]) == 0
    assert main(["import", str(file), "--data-dir", folder]) == 0
    assert main(["presets", "--data-dir", folder]) == 0
    out = capsys.readouterr().out
    assert f"{file}: 3 presets added" in out
    assert f"{file}: 0 presets added, 0 replaced, 0 skipped, 3 already here" in out
    assert out.endswith(file.read_text("utf-8"))


def test_lines_are_imported_from_standard_input_with_their_choices_told(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Hip thrust – heavy 3x8 @ 31X2 rest 60-90 // slow\n\nHip thrust 5x5\nHip thrust 5x5 rest 60\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["import", "-"]) == 0
    out, err = capsys.readouterr()
    assert out == "standard input: 3 presets added, 0 replaced, 0 skipped, 0 already here\n"
    assert "line 1: 60–90 s read as 60" in err
    assert "line 3: named “5 × 5 at 30X2”" in err
    assert "line 4: named “5 × 5 at 30X2 2”" in err


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("Dip – a 3x8", "", "Dip – b 3x8 foo"), "line 3: “foo” at place 13 cannot be read"),
        (("Dip – a 3x8", "Zercher carry 3x8"), "line 2: no exercise is called “Zercher carry”"),
        (("Dip – a 3x8", "Dip – A 3x9"), "line 2: line 1 has a Dip called “A” too"),
        (("Dip – a 3x8", "Dip – b 1x100 @ 9090"), "line 2: a set is at most 15 minutes long"),
    ],
)
def test_one_wrong_line_imports_nothing(
    lines: tuple[str, ...], reason: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "presets.txt"
    file.write_text("\n".join(lines), "utf-8")
    message = refused(capsys, "import", file)
    assert message.startswith(f"{file}: {reason}")
    assert message.endswith("; nothing was imported")
    assert main(["presets", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
