"""What each action does in every situation: one table for keys, hints and help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from liftronome.engine.session import Session
    from liftronome.engine.snapshot import Stage

REST_STEP_MS: Final = 15_000
"""How much longer or shorter a key makes the rest."""


class Action(Enum):
    """What the lifter asks for with a key; what comes of it depends on the situation.

    The value is its name in the settings.
    """

    GO = "go"
    PAUSE = "pause"
    END_SET = "end_set"
    MORE_REP = "one_more_rep"
    SKIP = "skip"
    LONGER_REST = "longer_rest"
    SHORTER_REST = "shorter_rest"
    RESTART = "restart"
    UNDO = "undo"
    REDO = "redo"
    LOUDER = "louder"
    SOFTER = "softer"
    LEAVE = "leave"
    FULL_SCREEN = "full_screen"
    HELP = "help"


WORDS: Final[Mapping[Action, str]] = {
    Action.GO: "Go",
    Action.PAUSE: "Pause",
    Action.END_SET: "End the set",
    Action.MORE_REP: "One more rep",
    Action.SKIP: "Skip the wait",
    Action.LONGER_REST: "Longer rest",
    Action.SHORTER_REST: "Shorter rest",
    Action.RESTART: "Restart the set",
    Action.UNDO: "Undo",
    Action.REDO: "Redo",
    Action.LOUDER: "Louder",
    Action.SOFTER: "Softer",
    Action.LEAVE: "Leave",
    Action.FULL_SCREEN: "Full screen",
    Action.HELP: "Help",
}
"""What an action is called where its keys are listed."""


class Situation(Enum):
    """What the keys depend on, by its name in the help. A set is on from its count-in to its end."""

    GETTING_READY = "getting ready"
    RESTING = "at rest"
    WAIT_PAUSED = "wait paused"
    SET_WAITS = "set waits for you"
    IN_SET = "in a set"
    OWN_PACE = "at your own pace"
    BREAK = "in a break"
    SET_PAUSED = "set paused"
    FINISHED = "session over"


class Effect(Enum):
    """What an action does. The value is what hints and help say."""

    PAUSE = "pause"
    TAKE_UP = "go on"
    START_SET = "start the set"
    END_PHASE = "end the phase"
    END_SET = "end the set"
    MORE_REP = "one more rep"
    SKIP_READY = "start now"
    SKIP_REST = "skip the rest"
    SKIP_BREAK = "begin now"
    LONGER_REST = "15 s more"
    SHORTER_REST = "15 s less"
    RESTART = "restart the set"
    UNDO = "undo"
    REDO = "redo"
    LOUDER = "louder"
    SOFTER = "softer"
    ASK_LEAVE = "leave …"
    LEAVE = "leave"
    STAY = "stay"
    BACK = "back"
    EARLIER_SET = "earlier set"
    LATER_SET = "later set"
    FULL_SCREEN = "full screen"
    HELP = "help"


_ALWAYS: Final = {Action.FULL_SCREEN: Effect.FULL_SCREEN, Action.HELP: Effect.HELP}
_SOUNDING: Final = {Action.LOUDER: Effect.LOUDER, Action.SOFTER: Effect.SOFTER, **_ALWAYS}
_BETWEEN_SETS: Final = {
    Action.UNDO: Effect.UNDO,
    Action.REDO: Effect.REDO,
    Action.LEAVE: Effect.ASK_LEAVE,
    **_SOUNDING,
}
_SET_ON: Final = {
    Action.END_SET: Effect.END_SET,
    Action.MORE_REP: Effect.MORE_REP,
    Action.RESTART: Effect.RESTART,
    Action.UNDO: Effect.UNDO,
    Action.LEAVE: Effect.ASK_LEAVE,
    **_SOUNDING,
}

TABLE: Final[Mapping[Situation, Mapping[Action, Effect]]] = {
    Situation.GETTING_READY: {
        Action.GO: Effect.PAUSE,
        Action.PAUSE: Effect.PAUSE,
        Action.SKIP: Effect.SKIP_READY,
        Action.UNDO: Effect.UNDO,
        Action.LEAVE: Effect.LEAVE,
        **_SOUNDING,
    },
    Situation.RESTING: {
        Action.GO: Effect.PAUSE,
        Action.PAUSE: Effect.PAUSE,
        Action.SKIP: Effect.SKIP_REST,
        Action.LONGER_REST: Effect.LONGER_REST,
        Action.SHORTER_REST: Effect.SHORTER_REST,
        **_BETWEEN_SETS,
    },
    Situation.WAIT_PAUSED: {Action.GO: Effect.TAKE_UP, **_BETWEEN_SETS},
    Situation.SET_WAITS: {Action.GO: Effect.START_SET, **_BETWEEN_SETS},
    Situation.IN_SET: {Action.GO: Effect.PAUSE, Action.PAUSE: Effect.PAUSE, **_SET_ON},
    Situation.OWN_PACE: {Action.GO: Effect.END_PHASE, Action.PAUSE: Effect.PAUSE, **_SET_ON},
    Situation.BREAK: {
        Action.GO: Effect.SKIP_BREAK,
        Action.PAUSE: Effect.PAUSE,
        Action.SKIP: Effect.SKIP_BREAK,
        Action.LONGER_REST: Effect.LONGER_REST,
        Action.SHORTER_REST: Effect.SHORTER_REST,
        **_SET_ON,
    },
    Situation.SET_PAUSED: {Action.GO: Effect.TAKE_UP, **_SET_ON},
    # Go is left out: pressed a moment too late to pause, it would wipe the summary away.
    Situation.FINISHED: {
        Action.END_SET: Effect.BACK,
        Action.UNDO: Effect.UNDO,
        Action.REDO: Effect.REDO,
        Action.LOUDER: Effect.EARLIER_SET,
        Action.SOFTER: Effect.LATER_SET,
        Action.LEAVE: Effect.BACK,
        **_ALWAYS,
    },
}
"""What an action does in a situation; nothing if it is not there."""


def effects(situation: Situation, *, leave_asked: bool = False) -> Mapping[Action, Effect]:
    """What the actions do in a situation. While the lifter is asked whether to leave, only answers and what
    is urgent remain: Enter could mean "yes" as well as "end the set". Go answers that the session goes on,
    but still ends a phase of own pace and starts a set that waits."""
    row = TABLE[situation]
    if not leave_asked:
        return row
    goes_on = row.get(Action.GO) in (Effect.END_PHASE, Effect.START_SET)
    answers = {Action.GO: row[Action.GO] if goes_on else Effect.STAY, Action.LEAVE: Effect.LEAVE, **_SOUNDING}
    return {Action.PAUSE: Effect.PAUSE, **answers} if Action.PAUSE in row else answers


HINTED: Final = (
    Action.GO,
    Action.PAUSE,
    Action.END_SET,
    Action.MORE_REP,
    Action.SKIP,
    Action.LONGER_REST,
    Action.LEAVE,
    Action.HELP,
)
"""The actions that hints name: only as many as can be read from afar. The help names all."""

REPEATING: Final = frozenset({Action.LOUDER, Action.SOFTER, Action.LONGER_REST, Action.SHORTER_REST})
"""What repeats while its key is held down, and counts however quickly it is pressed."""


def situation_of(stage: Stage, *, at_rest: bool = False, own_pace: bool = False) -> Situation:
    """The situation that a session's stage amounts to.

    `at_rest` is true while the quiet time before a count-in holds, `own_pace` while a phase of own pace
    does, be they paused or not.
    """
    from liftronome.engine.snapshot import Stage  # where there is a stage, it is loaded

    if stage is Stage.FINISHED:
        return Situation.FINISHED
    if stage is Stage.PAUSED:
        return Situation.WAIT_PAUSED if at_rest else Situation.SET_PAUSED
    if stage is Stage.WAITING:
        return Situation.SET_WAITS
    if stage is Stage.BREAK:
        return Situation.BREAK
    if stage is Stage.RESTING:
        return Situation.RESTING
    if at_rest:
        return Situation.GETTING_READY
    return Situation.OWN_PACE if own_pace else Situation.IN_SET


def hints(
    situation: Situation, *, leave_asked: bool = False, has_entry: bool = False
) -> Iterator[tuple[Action, Effect]]:
    """What is worth naming now: no second action that does the same, and not the end of a set while its
    fields are shown, which have its key."""
    row = effects(situation, leave_asked=leave_asked)
    told: set[Effect] = set()
    for action in HINTED:
        effect = row.get(action)
        is_hidden = has_entry and action is Action.END_SET
        if effect is not None and effect not in told and not is_hidden:
            told.add(effect)
            yield action, effect


def session_effects(session: Session) -> dict[Effect, Callable[[], None]]:
    """The effects that are the session's own, whatever shows it."""
    return {
        Effect.PAUSE: session.pause,
        Effect.TAKE_UP: session.go,
        Effect.START_SET: session.go,
        Effect.END_PHASE: session.go,
        Effect.END_SET: session.end_set,
        Effect.MORE_REP: session.one_more_rep,
        Effect.SKIP_READY: session.skip_wait,
        Effect.SKIP_REST: session.skip_wait,
        Effect.SKIP_BREAK: session.skip_wait,
        Effect.LONGER_REST: lambda: session.change_rest(REST_STEP_MS),
        Effect.SHORTER_REST: lambda: session.change_rest(-REST_STEP_MS),
        Effect.RESTART: session.restart_set,
        Effect.UNDO: session.undo,
    }
