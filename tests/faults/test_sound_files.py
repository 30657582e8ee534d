"""Sound files that are missing, broken off or of another rate: the file is named, and nothing begins."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.commands import QUICK, Done, failure
from tests.imports import ROOT

PLAY = (*QUICK[:-1], "--pack", "tones")
RENDER = ("render", "squat", "--reps", "1", "--pack", "tones", "--out", "set.wav")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Liftronome in a folder of its own."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "sounds", folder / "sounds", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(folder: Path, *arguments: str) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "liftronome", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "app")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def break_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def change_rate(path: Path) -> None:
    with wave.open(str(path), "rb") as file:
        samples = file.readframes(file.getnframes())
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(samples)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("words", [PLAY, RENDER], ids=["play", "render"])
@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (Path.unlink, "is missing: install Liftronome again"),
        (break_off, "it breaks off after "),
        (change_rate, "it has 44100 samples a second"),
        (empty, "is no WAV file of 48 kHz, 16 bit, mono"),
    ],
)
def test_a_sound_that_cannot_be_used_is_named_in_one_line(
    whole: Path, words: tuple[str, ...], damage: Callable[[Path], None], message: str
) -> None:
    sound = sorted((whole / "sounds" / "tones").glob("*.wav"))[0]
    good = sound.read_bytes()
    try:
        damage(sound)
        told = failure(run(whole, *words), 1)
    finally:
        sound.write_bytes(good)
    assert str(sound) in told
    assert message in told
    assert not (whole / "set.wav").exists()
