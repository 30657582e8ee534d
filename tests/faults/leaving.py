"""Leaving an interpreter at random moments while it sounds: `left_while_playing` tells what goes wrong.

It is a program too, the one that is left: `python -m tests.faults.leaving HOW SECONDS`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import Final

from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.timeline import Timeline

from tests.audio.waiting import wait_until
from tests.listening import NoiseTrack
from tests.soundserver import SoundServer

WAYS: Final = ("end", "exit", "close", "raise")
"""How: the program's last line is reached, sys.exit, with the output closed, or by an error."""

LONGEST_S: Final = 0.6
GIVE_UP_S: Final = 15


class LeftError(Exception):
    """The error by which the program is left."""


def left_while_playing(server: SoundServer, tries: int, seed: int = 1) -> list[str]:
    """Leave an interpreter that plays to a server, so many times: what went wrong, [] if nothing did."""
    chance = random.Random(seed)
    faults = [_try(server, WAYS[number % len(WAYS)], chance.uniform(0, LONGEST_S)) for number in range(tries)]
    return [fault for fault in faults if fault]


def _try(server: SoundServer, how: str, after_s: float) -> str:
    what = f"{how} after {after_s:.3f} s"
    command = [sys.executable, "-m", __name__, how, str(after_s)]
    try:
        done = subprocess.run(
            command, env={**os.environ, **server.env}, capture_output=True, text=True, timeout=GIVE_UP_S
        )
    except subprocess.TimeoutExpired:
        return f"{what}: it hangs"
    if done.returncode != (1 if how == "raise" else 0):
        return f"{what}: status {done.returncode}: {done.stderr}"
    if (how == "raise") != ("LeftError" in done.stderr) or "Fatal" in done.stderr:
        return f"{what}: {done.stderr}"
    try:
        wait_until(lambda: not server.players() and not server.shared_tracks(), within_s=5)
    except AssertionError:
        return f"{what}: {server.players()} are left"
    return ""


def _play_and_leave(how: str, after_s: float) -> None:
    output = SimpleaudioOutput(lambda _: NoiseTrack(0.4 if after_s > LONGEST_S / 2 else 20))
    output.start(Timeline((), ()))
    time.sleep(after_s)
    if how == "close":
        output.close()
    if how == "raise":
        raise LeftError
    if how == "exit":
        sys.exit(0)


if __name__ == "__main__":
    _play_and_leave(sys.argv[1], float(sys.argv[2]))
