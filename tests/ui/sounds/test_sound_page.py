"""The page of a preset's sounds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from liftronome.audio.output import AudioError
from liftronome.audio.own.own_sound import Fitted
from liftronome.audio.playing.outputs import SilentOutput
from liftronome.audio.playing.track_writer import Track
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.counting import Count
from liftronome.domain.own_sound import KeptSound
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset, default_preset
from liftronome.domain.timeline import SAMPLE_RATE, Sound, Timeline
from liftronome.store.base.database import Database
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.store.sounds.own_sounds import OwnSounds, SoundKey
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.coaching import CoachingVoice
from liftronome.ui.sounds.page import STOP, TRY_OUT, KeepSound, SoundPage
from liftronome.ui.sounds.preset_sounds import PresetSounds
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot


class Heard(SilentOutput):
    """Notes what it is given to sound, and renders it as an output would."""

    fails = ""

    def __init__(self, track_of: Callable[[Timeline], Track]) -> None:
        super().__init__()
        self.track_of = track_of
        self.tracks: list[Track] = []
        self.volumes: list[float] = []
        self.is_closed = False

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:  # noqa: ARG002
        self.tracks.append(self.track_of(timeline))

    def set_volume(self, volume: float) -> None:
        self.volumes.append(volume)

    def fault(self) -> AudioError | None:
        return AudioError(self.fails) if self.fails else None

    def close(self) -> None:
        self.is_closed = True


class Ears:
    """Makes outputs, and hears what they are given."""

    def __init__(self) -> None:
        self.outputs: list[Heard] = []

    def __call__(self, track_of: Callable[[Timeline], Track]) -> Heard:
        self.outputs.append(Heard(track_of))
        return self.outputs[-1]

    @property
    def last(self) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
        return self.outputs[-1].tracks[-1].render(0, self.outputs[-1].tracks[-1].length)


class Humming:
    def say(self, text: str) -> tuple[Samples, int]:  # noqa: ARG002
        return (0.2 * np.sin(np.arange(10_000) * 0.3)).astype(np.float32), 22_050


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "kept").database
    yield opened
    opened.close()


@pytest.fixture
def ears() -> Ears:
    return Ears()


def kept(database: Database, **changes: object) -> Preset:
    library = load_library()
    usual = replace(default_preset(library.find("Hip thrust")), name="heavy", **changes)  # type: ignore[arg-type]
    return PresetStore(database, OwnExercises(database, library)).add(usual).preset


@pytest.fixture
def page(qtbot: QtBot, database: Database, ears: Ears) -> SoundPage:
    return shown(qtbot, kept(database), database, ears)


def shown(
    qtbot: QtBot, preset: Preset, database: Database | None, ears: Ears, voice: CoachingVoice | None = None
) -> SoundPage:
    page = SoundPage(preset, PresetSounds(database), keeper(database), make_output=ears, voice=voice)
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(page)
    page.show()
    return page


def keeper(database: Database | None) -> KeepSound:
    """Keeps own sounds without an undo."""

    def keep(key: SoundKey, kept: KeptSound | None) -> None:
        assert database is not None
        OwnSounds(database).choose(key[1], kept, key[0])

    return keep


def choose(qtbot: QtBot, page: SoundPage, sound: Sound, file: Path) -> None:
    """Choose a file, and wait until it is read."""
    page.choose(sound, file)
    qtbot.waitUntil(lambda: page.reader.reading is None)


def source(page: SoundPage) -> str:
    """What stands in the row of the tick."""
    return page.rows.sources[Sound.TICK].accessibleName()


def horn(tmp_path: Path) -> Path:
    path = tmp_path / "horn.flac"
    soundfile.write(path, 0.1 * np.sin(np.arange(SAMPLE_RATE // 2) * 0.2), SAMPLE_RATE)
    return path


def test_every_change_is_told_as_the_preset_that_comes_of_it(qtbot: QtBot, page: SoundPage) -> None:
    told: list[Preset] = []
    page.changed.connect(told.append)
    page.choices.pack.buttons[1].click()
    page.choices.ticks.click()
    page.choices.count.buttons[2].click()
    qtbot.keyClick(page.choices.pre_cue.field.edit, Qt.Key.Key_Up)
    last = told[-1]
    assert len(told) == 4
    assert (last.pack, last.seconds, last.count, last.pre_cue_ms) == ("tones", False, Count.SECONDS, 600)
    assert page.choices.about.text().startswith("A short sound starts")


def test_where_nothing_is_kept_no_sound_is_written_anywhere(
    qtbot: QtBot, ears: Ears, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = in_memory_database()
    page = shown(qtbot, replace(kept(database), pack="voice", speak_coaching=True), database, ears)
    page.try_out.click()
    assert not page.rows.choose[Sound.TICK].isVisible()
    assert list(tmp_path.iterdir()) == []
    database.close()


@pytest.mark.parametrize("sound", list(Sound))
def test_every_cue_can_be_heard_by_itself(page: SoundPage, ears: Ears, sound: Sound) -> None:
    page.rows.hear[sound].click()
    assert np.abs(ears.last[: SAMPLE_RATE // 4]).max() > 1000


def test_it_is_heard_with_the_pack_that_is_chosen(page: SoundPage, ears: Ears) -> None:
    page.try_out.click()
    glide = ears.last
    page.try_out.click()  # stops
    page.choices.pack.buttons[4].click()
    page.try_out.click()
    assert not np.array_equal(glide, ears.last)


def test_hearing_two_reps_is_stopped_by_the_same_button(page: SoundPage, ears: Ears) -> None:
    page.try_out.click()
    assert page.try_out.text() == STOP
    page.try_out.click()
    assert page.try_out.text() == TRY_OUT
    assert ears.outputs[-1].is_closed


def test_escape_stops_what_is_heard_before_it_closes_the_window(
    qtbot: QtBot, page: SoundPage, ears: Ears
) -> None:
    page.try_out.click()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert ears.outputs[-1].is_closed
    assert page.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_the_button_offers_two_reps_again_when_they_are_over(page: SoundPage) -> None:
    page.try_out.click()
    page.preview._end.stop()
    page.preview._end.timeout.emit()
    assert page.try_out.text() == TRY_OUT


def test_coaching_is_spoken_only_by_a_sound_with_a_voice(
    qtbot: QtBot, database: Database, ears: Ears
) -> None:
    page = shown(qtbot, kept(database, pack="glide", speak_coaching=True), database, ears)
    assert not page.choices.coaching.isEnabled()
    assert not page.choices.coaching.isChecked()
    page.choices.pack.buttons[2].click()
    assert page.choices.coaching.isEnabled()
    assert page.choices.coaching.isChecked()


def test_what_is_wrong_with_the_volume_is_said_below_it(page: SoundPage) -> None:
    page.volume.field.edit.setText("300")
    page.volume.field.edit.textEdited.emit("300")
    assert page.volume.message.isVisible()
    assert page.volume.message.text() == "A whole number from 0 to 100"


def test_own_pace_can_be_tried_out(qtbot: QtBot, database: Database, ears: Ears) -> None:
    from liftronome.domain.notation import parse_tempo

    page = shown(qtbot, kept(database, tempo=parse_tempo("*-0-X-1")), database, ears)
    page.try_out.click()
    assert len(ears.last) < 20 * SAMPLE_RATE


def test_an_own_sound_is_kept_named_and_heard(
    qtbot: QtBot, page: SoundPage, ears: Ears, tmp_path: Path
) -> None:
    page.rows.hear[Sound.TICK].click()
    usual = ears.last
    file = horn(tmp_path)
    choose(qtbot, page, Sound.TICK, file)
    file.unlink()
    assert not np.array_equal(usual, ears.last)
    assert source(page) == "horn.flac"
    page.rows.remove[Sound.TICK].click()
    assert source(page) == ""
    page.rows.hear[Sound.TICK].click()
    assert np.array_equal(usual, ears.last)


def test_an_own_sound_can_be_for_all_presets(
    qtbot: QtBot, page: SoundPage, database: Database, ears: Ears, tmp_path: Path
) -> None:
    choose(qtbot, page, Sound.TICK, horn(tmp_path))
    page.scope.buttons[1].click()
    choose(qtbot, page, Sound.SET_END, horn(tmp_path))
    other = shown(qtbot, default_preset(load_library().find("Back squat")), database, ears)
    names = {sound: label.accessibleName() for sound, label in other.rows.sources.items() if label.text()}
    assert names == {Sound.SET_END: "horn.flac · all presets"}
    assert not other.scope.buttons[0].isEnabled()
    other.rows.remove[Sound.SET_END].click()
    assert PresetSounds(database).own(page.preset).keys() == {Sound.TICK}


def test_a_file_that_is_no_sound_is_told_and_changes_nothing(
    qtbot: QtBot, page: SoundPage, tmp_path: Path
) -> None:
    (tmp_path / "song.wav").write_text("hello")
    choose(qtbot, page, Sound.TICK, tmp_path / "song.wav")
    assert page.problem.text().startswith("“song.wav”: it is no WAV")
    assert page.problem.isVisible()
    assert source(page) == ""
    page.show_preset(page.preset)
    assert not page.problem.isVisible()


def test_what_is_used_of_a_file_is_said(qtbot: QtBot, page: SoundPage, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "song.wav", 0.1 * np.sin(np.arange(7 * SAMPLE_RATE) * 0.2), SAMPLE_RATE)
    choose(qtbot, page, Sound.TICK, tmp_path / "song.wav")
    assert page.note.text() == "“song.wav” is longer than 5 s: its first 5 s are used."
    assert page.note.isVisible()
    assert not page.problem.isVisible()
    choose(qtbot, page, Sound.TICK, horn(tmp_path))
    assert not page.note.isVisible()


class SlowReading:
    """Makes an own sound when it is let to, as from a slow disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from liftronome.audio.own.own_sound import own_sound

        self._really = own_sound
        self.go_on = threading.Event()
        monkeypatch.setattr("liftronome.audio.own.own_sound.own_sound", self._read)

    def _read(self, path: Path, sound: str) -> Fitted:
        assert self.go_on.wait(10)
        return self._really(path, sound)


