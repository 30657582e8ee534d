"""The sound server of most desktops today: a session heard through PipeWire, by both of its ways in."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from prove.figures import Figure, none_of, told
from prove.session import heard_session, leave_alone, nothing_else
from tests.soundserver import SoundServer

TITLE: Final = "Through PipeWire"
NOTE: Final = """\
An ALSA program such as Liftronome comes to PipeWire by its own plug-in (the package pipewire-alsa), or by
that of PulseAudio (libasound2-plugins). PipeWire runs at a real-time priority, as on a desktop."""
COMMANDS: Final = ("dbus-run-session", "pipewire", "pipewire-pulse", "wireplumber")
FULL: Final[Mapping[str, Any]] = {"sets": 2, "reps": 6, "rest_ms": 20_000, "ready_ms": 10_000}
QUICK: Final[Mapping[str, Any]] = {"sets": 1, "reps": 2, "count_in_ms": 3000}
WAYS: Final[Mapping[str, str]] = {"pipewire": "its own plug-in", "pulse": "PulseAudio's plug-in"}
PRIORITY: Final = "20"

SINK: Final = """\
context.objects = [
    { factory = adapter args = {
        factory.name = support.null-audio-sink  node.name = cap  media.class = Audio/Sink
        audio.position = [ MONO ]  audio.rate = 48000
    } }
]
"""
ALSA_CONFIG: Final = """\
pcm.default {{ type {way} }}
ctl.default {{ type {way} }}
"""
"""Nothing of the system's own settings: they would choose one way for both."""


class PipeWireServer(SoundServer):
    """PipeWire with a null sink, in a folder of its own. Programs come in by the ALSA plug-in `way`."""

    recorder_latency_ms = 20  # the shortest that anyone asks for is the period in which all of it works

    def __init__(self, folder: Path, way: str) -> None:
        super().__init__(folder)
        settings = folder / "config" / "pipewire" / "pipewire.conf.d"
        settings.mkdir(parents=True)
        (settings / "sink.conf").write_text(SINK)
        Path(self.env["ALSA_CONFIG_PATH"]).write_text(ALSA_CONFIG.format(way=way))
        self.env["XDG_CONFIG_HOME"] = str(folder / "config")
        self.env["XDG_STATE_HOME"] = str(folder / "state")

    def start(self) -> None:
        """Start all of it, and wait until there is something to play to."""
        daemons = "pipewire & sleep 0.5; wireplumber & pipewire-pulse & wait"
        self._process = subprocess.Popen(
            [*_in_real_time(), "dbus-run-session", "--", "sh", "-c", daemons],
            env={**os.environ, **self.env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        give_up = time.monotonic() + 10
        while b"cap" not in self._sinks():
            if time.monotonic() > give_up:
                self.stop()
                raise RuntimeError("PipeWire does not start")
            time.sleep(0.1)

    def stop(self) -> None:
        """End all of it at once."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _sinks(self) -> bytes:
        env = {**os.environ, **self.env}
        return subprocess.run(["pactl", "list", "short", "sinks"], env=env, capture_output=True).stdout


def _in_real_time() -> list[str]:
    """What gives a program a real-time priority, where that is allowed."""
    chrt = ["chrt", "--fifo", PRIORITY]
    try:
        allowed = subprocess.run([*chrt, "true"], capture_output=True).returncode == 0
    except OSError:
        return []
    return chrt if allowed else []


@contextlib.contextmanager
def running(way: str) -> Iterator[PipeWireServer]:
    """A server that is surely gone after the block."""
    with TemporaryDirectory(prefix="sound-") as folder:
        server = PipeWireServer(Path(folder), way)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def prove(quick: bool) -> list[Figure]:
    """Each way in: the samples of a session that were not as rendered, and how late it was heard."""
    if missing := [command for command in COMMANDS if shutil.which(command) is None]:
        return [Figure("PipeWire", f"not installed: {', '.join(missing)}")]
    figures = []
    for way, name in WAYS.items():
        with running(way) as server:
            fields = QUICK if quick else FULL
            sets, _, minutes = heard_session(fields, leave_alone, nothing_else, server)
        errors = [abs(error) for heard in sets for error in heard.errors]
        late_ms = [late for heard in sets for late in heard.late_ms]
        samples = f"{sum(heard.samples for heard in sets):,}"
        figures += [
            none_of(f"by {name}, {minutes:.1f} min: worst error of {len(errors)} cues, samples", max(errors)),
            none_of(f"by {name}: wrong samples", sum(heard.wrong_samples for heard in sets), samples),
            told(f"by {name}: heard later than on the engine's clock, worst", max(late_ms, key=abs), "ms", 1),
        ]
    return figures
