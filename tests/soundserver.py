"""A private sound server to listen to: what is played into it can be recorded, sample for sample.

Use the fixture `sound_server` in a test marked `sound`:

    with sound_server.record() as recording:
        ...play something...
    recording.samples  # int16, mono, 48 kHz
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest
from numpy.typing import NDArray

SAMPLE_RATE = 48_000

ALSA_CONFIG = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


RECORDED_FORM = ("--format=s16le", "--rate=48000", "--channels=1")


@dataclass
class Recording:
    """What sounded since the recording began. `arrivals` has, for each piece of it that came in,
    when that was (time.monotonic_ns) and how many samples there were then in all."""

    arrivals: list[tuple[int, int]] = field(default_factory=list)
    _pieces: list[bytes] = field(default_factory=list)

    @property
    def samples(self) -> NDArray[np.int16]:
        """Everything so far; a test may ask while the recording goes on."""
        data = b"".join(self._pieces)
        return np.frombuffer(data[: len(data) // 2 * 2], dtype=np.int16)

    def heard_ns(self, sample: int) -> int:
        """When a sample came in, at the latest: good to some 5 ms."""
        return next(at_ns for at_ns, count in self.arrivals if count > sample)

    def listen(self, pipe: IO[bytes]) -> None:
        """Take in all that comes, until the end."""
        size = 0
        while piece := os.read(pipe.fileno(), 65536):
            at_ns = time.monotonic_ns()
            size += len(piece)
            self._pieces.append(piece)
            self.arrivals.append((at_ns, size // 2))


def hurry(process: subprocess.Popen[bytes]) -> None:
    """Let the session of a process run before others, as a sound server's does. Not everyone may."""
    with contextlib.suppress(OSError):
        Path(f"/proc/{process.pid}/autogroup").write_text("-15")


class SoundServer:
    """PulseAudio with a null sink, in a folder of its own. `env` leads programs to it."""

    recorder_latency_ms = 2

    def __init__(self, folder: Path, *more_modules: str) -> None:
        config = folder / "asound.conf"
        config.write_text(ALSA_CONFIG)
        self.socket = folder / "pulse" / "native"
        self.env = {
            "XDG_RUNTIME_DIR": str(folder),
            "ALSA_CONFIG_PATH": str(config),
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_RUNTIME_PATH": str(self.socket.parent),
            "PULSE_STATE_PATH": str(folder / "state"),
        }
        self._more_modules = more_modules
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        modules = [
            "module-null-sink sink_name=cap rate=48000 norewinds=1",
            "module-native-protocol-unix auth-anonymous=1",
            *self._more_modules,
        ]
        self._process = subprocess.Popen(
            ["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", *(f"--load={m}" for m in modules)],
            env={**os.environ, **self.env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # as a user's server has: Linux shares the processor by session
        )
        hurry(self._process)
        give_up = time.monotonic() + 10
        while not self._answers():
            if time.monotonic() > give_up or self._process.poll() is not None:
                self.stop()
                raise RuntimeError("the private sound server does not start")
            time.sleep(0.02)

    def stop(self) -> None:
        """End the server at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def players(self) -> list[int]:
        """The processes (pids) of Liftronome's players that play to this server."""
        return [
            pid
            for pid in _pids()
            if b"liftronome.audio.playing.player" in _read(pid, "cmdline") and self._owns(pid)
        ]

    def streams(self) -> list[dict[str, Any]]:
        """What the server's mixer shows of each stream."""
        told = self.control("list", "sink-inputs", form="json")
        streams: list[dict[str, Any]] = json.loads(told)
        return streams

    def control(self, *words: str, form: str = "text") -> str:
        """Have pactl do something; what it says."""
        env = {**os.environ, **self.env}
        command = ["pactl", f"--format={form}", *words]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout

    def shared_tracks(self) -> int:
        """How many shared tracks this process and those that play to this server hold open."""
        users = [pid for pid in _pids() if pid == os.getpid() or self._owns(pid)]
        links = [link for pid in users for link in _descriptors(pid)]
        return sum("liftronome-track" in _target(link) for link in links)

    def _owns(self, pid: int) -> bool:
        return f"PULSE_SERVER={self.env['PULSE_SERVER']}".encode() in _read(pid, "environ").split(b"\0")

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Within the block the server accepts connections and does nothing more."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    @contextlib.contextmanager
    def record(self) -> Iterator[Recording]:
        """Record what sounds within the block."""
        latency = f"--latency-msec={self.recorder_latency_ms}"
        recorder = subprocess.Popen(
            ["parec", "-d", "cap.monitor", "--raw", latency, *RECORDED_FORM],
            env={**os.environ, **self.env},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        hurry(recorder)
        assert recorder.stdout is not None
        recording = Recording()
        listener = threading.Thread(target=recording.listen, args=(recorder.stdout,))
        listener.start()
        try:
            give_up = time.monotonic() + 10
            while not recording.arrivals:
                if time.monotonic() > give_up:
                    raise RuntimeError("nothing can be recorded from the private sound server")
                time.sleep(0.01)
            yield recording
        finally:
            recorder.kill()
            recorder.wait()
            listener.join()
            recorder.stdout.close()

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
            connection.connect(str(self.socket))
            return True
        return False


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _read(pid: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except OSError:  # it is gone, or nothing of ours
        return b""


def _descriptors(pid: int) -> list[Path]:
    with contextlib.suppress(OSError):  # it is gone
        return list(Path(f"/proc/{pid}/fd").iterdir())
    return []


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


@contextlib.contextmanager
def running_sound_server(*more_modules: str) -> Iterator[SoundServer]:
    """A server that is surely gone after the block."""
    with tempfile.TemporaryDirectory(prefix="sound-") as folder:
        server = SoundServer(Path(folder), *more_modules)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A private sound server, which this process and those it starts will play to."""
    with running_sound_server() as server:
        for name, value in server.env.items():
            monkeypatch.setenv(name, value)
        yield server
