"""The wheel as a lifter has it: installed into a fresh environment, with no source tree near."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import tomllib
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack

from tests import interpreters
from tests.audio.waiting import wait_until
from tests.driving import AGAIN_S, START_KEY, preset_of
from tests.faults.x_windows import give_keys_to
from tests.imports import ROOT
from tests.listening import wrong_samples
from tests.screen import hidden_screen
from tests.soundserver import SoundServer, running_sound_server
from tests.x_client import XClient

SET: Final = ("Hip thrust", "--tempo", "1-0-1-0", "--reps", "1", "--count-in", "1")
OPENING_S: Final = 20.0
ANOTHER: Final = {"app/__init__.py": "", "app/cli.py": "raise SystemExit('this is another program')\n"}
"""What another distribution brings: a package called `app`."""
THIS: Final = "{}.{}".format(*sys.version_info)
VERSIONS: Final = [
    version if version == THIS else pytest.param(version, marks=pytest.mark.thorough)
    for version in interpreters.VERSIONS
]
"""The Pythons that it is installed for: this one, and with more time each that is supported."""


class Installed:
    """An installed Liftronome, and an empty folder to use it from."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.folder = folder / "elsewhere"
        self.folder.mkdir(exist_ok=True)
        kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
        self.env = {**kept, **env, "LIFTRONOME_DATA_DIR": str(folder / "data")}
        self._command = str(folder / "venv" / "bin" / "liftronome")

    def run(self, *arguments: str) -> str:
        """What a command prints; it has to succeed."""
        done = subprocess.run(
            [self._command, *arguments],
            env=self.env,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def window(self) -> subprocess.Popen[bytes]:
        """Its window."""
        return subprocess.Popen([self._command], env=self.env, cwd=self.folder, start_new_session=True)


def build(folder: Path) -> Path:
    """The wheel, built without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("liftronome-*.whl")
    return wheel


def install(python: str, folder: Path) -> None:
    """Build the wheel, and install it with the pinned releases into an environment of that interpreter."""
    wheel = build(folder)
    subprocess.run([python, "-m", "venv", str(folder / "venv")], check=True, capture_output=True)
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)],
        cwd=ROOT,
        env={**os.environ, "PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def use(installed: Installed, server: SoundServer) -> None:
    """Do with it what a lifter does, and listen."""
    told = json.loads(installed.run("explain", "31X2", "--json"))
    assert told["rep_seconds"] == 7.0
    installed.run("render", *SET, "--out", "set.wav")
    with wave.open(str(installed.folder / "set.wav")) as file:
        assert (file.getframerate(), file.getnchannels()) == (48_000, 1)
        rendered = file.getnframes()
    preset = preset_of(tempo="1-0-1-0", reps=1, count_in_ms=1000)
    expected = ClickTrack(preset.round_timeline(preset.rounds()[0]), load_pack("glide")).render()
    assert rendered == len(expected)
    with server.record() as recording:
        assert "1 set, 1 rep done" in installed.run("play", *SET, "--sets", "1")
    assert wrong_samples(expected, recording.samples) == 0
    _perform_in_the_window(installed, server)
    assert len(json.loads(installed.run("log", "--json"))) == 1
    assert [path.name for path in installed.folder.iterdir()] == ["set.wav"]


def _perform_in_the_window(installed: Installed, server: SoundServer) -> None:
    """Start a set by key, hear it, leave, and close the window."""
    with XClient(installed.env["DISPLAY"]) as screen, installed.window() as window:
        try:
            with server.record() as recording:
                _start_by_key(screen, installed.env["DISPLAY"], lambda: recording.samples.any())
                screen.press("Escape")
                time.sleep(AGAIN_S)
                screen.press("Escape")
                wait_until(lambda: not server.players(), OPENING_S)
            window.terminate()
            assert window.wait(OPENING_S) == 143
        finally:
            window.kill()


def _start_by_key(screen: XClient, display: str, is_heard: Callable[[], object]) -> None:
    give_up = time.monotonic() + OPENING_S
    while not is_heard():
        assert time.monotonic() < give_up, f"{START_KEY} does nothing"
        give_keys_to(display, "Liftronome")
        screen.press(START_KEY)
        with contextlib.suppress(AssertionError):
            wait_until(is_heard, within_s=2)


def installed_and_used(python: str, folder: Path) -> None:
    """Install it for an interpreter into a folder, and use it. Fails if anything is not as it should be."""
    install(python, folder)
    with running_sound_server() as server, hidden_screen() as screen:
        use(Installed(folder, {**server.env, **screen}), server)
        assert server.players() == []
        assert server.shared_tracks() == 0


@pytest.mark.sound
@pytest.mark.screen
@pytest.mark.parametrize("version", VERSIONS)
def test_the_wheel_works_in_a_fresh_environment_with_no_source_tree_near(
    tmp_path: Path, version: str
) -> None:
    python = interpreters.command(version)
    if python is None:
        pytest.skip(f"Python {version} is not on this machine")
    installed_and_used(python, tmp_path)


def another_wheel(folder: Path) -> Path:
    """A wheel of another distribution that brings a package called `app`."""
    wheel = folder / "another-1.0-py3-none-any.whl"
    info = "another-1.0.dist-info"
    files = {
        **ANOTHER,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: another\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD")))
    return wheel


@pytest.mark.parametrize("other_comes_last", [False, True])
def test_another_package_called_app_does_no_harm(tmp_path: Path, other_comes_last: bool) -> None:
    wheels = [build(tmp_path), another_wheel(tmp_path)]
    target = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    for wheel in wheels if other_comes_last else reversed(wheels):
        done = subprocess.run(
            [*pip, "--target", str(target), "--upgrade", str(wheel)], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    done = subprocess.run(
        [sys.executable, "-S", "-m", "liftronome", "--version"],
        env={**os.environ, "PYTHONPATH": str(target)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"liftronome {project_version()}\n"
    assert (target / "app" / "cli.py").read_text("utf-8") == ANOTHER["app/cli.py"]


def project_version() -> str:
    version: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return version
