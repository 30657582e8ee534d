"""`render` writes a set whole, or leaves everything as it was."""

import json
import os
import wave
from pathlib import Path

import pytest
from liftronome.cli import main

Capture = pytest.CaptureFixture[str]
SHORT = ("--tempo", "10X0", "--reps", "1", "--count-in", "1")


def render(*arguments: object) -> int:
    return main(["render", "Hip Thrust", *SHORT, *map(str, arguments)])


def test_a_set_is_written_as_48_khz_16_bit_mono(tmp_path: Path, capsys: Capture) -> None:
    assert render("--out", tmp_path / "set.wav") == 0
    with wave.open(str(tmp_path / "set.wav")) as sound:
        assert (sound.getframerate(), sound.getsampwidth(), sound.getnchannels()) == (48_000, 2, 1)
        assert sound.getnframes() >= 3 * 48_000
        assert any(sound.readframes(48_000))
    assert "set.wav: Hip thrust 10X0, 1 rep, 0:03" in capsys.readouterr().out
    assert os.listdir(tmp_path) == ["set.wav"]  # noqa: PTH208


def test_the_timeline_says_what_sounds_when(tmp_path: Path) -> None:
    assert render("--out", tmp_path / "set.wav", "--timeline", tmp_path / "set.json") == 0
    timeline = json.loads((tmp_path / "set.json").read_text())
    assert (timeline["sample_rate"], timeline["duration_ms"]) == (48_000, 3000)
    assert timeline["spans"] == [
        {"phase": "count_in", "rep": None, "start_ms": 0, "duration_ms": 1000},
        {"phase": "concentric", "rep": 1, "start_ms": 1000, "duration_ms": 1000},
        {"phase": "eccentric", "rep": 1, "start_ms": 2000, "duration_ms": 1000},
    ]
    assert timeline["cues"][-1] == {"at_ms": 3000, "sample": 144_000, "kind": "set_end", "sound": "set_end"}
    assert sorted(os.listdir(tmp_path)) == ["set.json", "set.wav"]  # noqa: PTH208


def test_the_options_of_play_do_no_harm(tmp_path: Path) -> None:
    options = [
        "--sets",
        "2",
        "--rest",
        "30",
        "--ready",
        "5",
        "--silent",
        "--start",
        "eccentric",
        "--pack",
        "glide",
    ]
    assert render("--out", tmp_path / "set.wav", "--timeline", tmp_path / "set.json", *options) == 0
    spans = json.loads((tmp_path / "set.json").read_text())["spans"]
    assert [span["phase"] for span in spans] == ["count_in", "eccentric", "concentric"]


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "set.wav").write_text("old")
    assert render("--out", tmp_path / "set.wav") == 0
    assert (tmp_path / "set.wav").read_bytes().startswith(b"RIFF")


def said(capsys: Capture) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize("other", ["set.wav", "./set.wav", "link.wav", "hard.wav"])
def test_sound_and_timeline_cannot_share_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, other: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("set.wav").write_text("old")
    Path("link.wav").symlink_to("set.wav")
    Path("hard.wav").hardlink_to("set.wav")
    assert render("--out", "set.wav", "--timeline", other) == 2
    assert "name the same file" in said(capsys)
    assert Path("set.wav").read_text() == "old"


@pytest.mark.parametrize("option", ["--out", "--timeline"])
def test_a_folder_that_is_not_there_leaves_nothing_behind(
    tmp_path: Path, capsys: Capture, option: str
) -> None:
    names = {"--out": tmp_path / "set.wav", "--timeline": tmp_path / "set.json"}
    names[option] = tmp_path / "none" / "file"
    assert render(*(part for pair in names.items() for part in pair)) == 1
    assert "there is no folder" in said(capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--out", "--timeline"])
def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path, capsys: Capture, option: str) -> None:
    names = {"--out": tmp_path / "set.wav", "--timeline": tmp_path / "set.json"}
    names[option].mkdir()
    assert render(*(part for pair in names.items() for part in pair)) == 1
    assert "is a folder" in said(capsys)
    assert [path.name for path in tmp_path.iterdir()] == [names[option].name]


@pytest.mark.parametrize("option", ["--out", "--timeline"])
def test_a_device_is_never_replaced_by_a_file(tmp_path: Path, capsys: Capture, option: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    names = {"--out": tmp_path / "set.wav", "--timeline": tmp_path / "set.json"}
    names[option] = tmp_path / "pipe"
    assert render(*(part for pair in names.items() for part in pair)) == 1
    assert "is a device" in said(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_name_too_long_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    assert render("--out", tmp_path / ("x" * 300)) == 1
    assert "cannot be written: file name too long" in said(capsys).lower()
    assert list(tmp_path.iterdir()) == []


def test_a_sound_that_fails_to_be_written_takes_its_timeline_with_it(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("liftronome.terminal.render.write_sound_file", interrupted)
    assert render("--out", tmp_path / "set.wav", "--timeline", tmp_path / "set.json") == 130
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_name_is_refused(capsys: Capture) -> None:
    assert render("--out", "") == 2
    assert "a file needs a name" in said(capsys)


def test_any_set_of_a_line_is_written(tmp_path: Path, capsys: Capture) -> None:
    line, out = "Back squat warm-up 3 2,1 @ 10X0", str(tmp_path / "set.wav")
    for arguments, reps in ((), 3), (("--set", "2"), 2), (("--set", "3"), 1):
        timeline = tmp_path / "set.json"
        assert main(["render", line, *arguments, "--out", out, "--timeline", str(timeline)]) == 0
        spans = json.loads(timeline.read_text())["spans"]
        assert [span["rep"] for span in spans] == [None, *sorted([*range(1, reps + 1)] * 2)]
    capsys.readouterr()
    assert main(["render", line, "--set", "4", "--out", out]) == 2
    assert said(capsys) == "liftronome: there is no set 4: Back squat has 3 sets\n"
    assert main(["render", line, "--set", "0", "--out", out]) == 2
    assert "--set must be 1 to" in said(capsys)
    assert main(["render", line, "--set", "2", "--all-sets", "--out", out]) == 2
    assert "--set and --all-sets contradict each other" in said(capsys)


def test_a_set_with_a_last_rep_is_written_beside_an_open_one(tmp_path: Path, capsys: Capture) -> None:
    line, out = "Back squat 2x2+ @ 10X0", str(tmp_path / "set.wav")
    assert main(["render", line, "--out", out]) == 0
    capsys.readouterr()
    assert main(["render", line, "--set", "2", "--out", out]) == 2
    assert "2x2+ has an open set" in said(capsys)
