"""All sets of a preset with their lengths, and whether they fit."""

from __future__ import annotations

from dataclasses import dataclass

from liftronome.domain.errors import InputError
from liftronome.domain.preset import MAX_SET_MS, Preset, Sides
from liftronome.domain.scheme.planned import Pacing, PlannedSet, planned_sets
from liftronome.domain.scheme.scheme import Scheme
from liftronome.domain.tempo import seconds_text


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A preset with the sets of its scheme. Times are in milliseconds; a set's are those of one side.

    `length_ms` runs from the get-ready time to the last set's end with rests, changeovers and both sides;
    it and `tension_ms` are None where the lifter decides how long a set lasts.
    """

    preset: Preset
    scheme: Scheme
    sets: tuple[PlannedSet, ...]
    length_ms: int | None
    tension_ms: int | None

    @property
    def sides(self) -> int:
        """How many times each set is performed."""
        return number_of_sides(self.preset)


def number_of_sides(preset: Preset) -> int:
    """How many times each set of a preset is performed."""
    return 2 if preset.sides is Sides.LEFT_THEN_RIGHT else 1


def pacing_of(preset: Preset) -> Pacing:
    """How a preset paces its reps."""
    return Pacing(
        preset.tempo,
        preset.start,
        preset.x_slot_ms,
        preset.own_pace_limit_ms,
        preset.beat_ms,
        preset.exercise.is_hold,
    )


def session_plan(preset: Preset, scheme: Scheme) -> SessionPlan:
    """What a preset with a scheme comes to.

    Raises InputError if a set is longer than 15 minutes, or does not fit into the time from set to set.
    """
    sets = checked_sets(preset, scheme)
    for planned in sets:
        _check_length(planned, preset)
    return SessionPlan(preset, scheme, sets, _length_ms(sets, preset, scheme), _tension_ms(sets, preset))


def checked_sets(preset: Preset, scheme: Scheme) -> tuple[PlannedSet, ...]:
    """The sets of a preset, however long.

    Raises InputError if the scheme does not go with the preset, or a set does not fit into the time from set
    to set.
    """
    sets = planned_sets(scheme, pacing_of(preset))
    if scheme.every_ms is not None:
        for planned in sets:
            _check_every(planned, preset, scheme.every_ms)
    return sets


def round_ms(planned: PlannedSet, preset: Preset) -> int | None:
    """The length of a set with both its sides and the changeover, None if the lifter decides."""
    if planned.length_ms is None:
        return None
    sides = number_of_sides(preset)
    return sides * planned.length_ms + (sides - 1) * preset.changeover_ms


def _check_length(planned: PlannedSet, preset: Preset) -> None:
    length_ms = preset.count_in_ms + planned.timed_ms
    if length_ms > MAX_SET_MS:
        raise InputError(
            f"a set is at most {MAX_SET_MS // 60_000} minutes long, and this one would be "
            f"{length_ms / 60_000:.1f}: fewer reps or a quicker tempo would fit"
        )


def _check_every(planned: PlannedSet, preset: Preset, every_ms: int) -> None:
    length_ms = round_ms(planned, preset)
    if length_ms is None:
        raise InputError("a set that begins every so often knows no own pace (*): give the tempo in seconds")
    whole_ms = length_ms + preset.count_in_ms
    if whole_ms > every_ms:
        raise InputError(
            f"a set with its count-in takes {seconds_text(whole_ms)} s, and one is to begin every "
            f"{seconds_text(every_ms)} s: fewer reps, a quicker tempo or more time would fit"
        )


def _length_ms(sets: tuple[PlannedSet, ...], preset: Preset, scheme: Scheme) -> int | None:
    lengths = [round_ms(planned, preset) for planned in sets]
    known = [length for length in lengths if length is not None]
    if len(known) < len(lengths):
        return None
    before_ms = preset.ready_ms + preset.count_in_ms
    if scheme.every_ms is not None:
        return before_ms + (len(sets) - 1) * scheme.every_ms + known[-1]
    return before_ms + sum(known) + (len(sets) - 1) * preset.rest_ms


def _tension_ms(sets: tuple[PlannedSet, ...], preset: Preset) -> int | None:
    tensions = [planned.tension_ms for planned in sets]
    known = [tension for tension in tensions if tension is not None]
    return sum(known) * number_of_sides(preset) if len(known) == len(tensions) else None
