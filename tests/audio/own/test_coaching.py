"""Coaching in the lifter's own words, spoken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from liftronome.audio.own import coaching
from liftronome.audio.own.coaching import MAX_S, CoachingError, Piper, can_speak, read_coaching, rendered
from liftronome.audio.packs.loading import load_pack, speaks
from liftronome.audio.synthesis.levels import SPEECH_LUFS, SPEECH_PEAK
from liftronome.audio.synthesis.sound_files import read_sound
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import SAMPLE_RATE, Cue, CueKind, Sound

from tests.audio.listening import loudness, mixed, phase_cue

TEXT = "keep the glutes on"


class Humming:
    """Hums a text instead of saying it, between silences; a tenth of a second a letter."""

    def say(self, text: str) -> tuple[Samples, int]:
        rate = 22_050
        moments = np.arange(int(len(text) * 0.1 * rate)) / rate
        return np.pad(0.2 * np.sin(2 * np.pi * 1000 * moments), rate // 4).astype(np.float32), rate


def kept(tmp_path: Path, text: str = TEXT) -> Path:
    path = tmp_path / "text.wav"
    path.write_bytes(rendered(text, Humming()))
    return path


def test_a_text_is_as_loud_as_the_words_of_the_packs_and_begins_at_once(tmp_path: Path) -> None:
    word = read_sound(kept(tmp_path))
    assert loudness(word) == pytest.approx(SPEECH_LUFS, abs=0.2)
    assert np.abs(word).max() <= SPEECH_PEAK + 1e-4
    assert np.argmax(np.abs(word) > 0.02) < 0.005 * SAMPLE_RATE
    assert len(word) == pytest.approx(0.1 * len(TEXT) * SAMPLE_RATE, rel=0.1)


def test_a_text_is_spoken_no_longer_than_ten_seconds(tmp_path: Path) -> None:
    assert len(read_sound(kept(tmp_path, "x" * 120))) == MAX_S * SAMPLE_RATE


def test_a_text_of_which_nothing_is_heard_is_refused() -> None:
    with pytest.raises(CoachingError, match="nothing to be heard"):
        rendered("", Humming())


@pytest.mark.parametrize("name", ["voice", "voice-glide"])
def test_rendered_coaching_is_said_where_its_phase_is_long_enough(tmp_path: Path, name: str) -> None:
    cues = [phase_cue(Sound.ECCENTRIC, 5000), Cue(0, CueKind.COACH, "coach", text=TEXT)]
    with_it = load_pack(name, coaching={TEXT: kept(tmp_path)})
    length = len(read_sound(tmp_path / "text.wav"))
    assert speaks(name)
    assert length in {part.length for part in with_it.arranged(cues)}
    assert length not in {part.length for part in load_pack(name).arranged(cues)}


def test_packs_without_a_voice_say_nothing(tmp_path: Path) -> None:
    cue = Cue(0, CueKind.COACH, "coach", text=TEXT)
    assert not speaks("tones")
    assert not mixed(load_pack("tones", coaching={TEXT: kept(tmp_path)}).arranged([cue])).any()


def test_coaching_that_is_gone_is_told_and_left_out(tmp_path: Path) -> None:
    told: list[str] = []
    assert read_coaching({TEXT: tmp_path / "none.wav"}, told.append) == {}
    assert told == [f"the spoken coaching “{TEXT}” is damaged or gone: save the preset again"]


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "piper", None)
    with pytest.raises(CoachingError, match=r"pip install 'liftronome\[voice\]'") as refused:
        Piper()
    assert "\n" not in str(refused.value)


def test_whether_the_extra_is_there_is_found_out_without_loading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coaching, "find_spec", lambda name: None if name == "piper" else object())
    assert not can_speak()
    monkeypatch.setattr(coaching, "find_spec", lambda _: object())
    assert can_speak()


@pytest.mark.skipif(not can_speak(), reason="the extra liftronome[voice] is not installed")
def test_the_voice_says_any_text(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_bytes(rendered("Keep the glutes on all the way down.", Piper()))
    word = read_sound(tmp_path / "text.wav")
    assert 1 < len(word) / SAMPLE_RATE < 4
    assert loudness(word) == pytest.approx(SPEECH_LUFS, abs=0.5)
