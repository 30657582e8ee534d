"""A window is opened only where a screen answers."""

import socket
from pathlib import Path

import pytest
from liftronome.terminal import window as display
from liftronome.terminal.window import has_display


@pytest.fixture
def sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which X servers listen."""
    monkeypatch.setattr(display, "X11_SOCKETS", tmp_path)
    return tmp_path


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_some_systems_always_have_a_screen(platform: str) -> None:
    assert has_display(platform, {})


@pytest.mark.parametrize(
    "environment", [{}, {"DISPLAY": ""}, {"WAYLAND_DISPLAY": ""}, {"QT_QPA_PLATFORM": ""}]
)
def test_a_linux_session_without_a_screen_has_none(environment: dict[str, str]) -> None:
    assert not has_display("linux", environment)


def test_a_platform_named_for_qt_is_believed() -> None:
    assert has_display("linux", {"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.parametrize("name", [":5", ":5.0", "unix:5"])
def test_a_screen_that_answers_is_there_and_one_that_is_gone_is_not(sockets: Path, name: str) -> None:
    assert not has_display("linux", {"DISPLAY": name})
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(sockets / "X5"))
        assert not has_display("linux", {"DISPLAY": name})
        server.listen()
        assert has_display("linux", {"DISPLAY": name})


def test_a_screen_of_another_machine_is_left_to_qt() -> None:
    assert has_display("linux", {"DISPLAY": "desk:0"})


def test_a_wayland_screen_is_asked_too(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not has_display("linux", environment)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-1"))
        server.listen()
        assert has_display("linux", environment)
