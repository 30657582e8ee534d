"""Whatever the file of presets and sets is like: nothing in it is lost, and a set is paced all the same."""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from liftronome.domain.performance import Ended
from liftronome.store.base.database import BUSY_MS, FILE_NAME, PENDING_SETS
from liftronome.store.base.schema import MIGRATIONS
from liftronome.terminal.data import LATER

from tests.faults.commands import QUICK, failure, liftronome, paced, started
from tests.terminal.playing import sets_in

READING = (("presets",), ("log",), ("export", "out.json"))


@pytest.fixture
def kept(own_data_folder: Path) -> Path:
    """The file after one set."""
    paced(liftronome(*QUICK))
    return own_data_folder / FILE_NAME


def logged_sets(folder: Path | None = None) -> int:
    """How many sets a script is told of."""
    where = () if folder is None else ("--data-dir", str(folder))
    done = liftronome("log", "--json", *where)
    assert done.returncode == 0, done.stderr
    return len(json.loads(done.stdout))


@contextlib.contextmanager
def locked(path: Path, mode: str = "NORMAL") -> Iterator[None]:
    """Within the block another program writes to the file; in the mode EXCLUSIVE nobody else may read it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute(f"PRAGMA locking_mode = {mode}")
        holder.execute("BEGIN IMMEDIATE")
        yield


def garbage(size: int) -> bytes:
    return random.Random(7).randbytes(size)


@pytest.mark.parametrize("content", [garbage(50_000), garbage(10), b"SQLite format 3\0" + garbage(4000)])
def test_a_damaged_file_is_set_aside_and_named_and_the_next_set_is_kept(kept: Path, content: bytes) -> None:
    kept.write_bytes(content)
    told = liftronome("presets")
    assert told.returncode == 0
    (aside,) = kept.parent.glob("*damaged*.db")
    assert str(aside) in told.stderr.splitlines()[0]
    assert aside.read_bytes() == content
    assert "not logged" not in paced(liftronome(*QUICK))
    assert logged_sets() == 1


def test_a_damaged_file_stops_no_set(kept: Path) -> None:
    kept.write_bytes(garbage(50_000))
    done = liftronome(*QUICK)
    assert "set aside" in paced(done) + done.stderr


def test_an_empty_file_is_as_good_as_none(own_data_folder: Path) -> None:
    own_data_folder.mkdir()
    (own_data_folder / FILE_NAME).touch()
    assert "not logged" not in paced(liftronome(*QUICK))
    assert logged_sets() == 1


def test_a_newer_file_is_left_untouched_and_stops_no_set(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = kept.read_bytes()
    for words in READING:
        assert "update Liftronome" in failure(liftronome(*words), 1)
    assert "update Liftronome" in paced(liftronome(*QUICK))
    assert kept.read_bytes() == before


def test_a_locked_file_is_told_after_a_bounded_wait_and_has_the_set_at_the_next_start(kept: Path) -> None:
    with locked(kept, "EXCLUSIVE"):
        pacing = started(*QUICK)
        told = failure(liftronome("log", timeout_s=BUSY_MS / 1000 + 10), 1)
        out, err = pacing.communicate(timeout=2 * BUSY_MS / 1000 + 20)
        assert list(kept.parent.glob(PENDING_SETS)) != []
    assert "another program is using it" in told
    assert pacing.returncode == 0
    assert "Traceback" not in err
    assert LATER in out
    assert logged_sets() == 2


def reps_told(process: subprocess.Popen[str], count: int) -> list[float]:
    """When so many more reps were told (seconds)."""
    assert process.stdout is not None
    told: list[float] = []
    while len(told) < count:
        line = process.stdout.readline()
        assert line, "it ended early"
        if "/ 5 done" in line:
            told.append(time.monotonic())
    return told


@pytest.mark.parametrize("reps_locked", [2, 4])
def test_a_file_that_is_locked_in_mid_set_holds_up_no_rep_and_keeps_all_that_were_done(
    kept: Path, reps_locked: int
) -> None:
    options = ("--silent", "--tempo", "0.5-0-0.5-0", "--count-in", "0", "--sets", "1", "--reps", "5")
    pacing = started("play", "squat", *options)
    told = reps_told(pacing, 1)
    with locked(kept):
        told += reps_told(pacing, reps_locked)
    out, err = pacing.communicate(timeout=60)
    assert (pacing.returncode, err) == (0, "")
    assert "not logged" not in out
    assert [later - told[0] for later in told] == pytest.approx(range(len(told)), abs=0.25)
    found = sets_in(kept.parent)[-1]
    assert (found.paced_reps, len(found.reps), found.ended) == (5, 5, Ended.COMPLETED)


def test_a_file_that_stays_locked_is_told_at_the_end_and_has_the_set_at_the_next_start(kept: Path) -> None:
    options = ("--silent", "--tempo", "0.5-0-0.5-0", "--count-in", "0", "--sets", "1", "--reps", "5")
    pacing = started("play", "squat", *options)
    reps_told(pacing, 1)
    with locked(kept):
        out, err = pacing.communicate(timeout=60)
    assert (pacing.returncode, err) == (0, "")
    assert LATER in out
    assert "5 reps done" in out
    assert logged_sets() == 2
    found = sets_in(kept.parent)[-1]
    assert (found.paced_reps, len(found.reps), found.ended) == (5, 5, Ended.COMPLETED)
    assert list(kept.parent.glob(PENDING_SETS)) == []


def test_what_was_queued_for_a_locked_file_outlasts_a_kill(kept: Path) -> None:
    options = ("--silent", "--tempo", "0.5-0-0.5-0", "--count-in", "0", "--sets", "1", "--reps", "5")
    pacing = started("play", "squat", *options)
    reps_told(pacing, 1)
    with locked(kept):
        reps_told(pacing, 3)
        pacing.kill()
        pacing.communicate(timeout=60)
    assert logged_sets() == 2
    found = sets_in(kept.parent)[-1]
    assert found.ended is None
    assert [rep.number for rep in found.reps if rep.complete][:3] == [1, 2, 3]
    assert list(kept.parent.glob(PENDING_SETS)) == []


def test_two_instances_keep_every_set_of_both(own_data_folder: Path) -> None:
    both = [started(*QUICK[:-3], "--count-in", "0", "--silent") for _ in range(3)]
    for pacing in both:
        out, err = pacing.communicate(timeout=60)
        assert (pacing.returncode, err) == (0, "")
        assert "not logged" not in out
    assert logged_sets() == 3
