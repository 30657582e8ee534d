"""A pause keeps its stream open, and what comes after it is heard soon, whole, and in the same stream."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import numpy as np
import pytest
from liftronome.audio.playing import stream
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.layout import lay_out_rest
from liftronome.domain.timeline import Timeline

from tests.audio.waiting import wait_until, wait_until_ns
from tests.listening import NoiseTrack, place_of, silent_from, wrong_samples
from tests.soundserver import SoundServer

pytestmark = pytest.mark.sound

FIRST, SECOND = lay_out_rest(20_000), lay_out_rest(1000)
SECOND_NS = 1_000_000_000

SOON_MS = 400
"""A stream that is opened anew takes longer. `make prove` measures it: see latency."""


class Tracks:
    """Noise of its own for each timeline."""

    def __init__(self) -> None:
        self.first, self.second = NoiseTrack(20), NoiseTrack(1, seed=2)

    def of(self, timeline: Timeline) -> NoiseTrack:
        return self.first if timeline == FIRST else self.second


@pytest.fixture
def tracks() -> Tracks:
    return Tracks()


@pytest.fixture
def output(sound_server: SoundServer, tracks: Tracks) -> Iterator[SimpleaudioOutput]:
    """The first track, which has been heard for a moment."""
    output = SimpleaudioOutput(tracks.of)
    output.start(FIRST)
    wait_until(output.zero_ns)
    wait_until_ns(zero_of(output) + SECOND_NS // 4)
    yield output
    output.close()
    assert sound_server.players() == []
    assert sound_server.shared_tracks() == 0


def zero_of(output: SimpleaudioOutput) -> int:
    zero_ns = output.zero_ns()
    assert zero_ns is not None, output.fault()
    return zero_ns


def started_ns(output: SimpleaudioOutput) -> int:
    """Start the second track; when that was asked for."""
    asked_ns = time.monotonic_ns()
    output.start(SECOND)
    wait_until(output.zero_ns)
    return asked_ns


def test_what_follows_a_pause_is_heard_soon_to_the_sample(
    sound_server: SoundServer, tracks: Tracks, output: SimpleaudioOutput
) -> None:
    player = sound_server.players()
    with sound_server.record() as recording:
        output.pause()
        time.sleep(0.5)
        silent = len(recording.samples)
        asked_ns = started_ns(output)
        wait_until_ns(zero_of(output) + int(1.2 * SECOND_NS))
        assert sound_server.players() == player
    assert wrong_samples(tracks.second.samples, recording.samples) == 0
    place = place_of(tracks.second.samples, recording.samples)
    assert not recording.samples[silent - 4800 : place].any()
    assert (zero_of(output) - asked_ns) / 1e6 < SOON_MS
    assert abs(recording.heard_ns(place) - zero_of(output)) / 1e6 < 100
    assert output.fault() is None


def test_what_was_heard_begins_anew_after_a_pause(tracks: Tracks, output: SimpleaudioOutput) -> None:
    if output.heard_ms() is None:
        pytest.skip("this system does not tell what was heard")
    output.pause()
    started_ns(output)
    wait_until(lambda: 0 < (output.heard_ms() or 0) < 1000)


def test_a_second_pause_is_silent_too(sound_server: SoundServer, output: SimpleaudioOutput) -> None:
    player = sound_server.players()
    with sound_server.record() as recording:
        for _ in range(2):
            output.pause()
            time.sleep(0.3)
            started_ns(output)
            wait_until_ns(zero_of(output) + SECOND_NS // 5)
        output.pause()
        paused_ns = time.monotonic_ns()
        time.sleep(0.8)
        assert sound_server.players() == player
    heard_ms = (recording.heard_ns(silent_from(recording.samples) - 1) - paused_ns) / 1e6
    assert heard_ms < SOON_MS


def test_a_pause_that_is_too_long_closes_the_stream(
    sound_server: SoundServer, tracks: Tracks, output: SimpleaudioOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "PAUSE_S", 0.5)
    output.pause()
    wait_until(lambda: sound_server.players() == [])
    with sound_server.record() as recording:
        started_ns(output)
        wait_until_ns(zero_of(output) + int(1.2 * SECOND_NS))
    assert wrong_samples(tracks.second.samples, recording.samples) == 0


@pytest.mark.parametrize("ended", [signal.SIGKILL, signal.SIGSTOP])
def test_a_player_that_is_gone_or_stood_still_in_a_pause_is_replaced(
    sound_server: SoundServer, tracks: Tracks, output: SimpleaudioOutput, ended: signal.Signals
) -> None:
    output.pause()
    players = sound_server.players()
    os.kill(players[0], ended)
    time.sleep(0.6)
    with sound_server.record() as recording:
        started_ns(output)
        wait_until_ns(zero_of(output) + int(1.2 * SECOND_NS))
    assert wrong_samples(tracks.second.samples, recording.samples) == 0


def test_the_volume_that_is_chosen_in_a_pause_holds_after_it(
    sound_server: SoundServer, tracks: Tracks, output: SimpleaudioOutput
) -> None:
    with sound_server.record() as recording:
        output.pause()
        output.set_volume(0.5)
        time.sleep(0.3)
        started_ns(output)
        wait_until_ns(zero_of(output) + int(1.2 * SECOND_NS))
    place = place_of(tracks.second.samples, recording.samples)
    heard = recording.samples[place : place + tracks.second.length]
    assert np.abs(heard - tracks.second.samples * 0.5).max() <= 1


def test_a_set_that_is_revised_after_a_pause_goes_on_where_it_is(
    sound_server: SoundServer, tracks: Tracks, output: SimpleaudioOutput
) -> None:
    with sound_server.record() as recording:
        output.pause()
        time.sleep(0.3)
        started_ns(output)
        wait_until_ns(zero_of(output) + SECOND_NS // 2)
        output.revise(FIRST)
        wait_until_ns(zero_of(output) + 2 * SECOND_NS)
    later = tracks.first.samples[48_000:72_000]
    assert wrong_samples(later, recording.samples) == 0
    beginning = tracks.second.samples[:24_000]
    assert place_of(later, recording.samples) - place_of(beginning, recording.samples) == 48_000
