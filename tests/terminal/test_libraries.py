"""A system library that Qt needs and that is missing is named in one line, before Qt can abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from liftronome.terminal.libraries import ALWAYS, PACKAGES, WAYLAND_ONLY, X11_ONLY, lacking, missing_libraries
from liftronome.terminal.streams import load_failure

from tests.imports import ROOT

NO_LIBRARY = "a file that is no library"


def command_without(folder: Path, *names: str, arguments: tuple[str, ...] = ()) -> tuple[int, str]:
    """What the command says where these libraries cannot be loaded, and its exit status."""
    for name in names:
        (folder / name).write_text(NO_LIBRARY)
    environment = {**os.environ, "LD_LIBRARY_PATH": str(folder), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = subprocess.run(
        [sys.executable, "-m", "liftronome", *arguments],
        env={**environment, "QT_QPA_PLATFORM": "offscreen" if "cursor" not in names[0] else "xcb"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks for libraries on Linux only")
@pytest.mark.parametrize("name", ["libxkbcommon.so.0", "libxcb-cursor.so.0", "libfontconfig.so.1"])
def test_the_window_names_what_is_missing(tmp_path: Path, name: str) -> None:
    status, said = command_without(tmp_path, name)
    assert status == 1
    assert said == f"liftronome: {missing_libraries([name])}\n"
    assert PACKAGES[name] in said


@pytest.mark.skipif(sys.platform != "linux", reason="looks for libraries on Linux only")
def test_a_command_names_what_is_missing_too(tmp_path: Path) -> None:
    arguments = ("play", "squat", "--silent")
    status, said = command_without(tmp_path, "libgthread-2.0.so.0", arguments=arguments)
    assert status == 1
    assert said.startswith("liftronome: libgthread-2.0.so.0 is missing")
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", ALWAYS)
def test_what_every_window_needs_is_looked_for_on_any_platform(name: str) -> None:
    for environment in ({"QT_QPA_PLATFORM": "offscreen"}, {"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "w"}):
        assert lacking(environment, lambda other: other != name) == [name]


@pytest.mark.parametrize("name", X11_ONLY)
def test_x11_needs_its_own_and_other_platforms_do_not(name: str) -> None:
    assert lacking({"DISPLAY": ":0"}, lambda other: other != name) == [name]
    assert lacking({"QT_QPA_PLATFORM": "xcb:glx"}, lambda other: other != name) == [name]
    assert lacking({"QT_QPA_PLATFORM": "offscreen"}, lambda other: other != name) == []


@pytest.mark.parametrize("name", WAYLAND_ONLY)
def test_wayland_may_lack_its_own_where_x11_is_there_as_well(name: str) -> None:
    wayland = {"WAYLAND_DISPLAY": "wayland-0"}
    assert lacking(wayland, lambda other: other != name) == [name]
    assert lacking({**wayland, "DISPLAY": ":0"}, lambda other: other != name) == []


def test_this_system_lacks_nothing() -> None:
    assert lacking({"QT_QPA_PLATFORM": "xcb"}) == []


def test_the_packages_are_those_that_the_set_up_installs() -> None:
    lines = (ROOT / "scripts" / "system-packages").read_text("utf-8").splitlines()
    fields = [line.split() for line in lines if line.startswith("run  library")]
    installed = {name: packages for _, _, name, *packages in fields}
    listed = {name: package for name, package in PACKAGES.items() if name not in WAYLAND_ONLY}
    assert listed.keys() == installed.keys() - {"libxcb-glx.so.0"}
    assert all(package in installed[name] for name, package in listed.items())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "there is not enough memory"),
        (ImportError("libicudata.so.73: failed to map segment from shared object"), "not enough memory"),
        (
            ImportError("advice\non many lines\nOriginal error was: libz.so.1: failed to map segment from s"),
            "not enough memory",
        ),
        (
            ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"),
            "libEGL.so.1 is missing, and Qt needs it: install libegl1",
        ),
        (
            ImportError("No module named 'numpy'"),
            "part of Liftronome cannot be loaded (No module named 'numpy'): reinstall it",
        ),
    ],
)
def test_what_cannot_be_loaded_is_told_in_one_line(error: ImportError | MemoryError, told: str) -> None:
    said = load_failure(error)
    assert told in said
    assert "\n" not in said
