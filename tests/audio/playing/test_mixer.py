"""What the system's mixer knows of a set: its name, and whether it can be heard."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from liftronome.audio.playing import mixer
from liftronome.audio.playing.mixer import MixerWatch, named_in_mixer
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.layout import lay_out_rest
from liftronome.identity import APP_ID

from tests.audio.waiting import wait_until
from tests.listening import NoiseTrack
from tests.soundserver import SoundServer, running_sound_server

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="no other system has such a mixer"),
]

OTHER_PROGRAM = """
import simpleaudio
simpleaudio.play_buffer(bytes(96_000 * 30), 1, 2, 48_000)
input()
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A server that remembers volume and mute, as those of desktops do."""
    with running_sound_server("module-stream-restore") as server:
        for name, value in server.env.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def output(server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleaudioOutput]:
    monkeypatch.setattr(mixer, "LOOK_S", 0.1)
    output = SimpleaudioOutput(lambda _: NoiseTrack(30))
    yield output
    output.close()


def play(server: SoundServer, output: SimpleaudioOutput) -> str:
    """Start a set; the mixer's number of its stream."""
    output.start(lay_out_rest(30_000))
    return stream_of(server)


def stream_of(server: SoundServer) -> str:
    wait_until(server.streams)
    (stream,) = server.streams()
    return str(stream["index"])


def test_the_mixer_shows_the_name_and_the_icon(server: SoundServer, output: SimpleaudioOutput) -> None:
    play(server, output)
    (stream,) = server.streams()
    properties = stream["properties"]
    assert properties["application.name"] == "Liftronome"
    assert properties["application.id"] == APP_ID
    assert properties["application.icon_name"] == APP_ID
    assert "media.role" not in properties


def test_a_mute_remembered_for_another_python_program_does_not_hold(
    server: SoundServer, output: SimpleaudioOutput
) -> None:
    other = subprocess.Popen([sys.executable, "-c", OTHER_PROGRAM], stdin=subprocess.PIPE)
    try:
        server.control("set-sink-input-mute", stream_of(server), "1")
        server.control("set-sink-input-volume", stream_of(server), "10%")
    finally:
        other.kill()
        other.communicate()
    wait_until(lambda: not server.streams())
    play(server, output)
    (stream,) = server.streams()
    assert stream["mute"] is False
    assert "100%" in str(stream["volume"])
    wait_until(lambda: output.muted() is False)


def test_a_stream_that_is_muted_in_the_mixer_is_told(server: SoundServer, output: SimpleaudioOutput) -> None:
    index = play(server, output)
    wait_until(lambda: output.muted() is False)
    server.control("set-sink-input-mute", index, "1")
    wait_until(lambda: output.muted() is True)
    server.control("set-sink-input-mute", index, "0")
    wait_until(lambda: output.muted() is False)


@pytest.mark.parametrize(
    ("words", "again"),
    [
        (("set-sink-input-volume", "{}", "0"), ("set-sink-input-volume", "{}", "50%")),
        (("set-sink-mute", "cap", "1"), ("set-sink-mute", "cap", "0")),
        (("set-sink-volume", "cap", "0"), ("set-sink-volume", "cap", "100%")),
    ],
)
def test_a_volume_of_zero_and_a_device_that_is_muted_are_told(
    server: SoundServer, output: SimpleaudioOutput, words: tuple[str, ...], again: tuple[str, ...]
) -> None:
    index = play(server, output)
    server.control(*(word.format(index) for word in words))
    wait_until(lambda: output.muted() is True)
    server.control(*(word.format(index) for word in again))
    wait_until(lambda: output.muted() is False)


def test_nothing_is_known_before_the_first_set_and_without_a_server(
    server: SoundServer, output: SimpleaudioOutput
) -> None:
    assert output.muted() is None
    play(server, output)
    wait_until(lambda: output.muted() is False)
    server.stop()
    wait_until(lambda: output.muted() is None)


def test_a_server_that_does_not_answer_holds_up_nobody(
    server: SoundServer, output: SimpleaudioOutput
) -> None:
    play(server, output)
    wait_until(lambda: output.muted() is False)
    with server.frozen():
        time.sleep(0.3)
        began = time.monotonic()
        output.muted()
        output.close()
        assert time.monotonic() - began < 4


def test_a_stream_that_is_not_there_is_not_known(server: SoundServer) -> None:
    watch = MixerWatch(lambda: "no stream")
    time.sleep(0.3)
    assert watch.muted is None
    watch.close()


def test_what_the_environment_says_of_the_name_has_precedence() -> None:
    own = {"PULSE_PROP_OVERRIDE": "application.name=Gym", "PIPEWIRE_ALSA": '{ node.name = "gym" }'}
    named = named_in_mixer(own, "1")
    assert named["PULSE_PROP_OVERRIDE"].endswith(" application.name=Gym")
    assert named["PIPEWIRE_ALSA"].endswith(' node.name = "gym"')
    assert f'application.id="{APP_ID}"' in named["PIPEWIRE_ALSA"]
