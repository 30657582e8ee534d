"""Files and folders with odd names: one line says what is wrong, and nothing of the lifter's is lost."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.domain.errors import InputError
from liftronome.terminal.options import data_dir_path

from tests.terminal.preset_lines import HEAVY, keep
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]

SHORT = ("--reps", "1", "--count-in", "0")
LONG_NAME = "x" * 300


@pytest.mark.parametrize(
    "command",
    [
        ("export",),
        ("log", "--csv"),
        ("render", "squat", "--out"),
        ("render", "squat", "--out", "set.wav", "--timeline"),
    ],
)
def test_a_dash_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "“-” does not stand for a stream" in refused(capsys, *command, "-")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["set.mp3", "set.M4A", "set.ogg"])
def test_a_name_that_promises_another_kind_of_sound_is_refused(
    tmp_path: Path, capsys: Capture, name: str
) -> None:
    message = refused(capsys, "render", "squat", *SHORT, "--out", tmp_path / name)
    assert "end in .wav or .flac" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["set", "set.v2", "SET.WAV"])
def test_a_name_that_promises_nothing_else_gets_a_wav_file(tmp_path: Path, name: str) -> None:
    assert main(["render", "squat", *SHORT, "--out", str(tmp_path / name)]) == 0
    with wave.open(str(tmp_path / name)) as sound:
        assert sound.getframerate() == 48_000


@pytest.mark.parametrize(
    "command",
    [
        ("export",),
        ("log", "--csv"),
        ("render", "squat", "--out"),
        ("render", "squat", "--out", "set.wav", "--timeline"),
    ],
)
@pytest.mark.parametrize("name", ["liftronome.db", "liftronome.db-wal", "copies/day.db"])
def test_what_the_data_folder_keeps_is_never_replaced(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    own_data_folder: Path,
    capsys: Capture,
    command: tuple[str, ...],
    name: str,
) -> None:
    keep(HEAVY)
    monkeypatch.chdir(tmp_path)
    (own_data_folder / "copies").mkdir(exist_ok=True)
    before = (own_data_folder / "liftronome.db").read_bytes()
    (tmp_path / "way").symlink_to(own_data_folder)
    assert "where presets and log are kept" in refused(capsys, *command, f"way/{name}", status=1)
    assert (own_data_folder / "liftronome.db").read_bytes() == before
    assert not (tmp_path / "set.wav").exists()
    assert main(["presets"]) == 0
    assert capsys.readouterr() == (f"{HEAVY}\n", "")


@pytest.mark.parametrize("command", [("export",), ("log", "--csv"), ("render", "squat", "--out")])
def test_a_file_name_that_is_too_long_is_said_to_be(
    tmp_path: Path, capsys: Capture, command: tuple[str, ...]
) -> None:
    message = refused(capsys, *command, tmp_path / LONG_NAME, status=1)
    assert message.endswith("cannot be written: file name too long")


def test_a_data_folder_of_a_name_that_is_too_long_is_said_to_be_and_stops_no_set(
    tmp_path: Path, capsys: Capture, qapp: object
) -> None:
    folder = ("--data-dir", str(tmp_path / LONG_NAME))
    assert "cannot be written: file name too long" in refused(capsys, "presets", *folder, status=1)
    assert main(["explain", "31X2", "--exercise", "squat", *folder]) == 0
    assert main(["play", "squat", "--silent", *SHORT, "--sets", "1", "--tempo", "0.2-0-0.2-0", *folder]) == 0
    assert "This session won't be logged: " in capsys.readouterr().out


def test_the_home_of_nobody_is_no_data_folder(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "names a user who does not exist here" in refused(
        capsys, "presets", "--data-dir", "~nobody-like-this/x"
    )
    monkeypatch.setenv("LIFTRONOME_DATA_DIR", "~nobody-like-this/x")
    assert "names a user who does not exist here" in refused(capsys, "presets")


def test_ones_own_home_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_dir_path("~/lifting") == tmp_path / "lifting"
    assert data_dir_path(None) is None
    with pytest.raises(InputError, match="needs the name of a folder"):
        data_dir_path("")


@pytest.mark.parametrize("command", [("export",), ("log", "--csv"), ("render", "squat", *SHORT, "--out")])
def test_a_link_that_leads_in_a_circle_gives_way_to_the_file(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    link = tmp_path / "circle"
    link.symlink_to(link)
    assert main([*command, str(link)]) == 0
    assert link.is_file()
    assert not link.is_symlink()


def test_a_data_folder_that_leads_in_a_circle_is_said_to_be_no_folder(
    tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    folder = ("--data-dir", tmp_path / "circle")
    assert "choose a folder with --data-dir" in refused(capsys, "presets", *folder, status=1)
    assert "choose a folder" in refused(capsys, "export", tmp_path / "x.json", *folder, status=1)
    assert main(["render", "squat", *SHORT, *map(str, folder), "--out", str(tmp_path / "set.wav")]) == 0
