"""Gaps in playing: stretches of a timeline in which nothing was heard, though it should have been.

The output says how far the timeline was heard (`AudioOutput.heard_ms`). Where the clock is further than
that, the device, the sound server, the player or the whole computer stood still. An output that cannot
say (none is playing, or the system does not tell) leaves two other signs: the computer slept, or the engine
itself did not run for so long that nothing can have been shown either.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from liftronome.audio.output import FAST_CARD_PPM, AudioOutput
from liftronome.engine.clock import NS_PER_MS, Clock

LAG_MS: Final = 400
"""How far behind the clock a timeline may be heard without a gap. What the device has read is known in steps
of about 43 ms, and it reads up to 110 ms ahead of the ear; a busy computer adds tens of milliseconds."""

END_MS: Final = 200
"""A timeline that was heard to within this of its end was heard whole: outputs say up to 160 ms less."""

SLEEP_MS: Final = 2000
"""A computer that has slept for less was heard to stop, or was not playing."""

STALL_MS: Final = 10_000
"""Where nobody knows what was heard, an engine that has not run for so long has shown nothing meanwhile."""


class GapCause(Enum):
    """Why nothing was heard. The value is what the lifter is told."""

    SLEEP = "Paused: the computer was asleep."
    STALL = "Paused: Liftronome was not running for a while."
    SOUND = "Paused: the sound device stopped playing."


@dataclass(frozen=True, slots=True)
class Gap:
    """From `at_ms` of the timeline on, nothing was heard or shown."""

    cause: GapCause
    at_ms: float


def allowed_lag_ms(position_ms: float) -> float:
    """How far behind a position the ear may be: `LAG_MS`, and what a slow card loses on the way there."""
    return LAG_MS + position_ms * FAST_CARD_PPM / 1_000_000


class GapWatch:
    """Compares the clock with what was heard each time that the engine runs."""

    def __init__(self, clock: Clock, output: AudioOutput) -> None:
        self._clock = clock
        self._output = output
        self._ran_ns = 0
        self._asleep_ns = 0

    def start(self) -> None:
        """Another timeline begins to play."""
        self._ran_ns = self._clock.now_ns()
        self._asleep_ns = self._clock.asleep_ns()

    def look(self, zero_ns: int, duration_ms: int) -> Gap | None:
        """The gap that has come since the last look, in a timeline that began at `zero_ns`."""
        now_ns, asleep_ns = self._clock.now_ns(), self._clock.asleep_ns()
        away_ms = (now_ns - self._ran_ns) / NS_PER_MS
        slept = asleep_ns - self._asleep_ns > SLEEP_MS * NS_PER_MS
        ran_ms = max((self._ran_ns - zero_ns) / NS_PER_MS, 0.0)
        self._ran_ns, self._asleep_ns = now_ns, asleep_ns
        position_ms = (now_ns - zero_ns) / NS_PER_MS
        heard_ms = self._output.heard_ms()
        if slept:
            return Gap(GapCause.SLEEP, ran_ms if heard_ms is None else min(heard_ms, duration_ms))
        if heard_ms is None:
            return Gap(GapCause.STALL, ran_ms) if away_ms > STALL_MS else None
        all_heard = heard_ms >= duration_ms - END_MS
        if all_heard or position_ms - heard_ms <= allowed_lag_ms(min(position_ms, duration_ms)):
            return None
        cause = GapCause.STALL if away_ms > LAG_MS else GapCause.SOUND
        return Gap(cause, max(heard_ms, 0.0))