def test_the_page_can_be_used_while_a_file_is_read(
    qtbot: QtBot, page: SoundPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowReading(monkeypatch)
    page.choose(Sound.TICK, horn(tmp_path))
    assert source(page) == "Reading horn.flac …"
    assert not page.rows.choose[Sound.SET_END].isEnabled()
    page.scope.buttons[1].click()
    page.choices.pack.buttons[1].click()
    page.show_preset(page.preset)
    assert source(page) == "Reading horn.flac …"
    slow.go_on.set()
    qtbot.waitUntil(lambda: page.reader.reading is None)
    assert source(page) == "horn.flac"
    assert page.rows.choose[Sound.SET_END].isEnabled()
    assert page.preset.pack == "tones"


def test_closing_the_page_while_a_file_is_read_keeps_nothing_and_does_not_wait(
    qtbot: QtBot, database: Database, ears: Ears, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowReading(monkeypatch)
    preset = kept(database)
    page = SoundPage(preset, PresetSounds(database), keeper(database), make_output=ears)
    page.show()
    page.choose(Sound.TICK, horn(tmp_path))
    (thread,) = (thread for thread in threading.enumerate() if thread.name == "background")
    with qtbot.waitSignal(page.destroyed):
        page.close_button.click()
    assert thread.is_alive()
    slow.go_on.set()
    qtbot.waitUntil(lambda: not thread.is_alive())
    qtbot.wait(1)
    assert PresetSounds(database).own(preset) == {}
    assert not (database.path.parent / "sounds").exists()


def test_closing_the_page_just_after_a_file_was_read_keeps_nothing(
    qtbot: QtBot, page: SoundPage, database: Database, tmp_path: Path
) -> None:
    page.choose(Sound.TICK, horn(tmp_path))
    (thread,) = (thread for thread in threading.enumerate() if thread.name == "background")
    thread.join()  # that it is done is on its way to the window
    page.close_button.click()
    qtbot.wait(1)
    assert PresetSounds(database).own(page.preset) == {}


def test_a_file_is_for_what_was_chosen_when_it_was_chosen(
    qtbot: QtBot, page: SoundPage, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowReading(monkeypatch)
    page.choose(Sound.TICK, horn(tmp_path))
    page.scope.buttons[1].click()
    slow.go_on.set()
    qtbot.waitUntil(lambda: page.reader.reading is None)
    assert not PresetSounds(database).own(page.preset)[Sound.TICK].for_all


def test_a_sound_that_cannot_be_kept_is_told(
    qtbot: QtBot, page: SoundPage, database: Database, tmp_path: Path
) -> None:
    (database.path.parent / "sounds").write_text("in the way")
    choose(qtbot, page, Sound.TICK, horn(tmp_path))
    assert "cannot be written" in page.problem.text()
    assert source(page) == ""


def test_an_own_sound_that_is_gone_is_seen(
    qtbot: QtBot, page: SoundPage, database: Database, ears: Ears, tmp_path: Path
) -> None:
    choose(qtbot, page, Sound.TICK, horn(tmp_path))
    PresetSounds(database).own(page.preset)[Sound.TICK].path.unlink()
    again = shown(qtbot, page.preset, database, ears)
    assert source(again) == "horn.flac is missing: choose it again"
    again.rows.hear[Sound.TICK].click()
    assert ears.last.any()


def test_without_a_place_to_keep_them_no_own_sounds_are_offered(qtbot: QtBot, ears: Ears) -> None:
    page = shown(qtbot, default_preset(load_library().find("Back squat")), None, ears)
    assert not page.rows.choose[Sound.TICK].isVisible()
    page.rows.hear[Sound.TICK].click()
    assert ears.last.any()


def test_the_volume_is_that_of_the_sets_and_is_heard_at_once(
    qtbot: QtBot, database: Database, ears: Ears
) -> None:
    options = Options()
    page = SoundPage(kept(database), PresetSounds(database), keeper(database), options, make_output=ears)
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(page)
    page.try_out.click()
    qtbot.keyClick(page.volume.field.edit, Qt.Key.Key_Down)
    assert options.volume == 90
    assert ears.outputs[0].volumes == [1.0, pytest.approx(0.81)]


def test_a_missing_device_is_told(
    qtbot: QtBot, page: SoundPage, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Heard, "fails", "no sound: no device")
    page.rows.hear[Sound.TICK].click()
    qtbot.waitUntil(lambda: page.problem.text() == "No sound: no device.")


def test_closing_the_page_ends_the_sound(page: SoundPage, ears: Ears) -> None:
    page.try_out.click()
    page.close_button.click()
    assert ears.outputs[0].is_closed


def test_a_missing_voice_is_told_with_how_to_get_it(
    qtbot: QtBot, database: Database, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liftronome.audio.own.coaching.can_speak", lambda: False)
    page = shown(qtbot, kept(database, pack="voice"), database, ears)
    assert not page.choices.speaking.isVisible()
    page.choices.coaching.click()
    assert "pip install 'liftronome[voice]'" in page.choices.speaking.text()
    page.choices.pack.buttons[0].click()
    assert page.choices.speaking.text().startswith("Only Voice and Voice + glide speak the cues")


def test_coaching_is_rendered_in_the_background_as_soon_as_it_is_wanted(
    qtbot: QtBot, database: Database, ears: Ears
) -> None:
    preset = kept(database, pack="voice", cues={Phase.ECCENTRIC: "ribs down"})
    spoken = PresetSounds(database).coaching()
    assert spoken is not None
    voice = CoachingVoice(PresetSounds(database), make_synthesiser=Humming)
    page = shown(qtbot, preset, database, ears, voice)
    page.choices.coaching.click()
    assert "Preparing" in page.choices.speaking.text()
    qtbot.waitUntil(lambda: not voice.is_busy)
    assert spoken.missing(page.preset.coaching.values()) == []
    assert not page.choices.speaking.isVisible()
