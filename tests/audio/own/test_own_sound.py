"""A lifter's own sound, from whatever file it comes."""

from __future__ import annotations

import contextlib
import io
import os
import re
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from liftronome.audio.own.own_sound import LUFS, own_sound
from liftronome.audio.packs.tones import Tones
from liftronome.audio.synthesis.levels import PHASE_LUFS, loudest
from liftronome.audio.synthesis.sound_files import read_sound
from liftronome.domain.errors import InputError
from liftronome.domain.own_sound import MAX_OWN_S, OWN_PEAK
from liftronome.domain.timeline import SAMPLE_RATE, Cue, CueKind, Sound
from numpy.typing import NDArray

from tests.audio.listening import loudness

Floats = NDArray[np.float64]


def tone(hz: float = 440.0, seconds: float = 1.0, rate: int = SAMPLE_RATE, level: float = 0.1) -> Floats:
    return level * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)


def strongest_hz(samples: NDArray[np.float32]) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples)))) * SAMPLE_RATE / len(samples)


def taken(path: Path, sound: str = Sound.ECCENTRIC) -> NDArray[np.float32]:
    """The sound as a pack would read it, once it is kept."""
    kept = path.with_name("kept.wav")
    kept.write_bytes(own_sound(path, sound).wav)
    return read_sound(kept)


def note(path: Path) -> str:
    return own_sound(path, Sound.ECCENTRIC).note


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        own_sound(path, Sound.ECCENTRIC)
    message = str(refused.value)
    assert "\n" not in message
    assert message.startswith(f"“{path.name}”: ")
    return message


@pytest.mark.parametrize("name", ["bell.wav", "bell.flac", "bell.ogg", "bell.mp3", "a bell, größer.WAV"])
@pytest.mark.parametrize("rate", [8000, 44_100, 48_000])
def test_any_usual_file_becomes_a_sound_of_a_pack(tmp_path: Path, name: str, rate: int) -> None:
    soundfile.write(tmp_path / name, tone(880, 1, rate), rate)
    samples = taken(tmp_path / name)
    assert len(samples) == pytest.approx(SAMPLE_RATE, rel=0.1)
    assert strongest_hz(samples) == pytest.approx(880, rel=0.01)
    assert loudness(samples) == pytest.approx(PHASE_LUFS, abs=0.2)


@pytest.mark.parametrize("level", [0.001, 0.1, 1.0])
@pytest.mark.parametrize("sound", list(Sound))
def test_it_is_as_loud_as_the_sound_whose_place_it_takes(tmp_path: Path, sound: Sound, level: float) -> None:
    soundfile.write(tmp_path / "own.wav", tone(1000, 1, level=level), SAMPLE_RATE, subtype="FLOAT")
    packs = Tones().sound(Cue(0, CueKind.SECOND, sound))
    assert packs is not None
    assert loudness(taken(tmp_path / "own.wav", sound)) == pytest.approx(loudness(packs), abs=2)
    assert LUFS.get(sound, PHASE_LUFS) == pytest.approx(loudness(packs), abs=2)


def test_a_sound_with_high_peaks_is_made_softer_instead_of_clipping(tmp_path: Path) -> None:
    spikes = np.zeros(SAMPLE_RATE)
    spikes[::4000] = 1
    soundfile.write(tmp_path / "own.wav", spikes, SAMPLE_RATE)
    assert np.abs(taken(tmp_path / "own.wav")).max() <= OWN_PEAK + 1e-4


def test_silence_before_the_onset_is_removed_whatever_its_length(tmp_path: Path) -> None:
    silence = np.zeros(3 * SAMPLE_RATE)
    soundfile.write(tmp_path / "own.wav", np.concatenate([silence, tone(), silence]), SAMPLE_RATE)
    samples = taken(tmp_path / "own.wav")
    assert np.argmax(np.abs(samples) > 0.02) < 0.003 * SAMPLE_RATE
    assert len(samples) == pytest.approx(SAMPLE_RATE, rel=0.05)


def test_it_is_cut_after_five_seconds_without_a_click(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "own.wav", tone(seconds=30), SAMPLE_RATE)
    samples = taken(tmp_path / "own.wav")
    assert len(samples) == MAX_OWN_S * SAMPLE_RATE
    assert np.abs(samples[-10:]).max() < 0.001


def test_channels_are_mixed_and_a_constant_offset_is_removed(tmp_path: Path) -> None:
    both = np.stack([tone() + 0.3, 0 * tone() + 0.3], axis=1)
    soundfile.write(tmp_path / "own.wav", both, SAMPLE_RATE)
    samples = taken(tmp_path / "own.wav")
    assert abs(float(samples.mean())) < 0.001
    assert loudness(samples) == pytest.approx(PHASE_LUFS, abs=0.2)


