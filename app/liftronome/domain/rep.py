"""Reps: sequences of phase steps. Four digits are the usual way to write one, not the only one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.phase import PLAYING_ORDER, Phase, Start
from liftronome.domain.tempo import Pace, Tempo

DEFAULT_X_SLOT_MS: Final = 1000
"""The time that a phase written X is given, unless the preset says otherwise."""


OWN_PACE_LIMIT_MS: Final = 60_000
"""How long a phase of own pace lasts where no key comes, unless the preset says otherwise."""


class OwnPaceError(InputError):
    """A phase of the lifter's own pace was to be performed where no key can end it."""

    def __init__(self, tempo: Tempo) -> None:
        super().__init__(
            f"the tempo {tempo} has a phase of your own pace (*), which no key can end here: "
            "write it in seconds"
        )


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase of a rep, `duration_ms` long (more than 0); at most that long if it is of own pace."""

    phase: Phase
    duration_ms: int
    explosive: bool = False
    own_pace: bool = False

    def __post_init__(self) -> None:
        if self.duration_ms <= 0:
            raise InputError("a step of a rep needs a length")


@dataclass(frozen=True, slots=True)
class Rep:
    """What is performed in one rep, in playing order; at least one step."""

    steps: tuple[PhaseStep, ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise InputError("a rep needs at least one phase")

    @property
    def has_own_pace(self) -> bool:
        """True if a phase of it waits for the lifter."""
        return any(step.own_pace for step in self.steps)

    @property
    def duration_ms(self) -> int:
        """The rep's length, pauses included."""
        return sum(step.duration_ms for step in self.steps)


def rep_of(
    tempo: Tempo, start: Start, x_slot_ms: int = DEFAULT_X_SLOT_MS, own_pace_limit_ms: int = OWN_PACE_LIMIT_MS
) -> Rep:
    """The rep that a tempo describes for an exercise that begins with `start`.

    Phases of no length are left out; X lasts `x_slot_ms`, and a phase of own pace `own_pace_limit_ms`
    unless the lifter ends it.
    """
    steps = []
    for phase in PLAYING_ORDER[start]:
        part = tempo.by_phase[phase]
        if part.pace is Pace.EXPLOSIVE:
            steps.append(PhaseStep(phase, x_slot_ms, explosive=True))
        elif part.pace is Pace.OWN:
            steps.append(PhaseStep(phase, own_pace_limit_ms, own_pace=True))
        elif part.ms:
            steps.append(PhaseStep(phase, part.ms))
    return Rep(tuple(steps))


def beat(duration_ms: int) -> Rep:
    """A rep of a ballistic exercise: a single beat, felt as one lift."""
    return Rep((PhaseStep(Phase.CONCENTRIC, duration_ms, explosive=True),))
