"""What a preset comes to: the length of its set and session, and the seconds under tension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from liftronome.domain.phase import Phase
from liftronome.domain.plan.session_plan import session_plan
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.planned import tension_by_phase


@dataclass(frozen=True, slots=True)
class Overview:
    """Times in milliseconds: the first working set from its count-in on, its time under tension by phase, and
    the whole session from the time to get ready to the end of the last set.

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
    plan = session_plan(preset)
    first = preset.first_working_set
    tension_ms = tension_by_phase([first])
    session_ms = plan.length_ms
    if session_ms is None:
        session_ms = sum(
            round_.wait.duration_ms + round_.count_in_ms + round_.planned.timed_ms
            for round_ in preset.rounds()
        )
    set_ms = preset.count_in_ms + first.timed_ms
    return Overview(set_ms, session_ms, tension_ms, first.length_ms is None)
