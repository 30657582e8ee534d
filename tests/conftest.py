"""What every test is run with: no screen, a data folder of its own, the tools it is marked to need."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings

pytest_plugins = ["tests.screen", "tests.soundserver"]

IN_CI: Final = os.environ.get("CI") == "true"

TOOLS: Final[Mapping[str, tuple[str, ...]]] = {
    "sound": ("pulseaudio", "pactl", "parec"),
    "screen": ("Xvfb",),
}
"""The programs without which a test of that mark can neither pass nor fail."""

# Qt reads it when the first application is made. A test that needs a screen starts a program on one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shell lets what it runs in the background ignore Ctrl-C, and nohup a closed terminal: all that the tests
# start would, too. A handler is not handed on.
for name in ("SIGINT", "SIGHUP"):
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, lambda *_: None)

# No deadline: a slow machine is no defect. `--hypothesis-profile thorough` looks harder.
settings.register_profile("usual", deadline=None, max_examples=50, derandomize=IN_CI)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("usual")


LISTENING_AT_A_TIME: Final = 2
"""So many tests that listen to a sound server may run beside each other."""

WORKERS_A_PROCESSOR: Final = 3
"""Tests that listen or start programs mostly wait: so many at a time keep a processor busy."""


def pytest_xdist_auto_num_workers() -> int:
    """How many tests `-n auto` runs at a time."""
    return WORKERS_A_PROCESSOR * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that listen are shared out to a few workers, which take them first, one after another."""
    for item in items:
        if item.get_closest_marker("sound"):
            lane = zlib.crc32(item.path.name.encode()) % LISTENING_AT_A_TIME
            item.add_marker(pytest.mark.xdist_group(f"sound-{lane}"))


def missing_tools(marks: set[str]) -> list[str]:
    """The programs that a test with these marks needs, and that are not there."""
    return [
        tool for mark, tools in TOOLS.items() if mark in marks for tool in tools if shutil.which(tool) is None
    ]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without its tools a test is skipped, but never in CI: there it would hide that nobody listens."""
    missing = missing_tools({mark.name for mark in item.iter_markers()})
    if missing and IN_CI:
        pytest.fail(f"CI has to have {', '.join(missing)}", pytrace=False)
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: object) -> None:
    """A process has one Qt application for good: were it the terminal's, no window could be shown."""


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing that a test does reaches the presets and the log of whoever runs it."""
    folder = tmp_path / "data"
    monkeypatch.setenv("LIFTRONOME_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def closed_databases(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program leaves its database to the end of the process, and a test ends many times in one. From
    Python 3.13 on a connection that is collected unclosed warns, in whichever test comes then."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*place: Any, **how: Any) -> sqlite3.Connection:
        opened.append(connect(*place, **how))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    yield
    for connection in opened:
        with contextlib.suppress(sqlite3.ProgrammingError):  # another thread's, which closes its own
            connection.close()