def test_the_largest_floats_do_no_harm(tmp_path: Path) -> None:
    huge = np.stack([tone(level=3e38)] * 2, axis=1)
    soundfile.write(tmp_path / "own.wav", huge, SAMPLE_RATE, subtype="FLOAT")
    assert loudness(taken(tmp_path / "own.wav")) == pytest.approx(PHASE_LUFS, abs=0.2)


def test_a_file_that_is_not_a_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.wav"
    for content in (b"", b"hello", b"RIFF", b"OggS" + bytes(200), b"fLaC", os.urandom(5000)):
        path.write_bytes(content)
        assert "it is no WAV, FLAC, OGG or MP3 file" in refusal(path)


def test_a_protected_file_is_refused(tmp_path: Path) -> None:
    # An Ogg page whose stream is of a codec that is unknown here, as those of protected music are.
    page = b"OggS\0\2" + bytes(8) + b"\1\0\0\0" + bytes(8) + b"\1\x10" + b"locked-by-a-shop"
    (tmp_path / "own.ogg").write_bytes(page * 20)
    assert "or a damaged or protected one" in refusal(tmp_path / "own.ogg")


def test_another_kind_of_sound_file_is_named(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "own.au", tone(), SAMPLE_RATE, format="AU")
    assert "of the kind AU: choose a WAV, FLAC, OGG or MP3" in refusal(tmp_path / "own.au")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "own.wav").mkdir()
    assert "it is a folder, or not there" in refusal(tmp_path / "own.wav")
    assert "it is a folder, or not there" in refusal(tmp_path / "none.wav")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "own.wav")
    assert "it is a folder, or not there" in refusal(tmp_path / "own.wav")


@pytest.mark.parametrize("content", [np.zeros(0), np.zeros(0).reshape(0, 2)])
def test_a_file_without_samples_is_refused(tmp_path: Path, content: Floats) -> None:
    soundfile.write(tmp_path / "own.wav", content, SAMPLE_RATE)
    assert "it is empty" in refusal(tmp_path / "own.wav")


@pytest.mark.parametrize("level", [0.0, 0.5])
def test_silence_is_refused(tmp_path: Path, level: float) -> None:
    soundfile.write(tmp_path / "own.wav", np.full(SAMPLE_RATE, level), SAMPLE_RATE)
    assert "nothing is heard in its first 20 s" in refusal(tmp_path / "own.wav")


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
def test_samples_that_are_not_numbers_are_refused(tmp_path: Path, odd: float) -> None:
    samples = tone()
    samples[100] = odd
    soundfile.write(tmp_path / "own.wav", samples, SAMPLE_RATE, subtype="DOUBLE")
    assert "samples that are no numbers" in refusal(tmp_path / "own.wav")


@pytest.mark.parametrize("rate", [1, 3999, 1_000_000, 2**31 - 1])
def test_odd_sample_rates_are_refused(tmp_path: Path, rate: int) -> None:
    soundfile.write(tmp_path / "own.wav", tone(seconds=0.1), rate)
    assert f"it has {rate} samples a second: 4000 to 384000 will do" in refusal(tmp_path / "own.wav")


def test_too_many_channels_are_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "own.wav", np.zeros((100, 24)), SAMPLE_RATE)
    assert "it has 24 channels: 1 to 8 will do" in refusal(tmp_path / "own.wav")


