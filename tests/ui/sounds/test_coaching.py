"""Coaching is rendered when the preset that speaks it is saved."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from liftronome.audio.own.coaching import CoachingError
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset, default_preset
from liftronome.store.base.database import Database
from liftronome.store.opening.opening import open_database
from liftronome.ui.sounds.coaching import CoachingVoice
from liftronome.ui.sounds.preset_sounds import PresetSounds
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST

TEXTS = {Phase.ECCENTRIC: "ribs down", Phase.CONCENTRIC: "drive"}


class Humming:
    said: list[str]

    def __init__(self) -> None:
        self.said = []

    def say(self, text: str) -> tuple[Samples, int]:
        if text == "unspeakable":
            raise CoachingError("“unspeakable” cannot be spoken")
        self.said.append(text)
        return (0.2 * np.sin(np.arange(10_000) * 0.3)).astype(np.float32), 22_050


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "kept").database
    yield opened
    opened.close()


def speaking(**changes: object) -> Preset:
    preset = replace(default_preset(HIP_THRUST), pack="voice", speak_coaching=True, cues=TEXTS)
    return replace(preset, **changes)  # type: ignore[arg-type]


def missing(database: Database, preset: Preset) -> list[str]:
    spoken = PresetSounds(database).coaching()
    assert spoken is not None
    return spoken.missing(preset.coaching.values())


def test_each_text_is_rendered_once(qtbot: QtBot, database: Database) -> None:
    humming = Humming()
    voice = CoachingVoice(PresetSounds(database), make_synthesiser=lambda: humming)
    voice.prepare(speaking())
    voice.prepare(speaking())
    voice.prepare(speaking(cues={Phase.ECCENTRIC: "hinge"}))
    qtbot.waitUntil(lambda: sorted(humming.said) == ["drive", "hinge", "ribs down"])
    qtbot.waitUntil(lambda: not missing(database, speaking()))
    voice.prepare(speaking())
    voice.close()
    assert len(humming.said) == 3


@pytest.mark.parametrize("changes", [{"speak_coaching": False}, {"pack": "glide"}])
def test_nothing_is_rendered_that_nobody_would_hear(
    qtbot: QtBot, database: Database, changes: dict[str, object]
) -> None:
    voice = CoachingVoice(PresetSounds(database), make_synthesiser=Humming)
    voice.prepare(speaking(**changes))
    voice.close()
    assert missing(database, speaking()) == ["ribs down", "drive"]


def test_nothing_is_spoken_without_the_voice_extra(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liftronome.audio.own.coaching.can_speak", lambda: False)
    voice = CoachingVoice(PresetSounds(database))
    voice.prepare(speaking())
    voice.close()
    assert missing(database, speaking()) == ["ribs down", "drive"]


def test_what_cannot_be_spoken_is_told_once_and_the_rest_stays(qtbot: QtBot, database: Database) -> None:
    voice = CoachingVoice(PresetSounds(database), make_synthesiser=Humming)
    odd = speaking(cues={Phase.ECCENTRIC: "ribs down", Phase.CONCENTRIC: "unspeakable"})
    with qtbot.waitSignal(voice.failed) as told:
        voice.prepare(odd)
    assert told.args == ["“unspeakable” cannot be spoken."]
    assert missing(database, odd) == ["unspeakable"]


def test_closing_the_window_drops_what_still_waits(qtbot: QtBot, database: Database) -> None:
    humming = Humming()
    voice = CoachingVoice(PresetSounds(database), make_synthesiser=lambda: humming)
    voice.prepare(speaking())
    voice.prepare(speaking(cues={Phase.ECCENTRIC: "hinge"}))
    voice.close()
    qtbot.wait(1)
    for thread in [thread for thread in threading.enumerate() if thread.name == "background"]:
        thread.join()
    assert "hinge" not in humming.said
