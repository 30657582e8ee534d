"""Driving the programs as a lifter does, from outside: a window by its keys, a terminal by its command.

Each runs in a process of its own, with the sound of a private server and on a screen that nobody sees.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from liftronome.domain.line.reader import read_line
from liftronome.domain.notation import parse_tempo
from liftronome.domain.preset import Preset, default_preset
from liftronome.store.presets.exercises import load_library

from tests.audio.waiting import wait_until
from tests.x_client import XClient

EXERCISE: Final = "Hip thrust"
START_KEY: Final = "Control_L+Return"
AGAIN_S: Final = 0.4
"""A second press of a key sooner than this is taken for a slip."""

OPENING_S: Final = 20.0


def preset_of(
    *, line: str = "", tempo: str = "3-1-X-2", sets: int = 1, ready_ms: int = 0, **fields: Any
) -> Preset:
    """A preset for hip thrusts, or what a line says. It is made alike in the window and in what listens to
    it."""
    if line:
        return replace(read_line(line, load_library()).preset, ready_ms=ready_ms, **fields)
    usual = default_preset(load_library().find(EXERCISE))
    return replace(usual, tempo=parse_tempo(tempo), sets=sets, ready_ms=ready_ms, **fields)


class DrivenWindow:
    """A window in a process of its own (`tests.driven_window`), which has the keyboard, and its screen."""

    def __init__(self, process: subprocess.Popen[str], screen: XClient) -> None:
        self.process = process
        self.screen = screen

    def ask(self, request: str, *arguments: object) -> Any:
        """What the window answers, on its own thread, as soon as that runs."""
        self.tell(request, *arguments)
        return self.answer()

    def tell(self, request: str, *arguments: object) -> None:
        """Ask, without waiting for the answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([request, *arguments]) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """The next answer to what it was told."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the window is gone"
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"the window could not answer: {answer['error']}")
        return answer["found"]

    def press(self, key: str) -> int:
        """Press a key as X names it; when that was (time.monotonic_ns)."""
        return self.screen.press(key)

    def start(self, **fields: object) -> int:
        """Put a preset (see `preset_of`) into the editor, and start it with the key; when that was."""
        self.offer(**fields)
        return self.press(START_KEY)

    def offer(self, **fields: object) -> None:
        """Put a preset (see `preset_of`) into the editor."""
        wait_until(lambda: self.ask("offer", fields), OPENING_S)

    def wait_for(self, stage: str, within_s: float = 15.0) -> None:
        """Wait for a stage of the session; "home" is the window's own page."""
        wait_until(lambda: self.ask("stage") == stage, within_s)

    def leave(self) -> None:
        """Leave the bench, whatever it asks or shows first."""
        while self.ask("stage") != "home":
            self.press("Escape")
            time.sleep(AGAIN_S)


@contextlib.contextmanager
def driven_window(env: Mapping[str, str]) -> Iterator[DrivenWindow]:
    """A window that is surely gone after the block. `env` leads to its screen and its sound server, and may
    lead to a data folder; without that it has an empty one."""
    command = [sys.executable, "-m", "tests.driven_window"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with (
        tempfile.TemporaryDirectory() as folder,
        XClient(env["DISPLAY"]) as screen,
        subprocess.Popen(command, env=_surroundings(env, folder), start_new_session=True, **pipes) as process,
    ):
        try:
            yield DrivenWindow(process, screen)
        finally:
            process.kill()


def play(env: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    """Pace hip thrusts in a terminal's stead, to the end: `liftronome play` with options."""
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [sys.executable, "-m", "liftronome", "play", EXERCISE, *options],
            env=_surroundings(env, folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=1200,
        )


def _surroundings(env: Mapping[str, str], data_folder: str) -> dict[str, str]:
    """The environment of a program: nothing that it keeps reaches whoever runs it."""
    return {**os.environ, "LIFTRONOME_DATA_DIR": data_folder, **env}
