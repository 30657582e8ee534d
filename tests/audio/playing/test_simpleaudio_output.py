"""What is heard of a track, recorded from a sound server."""

from __future__ import annotations

import os
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from liftronome.audio.playing import player_process
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.layout import lay_out_rest
from liftronome.domain.timeline import Timeline

from bench.load import busy_processes
from tests.audio.waiting import wait_until, wait_until_ns
from tests.listening import NoiseTrack, place_of, silent_from, wrong_samples
from tests.soundserver import Recording, SoundServer

pytestmark = pytest.mark.sound

NOTHING = Timeline((), ())
LONG = lay_out_rest(60_000)
SECOND_NS = 1_000_000_000

SOON_MS = 1000
"""What is done at once is heard within this time, on a busy machine, too, and long before the end of a track.
`make prove` measures how soon it is."""

NEAR_MS = 100
"""So far a recorder on a busy machine may be wrong about when something was heard."""

AT_ONCE_NS = SECOND_NS // 4
"""What nobody is to wait for takes less. A device takes longer to fall silent."""

Play = Callable[..., SimpleaudioOutput]


@pytest.fixture
def play(sound_server: SoundServer) -> Iterator[Play]:
    """Starts an output with a track of noise, which is closed at the test's end."""
    outputs: list[SimpleaudioOutput] = []

    def begin(track: NoiseTrack, zero_ns: int | None = None) -> SimpleaudioOutput:
        output = SimpleaudioOutput(lambda _: track)
        outputs.append(output)
        output.start(NOTHING, zero_ns)
        wait_until(lambda: output.zero_ns() or output.fault())
        return output

    yield begin
    for output in outputs:
        output.close()
    assert sound_server.players() == []
    assert sound_server.shared_tracks() == 0


def zero_of(output: SimpleaudioOutput) -> int:
    zero_ns = output.zero_ns()
    assert zero_ns is not None, output.fault()
    return zero_ns


def since(zero_ns: int) -> float:
    """The seconds since then."""
    return (time.monotonic_ns() - zero_ns) / SECOND_NS


def lateness_ms(recording: Recording, track: NoiseTrack, output: SimpleaudioOutput) -> float:
    """How much later the track was heard than the output says, in the median over its pieces."""
    place = place_of(track.samples, recording.samples)
    late = [
        at_ns - zero_of(output) - (count - place) / 48_000 * SECOND_NS
        for at_ns, count in recording.arrivals
        if place < count < place + track.length
    ]
    return statistics.median(late) / 1e6


def test_a_track_sounds_sample_for_sample_as_it_was_rendered(sound_server: SoundServer, play: Play) -> None:
    track = NoiseTrack(2)
    with sound_server.record() as recording:
        output = play(track)
        wait_until_ns(zero_of(output) + int(2.3 * SECOND_NS))
    assert wrong_samples(track.samples, recording.samples) == 0
    assert output.fault() is None


def test_four_busy_processes_move_no_sample(sound_server: SoundServer, play: Play) -> None:
    track = NoiseTrack(3)
    with sound_server.record() as recording, busy_processes(4):
        output = play(track)
        wait_until_ns(zero_of(output) + int(3.3 * SECOND_NS))
    assert wrong_samples(track.samples, recording.samples) == 0


@pytest.mark.parametrize("zero_in_s", [None, 0.8, 0.0, -1.0])
def test_moment_0_is_heard_when_the_output_says(
    sound_server: SoundServer, play: Play, zero_in_s: float | None
) -> None:
    track = NoiseTrack(2)
    with sound_server.record() as recording:
        asked_ns = time.monotonic_ns()
        zero_ns = None if zero_in_s is None else asked_ns + int(zero_in_s * SECOND_NS)
        output = play(track, zero_ns)
        wait_until_ns(zero_of(output) + int(2.2 * SECOND_NS))
    assert abs(lateness_ms(recording, track, output)) < NEAR_MS
    if zero_ns is None:
        assert 0.4 * SECOND_NS < zero_of(output) - asked_ns < 3 * SECOND_NS, "the device is woken first"
    else:
        assert abs(zero_of(output) - zero_ns) < 1_000_000


def test_a_track_that_is_joined_in_its_middle_is_exact_from_there_on(
    sound_server: SoundServer, play: Play
) -> None:
    track = NoiseTrack(3)
    with sound_server.record() as recording:
        output = play(track, time.monotonic_ns() - SECOND_NS)
        wait_until_ns(zero_of(output) + int(3.2 * SECOND_NS))
    assert wrong_samples(track.samples[2 * 48_000 :], recording.samples) == 0
    assert np.count_nonzero(recording.samples) < 2 * 48_000


