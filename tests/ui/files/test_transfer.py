"""Presets out of files and into them, from the window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from liftronome.domain.preset import Preset
from liftronome.store.opening.opening import open_database
from liftronome.store.transfer.import_plan import OnConflict
from liftronome.ui.files.drop_area import DropArea
from liftronome.ui.files.import_dialog import ImportDialog
from liftronome.ui.widgets.notice import NoticeKind
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST, LIBRARY, SQUAT
from tests.ui.windows import preset, repository_on, window_with


@pytest.fixture(params=["kept", "unkept"])
def window(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    database = open_database(tmp_path / "data").database if request.param == "kept" else None
    window = window_with(repository_on(database, LIBRARY))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()
    window.repository.database.close()


@pytest.fixture
def file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Path:
    """A file with two presets, which are in the window no more."""
    file = tmp_path / "from-anna.json"
    for exercise in (SQUAT, HIP_THRUST):
        window.editing.add(preset(exercise, "heavy"))
    window.transfer.export_all(file)
    wait(qtbot, window)
    for _ in range(2):
        window.editing.stack.undo()
    assert kept(window) == []
    return file


def wait(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.transfer.is_busy)


def kept(window: MainWindow) -> list[Preset]:
    presets = [stored.preset for stored in window.repository.presets.all()]
    assert sorted(heading.name for heading in window.repository.headings.values()) == sorted(
        preset.name for preset in presets
    )
    return presets


def bring_in(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    window.transfer.import_file(file)
    wait(qtbot, window)


def drop(window: MainWindow, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(QPoint(9, 9)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_file_dropped_on_the_window_is_brought_in_and_can_be_undone(
    qtbot: QtBot, window: MainWindow, file: Path
) -> None:
    drop(window, file)
    wait(qtbot, window)
    assert window.notice.text == "from-anna.json: 2 presets added."
    assert window.notice.kind is NoticeKind.DONE
    assert kept(window) == [preset(SQUAT, "heavy"), preset(HIP_THRUST, "heavy")]
    qtbot.mouseClick(window.notice.action, Qt.MouseButton.LeftButton)
    assert kept(window) == []
    window.editing.stack.redo()
    assert len(kept(window)) == 2


@pytest.mark.parametrize(
    ("choice", "presets", "said"),
    [
        (OnConflict.KEEP_BOTH, [("heavy", 7), ("heavy 2", 10), ("heavy", 10)], "2 presets added"),
        (OnConflict.REPLACE, [("heavy", 10), ("heavy", 10)], "1 preset added, 1 replaced"),
        (OnConflict.SKIP, [("heavy", 7), ("heavy", 10)], "1 preset added, 1 skipped"),
    ],
)
def test_what_becomes_of_names_that_are_taken_is_asked_once(
    qtbot: QtBot,
    window: MainWindow,
    file: Path,
    choice: OnConflict,
    presets: list[tuple[str, int]],
    said: str,
) -> None:
    mine = replace(preset(SQUAT, "heavy"), reps=7)
    window.editing.add(mine)
    bring_in(qtbot, window, file)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.buttons[choice], Qt.MouseButton.LeftButton)
    wait(qtbot, window)
    assert sorted((each.name, each.scheme.first_reps) for each in kept(window)) == sorted(presets)
    assert window.notice.text == f"from-anna.json: {said}."
    window.editing.stack.undo()
    assert kept(window) == [mine]


def test_an_import_that_is_given_up_changes_nothing(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    window.editing.add(replace(preset(SQUAT, "heavy"), reps=7))
    bring_in(qtbot, window, file)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert [each.scheme.first_reps for each in kept(window)] == [7]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "hostile.json: "),
        ("[" * 100_000, "hostile.json: "),
        ('{"format": "liftronome-presets", "version": 9, "presets": []}', "update Liftronome"),
        ('{"format": "liftronome-presets", "version": 1, "presets": []}', "contains no presets"),
    ],
)
def test_a_file_that_is_none_is_told_with_its_name(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, content: str, said: str
) -> None:
    hostile = tmp_path / "hostile.json"
    hostile.write_text(content)
    bring_in(qtbot, window, hostile)
    assert said in window.notice.text
    assert kept(window) == []


def test_the_place_of_what_is_wrong_is_told(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    content = json.loads(file.read_text())
    content["presets"][1]["tempo"] = "4-2"
    file.write_text(json.dumps(content))
    bring_in(qtbot, window, file)
    assert window.notice.text.startswith('from-anna.json: the second preset, “heavy”: tempo "4-2": ')
    assert window.notice.text.endswith("(presets[1].tempo). Nothing was imported.")
    assert window.notice.kind is NoticeKind.ATTENTION


def test_a_file_that_is_not_there_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    bring_in(qtbot, window, tmp_path / "gone.json")
    assert "gone.json cannot be read" in window.notice.text
    assert window.notice.text.endswith(". Nothing was imported.")


def test_one_preset_is_written_by_itself(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.editing.add(preset(SQUAT, "heavy"))
    window.editing.add(preset(SQUAT, "light"))
    stored = window.editing.item.stored
    assert stored is not None
    window.transfer.export_one(tmp_path / "one.json", stored)
    wait(qtbot, window)
    assert [each["name"] for each in json.loads((tmp_path / "one.json").read_text())["presets"]] == ["light"]
    assert window.notice.text.startswith("1 preset written to ")
    assert window.notice.kind is NoticeKind.DONE


def test_where_nothing_can_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.transfer.export_all(tmp_path / "no folder" / "all.json")
    wait(qtbot, window)
    assert "cannot be written" in window.notice.text
    assert window.notice.kind is NoticeKind.ATTENTION


@pytest.mark.parametrize("content", [b"RIFF\x00\x00\x00\x00WAVEfmt ", b"fLaC\x00"])
@pytest.mark.parametrize("name", ["beep.wav", "beep"])
def test_a_sound_is_called_one_and_led_to_where_sounds_are_chosen(
    window: MainWindow, tmp_path: Path, content: bytes, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    drop(window, file)
    assert window.notice.text == f"{name} is a sound. To use it as a cue, choose it in Sounds."
    assert window.notice.action.text() == "Open Sounds"


def test_a_file_that_is_dragged_over_the_window_shows_what_dropping_it_does(
    window: MainWindow, tmp_path: Path
) -> None:
    area = window.findChild(DropArea)
    assert area is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "presets.json"))])
    window.dragEnterEvent(
        QDragEnterEvent(
            QPoint(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert area.isVisible()
    assert area.text() == "Drop to import\npresets.json"
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not area.isVisible()
