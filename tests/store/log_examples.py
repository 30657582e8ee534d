"""Sets to log."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liftronome.domain.log_entry import LoggedSet
from liftronome.domain.performance import Ended, PerformedPause, PerformedPhase, PerformedRep, SetPlan
from liftronome.domain.phase import Phase, Start
from liftronome.store.log.log import SetLogStore

MONDAY: Final = 1_800_000_000.25
"""A moment in seconds since 1970."""

PLAN: Final = SetPlan(
    session_id="monday",
    started_at=MONDAY,
    exercise_id="hip-thrust",
    exercise_name="Hip thrust",
    preset_name="heavy",
    tempo="31X2",
    start=Start.CONCENTRIC,
    set_number=1,
    sets=3,
    side=None,
    reps=10,
)


def rep(number: int, *, complete: bool = True, lowering_ms: int = 3000) -> PerformedRep:
    """A rep of drive 1, squeeze 2 and lower, unless it is broken off in the squeeze."""
    begun = (PerformedPhase(Phase.CONCENTRIC, 1000), PerformedPhase(Phase.PAUSE_SHORTENED, 2000))
    return PerformedRep(
        number, complete, (*begun, PerformedPhase(Phase.ECCENTRIC, lowering_ms)) if complete else begun
    )


def logged(
    log: SetLogStore,
    session: str = "monday",
    *,
    day: int = 0,
    exercise: str = "hip-thrust",
    reps: int = 2,
    set_number: int = 1,
    ended: Ended | None = Ended.COMPLETED,
) -> LoggedSet:
    """A set of a session so many days after Monday, with a pause in it."""
    plan = replace(
        PLAN,
        session_id=session,
        started_at=MONDAY + day * 86_400 + set_number * 100,
        exercise_id=exercise,
        exercise_name=exercise.replace("-", " ").capitalize(),
        set_number=set_number,
    )
    set_id = log.begin_set(plan)
    for number in range(1, reps + 1):
        log.add_rep(set_id, rep(number))
    log.add_pause(set_id, PerformedPause(reps, 12_000))
    if ended is not None:
        log.end_set(set_id, ended, reps, reps * 6000)
    return log.get(set_id)
