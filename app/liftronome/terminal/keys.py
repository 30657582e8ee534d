"""The terminal that keys are pressed in."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from enum import Enum
from types import TracebackType
from typing import Any, Final

REPEAT_S: Final = 0.3
"""A press that follows the last of the same key sooner than this is a held key, or a doubled press."""


class Key(Enum):
    """The keys that mean something while a session runs. The value is what the key is called."""

    GO = "Space"
    PAUSE = "P"
    END_SET = "Enter"
    ONE_MORE = "M"
    SKIP = "S"
    LONGER = "+"
    SHORTER = "−"
    RESTART = "R"
    UNDO = "U"
    LOUDER = "↑"
    QUIETER = "↓"
    LEAVE = "q"


KEYS_HELP: Final = (
    "Keys in the terminal: Space, → or Page Down pauses and goes on, ends a phase of your own pace (*), "
    "and begins a set that waits; P always pauses; Enter or Page Up ends the set; M adds a rep; "
    "S skips the rest, + and − change it by 15 s; R restarts the set; U takes back what was done in the "
    "last 5 s; ↑ and ↓ change the volume; q leaves."
)

_MEANING: Final = {
    " ": Key.GO,
    "\x1b[C": Key.GO,
    "\x1bOC": Key.GO,
    "\x1b[6~": Key.GO,
    "p": Key.PAUSE,
    "\n": Key.END_SET,
    "\r": Key.END_SET,
    "\x1bOM": Key.END_SET,
    "\x1b[5~": Key.END_SET,
    "m": Key.ONE_MORE,
    "s": Key.SKIP,
    "+": Key.LONGER,
    "=": Key.LONGER,
    "-": Key.SHORTER,
    "r": Key.RESTART,
    "u": Key.UNDO,
    "\x1b[A": Key.LOUDER,
    "\x1bOA": Key.LOUDER,
    "\x1b[B": Key.QUIETER,
    "\x1bOB": Key.QUIETER,
    "q": Key.LEAVE,
}
_MAY_REPEAT: Final = {Key.LOUDER, Key.QUIETER}

_PRESS: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b[^\[O]?|[^\x1b]", re.DOTALL)
"""A key as it arrives: an escape sequence (ECMA-48), a letter with Alt, or a character."""

_UNFINISHED: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)\Z")


class KeyReader:
    """Turns what arrives from a terminal into keys, and leaves out repeats."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._last_s: dict[Key, float] = {}
        self._held_back = ""

    def keys(self, text: str) -> list[Key]:
        """The keys pressed. The rest of an escape sequence may arrive with the next text."""
        text = self._held_back + text
        unfinished = _UNFINISHED.search(text)
        self._held_back = unfinished[0] if unfinished else ""
        presses = _PRESS.findall(text.removesuffix(self._held_back))
        found = (_MEANING.get(press if press.startswith("\x1b") else press.lower()) for press in presses)
        return [key for key in found if key is not None and self._is_fresh(key)]

    def _is_fresh(self, key: Key) -> bool:
        now_s = self._now_s()
        before_s = self._last_s.get(key)
        self._last_s[key] = now_s
        return key in _MAY_REPEAT or before_s is None or now_s - before_s >= REPEAT_S


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
