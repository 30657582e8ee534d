"""A click track as a WAV file, written whole or not at all."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import numpy as np
import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.export import ExportError, write_sound_file
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.layout import lay_out
from liftronome.domain.phase import Phase
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.timeline import Timeline
from numpy.typing import NDArray


def twelve_seconds() -> ClickTrack:
    """Longer than what is written at a time."""
    rep = Rep((PhaseStep(Phase.ECCENTRIC, 4000), PhaseStep(Phase.CONCENTRIC, 2000)))
    return ClickTrack(lay_out([rep] * 2, count_in_ms=0), load_pack("glide"))


class Failing(ClickTrack):
    """A track whose second part cannot be had."""

    def render(self, first: int = 0, last: int | None = None) -> NDArray[np.int16]:
        if first:
            raise OSError(28, "No space left on device")
        return super().render(first, last)


class Interrupted(ClickTrack):
    def render(self, first: int = 0, last: int | None = None) -> NDArray[np.int16]:
        raise KeyboardInterrupt(first, last)


def test_the_file_reads_back_as_the_track(tmp_path: Path) -> None:
    track = twelve_seconds()
    write_sound_file(tmp_path / "set.wav", track)
    with wave.open(str(tmp_path / "set.wav"), "rb") as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (48_000, 2, 1)
        assert file.getnframes() == track.length
        read = np.frombuffer(file.readframes(track.length), dtype="<i2")
    np.testing.assert_array_equal(read, track.render())


def test_the_header_tells_the_sizes_of_what_follows(tmp_path: Path) -> None:
    path = tmp_path / "set.wav"
    write_sound_file(path, twelve_seconds())
    data = path.read_bytes()
    assert data[:4] == b"RIFF"
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert int.from_bytes(data[40:44], "little") == len(data) - 44


def test_an_empty_track_is_a_file_without_samples(tmp_path: Path) -> None:
    write_sound_file(tmp_path / "none.wav", ClickTrack(Timeline((), ()), load_pack("tones")))
    with wave.open(str(tmp_path / "none.wav"), "rb") as file:
        assert file.getnframes() == 0


def test_a_file_that_is_there_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "set.wav"
    path.write_bytes(b"an older set")
    write_sound_file(path, twelve_seconds())
    assert path.stat().st_size == 44 + 2 * twelve_seconds().length
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=f"^{tmp_path} cannot be written: it is a folder"):
        write_sound_file(tmp_path, twelve_seconds())
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match=f"^{pipe} cannot be written: it is a device, not a file"):
        write_sound_file(pipe, twelve_seconds())
    assert pipe.is_fifo()


def test_the_longest_name_a_disk_takes_is_good_enough(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".wav")
    write_sound_file(path, twelve_seconds())
    assert path.is_file()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "set.wav"
    with pytest.raises(ExportError, match=f"{path} cannot be written: No such file or directory"):
        write_sound_file(path, twelve_seconds())


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "set.wav"
    with pytest.raises(ExportError, match=f"{path} cannot be written: Not a directory"):
        write_sound_file(path, twelve_seconds())


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written: File name too long"):
        write_sound_file(tmp_path / ("x" * 300 + ".wav"), twelve_seconds())
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "set.wav"
    path.write_bytes(b"an older set")
    track = Failing(lay_out([Rep((PhaseStep(Phase.ECCENTRIC, 12_000),))], count_in_ms=0), load_pack("tones"))
    with pytest.raises(ExportError, match="cannot be written: No space left on device"):
        write_sound_file(path, track)
    assert [(left, left.read_bytes()) for left in tmp_path.iterdir()] == [(path, b"an older set")]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path) -> None:
    track = Interrupted(
        lay_out([Rep((PhaseStep(Phase.ECCENTRIC, 1000),))], count_in_ms=0), load_pack("tones")
    )
    with pytest.raises(KeyboardInterrupt):
        write_sound_file(tmp_path / "set.wav", track)
    assert list(tmp_path.iterdir()) == []
