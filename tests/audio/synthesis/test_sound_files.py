from __future__ import annotations

import wave
from pathlib import Path

import liftronome
import pytest
from liftronome.audio.synthesis.sound_files import PackError, read_sound, sounds_folder


def wav(path: Path, *, rate: int = 48_000, width: int = 2, channels: int = 1, frames: int = 100) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setframerate(rate)
        file.setsampwidth(width)
        file.setnchannels(channels)
        file.writeframes(bytes([0, 64] * (width * channels * frames // 2)))
    return path


def test_a_sound_is_read_at_its_level(tmp_path: Path) -> None:
    sound = read_sound(wav(tmp_path / "a.wav"))
    assert len(sound) == 100
    assert sound == pytest.approx(64 * 256 / 32_767)


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"rate": 44_100}, "it has 44100 samples a second"),
        ({"width": 3}, "it has 24 bits a sample"),
        ({"channels": 2}, "it has 2 channels"),
        ({"frames": 0}, "it is empty"),
    ],
)
def test_a_sound_in_another_format_is_refused(tmp_path: Path, form: dict[str, int], problem: str) -> None:
    path = wav(tmp_path / "odd.wav", **form)
    with pytest.raises(PackError, match=f"{path} is not 48 kHz, 16 bit, mono and whole: {problem}$"):
        read_sound(path)


def test_a_truncated_sound_is_refused(tmp_path: Path) -> None:
    path = wav(tmp_path / "half.wav")
    path.write_bytes(path.read_bytes()[:-120])
    with pytest.raises(PackError, match="breaks off after 40 of 100 samples"):
        read_sound(path)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"fLaC and so on, but no WAV file", bytes(5000)])
def test_a_file_that_is_not_a_wav_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "noise.wav"
    path.write_bytes(content)
    with pytest.raises(PackError, match=f"{path} is no WAV file of 48 kHz, 16 bit, mono"):
        read_sound(path)


@pytest.mark.parametrize("kept", range(44))
def test_a_truncated_header_is_refused(tmp_path: Path, kept: int) -> None:
    path = wav(tmp_path / "head.wav")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(PackError):
        read_sound(path)


def test_a_missing_sound_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=f"{tmp_path / 'gone.wav'} is missing"):
        read_sound(tmp_path / "gone.wav")


def test_a_folder_in_a_sounds_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=f"{tmp_path} cannot be read"):
        read_sound(tmp_path)


def test_an_installed_package_brings_its_sounds_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "app" / "liftronome"
    package.mkdir(parents=True)
    monkeypatch.setattr(liftronome, "__file__", str(package / "__init__.py"))
    assert sounds_folder() == tmp_path / "sounds"
    (package / "_sounds").mkdir()
    assert sounds_folder() == package / "_sounds"
