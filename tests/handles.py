"""What of the sound is held open: counted where it ends, at the sound server, and in the process itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from unittest.mock import patch

from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.timeline import Timeline

from tests.audio.waiting import wait_until
from tests.listening import NoiseTrack
from tests.soundserver import SoundServer

SET_S = 0.2


def sound_handles(server: SoundServer, pid: int) -> dict[str, int]:
    """What there is at a server, this question's own client included, and what a process holds."""
    held = [_target(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
    mapped = Path(f"/proc/{pid}/maps").read_text().splitlines()
    return {
        "clients of the sound server": _listed(server, "clients"),
        "streams on the sound server": _listed(server, "sink-inputs"),
        "sockets": sum(target.startswith("socket:") for target in held),
        "sound devices": sum("/dev/snd" in target for target in (*held, *mapped)),
        "mappings of sound memory": sum("pulse" in line or "liftronome-track" in line for line in mapped),
    }


def play_sets(server: SoundServer, sets: int) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Play short sets from this process: what is held before, while the first sounds, and after the last."""
    with patch.dict(os.environ, server.env):
        return _play_sets(server, sets)


def _play_sets(server: SoundServer, sets: int) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    before = sound_handles(server, os.getpid())
    while_it_sounds: dict[str, int] = {}
    output = SimpleaudioOutput(lambda _: NoiseTrack(SET_S))
    try:
        for _ in range(sets):
            output.start(Timeline((), ()))
            wait_until(output.zero_ns)
            while_it_sounds = while_it_sounds or sound_handles(server, os.getpid())
            output.stop()
    finally:
        output.close()
    wait_until(lambda: not server.players() and _listed(server, "sink-inputs") == 0)
    return before, while_it_sounds, sound_handles(server, os.getpid())


def _listed(server: SoundServer, what: str) -> int:
    command = ["pactl", "list", "short", what]
    said = subprocess.run(
        command, env={**os.environ, **server.env}, check=True, capture_output=True, text=True, timeout=10
    )
    return len(said.stdout.splitlines())


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # it was closed meanwhile
        return ""
