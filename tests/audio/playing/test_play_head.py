"""How far a track has been heard, by what the device has read of it: against real servers and processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from liftronome.audio.playing.play_head import PlayHead
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.layout import lay_out_rest

from tests.audio.waiting import wait_until
from tests.listening import NoiseTrack
from tests.soundserver import SoundServer

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="no other system tells where a device reads"),
]

MOST_BEHIND_MS = 300
"""What the docstring promises is 160; a machine that is busy looks later."""

STALL_S = 1.0


@pytest.fixture
def output(sound_server: SoundServer) -> Iterator[SimpleaudioOutput]:
    """Noise that has been heard for a moment."""
    output = SimpleaudioOutput(lambda _: NoiseTrack(30))
    assert output.heard_ms() is None
    output.start(lay_out_rest(30_000))
    wait_until(lambda: (output.heard_ms() or 0) > 0)
    yield output
    output.close()


def clock_ms(output: SimpleaudioOutput) -> float:
    zero_ns = output.zero_ns()
    assert zero_ns is not None
    return (time.monotonic_ns() - zero_ns) / 1e6


def behind_ms(output: SimpleaudioOutput) -> float:
    """How far what was heard is behind the clock."""
    heard_ms = output.heard_ms()
    assert heard_ms is not None
    return clock_ms(output) - heard_ms


def test_what_was_heard_follows_the_clock_and_is_never_ahead_of_it(output: SimpleaudioOutput) -> None:
    behind, heard = [], []
    until = time.monotonic() + 2
    while time.monotonic() < until:
        heard.append(output.heard_ms() or 0.0)
        behind.append(behind_ms(output))
        time.sleep(0.01)
    assert all(earlier <= later for earlier, later in pairwise(heard))
    assert min(behind) > -0.05, "the clock is read a moment before the head"
    assert sorted(behind)[len(behind) // 2] < MOST_BEHIND_MS


def test_a_suspended_sink_stops_what_is_heard(sound_server: SoundServer, output: SimpleaudioOutput) -> None:
    suspend = ["pactl", "suspend-sink", "cap"]
    subprocess.run([*suspend, "1"], check=True)
    time.sleep(STALL_S)
    assert behind_ms(output) > STALL_S * 1000 / 2
    held_ms = output.heard_ms()
    time.sleep(0.2)
    assert output.heard_ms() == held_ms
    subprocess.run([*suspend, "0"], check=True)
    wait_until(lambda: (output.heard_ms() or 0) > (held_ms or 0) + 500)


def test_a_frozen_server_stops_what_is_heard(sound_server: SoundServer, output: SimpleaudioOutput) -> None:
    with sound_server.frozen():
        time.sleep(STALL_S)
        assert behind_ms(output) > STALL_S * 1000 / 2


def test_a_stopped_player_stops_what_is_heard(sound_server: SoundServer, output: SimpleaudioOutput) -> None:
    (player,) = sound_server.players()
    os.kill(player, signal.SIGSTOP)
    time.sleep(STALL_S)
    assert behind_ms(output) > STALL_S * 1000 / 2
    os.kill(player, signal.SIGCONT)


def test_a_player_that_is_replaced_goes_on_telling(
    sound_server: SoundServer, output: SimpleaudioOutput
) -> None:
    (player,) = sound_server.players()
    os.kill(player, signal.SIGKILL)
    wait_until(lambda: sound_server.players() not in ([], [player]))
    wait_until(lambda: output.heard_ms() is not None and behind_ms(output) < MOST_BEHIND_MS)


def test_nothing_more_is_heard_after_a_stop(output: SimpleaudioOutput) -> None:
    output.stop()
    stopped_ms = output.heard_ms()
    assert stopped_ms is not None
    time.sleep(0.3)
    assert output.heard_ms() == stopped_ms


def test_a_process_without_a_track_tells_nothing() -> None:
    assert PlayHead.of(os.getpid()) is None
