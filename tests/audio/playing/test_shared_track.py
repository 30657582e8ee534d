"""The samples that the engine's side and the player share."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from liftronome.audio.output import AudioError
from liftronome.audio.playing import shared_track
from liftronome.audio.playing.shared_track import FADE_SAMPLES, SharedTrack


def test_a_new_track_is_silent() -> None:
    with SharedTrack.reserve(1000) as track:
        assert track.samples.tolist() == [0] * 1000


def test_a_fade_falls_steadily_and_leaves_silence_to_the_end() -> None:
    with SharedTrack.reserve(FADE_SAMPLES + 2_000_000) as track:
        track.samples[:] = np.full(track.length, -8000, dtype=np.int16).data
        track.fade_out(1000, track.length)
        samples = np.array(track.samples)
    assert (samples[:1001] == -8000).all()
    assert (np.diff(samples[1000 : 1000 + FADE_SAMPLES]) >= 0).all()
    assert (np.abs(np.diff(samples)) <= 8000 / FADE_SAMPLES + 1).all()
    assert not samples[1000 + FADE_SAMPLES :].any()


@pytest.mark.parametrize("first", [-500, 0, 90, 100, 5000])
def test_a_fade_may_begin_anywhere(first: int) -> None:
    with SharedTrack.reserve(100) as track:
        track.samples[:] = np.full(100, 8000, dtype=np.int16).data
        track.fade_out(first, 100)
        assert (np.array(track.samples)[: max(first, 0)] == 8000).all()


def test_a_fade_leaves_what_lies_behind_its_end() -> None:
    with SharedTrack.reserve(10_000) as track:
        track.samples[:] = np.full(track.length, 500, dtype=np.int16).data
        track.fade_out(0, 5000)
        assert not np.array(track.samples)[FADE_SAMPLES:5000].any()
        assert (np.array(track.samples)[5000:] == 500).all()


def test_a_track_can_grow_into_the_room_that_it_has() -> None:
    with SharedTrack.reserve(1000, room=5_000_000) as track:
        assert track.length == 5_000_000
        track.grow(2_000_000)
        track.samples[1_999_999] = 7
        assert track.samples[1_999_999] == 7


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="memory files are Linux's")
def test_room_that_is_not_used_takes_no_memory() -> None:
    with SharedTrack.reserve(1000, room=50_000_000) as track:
        assert track.descriptor is not None
        assert os.fstat(track.descriptor).st_blocks * 512 < 1_000_000


def test_what_one_process_writes_another_reads() -> None:
    program = (
        "import sys; from liftronome.audio.playing.shared_track import SharedTrack; "
        "print(*SharedTrack.attach(sys.argv[1], 3).samples)"
    )
    with SharedTrack.reserve(3) as track:
        track.samples[:] = np.array([1, -2, 3], dtype=np.int16).data
        assert track.descriptor is not None
        reader = subprocess.run(
            [sys.executable, "-c", program, track.handle],
            pass_fds=(track.descriptor,),
            check=True,
            capture_output=True,
            text=True,
        )
    assert reader.stdout == "1 -2 3\n"


def test_memory_is_reserved_where_the_system_has_no_call_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create")
    monkeypatch.delattr(os, "posix_fallocate")
    with SharedTrack.reserve(1_000_000) as track:
        assert track.descriptor is not None
        assert os.fstat(track.descriptor).st_blocks * 512 >= 2_000_000
        assert os.fstat(track.descriptor).st_nlink == 0


def test_more_memory_than_there_is_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_track, "_available", lambda: 9_999_999)
    before = open_descriptors()
    with pytest.raises(AudioError, match="no sound: a set this long needs 10 MB of memory"):
        SharedTrack.reserve(5_000_000)
    assert open_descriptors() == before


def test_a_file_that_may_not_grow_is_refused_in_words() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = open_descriptors()
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(AudioError, match="no sound: a set this long needs 1 MB of memory"):
            SharedTrack.reserve(50_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert open_descriptors() == before


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
