"""What a preset comes to: the length of its set and session, and the seconds under tension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from liftronome.domain.layout import NO_WAIT
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset, Round


@dataclass(frozen=True, slots=True)
class Overview:
    """Times in milliseconds: a set from its count-in on, its time under tension by phase, and the whole
    session from the time to get ready to the end of the last set.

    `is_open`: a phase of own pace comes on top of all of them.
    """

    set_ms: int
    session_ms: int
    tension_by_phase_ms: Mapping[Phase, int]
    is_open: bool

    @property
    def tension_ms(self) -> int:
        """The time under tension of one set."""
        return sum(self.tension_by_phase_ms.values())


def overview(preset: Preset) -> Overview:
    """The times of a preset. Raises InputError if a set would be longer than 15 minutes."""
    preset.round_timeline(Round(1, None, NO_WAIT, preset.count_in_ms))
    tension_ms = dict.fromkeys(Phase, 0)
    for step in preset.rep.steps:
        tension_ms[step.phase] += 0 if step.own_pace else step.duration_ms * preset.reps
    reps_ms = sum(tension_ms.values())
    session_ms = sum(round_.wait.duration_ms + round_.count_in_ms + reps_ms for round_ in preset.rounds())
    return Overview(preset.count_in_ms + reps_ms, session_ms, tension_ms, preset.rep.has_own_pace)
