"""A screen that nobody sees, for tests marked `screen`.

The fixture `screen` is the environment that a program needs to be shown on it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

_XVFB: Final = ("Xvfb", "-nolisten", "tcp", "-noreset")
"""Without -noreset it is away for a moment whenever its last window has closed."""


@contextlib.contextmanager
def hidden_screen(width: int = 1600, height: int = 1000) -> Iterator[Mapping[str, str]]:
    """An X server of that size on a display number that was free. It is surely gone after the block."""
    readable, writable = os.pipe()
    server = subprocess.Popen(
        [*_XVFB, "-displayfd", str(writable), "-screen", "0", f"{width}x{height}x24"],
        pass_fds=(writable,),
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # as a user's server has: Linux shares the processor by session
    )
    os.close(writable)
    with os.fdopen(readable) as said:
        number = said.readline().strip()
    try:
        assert number, "Xvfb does not start"
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def screen() -> Iterator[Mapping[str, str]]:
    """A screen for all tests."""
    with hidden_screen() as env:
        yield env
