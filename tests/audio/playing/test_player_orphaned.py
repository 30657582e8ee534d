"""What becomes of the sound when the program that asked for it is stopped or dies."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audio.waiting import wait_until, wait_until_ns
from tests.listening import NoiseTrack, silent_from, wrong_samples
from tests.soundserver import SoundServer

pytestmark = pytest.mark.sound

SECOND_NS = 1_000_000_000


def shared_memory() -> set[str]:
    """The names of the shared memory on this machine that is not the sound server's own."""
    return {path.name for path in Path("/dev/shm").iterdir() if not path.name.startswith("pulse-shm")}


@contextlib.contextmanager
def playing(seconds: float) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A program that plays a track of noise, and when its moment 0 is heard."""
    command = [sys.executable, "-m", "tests.audio.play_noise", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as program:
        assert program.stdout is not None
        try:
            yield program, int(program.stdout.readline())
        finally:
            program.kill()


def test_when_its_parent_is_killed_the_sound_fades_and_nothing_is_left(sound_server: SoundServer) -> None:
    before = shared_memory()
    with sound_server.record() as recording, playing(30) as (program, zero_ns):
        wait_until_ns(zero_ns + SECOND_NS)
        killed_ns = time.monotonic_ns()
        program.kill()
        wait_until(lambda: not sound_server.players())
    silent_ms = (recording.heard_ns(silent_from(recording.samples) - 1) - killed_ns) / 1e6
    assert 0 < silent_ms < 2000, "long before the track ends"
    assert sound_server.shared_tracks() == 0
    assert shared_memory() <= before


def test_when_both_are_killed_nothing_is_left(sound_server: SoundServer) -> None:
    with playing(30) as (program, _):
        program.kill()
        (player,) = sound_server.players()
        os.kill(player, signal.SIGKILL)
        wait_until(lambda: not sound_server.players())
    assert sound_server.shared_tracks() == 0


def test_a_parent_that_is_stopped_for_two_seconds_loses_nothing(sound_server: SoundServer) -> None:
    with sound_server.record() as recording, playing(3.5) as (program, zero_ns):
        wait_until_ns(zero_ns + SECOND_NS // 2)
        program.send_signal(signal.SIGSTOP)
        wait_until_ns(zero_ns + 5 * SECOND_NS // 2)
        program.send_signal(signal.SIGCONT)
        wait_until_ns(zero_ns + int(3.7 * SECOND_NS))
    assert wrong_samples(NoiseTrack(3.5).samples, recording.samples) == 0


def test_an_interrupt_from_the_terminal_does_not_reach_the_player(sound_server: SoundServer) -> None:
    with playing(30) as (program, zero_ns):
        wait_until_ns(zero_ns)
        (player,) = sound_server.players()
        assert os.getsid(player) != os.getsid(program.pid)
        os.kill(player, signal.SIGINT)
        assert sound_server.players() == [player]
