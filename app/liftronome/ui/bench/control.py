"""From a key to what it does: the fields of a set first, then the table of the bench."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtGui import QKeyEvent

from liftronome.engine.clock import NS_PER_MS, Clock
from liftronome.presentation.bench_keys import REPEATING, TABLE, Action, Effect, Situation, hints
from liftronome.presentation.key_map import KeyMap, PressFilter
from liftronome.ui.bench.entries import Entries
from liftronome.ui.history.set_entry import FIELD_KEYS, Field, SetEntry
from liftronome.ui.options.key_events import key_name

_CONFIRM: Final = frozenset({"Return", "Enter"})
_REPEATED_IN_FIELDS: Final = frozenset({"Backspace"})


class KeyControl:
    """Does what a key asks for in a situation, if it was pressed on purpose.

    `effects` says how each effect comes about. `clock` times presses that come without a time stamp.
    """

    def __init__(
        self, keys: KeyMap, entries: Entries, effects: Mapping[Effect, Callable[[], None]], clock: Clock
    ) -> None:
        self._keys = keys
        self._entries = entries
        self._effects = effects
        self._clock = clock
        self._presses = PressFilter()

    def owns(self, event: QKeyEvent) -> bool:
        """True for a key that is the bench's, whatever it does now."""
        name = key_name(event)
        return name in FIELD_KEYS or self._keys.action_of(name) is not None

    def press(self, event: QKeyEvent, situation: Situation, *, has_entry: bool) -> Effect | None:
        """Do what a key says; the effect, None if it had none of the table's. `has_entry` is true where
        the fields of a set are shown."""
        name = key_name(event)
        if has_entry and self._goes_into_field(name, event):
            return None
        action = self._keys.action_of(name)
        if action is None:
            return None
        if action not in REPEATING and not self._is_meant(name, event):
            return None
        effect = TABLE[situation].get(action)
        if effect is not None:
            self._effects[effect]()
        return effect

    def _goes_into_field(self, name: str, event: QKeyEvent) -> bool:
        entry = self._entries.current
        if entry is None:
            return False
        if event.isAutoRepeat() and name not in _REPEATED_IN_FIELDS:
            return False
        # Enter has just ended the set: if it bounces, it does not open the fields.
        if name in _CONFIRM and not entry.is_active and not self._is_meant(name, event):
            return False
        return self._entries.take_key(name)

    def _is_meant(self, name: str, event: QKeyEvent) -> bool:
        # The event's own time is when the key went down, even if the window was frozen meanwhile.
        at_ms = event.timestamp() or self._clock.now_ns() / NS_PER_MS
        return self._presses.lets_through(name, at_ms, auto_repeat=event.isAutoRepeat())


def shown_hints(situation: Situation, keys: KeyMap, entry: SetEntry | None) -> list[tuple[str, str]]:
    """The hints at the foot of the screen: keys, and what they do now. `entry` are the fields of a set, if
    they are shown."""
    named = hints(situation, has_entry=entry is not None)
    told = [(keys.label_of(action), effect.value) for action, effect in named if keys.label_of(action)]
    if entry is None:
        return told
    if not entry.is_active:
        return [("Enter", "note reps"), *_choosing(situation), *told]
    units = [("K  L", "kg, lb")] if entry.field is Field.LOAD else []
    go = [(key, what) for key, what in told if key == keys.label_of(Action.GO)]
    return [("0–9", "type"), ("Enter", "accept"), ("Tab", "next field"), *units, ("Esc", "done"), *go]


def _choosing(situation: Situation) -> list[tuple[str, str]]:
    return [("↑  ↓", "other set")] if situation is Situation.FINISHED else []
