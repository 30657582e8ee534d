"""At whatever stage a window is asked to end, it ends at once, tidily, and what was done is logged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome.domain.performance import Ended

from tests.driving import DrivenWindow, driven_window
from tests.faults.test_ended import SIGNALS
from tests.terminal.playing import sets_in

pytestmark = pytest.mark.screen

FIELDS: Final[dict[str, Any]] = {
    "tempo": "0.4-0.4-0.4-0.4",
    "reps": 2,
    "sets": 2,
    "rest_ms": 20_000,
    "count_in_ms": 1000,
}
STARTING_S: Final = (0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
ENDS_WITHIN_S: Final = 3


def begun(window: DrivenWindow, stage: str, **fields: Any) -> None:
    window.start(**(FIELDS | fields))
    window.wait_for(stage)


def paused(window: DrivenWindow) -> None:
    begun(window, "working")
    window.press("space")
    window.wait_for("paused")


def with_a_dialog(window: DrivenWindow) -> None:
    window.offer(**FIELDS)
    window.ask("dialog")


STAGES: Final[Mapping[str, tuple[Callable[[DrivenWindow], None], list[Ended]]]] = {
    "home": (lambda window: window.offer(**FIELDS), []),
    "dialog": (with_a_dialog, []),
    "get ready": (lambda window: begun(window, "get_ready", ready_ms=5000), []),
    "count-in": (lambda window: begun(window, "count_in"), []),
    "working": (lambda window: begun(window, "working"), [Ended.LEFT]),
    "paused": (paused, [Ended.LEFT]),
    "resting": (lambda window: begun(window, "resting"), [Ended.COMPLETED]),
    "summary": (lambda window: begun(window, "finished", sets=1), [Ended.COMPLETED]),
}


@pytest.fixture
def surroundings(screen: Mapping[str, str], own_data_folder: Path, tmp_path: Path) -> dict[str, str]:
    """A screen, a data folder, and no sound."""
    silence = {"ALSA_CONFIG_PATH": str(tmp_path / "none.conf")}
    return {**screen, **silence, "LIFTRONOME_DATA_DIR": str(own_data_folder)}


@pytest.mark.parametrize(("number", "status"), SIGNALS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_window_ends_tidily_at_any_stage(
    surroundings: dict[str, str],
    own_data_folder: Path,
    capfd: pytest.CaptureFixture[str],
    stage: str,
    number: signal.Signals,
    status: int,
) -> None:
    reach, ended = STAGES[stage]
    with driven_window(surroundings) as window:
        reach(window)
        window.process.send_signal(number)
        assert window.process.wait(timeout=ENDS_WITHIN_S) == status
    assert capfd.readouterr().err == ""
    assert [found.ended for found in sets_in(own_data_folder)] == ended


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_window_that_is_about_to_open_ends_tidily(
    surroundings: dict[str, str], number: signal.Signals, status: int
) -> None:
    for after_s in STARTING_S:
        process = subprocess.Popen(
            [sys.executable, "-m", "liftronome"],
            env={**os.environ, **surroundings},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        time.sleep(after_s)
        process.send_signal(number)
        _, err = process.communicate(timeout=10)
        assert (process.returncode, err) in ((status, ""), (-number, "")), after_s
