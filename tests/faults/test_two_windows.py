"""Two windows on one data folder: each keeps what is done in it, and neither waits for the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome.domain.performance import Ended

from tests.driving import DrivenWindow, driven_window
from tests.faults.commands import liftronome
from tests.screen import hidden_screen
from tests.terminal.playing import sets_in

pytestmark = pytest.mark.screen

FIELDS: Final[dict[str, Any]] = {
    "tempo": "0.2-0-0.2-0",
    "reps": 5,
    "sets": 2,
    "rest_ms": 1000,
    "count_in_ms": 0,
}
KEPT: Final = 10


@pytest.fixture
def windows(
    screen: Mapping[str, str], own_data_folder: Path, tmp_path: Path
) -> Iterator[tuple[DrivenWindow, ...]]:
    """Each on a screen of its own, as one screen has one keyboard."""
    own = {"LIFTRONOME_DATA_DIR": str(own_data_folder), "ALSA_CONFIG_PATH": str(tmp_path / "none.conf")}
    with (
        hidden_screen() as other_screen,
        driven_window({**screen, **own}) as one,
        driven_window({**other_screen, **own}) as other,
    ):
        yield one, other


def test_two_windows_keep_the_presets_and_the_sets_of_both(
    windows: tuple[DrivenWindow, ...], own_data_folder: Path
) -> None:
    for window in windows:
        window.offer(**FIELDS)
    for number in range(KEPT):
        for name, window in zip("ab", windows, strict=True):
            window.tell("keep", {"name": f"{name}{number}"})
    for window in windows:
        for _ in range(KEPT):
            window.answer()
        assert window.ask("told") == ["", ""]
    for window in windows:
        window.start(**FIELDS)
    for window in windows:
        window.wait_for("finished")
        assert [reps for reps, _, _ in window.ask("results")] == [5, 5]
        window.leave()
        assert "logged" not in window.ask("told")[0]
    for window in windows:
        window.process.terminate()
        assert window.process.wait(timeout=20) == 143
    presets = json.loads(liftronome("presets", "--json").stdout)
    names = sorted(preset["name"] for preset in presets)
    assert names == sorted(f"{name}{number}" for name in "ab" for number in range(KEPT))
    logged = sets_in(own_data_folder)
    assert [(found.paced_reps, len(found.reps), found.ended) for found in logged] == [
        (5, 5, Ended.COMPLETED)
    ] * 4
    assert len({found.plan.session_id for found in logged}) == 2
