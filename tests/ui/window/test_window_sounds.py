"""From the window to the page of sounds, to an audio file, and to coaching that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from liftronome.domain.timeline import Sound
from liftronome.presentation.window_keys import Act
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.files.export_dialog import ExportDialog
from liftronome.ui.sounds.page import SoundPage
from liftronome.ui.widgets.pages import room_for
from liftronome.ui.window.main import window_on
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from tests.store.examples import wav_of


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    found = open_database(tmp_path / "kept")
    yield found
    found.database.close()


@pytest.fixture
def window(qtbot: QtBot, opened: Opened) -> Iterator[MainWindow]:
    window = window_on(opened)
    window.first_painted.emit()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def trigger(window: MainWindow, act: Act) -> None:
    next(action for action in window._actions.values() if action.text() == act.value[0]).trigger()


def test_what_is_changed_on_the_page_of_sounds_is_an_edit_of_what_is_open(window: MainWindow) -> None:
    trigger(window, Act.SOUNDS)
    (page,) = window.findChildren(SoundPage)
    page.choices.pack.buttons[1].click()
    assert window.editing.draft.preset.pack == "tones"
    page.close_button.click()
    window.editing.stack.undo()
    assert window.editing.draft.preset.pack == "glide"


def test_a_wrong_number_is_over_where_another_is_set_on_the_page_of_sounds(window: MainWindow) -> None:
    window.editor.more.fields["pre_cue_ms"].field.edit.setText("9")
    window.editor.more.fields["pre_cue_ms"].field.typed.emit("9")
    assert not window.editor.can_start
    trigger(window, Act.SOUNDS)
    (page,) = window.findChildren(SoundPage)
    page.choices.pre_cue.field.stepped.emit(1)
    page.close_button.click()
    assert window.editor.more.fields["pre_cue_ms"].field.edit.text() == "0.6"
    assert window.editor.can_start


def open_preset(window: MainWindow, name: str) -> str:
    """Save what is open as a preset; its id."""
    window.editing.save_as(name)
    assert window.editing.item.stored is not None
    return window.editing.item.stored.id


def give(window: MainWindow, preset_id: str, name: str = "horn.wav", content: bytes = b"RIFF horn") -> None:
    """Let the ticks of a preset be an own sound."""
    window.editing.keep_sound((preset_id, "tick"), window.repository.sounds.put(content, name))


def ticks(window: MainWindow, preset_id: str) -> str:
    """The name of the own sound of a preset's ticks, "" if it has none."""
    own = window.repository.sounds.of(preset_id)
    return own["tick"].name if "tick" in own else ""


def test_choosing_and_removing_an_own_sound_is_undone_and_done_again(window: MainWindow) -> None:
    heavy, stack = open_preset(window, "heavy"), window.editing.stack
    give(window, heavy)
    give(window, heavy, "gong.wav", b"RIFF gong")
    window.editing.keep_sound((heavy, "tick"), None)
    seen = [ticks(window, heavy)]
    for step in (*[stack.undo] * 3, *[stack.redo] * 3):
        step()
        seen.append(ticks(window, heavy))
    assert seen == ["", "gong.wav", "horn.wav", "", "horn.wav", "gong.wav", ""]
    assert stack.undoText() == "remove the sound “gong.wav”"
    assert window.editing.item.key == heavy


def test_what_was_undone_before_the_page_was_opened_is_not_done_again_on_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    heavy = open_preset(window, "heavy")
    give(window, heavy)
    window.editing.stack.undo()
    trigger(window, Act.SOUNDS)
    (page,) = window.findChildren(SoundPage)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert ticks(window, heavy) == ""
    page.close_button.click()


def test_a_window_with_its_page_of_sounds_goes_without_a_word(opened: Opened) -> None:
    window = window_on(opened)
    window.first_painted.emit()
    give(window, open_preset(window, "heavy"))
    trigger(window, Act.SOUNDS)
    (page,) = window.findChildren(SoundPage)
    give(window, "")
    assert page.undo.toolTip() == "set the sound “horn.wav”"
    shiboken6.delete(window)  # pytest-qt fails the test if anything is raised


def test_the_page_of_sounds_is_no_larger_than_the_window(window: MainWindow) -> None:
    window.resize(840, 540)
    trigger(window, Act.SOUNDS)
    (page,) = window.findChildren(SoundPage)
    assert page.size() == QSize(840, 540).boundedTo(room_for(window))
    page.close_button.click()


def test_what_is_as_it_was_already_is_nothing_to_undo(window: MainWindow) -> None:
    heavy = open_preset(window, "heavy")
    give(window, heavy)
    before = window.editing.stack.count()
    give(window, heavy)
    window.editing.keep_sound((heavy, "set_end"), None)
    assert window.editing.stack.count() == before