@pytest.mark.parametrize(("kind", "least_s"), [("wav", 0.9), ("flac", 0.5), ("ogg", 0.3), ("mp3", 0.5)])
def test_a_truncated_file_is_used_as_far_as_it_goes_with_a_note(
    tmp_path: Path, kind: str, least_s: float
) -> None:
    noise = np.random.default_rng(1).normal(0, 0.01, 2 * SAMPLE_RATE)
    soundfile.write(tmp_path / f"whole.{kind}", tone(seconds=2) + noise, SAMPLE_RATE)
    whole = (tmp_path / f"whole.{kind}").read_bytes()
    path = tmp_path / f"own.{kind}"
    path.write_bytes(whole[: len(whole) // 2])
    seconds = len(taken(path)) / SAMPLE_RATE
    assert least_s < seconds < 1.2
    told = re.fullmatch(rf"“own\.{kind}” is cut off after (.+) s: it is used as far as it goes", note(path))
    assert told is not None
    assert float(told[1]) == pytest.approx(seconds, abs=0.1)


def test_a_file_damaged_in_the_middle_is_used_up_to_the_damage(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 0.01, 2 * SAMPLE_RATE)
    soundfile.write(tmp_path / "own.flac", noise, SAMPLE_RATE)
    content = bytearray((tmp_path / "own.flac").read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    (tmp_path / "own.flac").write_bytes(content)
    assert "is cut off after" in note(tmp_path / "own.flac")


def test_a_file_that_breaks_off_before_anything_is_heard_is_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "whole.wav", tone(), SAMPLE_RATE)
    (tmp_path / "own.wav").write_bytes((tmp_path / "whole.wav").read_bytes()[:44])
    assert "it is empty, or broken off at once" in refusal(tmp_path / "own.wav")


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3"])
@pytest.mark.parametrize("seconds", [0.2, 1, 4.9])
def test_of_a_whole_file_that_fits_nothing_is_said(tmp_path: Path, kind: str, seconds: float) -> None:
    soundfile.write(tmp_path / f"own.{kind}", tone(seconds=seconds), SAMPLE_RATE)
    assert note(tmp_path / f"own.{kind}") == ""


def test_what_is_used_of_a_long_file_is_said(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "song.flac", tone(seconds=6), SAMPLE_RATE)
    assert note(tmp_path / "song.flac") == "“song.flac” is longer than 5 s: its first 5 s are used"
    bell = np.concatenate([tone(), np.zeros(40 * SAMPLE_RATE)])
    soundfile.write(tmp_path / "bell.flac", bell, SAMPLE_RATE)
    assert note(tmp_path / "bell.flac") == "“bell.flac” is long: what is heard in its first 20 s is used"


@pytest.mark.parametrize("told", [0x7FFF_FFFF, 0xFFFF_FFFF])
def test_a_file_that_was_written_to_a_pipe_is_not_said_to_break_off(tmp_path: Path, told: int) -> None:
    content = wav_of(tone())
    (tmp_path / "own.wav").write_bytes(content[:40] + struct.pack("<I", told) + content[44:])
    assert note(tmp_path / "own.wav") == ""


def test_a_header_that_promises_hours_costs_nothing(tmp_path: Path) -> None:
    with (tmp_path / "own.wav").open("wb") as file:
        file.write(wav_of(tone())[:44])
        file.truncate(4_000_000_000)  # a hole: it takes no room on the disk
    assert "nothing is heard" in refusal(tmp_path / "own.wav")


def wav_of(samples: Floats) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return written.getvalue()


def encoded(kind: str) -> bytes:
    written = io.BytesIO()
    soundfile.write(written, tone(seconds=0.2), SAMPLE_RATE, format=kind)
    return written.getvalue()


GOOD = {kind: encoded(kind) for kind in ("WAV", "FLAC", "OGG", "MP3")}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(sorted(GOOD)),
    places=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8),
    length=st.integers(0, 20_000),
)
def test_a_file_damaged_anywhere_is_used_or_refused_in_one_line(
    tmp_path: Path, kind: str, places: list[tuple[int, int]], length: int
) -> None:
    content = bytearray(GOOD[kind][:length])
    for place, value in places:
        if place < len(content):
            content[place] = value
    path = tmp_path / "own.wav"
    path.write_bytes(content)
    try:
        kept = own_sound(path, Sound.TICK)
    except InputError:
        refusal(path)
    else:
        (tmp_path / "kept.wav").write_bytes(kept.wav)
        samples = read_sound(tmp_path / "kept.wav")
        assert 0 < len(samples) <= MAX_OWN_S * SAMPLE_RATE
        assert np.abs(samples).max() <= OWN_PEAK + 1e-4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_at_all_are_used_or_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.flac"
    path.write_bytes(content)
    refusal(path)


def test_loudness_is_what_the_measuring_library_says() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, SAMPLE_RATE).astype(np.float32)
    for sound in (noise, tone(100).astype(np.float32), tone(5000, 0.1).astype(np.float32)):
        assert loudest(sound) == pytest.approx(loudness(sound), abs=0.1)
    assert loudest(np.zeros(1000, dtype=np.float32)) == -np.inf


def test_a_damaged_mp3_is_read_without_a_line_of_its_decoder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bell.mp3"
    tone = np.sin(np.arange(48_000) * 0.05).astype(np.float32)
    soundfile.write(path, tone, 48_000, format="MP3")
    whole = path.read_bytes()
    third = len(whole) // 3
    path.write_bytes(whole[:third] + bytes(300) + whole[third + 300 : 2 * third])
    with contextlib.suppress(InputError):
        own_sound(path, Sound.TICK)
    os.write(2, b"heard again")
    assert capfd.readouterr().err == "heard again"
