"""A device that another program holds, a server that never plays: it is told, and every rep is paced."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome.domain.performance import Ended

from tests.driving import AGAIN_S, driven_window
from tests.faults.commands import started
from tests.faults.stalls import STALL_MS, longest_stall_ms
from tests.faults.test_sound import lines_until
from tests.soundserver import running_sound_server
from tests.terminal.playing import sets_in

pytestmark = pytest.mark.sound

FIELDS: Final[dict[str, Any]] = {"tempo": "0.5-0-0.5-0", "reps": 4, "sets": 1, "count_in_ms": 1000}
OPTIONS: Final = (
    *("play", "hip thrust", "--tempo", "0.5-0-0.5-0", "--reps", "4", "--sets", "1"),
    *("--count-in", "1"),
)
BUSY: Final = "def play_buffer(*_):\n    raise Exception('-- CODE: -16 -- MSG: Device or resource busy')\n"

Surroundings = Callable[[Path], AbstractContextManager[dict[str, str]]]


@contextmanager
def busy_device(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which the player finds a device that cannot be opened: EBUSY."""
    (folder / "simpleaudio.py").write_text(BUSY)
    yield {"PYTHONPATH": str(folder)}


@contextmanager
def deaf_server(_: Path) -> Iterator[dict[str, str]]:
    """The environment with a server that accepts connections and never plays."""
    with running_sound_server() as server, server.frozen():
        yield server.env


FAULTS: Final[Mapping[Surroundings, tuple[str, float]]] = {
    busy_device: ("No sound: another program holds the sound device", 5),
    deaf_server: ("No sound: the sound device did not answer within 8 s", 10),
}
"""What is told, and within how many seconds."""


@pytest.mark.parametrize("surroundings", FAULTS)
def test_a_set_in_the_terminal_is_paced_and_the_fault_is_one_line(
    surroundings: Surroundings, own_data_folder: Path, tmp_path: Path
) -> None:
    said, within_s = FAULTS[surroundings]
    with surroundings(tmp_path) as env:
        began_s = time.monotonic()
        process = started(*OPTIONS, env=env)
        told = lines_until(process, "rep 1 / 4 done")
        first_s = time.monotonic()
        told += lines_until(process, "rep 4 / 4 done")
        assert time.monotonic() - first_s == pytest.approx(3, abs=1)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    assert [line for line in told if "sound" in line] == [f"{said}. The set is paced silently.\n"]
    assert first_s - began_s < within_s + 2 + 4
    assert "4 reps done" in out
    assert [found.ended for found in sets_in(own_data_folder)] == [Ended.COMPLETED]


@pytest.mark.screen
@pytest.mark.parametrize(
    "surroundings",
    [pytest.param(each, marks=pytest.mark.thorough) if each is busy_device else each for each in FAULTS],
)
def test_a_window_freezes_at_no_time_paces_every_rep_and_tells_the_fault(
    surroundings: Surroundings, screen: Mapping[str, str], own_data_folder: Path, tmp_path: Path
) -> None:
    said, within_s = FAULTS[surroundings]
    with (
        surroundings(tmp_path) as env,
        driven_window({**screen, **env, "LIFTRONOME_DATA_DIR": str(own_data_folder)}) as window,
    ):
        window.start(**FIELDS)
        window.wait_for("count_in")
        assert longest_stall_ms(window, within_s) < STALL_MS
        window.press("space")
        window.wait_for("paused")
        time.sleep(AGAIN_S)
        resumed_s = time.monotonic()
        window.press("space")
        window.wait_for("working")
        assert time.monotonic() - resumed_s < 1 + 3 + 2, "it has waited for the sound again"
        window.wait_for("finished")
        phases = window.ask("phases")
        assert max(late_ms for _, _, late_ms in phases) < STALL_MS
        assert [reps for reps, _, _ in window.ask("results")] == [4]
        window.leave()
        assert window.ask("told")[0] == f"{said}. What followed was paced silently."
        window.process.terminate()
        assert window.process.wait(timeout=10) == 143
    assert [found.ended for found in sets_in(own_data_folder)] == [Ended.COMPLETED]
