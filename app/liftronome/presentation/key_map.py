"""Which keys ask for which action: as shipped, or as the lifter has assigned them."""

from __future__ import annotations

from collections.abc import Mapping
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
    Action.LOUDER: ("Up",),
    Action.SOFTER: ("Down",),
    Action.LEAVE: ("Esc",),
    Action.FULL_SCREEN: ("F11",),
    Action.HELP: ("F1", "?"),
}
"""The keys by their names in Qt's portable notation. The first is the one that hints name; foot pedals and
presenters send Page Down, Page Up, the arrows or Space."""

ENTRY_KEYS: Final = frozenset({*"0123456789", ".", ",", "Tab", "Backtab"})
"""Keys that belong to the fields of a set alone, and cannot be assigned."""

KEPT: Final = frozenset({Action.GO, Action.LEAVE})
"""Actions that always keep a key: without them nobody could start, or go home."""

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
    """The keys of each action, by their names. No key is there twice."""

    keys: Mapping[Action, tuple[str, ...]] = field(default_factory=lambda: DEFAULT_KEYS)

    def action_of(self, name: str) -> Action | None:
        """The action that a key asks for."""
        return next((action for action, names in self.keys.items() if name in names), None)

    def label_of(self, action: Action) -> str:
        """The first key of an action, as it is labelled; "" if it has none."""
        return next((label(name) for name in self.keys[action]), "")

    def labels_of(self, action: Action) -> tuple[str, ...]:
        """All keys of an action, as they are labelled; what is labelled alike is named once."""
        return tuple(dict.fromkeys(label(name) for name in self.keys[action]))

    def with_key(self, action: Action, name: str) -> KeyMap:
        """The map with one more key for an action. Raises InputError if the key is taken."""
        if name in ENTRY_KEYS:
            raise InputError(f"{label(name)} belongs to the fields of a set: choose another key")
        holder = self.action_of(name)
        if holder is action:
            return self
        if holder is not None:
            raise InputError(
                f"{label(name)} is already “{WORDS[holder]}”: take it away there first, or choose another key"
            )
        return self._with(action, (*self.keys[action], name))

    def without_key(self, action: Action, name: str) -> KeyMap:
        """The map without one key of an action. Raises InputError if the action has to keep it."""
        left = tuple(other for other in self.keys[action] if other != name)
        if not left and action in KEPT:
            raise InputError(f"“{WORDS[action]}” needs a key: assign another one first")
        return self._with(action, left)

    def stored(self) -> dict[str, list[str]]:
        """What of it the settings keep: the actions that differ from what is shipped."""
        return {
            action.value: list(names) for action, names in self.keys.items() if names != DEFAULT_KEYS[action]
        }

    def _with(self, action: Action, names: tuple[str, ...]) -> KeyMap:
        return replace(self, keys={**self.keys, action: names})


def restored(stored: Mapping[str, object]) -> KeyMap:
    """The map that settings have kept; as shipped, if what they say cannot be used."""
    keys = dict(DEFAULT_KEYS)
    for action in Action:
        names = stored.get(action.value)
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            keys[action] = tuple(names)
    taken = [name for names in keys.values() for name in names]
    usable = len(set(taken)) == len(taken) and not ENTRY_KEYS & set(taken) and all(keys[a] for a in KEPT)
    return KeyMap(keys) if usable else KeyMap()


DOUBLE_PRESS_MS: Final = 300
"""A second press of the same key sooner than this is a slip of the foot, or a pedal that bounces."""


class PressFilter:
    """Lets through a press that was meant: no auto-repeat, and no second press of a key at once."""

    def __init__(self) -> None:
        self._last_ms: dict[str, float] = {}

    def lets_through(self, key: str, at_ms: float, *, auto_repeat: bool = False) -> bool:
        """True if a press of `key` at a moment counts."""
        if auto_repeat:
            return False
        last_ms = self._last_ms.get(key)
        if last_ms is not None and 0 <= at_ms - last_ms < DOUBLE_PRESS_MS:
            return False
        self._last_ms[key] = at_ms
        return True
