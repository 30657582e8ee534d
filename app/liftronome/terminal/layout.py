"""Whether a preset can be performed here, and what of it `render` writes: checked before sound and engine are
loaded."""

from __future__ import annotations

from collections.abc import Sequence

from liftronome.domain.errors import InputError
from liftronome.domain.layout import NO_WAIT
from liftronome.domain.line.formatting import sets_text
from liftronome.domain.preset import Preset, Round
from liftronome.domain.scheme.planned import PlannedSet
from liftronome.domain.session_layout import SessionLayout, lay_out_session
from liftronome.domain.timeline import Timeline
from liftronome.presentation.texts import counted, preset_title


class OpenSetError(InputError):
    """An open set was to be performed where no key can end it."""


def check_performable(preset: Preset, *, has_keys: bool) -> None:
    """Raises InputError if a set of it cannot be paced, or waits for a key where there is none."""
    if not has_keys:
        _refuse_waiting(preset.planned_sets(), preset)
    checked: list[PlannedSet] = []
    for round_ in preset.rounds():
        if round_.planned not in checked:
            preset.round_timeline(round_)
            checked.append(round_.planned)


def layout_of(preset: Preset, number: int | None, *, all_sets: bool) -> Timeline | SessionLayout:
    """The set of a number (from 1 through warm-ups and working sets, 1 for None) from its count-in to its
    end, or all sets with their rests.

    Raises InputError for a number that no set has; OpenSetError and OwnPaceError for what only a key ends.
    """
    sets = preset.planned_sets()
    if all_sets:
        if number is not None:
            raise InputError("--set and --all-sets contradict each other: leave one of them out")
        _refuse_waiting(sets, preset)
        return lay_out_session(preset)
    number = 1 if number is None else number
    if number > len(sets):
        title = preset_title(preset.exercise.name, preset.name)
        raise InputError(f"there is no set {number}: {title} has {counted(len(sets), 'set')}")
    planned = sets[number - 1]
    _refuse_waiting([planned], preset)
    return preset.round_timeline(Round(number, None, NO_WAIT, preset.count_in_ms, planned))


def _refuse_waiting(sets: Sequence[PlannedSet], preset: Preset) -> None:
    if any(planned.open for planned in sets):
        raise OpenSetError(
            f"{sets_text(preset.scheme.sets)} has an open set, which no key can end here: "
            "give each set its number of reps, as in 3x8"
        )
    preset.refuse_own_pace(sets)