def test_a_pause_is_silent_soon_and_keeps_the_stream_open(sound_server: SoundServer, play: Play) -> None:
    with sound_server.record() as recording:
        output = play(NoiseTrack(30))
        wait_until_ns(zero_of(output) + SECOND_NS // 2)
        silenced_ns = time.monotonic_ns()
        output.pause()
        took_ns = time.monotonic_ns() - silenced_ns
        wait_until_ns(silenced_ns + 3 * SECOND_NS // 2)
        assert len(sound_server.players()) == 1
    silent_ns = recording.heard_ns(silent_from(recording.samples))
    assert 0 < (silent_ns - silenced_ns) / 1e6 < SOON_MS
    assert took_ns < AT_ONCE_NS


def test_stop_returns_at_once_fades_and_leaves_no_process(sound_server: SoundServer, play: Play) -> None:
    threads = threading.active_count()
    with sound_server.record() as recording:
        output = play(NoiseTrack(30))
        wait_until_ns(zero_of(output) + SECOND_NS // 2)
        stopped_ns = time.monotonic_ns()
        output.stop()
        took_ns = time.monotonic_ns() - stopped_ns
        wait_until(lambda: not sound_server.players())
        wait_until(lambda: threading.active_count() <= threads + 1)  # the recorder's own
    assert took_ns < AT_ONCE_NS
    assert (recording.heard_ns(silent_from(recording.samples) - 1) - stopped_ns) / 1e6 < SOON_MS
    assert sound_server.shared_tracks() == 0


def test_a_stop_while_the_device_opens_leaves_nothing(sound_server: SoundServer) -> None:
    output = SimpleaudioOutput(lambda _: NoiseTrack(30))
    with sound_server.record() as recording:
        output.start(NOTHING)
        output.close()
    assert output.fault() is None
    assert sound_server.players() == []
    assert not recording.samples.any()


def test_the_next_track_replaces_the_one_before(sound_server: SoundServer, play: Play) -> None:
    first, second = NoiseTrack(20), NoiseTrack(1, seed=2)
    tracks = iter((first, second))
    output = SimpleaudioOutput(lambda _: next(tracks))
    with sound_server.record() as recording:
        output.start(LONG)
        wait_until(output.zero_ns)
        wait_until_ns(zero_of(output) + SECOND_NS // 2)
        output.start(NOTHING)
        wait_until(output.zero_ns)
        wait_until_ns(zero_of(output) + int(1.2 * SECOND_NS))
    output.close()
    assert wrong_samples(second.samples, recording.samples) == 0


def test_the_end_of_a_set_that_is_over_dies_away_while_the_next_begins(sound_server: SoundServer) -> None:
    ending, rest = NoiseTrack(1), NoiseTrack(3, seed=2)
    rest.samples[:] = 0
    tracks = iter((ending, rest))
    output = SimpleaudioOutput(lambda _: next(tracks))
    with sound_server.record() as recording:
        output.start(NOTHING)
        wait_until(output.zero_ns)
        zero_ns = zero_of(output)
        wait_until_ns(zero_ns + SECOND_NS // 10)
        output.start(NOTHING, zero_ns)
        wait_until_ns(zero_ns + int(1.3 * SECOND_NS))
    output.close()
    assert wrong_samples(ending.samples, recording.samples) == 0


def test_a_track_that_is_revised_goes_on_in_the_same_stream_from_just_ahead_of_the_ear(
    sound_server: SoundServer,
) -> None:
    first, longer = NoiseTrack(2), NoiseTrack(3.5, seed=2)
    tracks = {NOTHING: first, LONG: longer}
    output = SimpleaudioOutput(tracks.__getitem__)
    with sound_server.record() as recording:
        output.start(NOTHING)
        wait_until(output.zero_ns)
        player = sound_server.players()
        wait_until_ns(zero_of(output) + SECOND_NS)
        asked_s = since(zero_of(output))
        output.revise(LONG)
        revised_s = since(zero_of(output))
        wait_until_ns(zero_of(output) + 3 * SECOND_NS)
        assert sound_server.players() == player
        wait_until_ns(zero_of(output) + int(3.8 * SECOND_NS))
    output.close()
    assert output.fault() is None
    until, from_ = round((asked_s + 0.1) * 48_000), round((revised_s + 0.25) * 48_000)
    assert wrong_samples(first.samples[:until], recording.samples) == 0
    assert wrong_samples(longer.samples[from_:], recording.samples) == 0
    assert place_of(longer.samples, recording.samples) == place_of(first.samples, recording.samples)


def test_a_track_that_is_revised_to_a_shorter_one_is_silent_after_it(sound_server: SoundServer) -> None:
    tracks = {LONG: NoiseTrack(8), NOTHING: NoiseTrack(1.5, seed=2)}
    output = SimpleaudioOutput(tracks.__getitem__)
    with sound_server.record() as recording:
        output.start(LONG)
        wait_until(output.zero_ns)
        wait_until_ns(zero_of(output) + SECOND_NS)
        output.revise(NOTHING)
        wait_until_ns(zero_of(output) + int(2.5 * SECOND_NS))
    output.close()
    end = place_of(tracks[NOTHING].samples[60_000:], recording.samples) + 12_000
    assert silent_from(recording.samples) == end


def test_the_volume_changes_soon_in_the_same_stream(sound_server: SoundServer, play: Play) -> None:
    track = NoiseTrack(2.5)
    with sound_server.record() as recording:
        output = play(track)
        player = sound_server.players()
        wait_until_ns(zero_of(output) + SECOND_NS)
        output.set_volume(0.25)
        changed = round((since(zero_of(output)) + 0.2) * 48_000)
        wait_until_ns(zero_of(output) + int(2.7 * SECOND_NS))
        assert sound_server.players() == player
    place = place_of(track.samples[:48_000], recording.samples)
    heard = recording.samples[place + changed : place + track.length]
    expected = track.samples[changed:] * 0.25
    assert len(heard) > 24_000
    assert np.abs(heard - expected).max() <= 1


def test_a_player_that_is_killed_is_replaced_and_the_set_goes_on(
    sound_server: SoundServer, play: Play
) -> None:
    track = NoiseTrack(4)
    with sound_server.record() as recording:
        output = play(track)
        zero_ns = zero_of(output)
        wait_until_ns(zero_ns + SECOND_NS)
        (player,) = sound_server.players()
        os.kill(player, signal.SIGKILL)
        wait_until_ns(zero_ns + int(4.2 * SECOND_NS))
    ending = track.samples[round(2.5 * 48_000) :]
    assert wrong_samples(ending, recording.samples) == 0, "it is whole again soon"
    before = place_of(track.samples[:24_000], recording.samples)
    moved_ms = (place_of(ending, recording.samples) - before) / 48 - 2500
    assert abs(moved_ms) < NEAR_MS
    assert output.fault() is None
    assert abs(zero_of(output) - zero_ns) < SECOND_NS / 1000


def test_a_player_that_dies_three_times_in_a_set_is_given_up(sound_server: SoundServer, play: Play) -> None:
    output = play(NoiseTrack(20))
    killed: set[int] = set()
    for _ in range(3):
        wait_until(lambda: set(sound_server.players()) - killed)
        (player,) = set(sound_server.players()) - killed
        os.kill(player, signal.SIGKILL)
        killed.add(player)
    wait_until(output.fault)
    assert "died 3 times" in str(output.fault())


def test_a_server_that_goes_away_in_mid_track_is_said(sound_server: SoundServer, play: Play) -> None:
    output = play(NoiseTrack(20))
    wait_until_ns(zero_of(output))
    sound_server.stop()
    wait_until(output.fault)
    assert str(output.fault()) == "no sound: no sound server answers"


def test_sound_comes_back_with_the_next_set_when_its_server_does(
    sound_server: SoundServer, play: Play
) -> None:
    track = NoiseTrack(1)
    output = play(track)
    sound_server.stop()
    wait_until(output.fault)
    sound_server.start()
    with sound_server.record() as recording:
        output.start(NOTHING)
        assert output.fault() is None
        wait_until(output.zero_ns)
        wait_until_ns(zero_of(output) + int(1.2 * SECOND_NS))
    assert wrong_samples(track.samples, recording.samples) == 0


def test_without_a_server_there_is_an_error_and_no_waiting(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/native")
    output = SimpleaudioOutput(lambda _: NoiseTrack(1))
    output.start(NOTHING)
    wait_until(output.fault)
    assert str(output.fault()) == "no sound: no sound server answers"
    assert output.zero_ns() is None
    output.close()


def test_a_server_that_accepts_and_never_plays_is_given_up(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_process, "_ANSWER_S", 1.0)
    output = SimpleaudioOutput(lambda _: NoiseTrack(1))
    with sound_server.frozen():
        output.start(NOTHING)
        wait_until(output.fault)
    assert "did not answer" in str(output.fault())
    output.close()
    assert sound_server.players() == []


@pytest.mark.parametrize(("latency_ms", "lead_ms"), [(0, 180), (250, 430), (-200, 180)])
def test_what_takes_long_to_the_ear_can_only_be_changed_so_much_earlier(
    latency_ms: int, lead_ms: int
) -> None:
    output = SimpleaudioOutput(lambda _: NoiseTrack(1), latency_ns=latency_ms * 1_000_000)
    assert output.lead_ms(0) == lead_ms
