"""Reps: sequences of phase steps. Four digits are the usual way to write one, not the only one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.motion import HALFWAY, WHOLE_HEIGHTS, Heights
from liftronome.domain.phase import PLAYING_ORDER, Phase, Start
from liftronome.domain.tempo import Pace, PhaseTime, Tempo

DEFAULT_X_SLOT_MS: Final = 1000
"""The time that a phase written X is given, unless the preset says otherwise."""


OWN_PACE_LIMIT_MS: Final = 60_000
"""How long a phase of own pace lasts where no key comes, unless the preset says otherwise."""


class End(StrEnum):
    """An end of the range of motion."""

    STRETCHED = "stretched"
    SHORTENED = "shortened"

    @property
    def pause(self) -> Phase:
        """The pause that is held there."""
        return Phase.PAUSE_STRETCHED if self is End.STRETCHED else Phase.PAUSE_SHORTENED


def first_end(start: Start) -> End:
    """Where the first movement of a rep leads."""
    return End.STRETCHED if start is Start.ECCENTRIC else End.SHORTENED


class OwnPaceError(InputError):
    """A phase of the lifter's own pace was to be performed where no key can end it."""

    def __init__(self, tempo: Tempo) -> None:
        super().__init__(
            f"the tempo {tempo} has a phase of your own pace (*), which no key can end here: "
            "write it in seconds"
        )


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase of a rep, `duration_ms` long (more than 0); at most that long if it is of own pace.

    `heights` are those where it begins and ends, 0 (stretched) to 1 (shortened); () for a whole movement or a
    pause at its end, which is replaced by the heights themselves.
    """

    phase: Phase
    duration_ms: int
    explosive: bool = False
    own_pace: bool = False
    heights: Heights = ()

    def __post_init__(self) -> None:
        if self.duration_ms <= 0:
            raise InputError("a step of a rep needs a length")
        if not self.heights:
            object.__setattr__(self, "heights", WHOLE_HEIGHTS[self.phase])

    @property
    def from_height(self) -> float:
        """Where the weight is as the phase begins."""
        return self.heights[0]

    @property
    def to_height(self) -> float:
        """Where the weight is as the phase ends."""
        return self.heights[-1]


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
    tempo: Tempo,
    start: Start,
    x_slot_ms: int = DEFAULT_X_SLOT_MS,
    own_pace_limit_ms: int = OWN_PACE_LIMIT_MS,
    half: End | None = None,
) -> Rep:
    """The rep that a tempo describes for an exercise that begins with `start`.

    Phases of no length are left out; X lasts `x_slot_ms`, and a phase of own pace `own_pace_limit_ms`
    unless the lifter ends it. With `half` it is a one-and-a-half rep, whose half stands at that end: half a
    movement takes half its time, and pauses are held at the two ends alone.
    """
    steps = []
    for phase, heights in _movements(start, half):
        part = tempo.by_phase[phase]
        is_half = HALFWAY in heights
        if part.pace is Pace.OWN:
            steps.append(PhaseStep(phase, own_pace_limit_ms, own_pace=True, heights=heights))
        elif duration_ms := _duration_ms(part, x_slot_ms, is_half=is_half):
            explosive = part.pace is Pace.EXPLOSIVE
            steps.append(PhaseStep(phase, duration_ms, explosive=explosive, heights=heights))
    return Rep(tuple(steps))


def _duration_ms(part: PhaseTime, x_slot_ms: int, *, is_half: bool) -> int:
    whole_ms = x_slot_ms if part.pace is Pace.EXPLOSIVE else part.ms
    return (whole_ms + 1) // 2 if is_half else whole_ms


def _movements(start: Start, half: End | None) -> Iterator[tuple[Phase, Heights]]:
    """The phases of a rep with their heights, in playing order."""
    for phase in PLAYING_ORDER[start]:
        yield phase, WHOLE_HEIGHTS[phase]
        if half is None or phase is not half.pause:
            continue
        end, away, back = (
            (0.0, Phase.CONCENTRIC, Phase.ECCENTRIC)
            if half is End.STRETCHED
            else (1.0, Phase.ECCENTRIC, Phase.CONCENTRIC)
        )
        yield away, (end, HALFWAY)
        yield back, (HALFWAY, end)
        yield phase, WHOLE_HEIGHTS[phase]


def hold(duration_ms: int) -> Rep:
    """The one rep of an exercise without movement."""
    return Rep((PhaseStep(Phase.PAUSE_SHORTENED, duration_ms),))


def beat(duration_ms: int) -> Rep:
    """A rep of a ballistic exercise: a single beat, felt as one lift."""
    return Rep((PhaseStep(Phase.CONCENTRIC, duration_ms, explosive=True),))
