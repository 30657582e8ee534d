"""Reps: sequences of phase steps. Four digits are the usual way to write one, not the only one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.errors import InputError
from app.domain.phase import PLAYING_ORDER, Phase, Start
from app.domain.tempo import Pace, Tempo

DEFAULT_X_SLOT_MS: Final = 1000
"""The time that a phase written X is given, unless the preset says otherwise."""


class OwnPaceError(InputError):
    """A phase of the lifter's own pace was to be laid out in time, where nobody can end it."""


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase of a rep, `duration_ms` long (more than 0)."""

    phase: Phase
    duration_ms: int
    explosive: bool = False

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
    def duration_ms(self) -> int:
        """The rep's length, pauses included."""
        return sum(step.duration_ms for step in self.steps)


def rep_of(tempo: Tempo, start: Start, x_slot_ms: int = DEFAULT_X_SLOT_MS) -> Rep:
    """The rep that a tempo describes for an exercise that begins with `start`.

    Phases of no length are left out; X lasts `x_slot_ms`. Raises OwnPaceError if a phase is written *.
    """
    if tempo.has_own_pace:
        raise OwnPaceError(
            f"the tempo {tempo} has a phase of your own pace (*), and nothing here can tell when it ends: "
            "write it in seconds"
        )
    steps = []
    for phase in PLAYING_ORDER[start]:
        part = tempo.by_phase[phase]
        if part.pace is Pace.EXPLOSIVE:
            steps.append(PhaseStep(phase, x_slot_ms, explosive=True))
        elif part.ms:
            steps.append(PhaseStep(phase, part.ms))
    return Rep(tuple(steps))


def beat(duration_ms: int) -> Rep:
    """A rep of a ballistic exercise: a single beat, felt as one lift."""
    return Rep((PhaseStep(Phase.CONCENTRIC, duration_ms, explosive=True),))
