"""The plan in the form that scripts rely on (`liftronome plan --json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from liftronome.domain.plan.session_plan import SessionPlan
from liftronome.domain.rep import PhaseStep
from liftronome.domain.scheme.planned import PlannedSet


def plan_json(plan: SessionPlan, *, notes: str = "", said: Sequence[str] = ()) -> dict[str, Any]:
    """The plan as a JSON object; seconds are whole numbers where they are whole."""
    preset, every_ms = plan.preset, plan.preset.scheme.every_ms
    return {
        "exercise": preset.exercise.name,
        "name": preset.name,
        "start": preset.start.value,
        "sides": preset.sides.value,
        "changeover_s": seconds(preset.changeover_ms),
        "rest_s": 0 if every_ms is not None else seconds(preset.rest_ms),
        "every_s": None if every_ms is None else seconds(every_ms),
        "count_in_s": seconds(preset.count_in_ms),
        "ready_s": seconds(preset.ready_ms),
        "x_slot_s": seconds(preset.x_slot_ms),
        "beat_s": seconds(preset.beat_ms) if preset.exercise.is_ballistic else None,
        "sets": [_set(planned) for planned in plan.sets],
        "seconds": _seconds_or_null(plan.length_ms),
        "under_tension_s": _seconds_or_null(plan.tension_ms),
        "notes": notes,
        "said": [*said],
    }


def seconds(ms: int) -> int | float:
    """Milliseconds in seconds, whole where they are whole."""
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def _seconds_or_null(ms: int | None) -> int | float | None:
    return None if ms is None else seconds(ms)


def _set(planned: PlannedSet) -> dict[str, Any]:
    return {
        "warm_up": planned.warm_up,
        "open": planned.open,
        "hold": planned.hold,
        "drop": planned.drop,
        "limit_s": _seconds_or_null(planned.limit_ms),
        "one_and_a_half": planned.one_and_a_half.value if planned.one_and_a_half else None,
        "reps": [*planned.written],
        "reps_least": None if planned.least is None else [*planned.least],
        "breaks_s": [seconds(ms) for ms in planned.breaks_ms],
        "rep_tempos": [str(found.tempo) for found in planned.reps if found.tempo is not None],
        "loads": [{"value": _number(load.value), "unit": load.unit.value} for load in planned.loads] or None,
        "rpe": _number_or_null(planned.effort.rpe),
        "rir": _number_or_null(planned.effort.rir),
        "rep_steps": [[_step(step) for step in found.rep.steps] for found in planned.reps],
        "seconds": _seconds_or_null(planned.length_ms),
        "under_tension_s": _seconds_or_null(planned.tension_ms),
    }


def _step(step: PhaseStep) -> dict[str, Any]:
    return {
        "phase": step.phase.value,
        "seconds": None if step.own_pace else seconds(step.duration_ms),
        "explosive": step.explosive,
        "own_pace": step.own_pace,
        "from": step.from_height,
        "to": step.to_height,
    }


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _number_or_null(value: float | None) -> int | float | None:
    return None if value is None else _number(value)
