"""What a preset comes to: the length of its sets and session, and the seconds under tension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from liftronome.domain.phase import Phase
from liftronome.domain.plan.session_plan import SessionPlan, session_plan
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.planned import tension_by_phase


@dataclass(frozen=True, slots=True)
class Overview:
    """Times in milliseconds: the first working set from its count-in on, its time under tension by phase, and
    the whole session from the time to get ready to the end of the last set, with its time under tension.

    The ranges are those of the shortest and the longest working set. `is_open`: an open set or a phase of own
    pace comes on top of all of them.
    """

    set_ms: int
    session_ms: int
    tension_by_phase_ms: Mapping[Phase, int]
    is_open: bool
    set_range_ms: tuple[int, int]
    tension_range_ms: tuple[int, int]
    session_tension_ms: int

    @property
    def tension_ms(self) -> int:
        """The time under tension of the first working set."""
        return sum(self.tension_by_phase_ms.values())


def overview(preset: Preset) -> Overview:
    """The times of a preset. Raises InputError if a set would be longer than 15 minutes."""
    return overview_of(session_plan(preset))


def overview_of(plan: SessionPlan) -> Overview:
    """The times of a plan."""
    preset = plan.preset
    working = [planned for planned in plan.sets if not planned.warm_up]
    lengths = [preset.count_in_ms + planned.timed_ms for planned in working]
    tensions = [sum(tension_by_phase([planned]).values()) for planned in working]
    session_ms = plan.length_ms
    if session_ms is None:
        session_ms = sum(
            round_.wait.duration_ms + round_.count_in_ms + round_.planned.timed_ms
            for round_ in preset.rounds()
        )
    return Overview(
        lengths[0],
        session_ms,
        tension_by_phase(working[:1]),
        any(planned.length_ms is None for planned in plan.sets),
        (min(lengths), max(lengths)),
        (min(tensions), max(tensions)),
        sum(tension_by_phase(plan.sets).values()) * preset.number_of_sides,
    )
