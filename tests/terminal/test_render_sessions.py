"""`render --all-sets` writes a whole session, and a preset sounds as it was made to."""

from __future__ import annotations

import json
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from liftronome.audio.own.coaching import VOICE
from liftronome.audio.synthesis.fitting import as_wav
from liftronome.cli import main
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.preset import default_preset
from liftronome.domain.timeline import SAMPLE_RATE
from liftronome.store.opening.opening import open_database
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.store.sounds.spoken_coaching import SpokenCoaching
from liftronome.terminal.data import data_in

Capture = pytest.CaptureFixture[str]
SHORT = ("--tempo", "10X0", "--reps", "2", "--sets", "2", "--rest", "12", "--count-in", "3")


def render(*arguments: object) -> int:
    return main(["render", "Hip thrust", *SHORT, *map(str, arguments)])


def wav(path: Path) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def test_all_sets_follow_each_other_with_their_rests(tmp_path: Path, capsys: Capture) -> None:
    assert render("--all-sets", "--out", tmp_path / "all.wav", "--timeline", tmp_path / "all.json") == 0
    timeline = json.loads((tmp_path / "all.json").read_text())
    phases = [(span["phase"], span["rep"], span["start_ms"]) for span in timeline["spans"]]
    assert phases[0] == ("count_in", None, 0)
    assert phases[5:8] == [("rest", None, 7000), ("count_in", None, 16_000), ("concentric", 1, 19_000)]
    assert timeline["duration_ms"] == 23_000
    assert [place["start_ms"] for place in timeline["sets"]] == [0, 7000]
    assert len(wav(tmp_path / "all.wav")) >= 23 * SAMPLE_RATE
    assert "all.wav: Hip thrust 10X0, 2 sets of 2 reps, 0:23" in capsys.readouterr().out


def test_its_first_set_is_the_set_that_is_rendered_by_itself(tmp_path: Path) -> None:
    assert render("--all-sets", "--out", tmp_path / "all.wav") == 0
    assert render("--out", tmp_path / "one.wav") == 0
    one = wav(tmp_path / "one.wav")
    assert np.array_equal(wav(tmp_path / "all.wav")[: len(one)], one)


def test_the_time_to_get_ready_is_rendered_if_it_is_asked_for(tmp_path: Path) -> None:
    files = ("--all-sets", "--out", tmp_path / "all.wav", "--timeline", tmp_path / "all.json")
    assert render(*files, "--ready", 5) == 0
    timeline = json.loads((tmp_path / "all.json").read_text())
    assert timeline["spans"][0] == {"phase": "rest", "rep": None, "start_ms": 0, "duration_ms": 5000}


def test_a_flac_file_is_written_where_the_name_says_so(tmp_path: Path) -> None:
    assert render("--out", tmp_path / "one.wav") == 0
    assert render("--out", tmp_path / "one.flac") == 0
    samples, rate = soundfile.read(tmp_path / "one.flac", dtype="int16")
    assert rate == SAMPLE_RATE
    assert np.array_equal(samples, wav(tmp_path / "one.wav"))


def test_own_pace_is_refused(tmp_path: Path, capsys: Capture) -> None:
    assert render("--all-sets", "--out", tmp_path / "all.wav", "--tempo", "*-0-X-0") == 2
    assert "which no key can end here" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_lifters_own_sounds_are_heard(tmp_path: Path, own_data_folder: Path) -> None:
    assert render("--out", tmp_path / "usual.wav") == 0
    sound = (0.4 * np.sin(np.arange(SAMPLE_RATE // 4) * 0.05)).astype(np.float32)
    database = open_database(own_data_folder).database
    sounds = OwnSounds(database)
    sounds.choose("set_end", sounds.put(as_wav(sound), "horn.wav"))
    database.close()
    assert render("--out", tmp_path / "own.wav") == 0
    usual, own = wav(tmp_path / "usual.wav"), wav(tmp_path / "own.wav")
    end = 7 * SAMPLE_RATE
    assert np.array_equal(usual[:end], own[:end])
    assert len(own) == end + len(sound) != len(usual)


def test_an_own_sound_that_is_gone_is_told_and_the_packs_is_heard(
    tmp_path: Path, own_data_folder: Path, capsys: Capture
) -> None:
    database = open_database(own_data_folder).database
    sounds = OwnSounds(database)
    sounds.choose("set_end", sounds.put(b"damaged", "horn.wav"))
    database.close()
    assert render("--out", tmp_path / "own.wav") == 0
    assert "your own sound for set end is damaged or gone" in capsys.readouterr().err


def test_rendered_coaching_is_spoken_where_the_preset_says_so(tmp_path: Path, own_data_folder: Path) -> None:
    with data_in() as data:
        store = data.presets
        usual = default_preset(store.exercises.library().find("Hip thrust"))
        talking: dict[str, Any] = {
            "pack": "voice",
            "speak_coaching": True,
            "cues": {Phase.ECCENTRIC: "ribs down"},
        }
        store.add(replace(usual, name="talking", tempo=parse_tempo("5010"), reps=4, **talking))
    arguments = ["render", "talking", "--out"]
    assert main([*arguments, str(tmp_path / "silent.wav")]) == 0
    hum = (0.4 * np.sin(np.arange(SAMPLE_RATE) * 0.1)).astype(np.float32)
    SpokenCoaching(own_data_folder, VOICE).keep("ribs down", as_wav(hum))
    assert main([*arguments, str(tmp_path / "spoken.wav")]) == 0
    assert not np.array_equal(wav(tmp_path / "silent.wav"), wav(tmp_path / "spoken.wav"))
