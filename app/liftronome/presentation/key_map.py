"""Which keys ask for which action: the defaults, or what the lifter has assigned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.presentation.bench_keys import WORDS, Action

DEFAULT_KEYS: Final[Mapping[Action, tuple[str, ...]]] = {
    Action.GO: ("Space", "PgDown", "Right"),
    Action.PAUSE: ("P",),
    Action.END_SET: ("Return", "Enter", "PgUp"),
    Action.MORE_REP: ("M",),
    Action.SKIP: ("S",),
    Action.LONGER_REST: ("+", "="),
    Action.SHORTER_REST: ("-",),
    Action.RESTART: ("R",),
    Action.UNDO: ("U", "Backspace", "Ctrl+Z"),
    Action.REDO: ("Ctrl+Y", "Ctrl+Shift+Z"),
    Action.LOUDER: ("Up",),
    Action.SOFTER: ("Down",),
    Action.LEAVE: ("Esc",),
    Action.FULL_SCREEN: ("F11",),
    Action.HELP: ("F1", "?"),
}
"""The keys by their names in Qt's portable notation. Hints name the first; foot pedals and presenters send
Page Down, Page Up, the arrows or Space."""

ENTRY_KEYS: Final = frozenset({*"0123456789", ".", ",", "Tab", "Backtab"})
"""Keys that only the fields of a set take; they cannot be assigned."""

KEPT: Final = frozenset({Action.GO, Action.LEAVE})
"""Actions that always keep a key: without one, nobody could start a set or leave."""

_LABELS: Final = {
    "Return": "Enter",
    "PgDown": "Page Down",
    "PgUp": "Page Up",
    "Right": "→",
    "Left": "←",
    "Up": "↑",
    "Down": "↓",
    "-": "−",
}


def label(name: str) -> str:
    """What is written on a key."""
    return _LABELS.get(name, name)


@dataclass(frozen=True)
class KeyMap:
    """The keys of each action, by their names. No key has two actions."""

    keys: Mapping[Action, tuple[str, ...]] = field(default_factory=lambda: DEFAULT_KEYS)

    def action_of(self, name: str) -> Action | None:
        """The action that a key asks for."""
        return next((action for action, names in self.keys.items() if name in names), None)

    def action_for(self, names: Iterable[str]) -> Action | None:
        """The action that a key asks for, by the first of its names that has one."""
        return next((action for action in map(self.action_of, names) if action is not None), None)

    def label_of(self, action: Action) -> str:
        """The label of an action's first key, "" if it has none."""
        return next((label(name) for name in self.keys[action]), "")

    def labels_of(self, action: Action) -> tuple[str, ...]:
        """The labels of all keys of an action, each once."""
        return tuple(dict.fromkeys(label(name) for name in self.keys[action]))

    def with_key(self, action: Action, name: str) -> KeyMap:
        """The map with one more key for an action. Raises InputError if the key is taken."""
        if name in ENTRY_KEYS:
            raise InputError(f"{label(name)} is used in the fields of a set: choose another key")
        holder = self.action_of(name)
        if holder is action:
            return self
        if holder is not None:
            raise InputError(
                f"{label(name)} is already “{WORDS[holder]}”: remove it there first, or choose another key"
            )
        return self._with(action, (*self.keys[action], name))

    def without_key(self, action: Action, name: str) -> KeyMap:
        """The map without one key of an action. Raises InputError if the action has to keep it."""
        left = tuple(other for other in self.keys[action] if other != name)
        if not left and action in KEPT:
            raise InputError(f"“{WORDS[action]}” needs a key: assign another one first")
        return self._with(action, left)

    def stored(self) -> dict[str, list[str]]:
        """The actions that differ from the defaults, as the settings keep them."""
        return {
            action.value: list(names) for action, names in self.keys.items() if names != DEFAULT_KEYS[action]
        }

    def _with(self, action: Action, names: tuple[str, ...]) -> KeyMap:
        return replace(self, keys={**self.keys, action: names})


def restored(stored: Mapping[str, object]) -> KeyMap:
    """The map that settings have kept. What the lifter assigned comes before any default: a key that a later
    release gives to another action stays where the lifter put it. What means nothing is left out."""
    assigned: dict[Action, tuple[str, ...]] = {}
    taken = set(ENTRY_KEYS)
    for action in Action:
        names = stored.get(action.value)
        if isinstance(names, list):
            assigned[action] = _free((name for name in names if isinstance(name, str)), taken)
    keys = {
        action: assigned[action] if action in assigned else _free(DEFAULT_KEYS[action], taken)
        for action in Action
    }
    if not all(keys[action] for action in KEPT):
        needed = {action: DEFAULT_KEYS[action] for action in KEPT}
        given = {name for names in needed.values() for name in names}
        keys = {action: tuple(n for n in names if n not in given) for action, names in keys.items()} | needed
    return KeyMap(keys)


def _free(names: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    """Those names that no action has yet; they are taken from then on."""
    free = tuple(dict.fromkeys(name for name in names if name and name not in taken))
    taken.update(free)
    return free


DOUBLE_PRESS_MS: Final = 300
"""A second press of the same key sooner than this is a slip of the foot, or a pedal that bounces."""


class PressFilter:
    """Lets through presses that were meant: no auto-repeat, and no second press of a key within 300 ms."""

    def __init__(self) -> None:
        self._last_ms: dict[object, float] = {}

    def lets_through(self, key: object, at_ms: float, *, auto_repeat: bool = False) -> bool:
        """True if a press of a key, or a click on one thing, counts at a moment."""
        if auto_repeat:
            return False
        last_ms = self._last_ms.get(key)
        if last_ms is not None and 0 <= at_ms - last_ms < DOUBLE_PRESS_MS:
            return False
        self._last_ms[key] = at_ms
        return True
