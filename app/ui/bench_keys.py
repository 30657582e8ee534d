"""What each key does on the bench screen, in every situation: one table, for the keys and the hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from PySide6.QtCore import Qt

from app.engine.snapshot import Stage

DOUBLE_PRESS_MS: Final = 300
"""A second press of the same key sooner than this is a slip of the foot, or a pedal that bounces."""


class Action(Enum):
    """What the lifter asks for with a key; what comes of it depends on the situation.

    The value is the key that the hints name. A foot pedal or a presenter sends one of the others.
    """

    GO = "Space"
    PAUSE = "P"
    END_SET = "Enter"
    LEAVE = "Esc"
    FULL_SCREEN = "F11"


KEYS: Final[Mapping[int, Action]] = {
    Qt.Key.Key_Space: Action.GO,
    Qt.Key.Key_PageDown: Action.GO,
    Qt.Key.Key_Right: Action.GO,
    Qt.Key.Key_P: Action.PAUSE,
    Qt.Key.Key_Return: Action.END_SET,
    Qt.Key.Key_Enter: Action.END_SET,
    Qt.Key.Key_PageUp: Action.END_SET,
    Qt.Key.Key_Escape: Action.LEAVE,
    Qt.Key.Key_F11: Action.FULL_SCREEN,
}


class Situation(Enum):
    """What the keys depend on. A set is running from its count-in to its end."""

    WAITING = "getting ready, or at rest"
    WAIT_PAUSED = "getting ready or at rest, and paused"
    SET_WAITS = "the next set waits for the key"
    IN_SET = "in a set"
    OWN_PACE = "in a phase of own pace"
    SET_PAUSED = "in a set, and paused"
    LEAVE_ASKED = "asked whether to leave"
    FINISHED = "finished"


class Effect(Enum):
    """What a key does. The value is what the hint says."""

    PAUSE = "pause"
    TAKE_UP = "go on"
    START_SET = "start the set"
    END_PHASE = "end the phase"
    END_SET = "end set"
    ASK_LEAVE = "leave …"
    LEAVE = "leave"
    STAY = "stay"
    BACK = "back"
    FULL_SCREEN = "full screen"


TABLE: Final[Mapping[Situation, Mapping[Action, Effect]]] = {
    Situation.WAITING: {
        Action.GO: Effect.PAUSE,
        Action.PAUSE: Effect.PAUSE,
        Action.LEAVE: Effect.LEAVE,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
    Situation.WAIT_PAUSED: {
        Action.GO: Effect.TAKE_UP,
        Action.LEAVE: Effect.LEAVE,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
    Situation.SET_WAITS: {
        Action.GO: Effect.START_SET,
        Action.LEAVE: Effect.LEAVE,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
    Situation.IN_SET: {
        Action.GO: Effect.PAUSE,
        Action.PAUSE: Effect.PAUSE,
        Action.END_SET: Effect.END_SET,
        Action.LEAVE: Effect.ASK_LEAVE,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
    Situation.OWN_PACE: {
        Action.GO: Effect.END_PHASE,
        Action.PAUSE: Effect.PAUSE,
        Action.END_SET: Effect.END_SET,
        Action.LEAVE: Effect.ASK_LEAVE,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
    Situation.SET_PAUSED: {
        Action.GO: Effect.TAKE_UP,
        Action.END_SET: Effect.END_SET,
        Action.LEAVE: Effect.ASK_LEAVE,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
    # Enter is left out: in answer to a question it could mean "yes" as well as "end the set".
    Situation.LEAVE_ASKED: {
        Action.GO: Effect.STAY,
        Action.PAUSE: Effect.PAUSE,
        Action.LEAVE: Effect.LEAVE,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
    # Go is left out: pressed a moment too late to pause, it would wipe the summary away.
    Situation.FINISHED: {
        Action.END_SET: Effect.BACK,
        Action.LEAVE: Effect.BACK,
        Action.FULL_SCREEN: Effect.FULL_SCREEN,
    },
}
"""What an action does in a situation; nothing if it is not there."""


def situation_of(
    stage: Stage, *, at_rest: bool = False, own_pace: bool = False, leave_asked: bool = False
) -> Situation:
    """The situation that a session's stage amounts to.

    `at_rest` is true while the quiet time before a count-in holds, `own_pace` while a phase of own pace
    does, be they paused or not.
    """
    if stage is Stage.FINISHED:
        return Situation.FINISHED
    if leave_asked:
        return Situation.LEAVE_ASKED
    if stage is Stage.PAUSED:
        return Situation.WAIT_PAUSED if at_rest else Situation.SET_PAUSED
    if stage is Stage.WAITING:
        return Situation.SET_WAITS
    if at_rest:
        return Situation.WAITING
    return Situation.OWN_PACE if own_pace else Situation.IN_SET


def hints(situation: Situation) -> Iterator[tuple[str, str]]:
    """The keys that do something now and what that is. A second key for the same is not named."""
    told: set[Effect] = set()
    for action, effect in TABLE[situation].items():
        if effect not in told:
            told.add(effect)
            yield action.value, effect.value


class PressFilter:
    """Lets through a press that was meant: no auto-repeat, and no second press of a key at once."""

    def __init__(self) -> None:
        self._last_ms: dict[int, float] = {}

    def lets_through(self, key: int, at_ms: float, *, auto_repeat: bool = False) -> bool:
        """True if a press of `key` at a moment counts."""
        if auto_repeat:
            return False
        last_ms = self._last_ms.get(key)
        if last_ms is not None and 0 <= at_ms - last_ms < DOUBLE_PRESS_MS:
            return False
        self._last_ms[key] = at_ms
        return True
