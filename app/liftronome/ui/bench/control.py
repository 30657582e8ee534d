"""From a key or a click to what it does: the fields of a set first, then the table of the bench."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtGui import QKeyEvent

from liftronome.engine.clock import NS_PER_MS, Clock
from liftronome.presentation.bench_keys import REPEATING, Action, Effect, Situation, effects, hints
from liftronome.presentation.key_map import KeyMap, PressFilter
from liftronome.ui.bench.entries import Entries
from liftronome.ui.bench.leaving import Left
from liftronome.ui.history.entry_panel import field_hints
from liftronome.ui.history.set_entry import CONFIRM, FIELD_KEYS, Field, SetEntry
from liftronome.ui.options.key_events import key_names, label_of, native_label
from liftronome.ui.widgets.key_hints import Hint

CLOSE_KEY: Final = "Ctrl+Q"


_REPEATED_IN_FIELDS: Final = frozenset({"Backspace"})


class KeyControl:
    """Does what a key or a click asks for in a situation, if it was meant.

    `does` says how each effect comes about. `clock` times presses that come without a time stamp.
    """

    def __init__(
        self, keys: KeyMap, entries: Entries, does: Mapping[Effect, Callable[[], None]], clock: Clock
    ) -> None:
        self._keys = keys
        self._entries = entries
        self._does = does
        self._clock = clock
        self._presses = PressFilter()

    def owns(self, event: QKeyEvent) -> bool:
        """True for a key that is the bench's, whatever it does now."""
        names = key_names(event)
        return not FIELD_KEYS.isdisjoint(names) or self._keys.action_for(names) is not None

    def press(
        self, event: QKeyEvent, situation: Situation, *, asked: Left | None, has_entry: bool, in_set: bool
    ) -> Effect | None:
        """Do what a key says; the effect, None if it had none of the table's. `has_entry` is true where the
        fields of a set are open or may be opened, `in_set` where the next set is already on."""
        names = key_names(event)
        if has_entry and names and self._goes_into_field(names[-1], event, in_set=in_set):
            return None
        action = self._keys.action_for(names)
        if action is None or (action not in REPEATING and not self._is_meant(names[-1], event)):
            return None
        return self._do(action, situation, asked)

    def click(
        self, asks: object, situation: Situation, *, asked: Left | None, in_set: bool = False
    ) -> Effect | None:
        """Do what a click asks for: an action, or a key of the fields by its name."""
        if isinstance(asks, str):
            self._entries.take_key(asks, in_set=in_set)
            return None
        if not isinstance(asks, Action) or (asks not in REPEATING and not self.is_meant(asks)):
            return None
        return self._do(asks, situation, asked)

    def is_meant(self, asks: object) -> bool:
        """True for a click that is not the second of a double click."""
        return self._presses.lets_through(asks, self._clock.now_ns() / NS_PER_MS)

    def _do(self, action: Action, situation: Situation, asked: Left | None) -> Effect | None:
        effect = effects(situation, leave_asked=asked is not None).get(action)
        if asked is Left.WINDOW and effect is Effect.LEAVE:
            effect = Effect.STAY  # Esc is no way to close a window
        if effect is not None:
            self._does[effect]()
        return effect

    def _goes_into_field(self, name: str, event: QKeyEvent, *, in_set: bool) -> bool:
        entry = self._entries.current
        if entry is None:
            return False
        if event.isAutoRepeat() and name not in _REPEATED_IN_FIELDS:
            return False
        # Enter has just ended the set: if it bounces, it neither opens the fields nor accepts what is there.
        has_just_ended = self._entries.is_untouched or not (entry.is_active or in_set)
        if name in CONFIRM and has_just_ended and not self._is_meant(name, event):
            return False
        return self._entries.take_key(name, in_set=in_set)

    def _is_meant(self, name: str, event: QKeyEvent) -> bool:
        # The event's own time is when the key went down, even if the window was frozen meanwhile.
        at_ms = event.timestamp() or self._clock.now_ns() / NS_PER_MS
        return self._presses.lets_through(name, at_ms, auto_repeat=event.isAutoRepeat())


def shown_hints(
    situation: Situation, keys: KeyMap, entry: SetEntry | None, asked: Left | None = None
) -> list[Hint]:
    """The hints at the foot of the screen. `entry` are the fields of a set, if they are shown."""
    named = hints(situation, leave_asked=asked is not None, has_entry=entry is not None)
    told = [Hint(label_of(keys, action), effect.value, action) for action, effect in named]
    if asked is Left.WINDOW:
        told = [hint for hint in told if hint.asks is not Action.LEAVE]
        return [Hint(native_label(CLOSE_KEY), "close", Left.WINDOW), *told]
    if asked is not None or entry is None:
        return told
    if not entry.is_active:
        return [Hint("Enter", "note reps", Field.REPS), *_choosing(situation), *told]
    go = [hint for hint in told if hint.asks is Action.GO]
    typing = Hint("0–9", "type", entry.field)
    return [typing, *field_hints(entry), *go]


def _choosing(situation: Situation) -> list[Hint]:
    if situation is not Situation.FINISHED:
        return []
    return [Hint("↑", "earlier set", Action.LOUDER), Hint("↓", "later set", Action.SOFTER)]


def undo_hints(keys: KeyMap, offer: str, entries: Entries | None) -> list[Hint]:
    """What can be undone or redone: what the session offers (`offer`), else corrections of `entries`."""
    undo, redo = label_of(keys, Action.UNDO), label_of(keys, Action.REDO)
    if offer:
        return [Hint(undo, offer, Action.UNDO)]
    told = []
    if entries is not None and entries.undoable:
        told.append(Hint(undo, f"undo: {entries.undoable}", Action.UNDO))
    if entries is not None and entries.redoable:
        told.append(Hint(redo, "redo", Action.REDO))
    return told
