"""The terminal that keys are pressed in: only one that is there, and left as it was."""

import os
import termios

import pytest
from liftronome.terminal.keys import Keyboard, keyboard


def test_what_is_no_terminal_is_no_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull) as nothing:  # noqa: PTH123
        monkeypatch.setattr("sys.stdin", nothing)
        assert keyboard() is None
    monkeypatch.setattr("sys.stdin", None)
    assert keyboard() is None


def test_keys_arrive_at_once_and_the_terminal_is_put_back() -> None:
    outer, inner = os.openpty()
    before = termios.tcgetattr(inner)
    with Keyboard(inner) as keys:
        os.write(outer, b"q")
        assert keys.read() == "q"
    assert termios.tcgetattr(inner) == before
    os.close(outer)
    assert keys.read() == ""
    os.close(inner)
