"""Sound files of the kind that their name says."""

from __future__ import annotations

import resource
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.export import ExportError, write_sound_file
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.layout import lay_out
from liftronome.domain.phase import Phase
from liftronome.domain.rep import PhaseStep, Rep


def twenty_five_seconds() -> ClickTrack:
    return ClickTrack(
        lay_out([Rep((PhaseStep(Phase.ECCENTRIC, 12_500),))] * 2, count_in_ms=0), load_pack("tones")
    )


@pytest.mark.parametrize("name", ["set.flac", "set.FLAC"])
def test_a_flac_file_holds_the_very_samples(tmp_path: Path, name: str) -> None:
    track = twenty_five_seconds()
    write_sound_file(tmp_path / name, track)
    assert soundfile.info(tmp_path / name).format == "FLAC"
    samples, rate = soundfile.read(tmp_path / name, dtype="int16")
    assert rate == 48_000
    assert np.array_equal(samples, track.render())
    assert (tmp_path / name).stat().st_size < track.length


def test_any_other_name_is_a_wav_file(tmp_path: Path) -> None:
    write_sound_file(tmp_path / "set.sound", twenty_five_seconds())
    with wave.open(str(tmp_path / "set.sound")) as file:
        assert file.getnframes() == twenty_five_seconds().length


@pytest.mark.parametrize("name", ["set.wav", "set.flac"])
def test_how_far_it_has_come_is_told(tmp_path: Path, name: str) -> None:
    written: list[int] = []
    track = twenty_five_seconds()
    write_sound_file(tmp_path / name, track, written.append)
    assert written == [480_000, 960_000, track.length]


@pytest.mark.parametrize("name", ["set.wav", "set.flac"])
def test_what_is_called_off_leaves_the_file_that_was_there(tmp_path: Path, name: str) -> None:
    def cancel(_: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / name).write_bytes(b"older")
    with pytest.raises(KeyboardInterrupt):
        write_sound_file(tmp_path / name, twenty_five_seconds(), cancel)
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [(name, b"older")]


@pytest.mark.parametrize("name", ["set.wav", "set.flac"])
def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(ExportError, match=f"{name} cannot be written"):
            write_sound_file(tmp_path / name, twenty_five_seconds())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["set.wav", "set.flac"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="cannot be written: No such file or directory"):
        write_sound_file(tmp_path / "gone" / name, twenty_five_seconds())
