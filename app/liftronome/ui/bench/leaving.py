"""The question whether to leave: it is asked for a while, and only as long as its situation holds."""

from __future__ import annotations

from enum import Enum
from typing import Final

from liftronome.engine.clock import NS_PER_MS, Clock
from liftronome.presentation.bench_keys import Situation

ASKED_MS: Final = 8000
"""An unanswered question goes away after so long, and the session stays."""


class Left(Enum):
    """What is to be left. The value is the question."""

    SESSION = "Leave the session?"
    WINDOW = "Close Liftronome?"


class LeaveQuestion:
    """What is asked, None while nothing is."""

    def __init__(self, clock: Clock) -> None:
        self.asked: Left | None = None
        self._clock = clock
        self._until_ns = 0
        self._situation = Situation.GETTING_READY

    def ask(self, what: Left, situation: Situation) -> None:
        """Ask whether to leave, in a situation."""
        self.asked, self._situation = what, _phases_alike(situation)
        self._until_ns = self._clock.now_ns() + ASKED_MS * NS_PER_MS

    def drop(self) -> None:
        """Ask no longer."""
        self.asked = None

    def follow(self, situation: Situation) -> None:
        """Ask no longer if the situation is another by now, or no answer came."""
        if _phases_alike(situation) is not self._situation or self._clock.now_ns() >= self._until_ns:
            self.drop()


def _phases_alike(situation: Situation) -> Situation:
    """A set stays the same whether or not its phases are of own pace."""
    return Situation.IN_SET if situation is Situation.OWN_PACE else situation
