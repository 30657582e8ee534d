"""From the window to the page of sounds, to an audio file, and to coaching that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.store.opening import Opened, open_database
from app.ui.draft import Draft
from app.ui.export_dialog import ExportDialog
from app.ui.main import window_on
from app.ui.main_window import MainWindow
from app.ui.sound_page import SoundPage
from app.ui.window_actions import Act


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    found = open_database(tmp_path / "kept")
    yield found
    found.database.close()


@pytest.fixture
def window(qtbot: QtBot, opened: Opened) -> Iterator[MainWindow]:
    window = window_on(opened)
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


def test_a_session_is_exported_from_the_menu(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    trigger(window, Act.EXPORT_SOUND)
    (dialog,) = window.findChildren(ExportDialog)
    dialog.what.buttons[0].click()
    dialog.write(tmp_path / "set.flac")
    qtbot.waitUntil(lambda: dialog.length.text().startswith("Written"))
    assert (tmp_path / "set.flac").read_bytes().startswith(b"fLaC")
    dialog.done(0)


def test_coaching_is_wanted_when_a_preset_that_speaks_it_is_saved(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[list[str]] = []
    monkeypatch.setattr("app.audio.coaching.can_speak", lambda: True)
    monkeypatch.setattr(
        "app.ui.coaching_voice.CoachingVoice.want", lambda _, texts: wanted.append(list(texts))
    )
    preset = replace(window.editing.draft.preset, pack="voice", speak_coaching=True)
    window.editing.edit(Draft(preset))
    assert wanted == []
    window.editing.save_as("talking")
    assert list(preset.coaching.values()) in wanted
