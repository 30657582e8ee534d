"""All sets of a preset with their lengths, and whether they fit."""

from __future__ import annotations

from dataclasses import dataclass

from liftronome.domain.preset import Preset
from liftronome.domain.scheme.planned import PlannedSet
from liftronome.domain.set_layout import check_set_length


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A preset with all its sets. Times are in milliseconds; a set's are those of one side.

    `length_ms` runs from the get-ready time to the last set's end with rests, changeovers and both sides;
    it and `tension_ms` are None where the lifter decides how long a set lasts.
    """

    preset: Preset
    sets: tuple[PlannedSet, ...]
    length_ms: int | None
    tension_ms: int | None


def session_plan(preset: Preset) -> SessionPlan:
    """What a preset comes to.

    Raises InputError if a set is longer than 15 minutes, or does not fit into the time from set to set.
    """
    sets = preset.planned_sets()
    for planned in sets:
        check_set_length(planned, preset.count_in_ms)
    return SessionPlan(preset, sets, _length_ms(sets, preset), _tension_ms(sets, preset))


def _length_ms(sets: tuple[PlannedSet, ...], preset: Preset) -> int | None:
    lengths = [preset.round_ms(planned) for planned in sets]
    known = [length for length in lengths if length is not None]
    if len(known) < len(lengths):
        return None
    before_ms = preset.ready_ms + preset.count_in_ms
    if preset.scheme.every_ms is not None:
        return before_ms + (len(sets) - 1) * preset.scheme.every_ms + known[-1]
    return before_ms + sum(known) + (len(sets) - 1) * preset.rest_ms


def _tension_ms(sets: tuple[PlannedSet, ...], preset: Preset) -> int | None:
    tensions = [planned.tension_ms for planned in sets]
    known = [tension for tension in tensions if tension is not None]
    return sum(known) * preset.number_of_sides if len(known) == len(tensions) else None
