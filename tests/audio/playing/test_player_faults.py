"""What the player tells of devices that fail, played through by a stand-in for simpleaudio.

The player gets the module folders of the program that starts it, so a module named simpleaudio in
a folder before the others takes the real one's place, in a real process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from liftronome.audio.playing import player_process, shared_track
from liftronome.audio.playing.ready_player import ROOM, ReadyPlayer
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.audio.playing.stream import Stream
from liftronome.domain.errors import InputError
from liftronome.domain.timeline import SAMPLE_RATE, Timeline

from tests.audio.waiting import wait_until
from tests.listening import NoiseTrack

NOTHING = Timeline((), ())

Device = Callable[[str], Path]

PLAYS = """
lent = []
class Playing:
    def stop(self): lent.clear()
def play(data):
    note(f"played {len(data)}")
    lent.append(memoryview(data))
    return Playing()
"""


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    """Makes a device whose `play_buffer(data, *form)` has the body given; a file where it takes notes.

    `play(data)` plays for ever, `calls` counts from 1.
    """

    def make(body: str) -> Path:
        notes = tmp_path / "notes"
        notes.touch()
        (tmp_path / "simpleaudio.py").write_text(
            f"calls = 0\ndef note(text): open({str(notes)!r}, 'a').write(text + '\\n')\n"
            f"{PLAYS}\ndef play_buffer(data, *form):\n    global calls\n    calls += 1\n"
            + textwrap.indent(textwrap.dedent(body), "    ")
        )
        monkeypatch.syspath_prepend(tmp_path)
        return notes

    return make


@pytest.fixture
def output() -> Iterator[SimpleaudioOutput]:
    """An output with a track of one second."""
    output = SimpleaudioOutput(lambda _: NoiseTrack(1))
    yield output
    output.close()


def fault_of(output: SimpleaudioOutput) -> str:
    """What is wrong in the end."""
    wait_until(output.fault)
    assert output.zero_ns() is None
    return str(output.fault())


def test_a_device_that_is_busy_for_a_moment_is_tried_again(device: Device, output: SimpleaudioOutput) -> None:
    device("""
        if calls < 4: raise Exception("Error opening PCM device. -- CODE: -16 -- MSG: Busy")
        return play(data)
    """)
    output.start(NOTHING)
    wait_until(lambda: output.zero_ns() or output.fault())
    assert output.fault() is None


def test_a_device_that_stays_busy_is_given_up_soon(device: Device, output: SimpleaudioOutput) -> None:
    device('raise Exception("Error opening PCM device. -- CODE: -16 -- MSG: Busy")')
    asked = time.monotonic()
    output.start(NOTHING)
    assert fault_of(output) == "no sound: another program holds the sound device"
    assert 1.4 < time.monotonic() - asked < 8


def test_a_device_that_has_failed_holds_up_no_second_start(device: Device, output: SimpleaudioOutput) -> None:
    device('raise Exception("Error opening PCM device. -- CODE: -16 -- MSG: Busy")')
    output.start(NOTHING)
    fault_of(output)
    for _ in range(2):  # the second is begun before the device has failed the first
        asked_ns = time.monotonic_ns()
        output.start(NOTHING)
        zero_ns = output.zero_ns()
        assert zero_ns is not None
        assert 0.5e9 < zero_ns - asked_ns < 3e9


def test_a_device_that_has_recovered_is_heard_from_the_beginning(
    device: Device, output: SimpleaudioOutput
) -> None:
    notes = device("""
        import os
        if not os.path.exists(__file__ + ".well"): raise Exception("-- CODE: -2 -- MSG: No such file")
        return play(data)
    """)
    output.start(NOTHING)
    fault_of(output)
    (notes.parent / "simpleaudio.py.well").touch()
    output.start(NOTHING)
    promised_ns = output.zero_ns()
    wait_until(notes.read_text)
    assert promised_ns is not None
    assert output.zero_ns() == pytest.approx(promised_ns, abs=1e9 / SAMPLE_RATE)
    assert output.fault() is None
    assert time.monotonic_ns() < promised_ns


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Error opening PCM device. -- CODE: -2 -- MSG: No such file", "no sound device was found"),
        ("Error opening PCM device. -- CODE: -111 -- MSG: Refused", "no sound server answers"),
        ("Error opening PCM device. -- CODE: -112 -- MSG: Host is down", "no sound server answers"),
        ("Out\\nof luck", "the sound device cannot be opened (Out of luck)"),
    ],
)
def test_a_device_that_does_not_open_is_said_in_one_line(
    device: Device, output: SimpleaudioOutput, message: str, reason: str
) -> None:
    device(f'raise Exception("{message}")')
    output.start(NOTHING)
    assert fault_of(output) == f"no sound: {reason}"


def test_a_device_that_never_opens_is_given_up(
    device: Device, output: SimpleaudioOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_process, "_ANSWER_S", 1.0)
    device("import time; time.sleep(60)")
    output.start(NOTHING)
    assert fault_of(output).startswith("no sound: the sound device did not answer")


def test_a_slow_device_blocks_nobody(device: Device, output: SimpleaudioOutput) -> None:
    notes = device("""
        import os, time
        note("opening")
        while not os.path.exists(__file__ + ".open"): time.sleep(0.01)
        return play(data)
    """)
    output.start(NOTHING)
    wait_until(notes.read_text)
    assert output.zero_ns() is None
    assert output.fault() is None
    (notes.parent / "simpleaudio.py.open").touch()
    wait_until(output.zero_ns)


def test_a_device_that_crashes_the_player_is_tried_three_times(
    device: Device, output: SimpleaudioOutput
) -> None:
    notes = device("note('crash'); import os; os.abort()")
    output.start(NOTHING)
    assert fault_of(output) == "no sound: the sound player died 3 times in one set"
    assert notes.read_text().split() == ["crash"] * 3


def test_a_player_that_cannot_load_simpleaudio_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: SimpleaudioOutput
) -> None:
    (tmp_path / "simpleaudio.py").write_text("raise ImportError('libasound is missing')")
    monkeypatch.syspath_prepend(tmp_path)
    output.start(NOTHING)
    assert fault_of(output) == "no sound: simpleaudio cannot be loaded: libasound is missing"


@pytest.mark.parametrize("zero_in_s", [None, -1, 1])
def test_an_empty_track_is_never_played(
    device: Device, output: SimpleaudioOutput, zero_in_s: int | None
) -> None:
    notes = device("note('played')")
    output = SimpleaudioOutput(lambda _: NoiseTrack(0))
    zero_ns = None if zero_in_s is None else time.monotonic_ns() + zero_in_s * 1_000_000_000
    output.start(NOTHING, zero_ns)
    wait_until(output.zero_ns)
    output.close()
    assert output.fault() is None
    assert zero_ns in (None, output.zero_ns())
    assert notes.read_text() == ""


def test_a_track_that_is_over_is_not_played(device: Device, output: SimpleaudioOutput) -> None:
    notes = device("note('played')")
    output.start(NOTHING, time.monotonic_ns() - 3_000_000_000)
    wait_until(output.zero_ns)
    output.close()
    assert notes.read_text() == ""


@pytest.mark.parametrize("late_s", [None, 0.0])
def test_a_track_of_one_sample_is_played_among_silence(device: Device, late_s: float | None) -> None:
    notes = device("return play(data)")
    output = SimpleaudioOutput(lambda _: NoiseTrack(1 / 48_000))
    output.start(NOTHING, late_s if late_s is None else time.monotonic_ns() + 10_000_000)
    wait_until(output.zero_ns)
    output.close()
    assert int(notes.read_text().split()[1]) >= 2


def test_too_little_memory_is_an_error_and_no_crash(
    device: Device, output: SimpleaudioOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_track, "_available", lambda: 90_000)
    notes = device("return play(data)")
    output.start(NOTHING)
    assert "needs 1 MB of memory" in fault_of(output)
    assert notes.read_text() == ""


def test_a_prepared_player_waits_without_a_device_and_is_gone_with_its_output(
    device: Device, output: SimpleaudioOutput
) -> None:
    notes = device("return play(data)")
    output.prepare()
    output.prepare()
    output.close()
    assert notes.read_text() == ""
    with ReadyPlayer() as (memory, player):
        assert player.is_alive
        assert memory.length == ROOM
    assert not player.is_alive


def test_a_prepared_player_plays_what_is_started(device: Device, output: SimpleaudioOutput) -> None:
    notes = device("return play(data)")
    output.prepare()
    output.start(NOTHING)
    wait_until(output.zero_ns)
    output.close()
    assert len(notes.read_text().splitlines()) == 1


def test_a_prepared_player_that_has_died_meanwhile_is_replaced(device: Device) -> None:
    device("return play(data)")
    ready = ReadyPlayer()
    _, player = ready.__enter__()
    os.kill(player.pid, signal.SIGKILL)
    wait_until(lambda: not player.is_alive)
    stream = Stream(lambda _: NoiseTrack(1), NOTHING, None, 0, ready=ready)
    wait_until(lambda: stream.zero_ns)
    stream.stop()
    stream.join(5)
    assert stream.fault is None


def test_a_track_that_cannot_be_rendered_is_an_error_of_sound() -> None:
    def no_track(timeline: Timeline) -> NoiseTrack:
        raise InputError("sounds/tick.wav is damaged")

    output = SimpleaudioOutput(no_track)
    output.start(NOTHING)
    assert fault_of(output) == "sounds/tick.wav is damaged"
    output.close()


def test_an_output_that_is_closed_leaves_no_thread(device: Device, output: SimpleaudioOutput) -> None:
    device("return play(data)")
    before = set(threading.enumerate())
    output.start(NOTHING)
    wait_until(output.zero_ns)
    output.close()
    assert set(threading.enumerate()) == before


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("liftronome.audio.playing.simpleaudio_output", {"simpleaudio", "PySide6"}),
        ("liftronome.audio.playing.player", {"numpy", "PySide6"}),
        ("liftronome.audio.output", {"numpy", "PySide6", "simpleaudio"}),
    ],
)
def test_each_process_loads_only_what_is_its_own(module: str, unwanted: set[str]) -> None:
    program = f"import {module}, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert not unwanted & set(loaded.stdout.split())


def test_a_player_starts_from_any_folder(
    device: Device, output: SimpleaudioOutput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device("return play(data)")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "liftronome").mkdir(parents=True)
    (elsewhere / "liftronome" / "__init__.py").write_text("raise ImportError('the wrong one')")
    monkeypatch.chdir(elsewhere)
    output.start(NOTHING)
    wait_until(lambda: output.zero_ns() or output.fault())
    assert output.fault() is None


def test_a_frozen_bundle_is_its_own_player(
    device: Device, output: SimpleaudioOutput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device("return play(data)")
    bundle = tmp_path / "bundle"
    bundle.write_text(
        f"#!{sys.executable}\nimport sys\nsys.frozen = True\n"
        "from liftronome.cli import main\nsys.exit(main())\n"
    )
    bundle.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(bundle))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    output.start(NOTHING)
    wait_until(lambda: output.zero_ns() or output.fault())
    assert output.fault() is None
