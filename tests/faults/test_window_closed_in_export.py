"""A window that goes while it writes a sound file: nothing half-written is left, and the older file stays."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.audio.waiting import wait_until
from tests.driving import DrivenWindow, driven_window
from tests.faults.x_windows import close_windows

pytestmark = pytest.mark.screen

LONG: Final[dict[str, Any]] = {"tempo": "4-4-4-4", "reps": 50, "sets": 20, "rest_ms": 60_000}
"""Some five hours: it takes seconds to write."""


def close(window: DrivenWindow, display: str) -> None:
    """The dialog first: the window behind it cannot be closed before."""
    assert close_windows(display, "Export as audio file") == 1
    assert window.ask("stage") == "home"
    assert close_windows(display, "Liftronome")


WAYS: Final[dict[str, Callable[[DrivenWindow, str], object]]] = {
    "closed": close,
    "terminated": lambda window, _: window.process.send_signal(signal.SIGTERM),
    "interrupted": lambda window, _: window.process.send_signal(signal.SIGINT),
}
STATUS: Final = {"closed": 0, "terminated": 143, "interrupted": 130}


@pytest.mark.parametrize("ending", ["wav", "flac"])
@pytest.mark.parametrize("how", WAYS)
def test_a_window_that_goes_in_mid_export_leaves_the_older_file_and_nothing_half_written(
    screen: Mapping[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str], how: str, ending: str
) -> None:
    file = tmp_path / "out" / f"set.{ending}"
    file.parent.mkdir()
    file.write_bytes(b"older")
    with driven_window(screen) as window:
        wait_until(lambda: window.ask("offer", LONG), 20)
        window.ask("export", str(file))
        wait_until(lambda: len(list(file.parent.iterdir())) == 2)
        assert window.ask("stage") == "home"
        WAYS[how](window, screen["DISPLAY"])
        assert window.process.wait(timeout=20) == STATUS[how]
    assert "Traceback" not in capfd.readouterr().err
    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes() == b"older"
