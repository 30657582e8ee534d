"""The next step of a preset: what its rule proposes once all planned reps were done.

A rule only ever proposes. It is off unless the lifter has chosen it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.limits import REPS
from liftronome.domain.log_entry import LoggedSession, LoggedSet
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.load import MOST_LOAD, Load, Unit, number_text
from liftronome.domain.tempo import MAX_PHASE_MS, Pace, seconds_text, timed

LOWERING_STEP_MS: Final = 500


class Progression(StrEnum):
    """What a step adds."""

    OFF = "off"
    REPS = "reps"
    """Double progression: a rep more in each set, and from the upper end of the range on more load with fewer
    reps."""
    LOAD = "load"
    LOWERING = "lowering"
    """Half a second more of lowering."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a step is proposed, and what it is: after `in_a_row` sessions (1 or 2) in which all planned reps
    of all sets were done. `least_reps` and `most_reps` are the range of a double progression;
    `load_step` is in the unit of the load. Raises InputError if a number is out of range."""

    progression: Progression = Progression.OFF
    in_a_row: int = 1
    least_reps: int = 8
    most_reps: int = 12
    load_step: float = 2.5

    def __post_init__(self) -> None:
        if self.in_a_row not in (1, 2):
            raise InputError(f"a step comes after one or two sessions in a row, not {self.in_a_row}")
        REPS.check(self.least_reps)
        REPS.check(self.most_reps)
        if not 0 < self.load_step <= MOST_LOAD:
            raise InputError(f"the step of the load must be above 0, not {self.load_step:g}")


OFF: Final = Rule()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step: the preset as it would be, what that changes, and the sessions that are the reason for it,
    the newest first."""

    preset: Preset
    what: str
    sessions: tuple[LoggedSession, ...]


def as_plain(rule: Rule) -> dict[str, str | int | float]:
    """A rule as JSON can say it."""
    return {
        "progression": rule.progression.value,
        "in_a_row": rule.in_a_row,
        "least_reps": rule.least_reps,
        "most_reps": rule.most_reps,
        "load_step": rule.load_step,
    }


def rule_from(plain: Mapping[str, object]) -> Rule:
    """The rule that was written so; off for what cannot be understood."""
    try:
        return Rule(**{**plain, "progression": Progression(str(plain["progression"]))})  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError, InputError):
        return OFF


def next_step(preset: Preset, rule: Rule, sessions: Sequence[LoggedSession]) -> Proposal | None:
    """The step that follows from the sessions of an exercise, the newest first; None for none.

    Only sessions of the preset as it is now count: a step has to be earned anew. A session that was left, in
    which a rep was missing, or of another tempo ends the row.
    """
    if rule.progression is Progression.OFF or not preset.scheme.has_plain_reps:
        return None
    own = [found for session in sessions if (found := _of_preset(session, preset)).sets]
    reasons = own[: rule.in_a_row]
    if len(reasons) < rule.in_a_row or not all(_is_whole(session, preset) for session in reasons):
        return None
    step = _STEPS[rule.progression](preset, rule, _load(preset, reasons[0]))
    if step is None:
        return None
    changed, what = step
    return Proposal(changed, what, tuple(reasons))


def _of_preset(session: LoggedSession, preset: Preset) -> LoggedSession:
    sets = (
        logged
        for logged in session.standing_sets
        if logged.plan.exercise_id == preset.exercise.id
        and logged.plan.preset_name == preset.name
        and not logged.plan.warm_up
    )
    return LoggedSession(session.id, tuple(sets))


def _is_whole(session: LoggedSession, preset: Preset) -> bool:
    """True if it was this preset, and all planned reps of all its sets were done."""
    tempo = str(preset.tempo) if preset.tempo is not None else ""
    wanted = len(preset.scheme.sets) * preset.number_of_sides
    return len(session.sets) == wanted and all(
        logged.plan.tempo == tempo
        and logged.plan.reps == preset.scheme.first_reps
        and logged.done_reps >= preset.scheme.first_reps
        and _has_load(logged, preset)
        for logged in session.sets
    )


def _has_load(logged: LoggedSet, preset: Preset) -> bool:
    """True unless it was lighter than the preset now plans."""
    planned = preset.scheme.loads
    if not planned:
        return True
    said = logged.annotation
    if said.load is not None:
        return said.unit is planned[0].unit and said.load >= min(load.value for load in planned)
    return bool(logged.plan.loads) and logged.plan.loads[0].value >= min(load.value for load in planned)


def _load(preset: Preset, session: LoggedSession) -> Load | None:
    """The load to go on from: the planned one, else the lightest that was noted for the session."""
    if preset.scheme.loads:
        return preset.scheme.loads[0]
    said = [each.annotation for each in session.sets]
    found = [(each.load, each.unit) for each in said if each.load is not None and each.unit is not None]
    return Load(*min(found)) if len(found) == len(said) and found else None


Step = tuple[Preset, str] | None


def _more_reps(preset: Preset, rule: Rule, load: Load | None) -> Step:
    reps = preset.scheme.first_reps
    if reps < rule.most_reps:
        changed = replace(preset, scheme=preset.scheme.with_reps(reps + 1))
        return changed, f"{reps + 1} reps instead of {reps}"
    least = min(rule.least_reps, reps)
    if load is None:
        if least == reps:
            return None
        changed = replace(preset, scheme=preset.scheme.with_reps(least))
        return changed, f"more load, with {least} reps instead of {reps}"
    heavier = _heavier(preset, rule, load)
    if heavier is None:
        return None
    changed = replace(heavier[0], scheme=heavier[0].scheme.with_reps(least))
    return changed, f"{heavier[1]}, with {least} reps instead of {reps}"


def _heavier(preset: Preset, rule: Rule, load: Load | None) -> Step:
    if load is None:
        return None
    before = preset.scheme.loads or (load,)
    if max(each.value for each in before) + rule.load_step > MOST_LOAD:
        return None
    loads = tuple(replace(each, value=round(each.value + rule.load_step, 2)) for each in before)
    changed = replace(preset, scheme=replace(preset.scheme, loads=loads))
    return changed, f"{_loads_text(loads)} instead of {_loads_text(before)}"


def _loads_text(loads: Sequence[Load]) -> str:
    values = "/".join(number_text(load.value) for load in loads)
    return f"{values} {Unit(loads[0].unit).value}"


def _slower(preset: Preset, rule: Rule, load: Load | None) -> Step:  # noqa: ARG001
    tempo = preset.tempo
    if tempo is None or tempo.eccentric.pace is not Pace.TIMED:
        return None
    before_ms = tempo.eccentric.ms
    if before_ms + LOWERING_STEP_MS > MAX_PHASE_MS:
        return None
    slower = replace(tempo, eccentric=timed(before_ms + LOWERING_STEP_MS))
    what = f"{seconds_text(before_ms + LOWERING_STEP_MS)} s of lowering instead of {seconds_text(before_ms)}"
    return replace(preset, tempo=slower), what


_STEPS: Final = {Progression.REPS: _more_reps, Progression.LOAD: _heavier, Progression.LOWERING: _slower}
