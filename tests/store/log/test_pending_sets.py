"""Sets that could not be logged before the program ended are logged at the next start, once."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from liftronome.domain.log_entry import Unit
from liftronome.domain.performance import Ended, PerformedPause
from liftronome.domain.preset import Side
from liftronome.domain.scheme.load import Load
from liftronome.store.base.database import PENDING_SETS, Database, connected
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.base.settings import Settings
from liftronome.store.log.log import SetLogStore
from liftronome.store.log.pending_sets import LOGGED_FILE, MirroredLog, PendingSets, log_pending_sets
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import Opened, open_database

from tests.store.log_examples import PLAN, logged, rep


def pending_files(folder: Path) -> list[Path]:
    return list(folder.glob(PENDING_SETS))


def train(log: SetLogStore | PendingSets) -> None:
    """Two sets in which all happens that can."""
    first = log.begin_set(replace(PLAN, side=Side.LEFT))
    log.add_rep(first, rep(1))
    log.add_rep(first, rep(2, complete=False))
    log.add_pause(first, PerformedPause(2, 12_500))
    log.end_set(first, Ended.EARLY, 1, 9000)
    log.annotate(first, load=82.5, unit=Unit.KG, effort=8.5, feeling=4, note="zwölf\n⚠", done_reps=1)
    log.annotate(first, load=85, done_reps=None)
    second = log.begin_set(
        replace(
            PLAN,
            session_id="tuesday",
            started_at=PLAN.started_at + 100,
            open=True,
            reps=None,
            loads=(Load(60, Unit.KG), Load(50, Unit.KG)),
        )
    )
    log.add_rep(second, replace(rep(9), mini_set=2))
    log.end_set(second, Ended.LEFT, 0, 0)
    log.reopen_set(second)
    log.add_rep(second, rep(1))


def test_pending_sets_are_logged_as_if_they_had_been_logged_at_once(folder: Path, log: SetLogStore) -> None:
    pending = PendingSets(folder)
    train(pending)
    assert pending_files(folder) == []
    pending.keep()
    opened = open_database(folder)
    found = SetLogStore(opened.database).sets()
    assert (opened.message, pending_files(folder)) == ("", [])
    opened.database.close()
    for kept in found:
        log.delete(kept.id)
    train(log)
    assert [replace(kept, id="") for kept in found] == [replace(kept, id="") for kept in log.sets()]
    assert len(found) == 2


def test_a_file_of_an_earlier_release_is_logged(folder: Path, log: SetLogStore) -> None:
    path = folder / PENDING_SETS.replace("*", "old")
    path.write_text(
        """{"version":1,"entries":[{"type":"begun","set_id":"00000000-0000-0000-0000-000000000001","plan":
        {"session_id":"monday","started_at":1800000000.25,"exercise_id":"hip-thrust","exercise_name":
        "Hip thrust","preset_name":"heavy","tempo":"31X2","start":"concentric","set_number":1,"sets":3,
        "side":null,"reps":10}},{"type":"rep","set_id":"00000000-0000-0000-0000-000000000001","rep":
        {"number":1,"complete":true,"phases":[{"phase":"concentric","duration_ms":1000},{"phase":
        "pause_shortened","duration_ms":2000},{"phase":"eccentric","duration_ms":3000}]}}]}"""
    )
    log_pending_sets(log.database)
    (found,) = log.sets()
    assert (found.plan, found.reps) == (PLAN, (rep(1),))
    assert pending_files(folder) == []


def test_sets_of_an_in_memory_log_become_pending_sets(folder: Path, log: SetLogStore) -> None:
    in_memory = in_memory_database()
    train(SetLogStore(in_memory))
    before = SetLogStore(in_memory).sets()
    pending = PendingSets(folder)
    pending.take_over(SetLogStore(in_memory))
    pending.keep()
    log_pending_sets(log.database)
    assert [replace(kept, id="") for kept in log.sets()] == [replace(kept, id="") for kept in before]
    in_memory.close()


def test_a_set_that_had_begun_goes_on_and_one_that_was_deleted_stays_so(
    folder: Path, log: SetLogStore
) -> None:
    begun, deleted = logged(log, ended=None), logged(log, "tuesday", ended=None)
    pending = PendingSets(folder)
    for each in (begun, deleted):
        pending.add_rep(each.id, rep(3))
        pending.end_set(each.id, Ended.COMPLETED, 3, 18_000)
    pending.keep()
    log.delete(deleted.id)
    log_pending_sets(log.database)
    (found,) = log.sets()
    assert found == replace(
        begun, reps=(*begun.reps, rep(3)), ended=Ended.COMPLETED, paced_reps=3, tension_ms=18_000
    )


def test_a_file_that_cannot_be_deleted_yet_is_logged_once_and_without_a_message(
    folder: Path, log: SetLogStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = PendingSets(folder)
    train(pending)
    pending.keep()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", fail)
        log_pending_sets(log.database)
    assert (len(log.sets()), len(pending_files(folder))) == (2, 1)
    log_pending_sets(log.database)
    assert (len(log.sets()), pending_files(folder)) == (2, [])
    assert Settings(log.database).keys(LOGGED_FILE) == []


def test_what_is_logged_in_part_already_is_completed_and_nothing_is_there_twice(
    folder: Path, log: SetLogStore
) -> None:
    pending = PendingSets(folder)
    set_id = pending.begin_set(PLAN)
    twice = rep(2, complete=False)
    for performed in (rep(1), twice, twice, rep(2)):
        pending.add_rep(set_id, performed)
    pending.add_pause(set_id, PerformedPause(2, 9000))
    pending.end_set(set_id, Ended.COMPLETED, 2, 12_000)
    pending.keep()
    log.begin_set(PLAN, set_id)
    log.add_rep(set_id, rep(1))
    log.add_rep(set_id, twice)
    log_pending_sets(log.database)
    assert log.get(set_id).reps == (rep(1), twice, twice, rep(2))
    assert log.get(set_id).pauses == (PerformedPause(2, 9000),)
    assert log.get(set_id).ended is Ended.COMPLETED


def test_a_session_that_is_kept_at_once_survives_a_kill(folder: Path) -> None:
    pending = PendingSets(folder, at_once=True)
    set_id = pending.begin_set(PLAN)
    pending.add_rep(set_id, rep(1))
    database = open_database(folder).database
    assert [found.reps for found in SetLogStore(database).sets()] == [(rep(1),)]
    pending.add_rep(set_id, rep(2))
    log_pending_sets(database)
    assert [found.reps for found in SetLogStore(database).sets()] == [(rep(1), rep(2))]
    pending.add_rep(set_id, rep(3))
    pending.discard()
    assert pending_files(folder) == []
    database.close()


@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes")
def test_pending_sets_can_be_logged_before_the_next_start_once(folder: Path, log: SetLogStore) -> None:
    pending = PendingSets(folder, database=log.database)
    train(pending)
    pending.keep()
    other = connected(log.database.path)
    other.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError):
        pending.log()
    other.connection.execute("ROLLBACK")
    pending.log()
    before = log.sets()
    assert (len(before), pending_files(folder)) == (2, [])
    pending.log()
    assert log.sets() == before
    other.close()


def test_pending_sets_that_another_window_logged_meanwhile_are_there_once(
    folder: Path, log: SetLogStore
) -> None:
    pending = PendingSets(folder, database=log.database)
    train(pending)
    pending.keep()
    open_database(folder).database.close()
    before = log.sets()
    pending.log()
    assert (log.sets(), len(before)) == (before, 2)


def test_a_log_in_memory_is_on_the_disk_at_once(folder: Path) -> None:
    database = in_memory_database()
    log = MirroredLog(database, PendingSets(folder))
    folder.mkdir()
    train(log)
    opened = open_database(folder)
    assert [replace(kept, id="") for kept in SetLogStore(opened.database).sets()] == [
        replace(kept, id="") for kept in log.sets()
    ]
    assert len(log.sets()) == 2
    opened.database.close()
    database.close()


def test_a_pipe_in_the_place_of_a_file_is_told_and_holds_up_nothing(folder: Path, database: Database) -> None:
    pipe = folder / PENDING_SETS.replace("*", "7")
    os.mkfifo(pipe)
    assert "is not a file: move it away" in open_database_told(folder)
    database.close()


def fail(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_pending_sets_stay_pending_while_another_window_writes(folder: Path, database: Database) -> None:
    pending = PendingSets(folder)
    train(pending)
    pending.keep()
    other = connected(database.path)
    with other.changing():
        with pytest.raises(StoreBusyError):
            log_pending_sets(database)
        assert open_database_told(folder) == ""
    other.close()
    assert len(pending_files(folder)) == 1
    log_pending_sets(database)
    assert (len(SetLogStore(database).sets()), pending_files(folder)) == (2, [])


def open_database_told(folder: Path) -> str:
    opened: Opened = open_database(folder)
    opened.database.close()
    return opened.message


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-5],
        lambda _: b"",
        lambda content: b"\xff" + content,
        lambda content: content.replace(b'"version":1', b'"version":2'),
        lambda content: content.replace(b'"left"', b'"both"'),
    ],
)
def test_a_file_that_makes_no_sense_is_told_and_left_and_holds_up_no_other(
    folder: Path, database: Database, damage: Callable[[bytes], bytes]
) -> None:
    for _ in range(3):
        pending = PendingSets(folder)
        train(pending)
        pending.keep()
    bad = sorted(pending_files(folder))[0]
    content = damage(bad.read_bytes())
    bad.write_bytes(content)
    told = open_database_told(folder)
    assert told.startswith(f"not all of an earlier session is logged: {bad} is damaged, or written")
    assert bad.read_bytes() == content
    assert (len(SetLogStore(database).sets()), pending_files(folder)) == (4, [bad])


def test_a_file_that_the_log_refuses_is_logged_as_a_whole_or_not_at_all(
    folder: Path, log: SetLogStore
) -> None:
    pending = PendingSets(folder)
    train(pending)
    pending.add_pause(pending.begin_set(PLAN), PerformedPause(1, -1))
    pending.keep()
    with pytest.raises(StoreError, match="CHECK constraint failed"):
        log_pending_sets(log.database)
    assert (log.sets(), len(pending_files(folder))) == ([], 1)


def test_a_remark_that_is_out_of_range_is_ignored(folder: Path, log: SetLogStore) -> None:
    kept = logged(log)
    pending = PendingSets(folder)
    pending.annotate(kept.id, load=-5, unit=Unit.KG)
    pending.annotate(kept.id, note="belt")
    pending.keep()
    log_pending_sets(log.database)
    assert log.get(kept.id).annotation.note == "belt"


def test_without_entries_no_file_is_written(folder: Path) -> None:
    PendingSets(folder).keep()
    assert not folder.exists()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    pending = PendingSets(tmp_path / "gone" / os.fsdecode(b"\xff"))
    (tmp_path / "gone").write_text("in the way")
    train(pending)
    with pytest.raises(StoreError, match="cannot be written"):
        pending.keep()
