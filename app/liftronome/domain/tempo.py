"""The tempo of a rep: how long each of its four phases lasts, written eccentric first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.phase import Phase

MAX_PHASE_MS: Final = 60_000
"""No phase is longer than a minute."""

WRITTEN_ORDER: Final = (Phase.ECCENTRIC, Phase.PAUSE_STRETCHED, Phase.CONCENTRIC, Phase.PAUSE_SHORTENED)
"""The order of the four parts on paper, whichever movement the rep begins with."""


class Pace(Enum):
    """Who or what decides how long a phase lasts."""

    TIMED = "timed"
    EXPLOSIVE = "explosive"
    """Written X: as fast as intended. It is given a time slot, which is not part of the tempo."""
    OWN = "own"
    """Written *: until the lifter says so."""


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """One part of a tempo: a length in whole milliseconds, or X, or own pace (`ms` is 0 in both)."""

    pace: Pace
    ms: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.ms <= MAX_PHASE_MS:
            raise InputError(f"a phase lasts 0 to {MAX_PHASE_MS // 1000} s, not {self.ms / 1000:g} s")
        if self.pace is not Pace.TIMED and self.ms:
            raise InputError("X and * have no length of their own")

    @property
    def is_nothing(self) -> bool:
        """True for a phase of no length, which a rep leaves out."""
        return self.pace is Pace.TIMED and self.ms == 0


EXPLOSIVE: Final = PhaseTime(Pace.EXPLOSIVE)
OWN_PACE: Final = PhaseTime(Pace.OWN)


def timed(ms: int) -> PhaseTime:
    """A phase of `ms` milliseconds."""
    return PhaseTime(Pace.TIMED, ms)


@dataclass(frozen=True, slots=True)
class Tempo:
    """The four durations of a rep. `str(tempo)` writes it in the shortest usual form.

    Raises InputError for X in a pause, and for a tempo in which nothing lasts any time.
    """

    eccentric: PhaseTime
    pause_stretched: PhaseTime
    concentric: PhaseTime
    pause_shortened: PhaseTime

    def __post_init__(self) -> None:
        if Pace.EXPLOSIVE in (self.pause_stretched.pace, self.pause_shortened.pace):
            raise InputError("X stands for a movement, and a pause has none: give the pause in seconds")
        if all(part.is_nothing for part in self.parts):
            raise InputError("all four parts are 0: give at least one phase a time, as in 3-1-X-2")

    @property
    def parts(self) -> tuple[PhaseTime, PhaseTime, PhaseTime, PhaseTime]:
        """The four parts in written order."""
        return (self.eccentric, self.pause_stretched, self.concentric, self.pause_shortened)

    @property
    def by_phase(self) -> Mapping[Phase, PhaseTime]:
        """The four parts by the phase they belong to."""
        return dict(zip(WRITTEN_ORDER, self.parts, strict=True))

    @property
    def has_own_pace(self) -> bool:
        """True if any phase waits for the lifter."""
        return any(part.pace is Pace.OWN for part in self.parts)

    def __str__(self) -> str:
        parts = [self._written(phase, part) for phase, part in self.by_phase.items()]
        if all(len(part) == 1 and part != "*" for part in parts):
            return "".join(parts)
        return "-".join(parts)

    def _written(self, phase: Phase, part: PhaseTime) -> str:
        if part.pace is Pace.OWN:
            return "*"
        if part.pace is Pace.EXPLOSIVE:
            return "X!" if phase is Phase.ECCENTRIC else "X"
        left_out = phase is Phase.CONCENTRIC and part.is_nothing and not self.eccentric.is_nothing
        return "0!" if left_out else seconds_text(part.ms)


def seconds_text(ms: int) -> str:
    """`ms` milliseconds in seconds, with no more digits than needed: 3, 3.5, 0.125."""
    whole, fraction = divmod(ms, 1000)
    return f"{whole}.{fraction:03d}".rstrip("0").rstrip(".")
