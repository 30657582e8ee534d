"""A screen that nobody sees, for tests marked `screen`.

The fixture `screen` is the environment that a program needs to be shown on it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping

import pytest


@pytest.fixture(scope="session")
def screen() -> Iterator[Mapping[str, str]]:
    """An X server of 1600×1000 pixels on a display number that was free."""
    readable, writable = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(writable,),
        stderr=subprocess.DEVNULL,
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
