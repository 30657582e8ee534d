"""The keys of the terminal: what is pressed, which action it asks for, and how hints and help name it."""

from __future__ import annotations

import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import wrap
from types import TracebackType
from typing import Any, Final

from liftronome.presentation.bench_keys import HINTED, REPEATING, TABLE, Action, Effect, Situation
from liftronome.presentation.key_map import DOUBLE_PRESS_MS, KeyMap, label
from liftronome.presentation.keyboard_layouts import latin_letter

_SEQUENCES: Final[Mapping[str, str]] = {
    " ": "Space",
    "\n": "Return",
    "\r": "Return",
    "\t": "Tab",
    "\x7f": "Backspace",
    "\x08": "Backspace",
    "\x1b[A": "Up",
    "\x1bOA": "Up",
    "\x1b[B": "Down",
    "\x1bOB": "Down",
    "\x1b[C": "Right",
    "\x1bOC": "Right",
    "\x1b[D": "Left",
    "\x1bOD": "Left",
    "\x1b[5~": "PgUp",
    "\x1b[6~": "PgDown",
    "\x1bOM": "Enter",
    "\x1bOk": "+",
    "\x1bOm": "-",
    "\x1bOP": "F1",
    "\x1b[11~": "F1",
    "\x1b[[A": "F1",
}
"""Keys as a terminal sends them (ECMA-48, xterm's ctlseqs), by the names that the key map has for them. What
is not here, such as a key of the number pad with a digit on it, asks for nothing."""

_OWN_KEYS: Final[Mapping[Action, tuple[str, ...]]] = {Action.LEAVE: ("Q",)}
"""Keys of the terminal alone. Esc is none: over a slow line an arrow begins like it."""

_NOT_HERE: Final = frozenset(
    {Effect.STAY, Effect.REDO, Effect.EARLIER_SET, Effect.LATER_SET, Effect.FULL_SCREEN}
)
"""Effects of the window that a terminal does not have."""

_WORDS: Final[Mapping[Effect, str]] = {Effect.ASK_LEAVE: Effect.LEAVE.value, Effect.BACK: Effect.LEAVE.value}
"""Effects that amount to something simpler in a terminal, where leaving is not asked."""

_PRESS: Final = re.compile(r"\x1b\[\[[A-E]|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b[^\[O]?|[^\x1b]", re.DOTALL)
"""A key as it arrives: an escape sequence (ECMA-48), a letter with Alt, or a character."""

_UNFINISHED: Final = re.compile(r"\x1b(?:\[[0-?\[]*[ -/]*|O)?\Z")
_UNFINISHED_S: Final = 0.1
"""The rest of an escape sequence arrives sooner than this, or Esc was pressed."""


class KeyReader:
    """Turns what arrives from a terminal into actions, and leaves out repeats.

    `language` is that of the lifter, such as "el": it tells which keyboard is likely.
    """

    def __init__(
        self, keys: KeyMap | None = None, language: str = "", now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._keys = keys or KeyMap()
        self._language = language
        self._now_s = now_s
        self._last_s: dict[str, float] = {}
        self._held_back = ""
        self._held_since_s = 0.0

    def actions(self, text: str) -> list[Action]:
        """What is asked for. The rest of an escape sequence may arrive with the next text."""
        now_s = self._now_s()
        if self._held_back != "\x1b" or now_s - self._held_since_s < _UNFINISHED_S:
            text = self._held_back + text
        unfinished = _UNFINISHED.search(text)
        self._held_back, self._held_since_s = (unfinished[0], now_s) if unfinished else ("", 0.0)
        presses = _PRESS.findall(text.removesuffix(self._held_back))
        found = ((press, self._action_of(press)) for press in presses)
        return [action for press, action in found if action and self._is_fresh(press, action, now_s)]

    def _action_of(self, press: str) -> Action | None:
        for name in names_of(press, self._language):
            action = self._keys.action_of(name)
            action = action or next((own for own, names in _OWN_KEYS.items() if name in names), None)
            if action is not None:
                return action
        return None

    def _is_fresh(self, press: str, action: Action, now_s: float) -> bool:
        """False for a held key, which a terminal cannot tell from many presses, and for a bouncing one."""
        before_s = self._last_s.get(press)
        self._last_s[press] = now_s
        return action in REPEATING or before_s is None or (now_s - before_s) * 1000 >= DOUBLE_PRESS_MS


def names_of(press: str, language: str = "") -> Iterator[str]:
    """The names that a key may go by: that of what it writes, then that of its place on a keyboard."""
    if press in _SEQUENCES:
        yield _SEQUENCES[press]
    elif len(press) == 1:
        yield unicodedata.normalize("NFKC", press).upper()
        if letter := latin_letter(press, language):
            yield letter.upper()


def language_of(environment: Mapping[str, str]) -> str:
    """The language that the locale names, as in "el" for el_GR.UTF-8; "" if none."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return re.split(r"[_.@]", next(filter(None, names), ""))[0]


Hint = tuple[str, str]
"""A key's label and what it does."""


def hints(situation: Situation, keys: KeyMap, undo: str = "", *, all_of_them: bool = False) -> list[Hint]:
    """The keys that act now; only the most useful, unless `all_of_them` are wanted. `undo` is what can be
    undone, "" if nothing can."""
    named: dict[str, Hint] = {}
    for action, effect in TABLE[situation].items():
        wanted = all_of_them or action in HINTED
        words = _WORDS.get(effect, effect.value)
        if effect is Effect.UNDO:
            wanted, words = bool(undo), f"undo: {undo}"
        shown = labels_of(action, keys)
        if wanted and shown and effect not in _NOT_HERE and words not in named:
            named[words] = (shown[0], words)
    return list(named.values())


def labels_of(action: Action, keys: KeyMap) -> list[str]:
    """The keys of an action that a terminal can send, as they are labelled; function keys last, which many
    terminals keep to themselves."""
    usable = [name for name in (*_OWN_KEYS.get(action, ()), *keys.keys.get(action, ())) if _can_arrive(name)]
    return list(dict.fromkeys(label(name) for name in sorted(usable, key=lambda name: name == "F1")))


def _can_arrive(name: str) -> bool:
    return len(name) == 1 or name in _SEQUENCES.values()


def hint_lines(found: Iterable[Hint], width: int) -> str:
    """The hints on as many lines of at most `width` characters as they need."""
    lines = [""]
    for key, what in found:
        hint = f"{key} {what}"
        if lines[-1] and len(lines[-1]) + 3 + len(hint) > width:
            lines.append("")
        lines[-1] += f"   {hint}" if lines[-1] else hint
    return "\n".join(lines)


def keys_help(keys: KeyMap, width: int) -> str:
    """All keys of a session in the terminal, a paragraph for each thing that they do, for a help text."""
    lines = ["keys while it paces:"]
    for action in Action:
        done = [row[action] for row in TABLE.values() if action in row and row[action] not in _NOT_HERE]
        words = ", ".join(dict.fromkeys(_WORDS.get(effect, effect.value) for effect in done))
        if words and (shown := labels_of(action, keys)):
            told = f"{', '.join(shown)}: {words}"
            lines += wrap(told, max(width, 10), initial_indent="  ", subsequent_indent="    ")
    return "\n".join(lines)


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
