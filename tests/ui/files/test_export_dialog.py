"""A set or a session, written to a sound file from the window."""

from __future__ import annotations

import threading
import wave
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile
from liftronome.audio.packs.loading import load_pack
from liftronome.audio.packs.pack import CuePack
from liftronome.domain.notation import parse_tempo
from liftronome.domain.preset import Preset, default_preset
from liftronome.ui.files.export_dialog import KINDS, ExportDialog, with_ending
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST


def tones() -> CuePack:
    return load_pack("tones")


def dialog_of(qtbot: QtBot, **changes: object) -> ExportDialog:
    preset: Preset = replace(default_preset(HIP_THRUST), tempo=parse_tempo("1010"), reps=2, **changes)  # type: ignore[arg-type]
    dialog = ExportDialog(preset, tones)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_all_sets_are_written_with_their_rests(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, sets=2, rest_ms=20_000)
    assert dialog.length.text().startswith("0:33 minutes")
    dialog.write(tmp_path / "all.flac")
    qtbot.waitUntil(lambda: dialog.length.text() == f"Saved as {tmp_path / 'all.flac'}")
    assert soundfile.info(tmp_path / "all.flac").duration >= 33
    assert dialog.cancel_button.text() == "Close"


def test_one_set_is_written_if_that_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, sets=2)
    dialog.what.buttons[0].click()
    assert dialog.length.text().startswith("0:09 minutes")
    dialog.write(tmp_path / "one.wav")
    qtbot.waitUntil(lambda: dialog.length.text().startswith("Saved as"))
    with wave.open(str(tmp_path / "one.wav")) as file:
        assert 9 <= file.getnframes() / 48_000 < 12


def test_what_is_called_off_leaves_nothing_behind(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def waiting() -> CuePack:
        begun.set()
        assert goes_on.wait(10)
        return tones()

    dialog = dialog_of(qtbot, sets=3)
    monkeypatch.setattr(dialog, "_make_pack", waiting)
    dialog.write(tmp_path / "all.wav")
    assert begun.wait(10)
    assert not dialog.write_button.isEnabled()
    assert dialog._work is not None
    dialog._work.cancel()
    goes_on.set()
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told_and_can_be_tried_elsewhere(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot)
    dialog.write(tmp_path / "gone" / "all.wav")
    qtbot.waitUntil(lambda: "cannot be written" in dialog.length.text())
    assert dialog.write_button.isEnabled()
    dialog.write(tmp_path / "all.wav")
    qtbot.waitUntil(lambda: dialog.length.text().startswith("Saved as"))


def test_own_pace_cannot_be_written_and_it_is_said_why(qtbot: QtBot) -> None:
    preset = replace(default_preset(HIP_THRUST), tempo=parse_tempo("*-0-1-0"))
    dialog = ExportDialog(preset, tones)
    qtbot.addWidget(dialog)
    assert "which no key can end here" in dialog.length.text()
    assert not dialog.write_button.isEnabled()


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("set", KINDS[0], "set.wav"),
        ("set", KINDS[1], "set.flac"),
        ("set.flac", KINDS[0], "set.flac"),
        ("set.WAV", KINDS[1], "set.WAV"),
        ("3.5 s", "", "3.5 s.wav"),
    ],
)
def test_a_file_has_the_ending_of_its_kind(name: str, kind: str, expected: str) -> None:
    assert with_ending(Path(name), kind) == Path(expected)
