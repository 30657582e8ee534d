"""The window on files in every state: damaged, gone, too new, of another window, or none at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from liftronome.domain.performance import Ended, SetPlan
from liftronome.domain.phase import Start
from liftronome.engine import pending_log
from liftronome.engine.pending_log import PendingLog
from liftronome.store.base.database import FILE_NAME, PENDING_SETS
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import SetLogStore
from liftronome.store.log.pending_sets import PendingSets
from liftronome.store.opening.copies import keep_daily_copy
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.exercises import load_library
from liftronome.ui.window import sessions
from liftronome.ui.window.main import open_kept, window_on
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.store.log_examples import logged
from tests.ui.windows import preset

LIBRARY = load_library()
HIP_THRUST = LIBRARY.find("Hip thrust")

Open = Callable[[Path], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Open]:
    windows = []

    def open_it(folder: Path) -> MainWindow:
        window = window_on(*open_kept(folder))
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        return window

    yield open_it
    for window in windows:
        window.close()
        window.repository.database.close()


def close(window: MainWindow) -> None:
    window.close()
    window.repository.database.close()


def test_what_was_open_is_open_again_with_its_unsaved_changes(open_window: Open, tmp_path: Path) -> None:
    window = open_window(tmp_path)
    window.editing.add(preset(HIP_THRUST, "heavy", "31X2"))
    window.editor.card.tempo.edit.setText("4-1-X-")
    window.editor.card.tempo.edit.textEdited.emit("4-1-X-")
    close(window)
    again = open_window(tmp_path)
    assert again.editor.header.title.accessibleName() == "heavy"
    assert again.editor.card.tempo.text == "4-1-X-"
    assert again.editor.header.unsaved.isVisible()


def test_sets_of_a_window_whose_file_is_in_use_wait_for_the_next_start_once(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_on(Opened(in_memory_database(), pending_folder=tmp_path), "another program is using it")
    qtbot.addWidget(window)
    kept = logged(SetLogStore(window.repository.database))
    for _ in range(2):
        window.close()
    window.repository.database.close()
    assert len(list(tmp_path.glob(PENDING_SETS))) == 1
    open_database(tmp_path).database.close()
    again = open_database(tmp_path).database
    assert [found.plan for found in SetLogStore(again).sets()] == [kept.plan]
    again.close()


def test_a_damaged_file_is_named_and_its_copy_put_back(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(tmp_path)
    window.editing.add(preset(HIP_THRUST, "heavy"))
    keep_daily_copy(window.repository.database)
    close(window)
    for part in tmp_path.glob(f"{FILE_NAME}*"):
        part.write_bytes(b"no database at all " * 100)
    again = open_window(tmp_path)
    assert "have been set aside as" in again.notice.text
    assert not again.repository.headings
    qtbot.mouseClick(again.notice.action, Qt.MouseButton.LeftButton)
    assert [heading.name for heading in again.repository.headings.values()] == ["heavy"]
    assert again.notice.text.startswith("Copy restored.")


def test_a_newer_file_is_left_alone_and_the_window_works_without(open_window: Open, tmp_path: Path) -> None:
    close(open_window(tmp_path))
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    window = open_window(tmp_path)
    assert "newer Liftronome" in window.notice.text
    assert window.sidebar.warning.isVisible()
    window.editing.add(preset(HIP_THRUST, "heavy"))
    assert window.editor.header.title.accessibleName() == "heavy"
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_folder_that_is_none_is_told_and_the_window_works_without(
    open_window: Open, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    window = open_window(tmp_path / "file")
    assert "choose a folder with --data-dir" in window.notice.text
    assert window.notice.text.endswith("Changes won't be saved.")
    assert window.editor.can_start


def test_changes_of_another_window_appear_when_this_one_is_gone_to(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    first, second = open_window(tmp_path), open_window(tmp_path)
    second.editing.add(preset(HIP_THRUST, "heavy"))
    key = second.editing.item.key
    with qtbot.waitActive(first):
        first.activateWindow()
    qtbot.waitUntil(lambda: first.repository.has(key))
    first.editing.open(key)
    first.editing.delete()
    with qtbot.waitActive(second):
        second.activateWindow()
    qtbot.waitUntil(lambda: second.editing.item.key == HIP_THRUST.id)


def test_a_save_that_fails_is_said_and_the_changes_stay(open_window: Open, tmp_path: Path) -> None:
    window = open_window(tmp_path)
    window.editing.add(preset(HIP_THRUST, "heavy"))
    window.editor.card.tempo.edit.setText("4-1-X-1")
    window.editor.card.tempo.edit.textEdited.emit("4-1-X-1")
    window.repository.database.connection.execute("PRAGMA query_only = ON")
    window.editing.save()
    assert "it is read-only" in window.notice.text
    assert window.editor.header.unsaved.isVisible()
    assert window.editor.card.tempo.text == "4-1-X-1"
    window.repository.database.connection.execute("PRAGMA query_only = OFF")


def test_the_page_shows_how_the_exercise_went_the_last_times(open_window: Open, tmp_path: Path) -> None:
    with_log = open_database(tmp_path).database
    log = SetLogStore(with_log)
    for number in (1, 2):
        plan = SetPlan(
            "s",
            1e9 + number,
            HIP_THRUST.id,
            "Hip thrust",
            "heavy",
            "31X2",
            Start.CONCENTRIC,
            number,
            2,
            None,
            8,
        )
        set_id = log.begin_set(plan)
        log.end_set(set_id, Ended.COMPLETED, 8, 56_000)
        from liftronome.domain.log_entry import Unit

        log.annotate(set_id, load=100.0, unit=Unit.KG)
    with_log.close()
    window = open_window(tmp_path)
    assert not window.editor.past.isVisible()
    window.editing.open(HIP_THRUST.id)
    assert window.editor.past.texts[1:] == ["2 × 8", "1:52 under tension", "100 kg", "heavy 31X2"]


def test_sets_that_could_not_be_logged_when_the_window_closed_are_told_at_the_next_start(
    qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: PendingSets) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(PendingSets, "keep", fail)
    monkeypatch.setattr(pending_log, "CLOSING_TRIES", 1)
    monkeypatch.setattr(sessions, "BUSY_MS", 10)
    window = open_window(tmp_path)
    qtbot.waitUntil(lambda: window.findChild(PendingLog) is not None)
    performed = window.findChild(PendingLog)
    assert performed is not None
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    performed.begin_set(SetPlan("s", 1e9, "plank", "Plank", "", "", Start.CONCENTRIC, 1, 1, None, 1))
    close(window)
    other.close()
    told = "Not all of the last session is logged: the disk is full."
    assert open_window(tmp_path).notice.text == told
    assert open_window(tmp_path).notice.text == ""
