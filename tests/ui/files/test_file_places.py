"""Files are looked for where the last one was, and never written over what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.preset import default_preset
from liftronome.store.base.database import FILE_NAME, Database
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.ui.files.export_dialog import ExportDialog
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST, SQUAT
from tests.ui.windows import preset, repository_on, window_with


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "data").database


@pytest.fixture
def window(qtbot: QtBot, database: Database) -> MainWindow:
    window = window_with(repository_on(database))
    qtbot.addWidget(window)
    window.editing.add(preset(SQUAT, "heavy"))
    return window


def let_documents_be(monkeypatch: pytest.MonkeyPatch, documents: Path, home: Path) -> None:
    found = {
        QStandardPaths.StandardLocation.DocumentsLocation: str(documents),
        QStandardPaths.StandardLocation.HomeLocation: str(home),
    }
    monkeypatch.setattr(QStandardPaths, "writableLocation", found.__getitem__)


def test_at_first_it_is_the_documents_and_without_them_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "Documents"
    let_documents_be(monkeypatch, documents, tmp_path)
    assert FilePlaces().folder == tmp_path
    documents.mkdir()
    assert FilePlaces().folder == documents
    assert FilePlaces().proposed("a.json") == str(documents / "a.json")


def test_then_it_is_the_folder_of_the_last_file_also_after_the_next_start(
    tmp_path: Path, database: Database
) -> None:
    (tmp_path / "stick").mkdir()
    FilePlaces(database).remember(tmp_path / "stick" / "a.json")
    assert FilePlaces(database).folder == tmp_path / "stick"


def test_a_folder_that_has_gone_is_none(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_documents_be(monkeypatch, tmp_path / "Documents", tmp_path)
    FilePlaces(database).remember(tmp_path / "gone" / "a.json")
    assert FilePlaces(database).folder == tmp_path


def test_where_nothing_can_be_kept_it_is_remembered_until_the_window_closes(tmp_path: Path) -> None:
    database = in_memory_database()
    database.refusal = StoreError("the disk is full")
    places = FilePlaces(database)
    places.remember(tmp_path / "a.json")
    assert places.folder == tmp_path


def test_the_window_asks_for_files_there(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    for ask in (window.transfer.ask_import, window.transfer.ask_export_all):
        ask()
        dialog = window.findChildren(QFileDialog)[-1]
        if ask == window.transfer.ask_export_all:
            assert dialog.directory().absolutePath() == str(tmp_path / "stick")
            assert Path(dialog.selectedFiles()[0]).name == "liftronome-presets.json"
        dialog.fileSelected.emit(str(tmp_path / "stick" / "a.json"))
        dialog.reject()
        qtbot.waitUntil(lambda: not window.transfer.is_busy)


def test_presets_are_not_written_over_what_they_are_kept_in(
    qtbot: QtBot, window: MainWindow, database: Database
) -> None:
    window.transfer.export_all(database.path)
    qtbot.waitUntil(lambda: not window.transfer.is_busy)
    assert "is where presets and log are kept: give the name of another file" in window.notice.text
    assert database.path.read_bytes().startswith(b"SQLite format 3")
    assert len(window.repository.presets.all()) == 1


def test_sound_is_not_written_over_what_presets_are_kept_in(
    qtbot: QtBot, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "set.wav").symlink_to(tmp_path / "data" / FILE_NAME)
    dialog = ExportDialog(default_preset(HIP_THRUST), lambda: load_pack("tones"), places=FilePlaces(database))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.write(tmp_path / "set.wav")
    assert "is where presets and log are kept" in dialog.length.text()
    assert dialog.write_button.isEnabled()
    assert database.path.read_bytes().startswith(b"SQLite format 3")
