"""The contract of the terminal commands: exit statuses, one line for an error, nothing needless loaded."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from liftronome.cli import main

from tests.imports import ROOT
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]


def command(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "liftronome", *arguments],
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding=(env or {}).get("PYTHONIOENCODING", "utf-8"),
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["explain"],
        ["explain", "30X1", "40X1"],
        ["explain", "30X1", "--loud"],
        ["explain", "30X1", "--exerc", "squat"],
        ["explain", "30X1", "--exercise"],
        ["exercises", "squat"],
        ["play"],
        ["play", "squat", "--start", "top"],
        ["render", "squat"],
        ["--json"],
    ],
)
def test_arguments_that_fit_nothing_are_one_line_and_status_2(capsys: Capture, arguments: list[str]) -> None:
    assert re.search("see “liftronome.* --help”$", refused(capsys, *arguments))


@pytest.mark.parametrize("name", ["play", "render"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--reps", "0"], "reps must be 1 to 100, not 0"),
        (["--reps", "101"], "reps must be 1 to 100, not 101"),
        (["--reps", "ten"], "reps must be a whole number from 1 to 100, not “ten”"),
        (["--reps", "2.5"], "reps must be a whole number from 1 to 100, not “2.5”"),
        (["--sets", "21"], "sets must be 1 to 20, not 21"),
        (["--sets", "-1"], "sets must be 1 to 20, not -1"),
        (["--rest", "901"], "rest must be 0 to 900 s, not 901"),
        (["--rest", "-5"], "rest must be 0 to 900 s, not -5"),
        (["--rest", "nan"], "rest must be a number of seconds up to 900, as in 2.5, not “nan”"),
        (["--count-in", "60.5"], "count-in must be 0 to 60 s, not 60.5"),
        (["--count-in", ""], "count-in must be a number of seconds up to 60, as in 2.5, not “”"),
        (["--ready", "301"], "get-ready time must be 0 to 300 s, not 301"),
        (["--ready", "0.0005"], "get-ready time: 0.0005 s is finer than a millisecond"),
        (["--tempo", "4/2"], "two parts can be read two ways"),
        (["--tempo", "-3-1-X-2"], "a phase cannot be negative"),
        (["--tempo", ""], "there is no tempo yet"),
        (["--tempo", "*-1-X-0"], "your own pace"),
        (["--tempo", "60-60-60-60"], "a set is at most 15 minutes long"),
        (["--pack", "trumpet"], "there is no cue pack “trumpet”: choose glide or "),
    ],
)
def test_a_set_that_cannot_be_is_refused(
    capsys: Capture, tmp_path: Path, name: str, options: list[str], said: str
) -> None:
    out = ["--out", str(tmp_path / "set.wav")] if name == "render" else ["--silent"]
    assert said in refused(capsys, name, "hip thrust", *out, *options)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_exercise_is_answered_with_the_nearest_names(capsys: Capture) -> None:
    assert "did you mean Hip thrust" in refused(capsys, "play", "hip trust")
    assert "did you mean Hip thrust" in refused(capsys, "explain", "30X1", "--exercise", "hip trust")


def test_a_ballistic_exercise_has_neither_a_tempo_nor_a_start(capsys: Capture) -> None:
    assert "never in four digits" in refused(capsys, "play", "swing", "--tempo", "30X1")
    assert "leave out --start" in refused(capsys, "play", "swing", "--start", "eccentric")


def test_an_odd_character_in_an_argument_cannot_break_the_line(capsys: Capture) -> None:
    assert "\x1b" not in refused(capsys, "play", "squ\nat\x1b[31m\r")


@pytest.mark.parametrize("where", ["before", "after", "environment"])
def test_a_data_folder_that_is_a_file_is_refused(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    file = tmp_path / "file"
    file.touch()
    option = ["--data-dir", str(file)]
    if where == "environment":
        monkeypatch.setenv("LIFTRONOME_DATA_DIR", str(file))
        option = []
    line = [*option, "exercises"] if where == "before" else ["exercises", *option]
    assert "is a file, not a folder" in refused(capsys, *line)


def test_a_data_folder_may_stand_before_or_after_the_command(capsys: Capture, tmp_path: Path) -> None:
    assert main(["--data-dir", str(tmp_path), "exercises", "--json"]) == 0
    assert main(["exercises", "--data-dir", str(tmp_path / "new"), "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_an_empty_data_folder_name_is_refused(capsys: Capture) -> None:
    assert "needs the name of a folder" in refused(capsys, "exercises", "--data-dir", "")


@pytest.mark.parametrize("name", [[], ["play"], ["render"], ["explain"], ["exercises"], ["log"]])
def test_help_is_shown_and_is_no_failure(capsys: Capture, name: list[str]) -> None:
    assert main([*name, "--help"]) == 0
    assert "--data-dir" in capsys.readouterr().out


def test_ctrl_c_is_status_130_and_no_traceback(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("liftronome.terminal.exercises.list_exercises", interrupted)
    assert main(["exercises"]) == 130
    assert capsys.readouterr() == ("", "")


def test_without_a_display_the_window_says_what_to_do_instead() -> None:
    environment = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = command(env=environment)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "liftronome play" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "name",
    [
        ["explain", "31X2"],
        ["explain", "31X2", "--exercise", "squat"],
        ["exercises"],
        ["log", "--json"],
        ["--help"],
        ["play", "nothing like it"],
    ],
)
def test_what_needs_neither_qt_nor_numpy_loads_neither(name: list[str]) -> None:
    script = (
        "import sys; from liftronome.cli import main; status = main(sys.argv[1:]); "
        "print(status, [name for name in ('PySide6', 'numpy', 'rich') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *name], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] in ("0 []", "2 []")


def test_without_a_display_qt_is_not_even_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; from liftronome.cli import main; print(main([]), 'PySide6' in sys.modules)"
    environment = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "1 False\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_terminal_that_knows_no_utf_8_gets_something_plainer(encoding: str) -> None:
    done = command("explain", "31X2", env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    refused_there = command("explain", "4é2", env={"PYTHONIOENCODING": encoding})
    assert refused_there.returncode == 2
    assert "Traceback" not in done.stderr + refused_there.stderr


def test_a_reader_that_has_left_gets_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "liftronome", "exercises"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize("words", [["exercises", "--json"], ["--help"], ["play", "--help"]])
def test_a_full_disk_under_standard_output_is_one_line(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "liftronome", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"liftronome: the output cannot be written: ")


def test_the_module_and_the_command_are_the_same() -> None:
    done = command("explain", "40X0", "--json")
    assert json.loads(done.stdout)["tempo"] == "40X0"


def test_a_frozen_bundle_becomes_the_sound_player_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from liftronome.audio.playing import player

    class Gone(BaseException):
        pass

    asked: list[list[str]] = []

    def player_main(arguments: list[str]) -> None:
        asked.append(arguments)
        raise Gone

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(player, "player_main", player_main)
    with pytest.raises(Gone):
        main([player.PLAYER_FLAG, "track", "48000"])
    assert asked == [["track", "48000"]]


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_that_of_the_project(capsys: Capture, option: str) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert main([option]) == 0
    assert capsys.readouterr().out == f"liftronome {version}\n"
