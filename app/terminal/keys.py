"""Single key presses in a terminal, without waiting for Enter."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Final

REPEAT_S: Final = 0.3
"""A press that follows the last of the same key sooner than this is a held key, or a doubled press."""


class Key(Enum):
    """The keys that mean something while a session runs."""

    GO = " "
    END_SET = "\n"
    LEAVE = "q"


_MEANING: Final = {" ": Key.GO, "\n": Key.END_SET, "\r": Key.END_SET, "q": Key.LEAVE, "Q": Key.LEAVE}
_ESCAPE: Final = "\x1b"


class KeyReader:
    """Turns what arrives from a terminal into keys, and leaves out repeats."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._last_s: dict[Key, float] = {}

    def keys(self, text: str) -> list[Key]:
        """The keys pressed. An arrow or function key arrives as an escape sequence, and is none."""
        if text.startswith(_ESCAPE):
            return []
        return [key for key in map(_MEANING.get, text) if key is not None and self._is_fresh(key)]

    def _is_fresh(self, key: Key) -> bool:
        now_s = self._now_s()
        before_s = self._last_s.get(key)
        self._last_s[key] = now_s
        return before_s is None or now_s - before_s >= REPEAT_S


def keyboard() -> int | None:
    """The descriptor of the terminal that keys are pressed in.

    None if standard input is none, or if this is a background job, which must leave it alone.
    """
    if sys.platform == "win32" or sys.stdin is None:
        return None
    try:
        descriptor = sys.stdin.fileno()
        if os.isatty(descriptor) and os.tcgetpgrp(descriptor) == os.getpgrp():
            return descriptor
    except (OSError, ValueError):
        pass
    return None


@contextmanager
def unbuffered(descriptor: int | None) -> Iterator[None]:
    """Keys arrive at once and are not shown. The terminal is put back as it was, whatever happens."""
    if sys.platform == "win32" or descriptor is None:
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)


def read_text(descriptor: int) -> str:
    """What has been typed, empty once the terminal is gone."""
    try:
        return os.read(descriptor, 1024).decode(errors="replace")
    except OSError:
        return ""
