"""A terminal to run the command in: what it writes is read, keys can be pressed, signals sent."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Final

GIVE_UP_S: Final = 30
LIFTRONOME: Final = (sys.executable, "-m", "liftronome")


@dataclass(frozen=True)
class Done:
    """What a command wrote, and its exit status."""

    status: int
    text: str


class PseudoTerminal:
    """`liftronome` with these arguments in a terminal of 100 × 30, or another program. Used in a `with`
    block."""

    def __init__(
        self, *arguments: str, program: Sequence[str] = LIFTRONOME, env: dict[str, str] | None = None
    ) -> None:
        self._keyboard, self.inner = pty.openpty()
        fcntl.ioctl(self.inner, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self._process = subprocess.Popen(
            [*program, *arguments],
            stdin=self.inner,
            stdout=self.inner,
            stderr=self.inner,
            env={**_surroundings(), "TERM": "xterm", **(env or {})},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.text = ""

    def __enter__(self) -> PseudoTerminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._keyboard)
        os.close(self.inner)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._keyboard, keys.encode())

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the command alone."""
        self._process.send_signal(number)

    def wait_for(self, text: str) -> None:
        """Read until `text` has been written since the last wait."""
        self.text = ""
        give_up = time.monotonic() + GIVE_UP_S
        while text not in self.text:
            assert time.monotonic() < give_up, f"“{text}” was never written, but: {self.text[-2000:]}"
            assert self._process.poll() is None or self._read(0), f"it ended before “{text}”: {self.text}"
            self._read(0.1)

    def wait(self) -> Done:
        """Read until the command has ended."""
        give_up = time.monotonic() + GIVE_UP_S
        while self._process.poll() is None:
            assert time.monotonic() < give_up, f"it does not end: {self.text[-2000:]}"
            self._read(0.1)
        while self._read(0):
            pass
        return Done(self._process.returncode, self.text)

    def local_modes(self) -> int:
        """Whether the terminal echoes and waits for Enter."""
        modes: int = termios.tcgetattr(self.inner)[3]
        return modes & (termios.ECHO | termios.ICANON)

    def _read(self, timeout_s: float) -> bool:
        ready, _, _ = select.select([self._keyboard], [], [], timeout_s)
        if ready:
            with contextlib.suppress(OSError):
                self.text += os.read(self._keyboard, 65536).decode(errors="replace")
                return True
        return False


def _surroundings() -> dict[str, str]:
    """The environment without what overrides the terminal's own size: parallel test runs set it."""
    return {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}


def in_terminal(*arguments: str, env: dict[str, str] | None = None) -> Done:
    """What a command does in a terminal when left alone."""
    with PseudoTerminal(*arguments, env=env) as terminal:
        return terminal.wait()
