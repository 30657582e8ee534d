"""What a preset comes to: the length of its set and session, and the seconds under tension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.phase import Phase
from app.domain.preset import Preset
from app.domain.rep import Rep


@dataclass(frozen=True, slots=True)
class Overview:
    """Times in milliseconds: a set from its count-in on, its time under tension by phase, and the whole
    session from the time to get ready to the end of the last set."""

    rep: Rep
    set_ms: int
    session_ms: int
    tension_by_phase_ms: Mapping[Phase, int]

    @property
    def tension_ms(self) -> int:
        """The time under tension of one set."""
        return sum(self.tension_by_phase_ms.values())


def overview(preset: Preset) -> Overview:
    """The times of a preset.

    Raises InputError if a set would be longer than 15 minutes, OwnPaceError if a phase has no length.
    """
    timeline = preset.timeline()
    reps_ms = timeline.duration_ms - preset.count_in_ms
    session_ms = sum(round_.wait.duration_ms + round_.count_in_ms + reps_ms for round_ in preset.rounds())
    return Overview(preset.rep, timeline.duration_ms, session_ms, timeline.tension_ms())
