"""The window is never larger than its screen, and comes back where it was left."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.base.settings import Settings
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.ui.widgets.pages import FRAME, room_for
from liftronome.ui.window import place as window_place
from liftronome.ui.window.main import window_on
from liftronome.ui.window.place import LEAST, USUAL, WindowPlace
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

SCREENS = [QSize(1280, 720), QSize(960, 540), QSize(853, 480), QSize(640, 360), QSize(480, 320)]


@pytest.fixture
def database() -> Database:
    return in_memory_database()


def opened(qtbot: QtBot, database: Database) -> tuple[QWidget, WindowPlace]:
    window = QWidget()
    qtbot.addWidget(window)
    place = WindowPlace(window, Settings(database))
    place.open()
    return window, place


def let_screen_be(monkeypatch: pytest.MonkeyPatch, size: QSize) -> None:
    monkeypatch.setattr(window_place, "room_for", lambda _: size - FRAME)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_start_is_no_larger_than_the_screen_and_fills_a_small_one(
    qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch, screen: QSize
) -> None:
    let_screen_be(monkeypatch, screen)
    window, _ = opened(qtbot, database)
    assert window.size().boundedTo(screen - FRAME) == window.size()
    assert window.minimumSize().boundedTo(screen - FRAME) == window.minimumSize()
    assert window.windowState() & Qt.WindowState.WindowMaximized


def test_a_large_screen_gets_the_usual_size(
    qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_screen_be(monkeypatch, QSize(1920, 1080))
    window, _ = opened(qtbot, database)
    assert (window.size(), window.minimumSize()) == (USUAL, LEAST)
    assert not window.windowState() & Qt.WindowState.WindowMaximized


def test_the_room_on_a_screen_leaves_the_frame_its_own(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QWidget(window, Qt.WindowType.Dialog)
    assert room_for(window) == room_for(dialog) == window.screen().availableGeometry().size() - FRAME


def test_size_and_place_are_those_of_the_last_time(qtbot: QtBot, database: Database) -> None:
    window, place = opened(qtbot, database)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    window.setGeometry(QRect(40, 50, 700, 500))
    place.remember()
    assert opened(qtbot, database)[0].geometry() == QRect(40, 50, 700, 500)


def test_a_window_that_was_maximized_is_so_again(qtbot: QtBot, database: Database) -> None:
    window, place = opened(qtbot, database)
    window.showMaximized()
    place.remember()
    assert opened(qtbot, database)[0].windowState() & Qt.WindowState.WindowMaximized


def test_full_screen_is_for_the_session_alone(qtbot: QtBot, database: Database) -> None:
    window, place = opened(qtbot, database)
    window.showFullScreen()
    place.remember()
    assert not opened(qtbot, database)[0].windowState() & Qt.WindowState.WindowFullScreen


def test_a_place_on_a_screen_that_has_gone_is_brought_back(qtbot: QtBot, database: Database) -> None:
    window, place = opened(qtbot, database)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    window.setGeometry(QRect(5000, 4000, 700, 500))
    place.remember()
    again, _ = opened(qtbot, database)
    assert again.screen().availableGeometry().contains(again.geometry())


@pytest.mark.parametrize("kept", ["no base64 at all", "AAAA", 7])
def test_a_place_that_cannot_be_read_is_none(qtbot: QtBot, database: Database, kept: str | int) -> None:
    usual = opened(qtbot, database)[0].size()
    Settings(database).set(window_place.KEY, kept)
    assert opened(qtbot, database)[0].size() == usual


def test_where_nothing_can_be_kept_the_window_opens_and_closes_all_the_same(
    qtbot: QtBot, database: Database
) -> None:
    database.refusal = StoreError("the disk is full")
    _, place = opened(qtbot, database)
    place.remember()


def test_the_program_opens_its_window_where_it_was_closed(qapp: QApplication, tmp_path: Path) -> None:
    for wanted in (QRect(30, 40, 700, 500), QRect(60, 50, 720, 480)):
        found = open_database(tmp_path / "kept")
        window = window_on(found)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.show()
        window.setGeometry(wanted)
        window.close()
        found.database.close()
        found = open_database(tmp_path / "kept")
        again = window_on(found)
        assert again.geometry() == wanted
        again.close()
        found.database.close()


PLACED = """
import sys
from pathlib import Path
from PySide6.QtCore import QRect, QTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget
from liftronome.store.base.settings import Settings
from liftronome.store.opening.opening import open_database
from liftronome.ui.window.place import WindowPlace

application = QApplication([])
settings = Settings(open_database(Path(sys.argv[1])).database)
for _ in range(3):
    window = QWidget()
    place = WindowPlace(window, settings)
    place.open()
    print(window.pos().toTuple())
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    window.setGeometry(QRect(10, 0, 700, 500))
    QTimer.singleShot(100, application.quit)
    application.exec()
    place.remember()
"""


@pytest.mark.screen
def test_without_a_window_manager_the_window_opens_where_it_was(
    screen: Mapping[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PLACED, str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, **screen},
        check=True,
    )
    assert done.stdout.split("\n")[1:3] == ["(10, 0)", "(10, 0)"]
