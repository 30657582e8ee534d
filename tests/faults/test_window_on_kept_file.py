"""Whatever the file is like, the window says so, loses nothing of it and paces a session all the same."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome.domain.performance import Ended
from liftronome.engine.pending_log import LOG_BUSY, LOG_FREE
from liftronome.store.base.database import FILE_NAME
from liftronome.store.base.schema import MIGRATIONS
from liftronome.ui.window.main import NOTHING_KEPT, ONLY_SETS_KEPT

from tests.audio.waiting import wait_until
from tests.driving import DrivenWindow, driven_window
from tests.faults.commands import QUICK, liftronome, paced
from tests.faults.stalls import STALL_MS, longest_stall_ms
from tests.faults.test_kept_file import garbage, locked
from tests.store.conftest import make_read_only
from tests.terminal.playing import sets_in

pytestmark = pytest.mark.screen

SHORT: Final[dict[str, Any]] = {"tempo": "0.2-0-0.2-0", "reps": 1, "count_in_ms": 0}
LONGER: Final[dict[str, Any]] = {"tempo": "0.5-0-0.5-0", "reps": 4, "count_in_ms": 0}

START_MS: Final = 500
"""With the first set engine and sound are loaded."""


@pytest.fixture
def surroundings(screen: Mapping[str, str], own_data_folder: Path, tmp_path: Path) -> dict[str, str]:
    """A screen, an empty data folder, and no sound."""
    own_data_folder.mkdir(exist_ok=True)
    silence = {"ALSA_CONFIG_PATH": str(tmp_path / "none.conf")}
    return {**screen, **silence, "LIFTRONOME_DATA_DIR": str(own_data_folder)}


@pytest.fixture
def kept(own_data_folder: Path) -> Path:
    """The file after one set."""
    paced(liftronome(*QUICK))
    return own_data_folder / FILE_NAME


def perform(window: DrivenWindow) -> tuple[str, str]:
    """What the window told before a short session, once that was paced and left."""
    wait_until(lambda: window.ask("offer", SHORT), 20)
    told = window.ask("told")
    window.start(**SHORT)
    window.wait_for("finished")
    assert window.ask("results") == [[1, 400, False]]
    window.leave()
    return told[0], told[1]


def close(window: DrivenWindow) -> None:
    window.process.terminate()
    assert window.process.wait(timeout=20) == 143


def test_a_damaged_file_is_set_aside_and_its_copy_offered(surroundings: dict[str, str], kept: Path) -> None:
    liftronome("presets")
    kept.write_bytes(garbage(50_000))
    with driven_window(surroundings) as window:
        notice, warning = perform(window)
        close(window)
    (aside,) = kept.parent.glob("*damaged*.db")
    (copy,) = kept.parent.glob("copies/*.db")
    assert notice == (
        f"The presets were damaged and have been set aside as {aside}; the newest good copy is {copy}."
    )
    assert warning == ""
    assert aside.read_bytes() == garbage(50_000)
    assert len(sets_in(kept.parent)) == 1


def test_a_newer_file_is_left_as_it_is(surroundings: dict[str, str], kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = kept.read_bytes()
    with driven_window(surroundings) as window:
        notice, warning = perform(window)
        close(window)
    assert "update Liftronome; the file was left as it is. Changes won't be saved" in notice
    assert warning == NOTHING_KEPT
    assert kept.read_bytes() == before


def test_an_empty_file_is_as_good_as_none(surroundings: dict[str, str], own_data_folder: Path) -> None:
    (own_data_folder / FILE_NAME).touch()
    with driven_window(surroundings) as window:
        assert perform(window) == ("", "")
        close(window)
    assert len(sets_in(own_data_folder)) == 1


def test_a_file_that_another_program_keeps_to_itself(surroundings: dict[str, str], kept: Path) -> None:
    with locked(kept, "EXCLUSIVE"), driven_window(surroundings) as window:
        notice, warning = perform(window)
        close(window)
    assert (
        "another program is using it: close that program, then try again. Changes won't be saved, but sets"
        in notice
    )
    assert warning == ONLY_SETS_KEPT
    assert [found.plan.exercise_name for found in sets_in(kept.parent)] == ["Back squat", "Hip thrust"]


def test_a_file_on_a_disk_that_may_only_be_read(surroundings: dict[str, str], small_disk: Path) -> None:
    paced(liftronome(*QUICK, "--data-dir", str(small_disk)))
    make_read_only(small_disk)
    with driven_window({**surroundings, "LIFTRONOME_DATA_DIR": str(small_disk)}) as window:
        notice, warning = perform(window)
        close(window)
    assert "the disk is read-only: choose another --data-dir. Changes won't be saved" in notice
    assert warning == NOTHING_KEPT
    listed = liftronome("log", "--data-dir", str(small_disk))
    assert "Back squat" in listed.stdout
    assert "Hip thrust" not in listed.stdout


@pytest.fixture
def window(surroundings: dict[str, str], kept: Path) -> Iterator[DrivenWindow]:
    with driven_window(surroundings) as opened:
        opened.offer(**LONGER)
        yield opened


def test_a_file_that_others_write_to_for_long_holds_up_no_set_and_is_told_all_of_it_later(
    window: DrivenWindow, kept: Path
) -> None:
    window.start(**LONGER)
    window.wait_for("working")
    with locked(kept):
        assert longest_stall_ms(window, 6.0) < STALL_MS
        assert window.ask("stage") == "finished"
        window.leave()
        assert LOG_BUSY in window.ask("told")[0]
    wait_until(lambda: window.ask("told")[0] == LOG_FREE)
    (found,) = sets_in(kept.parent)[1:]
    assert (found.paced_reps, len(found.reps), found.ended) == (4, 4, Ended.COMPLETED)
    close(window)


def test_a_file_that_others_write_to_holds_up_no_start(window: DrivenWindow, kept: Path) -> None:
    with locked(kept):
        window.press("Control_L+Return")
        assert longest_stall_ms(window, 3.0) < START_MS
        assert window.ask("stage") != "home"
    window.wait_for("finished")
    wait_until(lambda: len(sets_in(kept.parent)) == 2)
    close(window)


def test_a_window_that_is_closed_while_others_write_waits_for_them_out_of_sight(
    window: DrivenWindow, kept: Path
) -> None:
    window.start(**LONGER)
    window.wait_for("working")
    time.sleep(1.5)
    with locked(kept):
        window.process.terminate()
        time.sleep(2)
        assert window.process.poll() is None
    assert window.process.wait(timeout=20) == 143
    assert [(found.paced_reps, found.ended) for found in sets_in(kept.parent)[1:]] == [(1, Ended.LEFT)]


def test_what_a_closed_window_could_not_log_in_time_is_logged_at_the_next_start(
    window: DrivenWindow, kept: Path
) -> None:
    window.start(**LONGER)
    window.wait_for("working")
    with locked(kept):
        time.sleep(1.5)
        window.process.terminate()
        assert window.process.wait(timeout=20) == 143
    _, later = sets_in(kept.parent)
    assert (later.paced_reps, len(later.reps), later.ended) == (1, 2, Ended.LEFT)
