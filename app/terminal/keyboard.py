"""The terminal that keys are pressed in."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Any


class Keyboard:
    """Within a `with` block keys arrive at once and are not shown. The terminal is put back as it was,
    whatever happens."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._before: list[Any] | None = None

    def __enter__(self) -> Keyboard:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.give_back()

    def take(self) -> None:
        """Have keys arrive at once."""
        import termios
        import tty

        self._before = termios.tcgetattr(self.descriptor)
        tty.setcbreak(self.descriptor)

    def give_back(self) -> None:
        """Put the terminal back as it was."""
        import termios

        if self._before is not None:
            termios.tcsetattr(self.descriptor, termios.TCSAFLUSH, self._before)

    def read(self) -> str:
        """What has been typed, "" once the terminal is gone."""
        try:
            return os.read(self.descriptor, 1024).decode(errors="replace")
        except OSError:
            return ""


def keyboard() -> Keyboard | None:
    """The terminal on standard input.

    None if that is none, or if this is a background job, which must leave it alone.
    """
    if sys.platform == "win32" or sys.stdin is None:
        return None
    try:
        descriptor = sys.stdin.fileno()
        if os.isatty(descriptor) and os.tcgetpgrp(descriptor) == os.getpgrp():
            return Keyboard(descriptor)
    except (OSError, ValueError):
        pass
    return None