@pytest.mark.parametrize("copy", [Act.DUPLICATE, Act.SAVE_AS])
def test_a_copy_of_a_preset_has_its_own_sounds(window: MainWindow, copy: Act) -> None:
    heavy = open_preset(window, "heavy")
    give(window, heavy)
    if copy is Act.DUPLICATE:
        trigger(window, copy)
    else:
        window.editing.save_as("light")
    (other,) = (key for key in window.repository.headings if key != heavy)
    assert ticks(window, other) == "horn.wav"
    give(window, other, "gong.wav", b"RIFF gong")
    assert ticks(window, heavy) == "horn.wav"
    for _ in range(2):
        window.editing.stack.undo()
    assert not window.repository.has(other)
    for _ in range(2):
        window.editing.stack.redo()
    assert ticks(window, other) == "gong.wav"


def test_a_preset_that_is_deleted_has_its_sounds_again_when_that_is_undone(window: MainWindow) -> None:
    heavy = open_preset(window, "heavy")
    give(window, heavy)
    trigger(window, Act.DELETE)
    window.editing.stack.undo()
    assert ticks(window, heavy) == "horn.wav"


def test_on_the_page_of_sounds_is_undone_what_was_done_there_and_no_more(
    qtbot: QtBot, window: MainWindow
) -> None:
    heavy = open_preset(window, "heavy")
    trigger(window, Act.SOUNDS)
    (page,) = window.findChildren(SoundPage)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert not page.undo.isEnabled()
    give(window, heavy)
    assert page.rows.sources[Sound.TICK].accessibleName() == "horn.wav"
    page.choices.pack.buttons[1].click()
    page.undo.click()
    assert page.preset.pack == "glide"
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.rows.sources[Sound.TICK].accessibleName() == ""
    assert not page.undo.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.repository.has(heavy)
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.rows.sources[Sound.TICK].accessibleName() == "horn.wav"
    page.close_button.click()


def test_an_import_with_sounds_is_undone_with_them(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    heavy = open_preset(window, "heavy")
    give(window, heavy, content=wav_of(1000))
    told: list[str] = []
    window.transfer.told.connect(lambda text, _: told.append(text))
    window.transfer.export_all(tmp_path / "all.json")
    qtbot.waitUntil(lambda: len(told) == 1)
    trigger(window, Act.DELETE)
    window.transfer.import_file(tmp_path / "all.json")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [
        f"1 preset and 1 sound written to {tmp_path / 'all.json'}.",
        "all.json: 1 preset added, 1 sound.",
    ]
    brought = window.editing.item.key
    assert ticks(window, brought) == "horn.wav"
    window.editing.stack.undo()
    assert not window.repository.has(brought)
    assert ticks(window, brought) == ""
    window.editing.stack.redo()
    assert ticks(window, brought) == "horn.wav"


def test_what_an_export_leaves_behind_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_preset(window, "heavy")
    give(window, "")
    told: list[str] = []
    window.transfer.warned.connect(told.append)
    assert window.editing.item.stored is not None
    window.transfer.export_one(tmp_path / "one.json", window.editing.item.stored)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].endswith(" Your sounds for all presets are not in it: an export of everything has them.")


def test_sounds_that_nothing_needs_are_tidied_up_when_the_window_is_opened(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds = OwnSounds(opened.database)
    sounds.put(b"RIFF horn", "horn.wav")
    for day in (0, 31):
        assert len(list(sounds.folder.iterdir())) == 1
        monkeypatch.setattr("time.time", lambda day=day: 1e9 + day * 86_400)
        window = window_on(opened)
        window.first_painted.emit()
        qtbot.addWidget(window)
        window.close()
    assert list(sounds.folder.iterdir()) == []


def test_a_session_is_exported_from_the_menu(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    trigger(window, Act.EXPORT_SOUND)
    (dialog,) = window.findChildren(ExportDialog)
    dialog.what.buttons[0].click()
    dialog.write(tmp_path / "set.flac")
    qtbot.waitUntil(lambda: dialog.length.text().startswith("Saved as"))
    assert (tmp_path / "set.flac").read_bytes().startswith(b"fLaC")
    dialog.done(0)


def test_coaching_is_wanted_when_a_preset_that_speaks_it_is_saved(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[list[str]] = []
    monkeypatch.setattr("liftronome.audio.own.coaching.can_speak", lambda: True)
    monkeypatch.setattr(
        "liftronome.ui.sounds.coaching.CoachingVoice._go_on", lambda voice: wanted.append(voice._waiting)
    )
    preset = replace(window.editing.draft.preset, pack="voice", speak_coaching=True)
    window.editing.edit(Draft(preset))
    assert wanted == []
    window.editing.save_as("talking")
    assert list(preset.coaching.values()) in wanted
