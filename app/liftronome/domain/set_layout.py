"""A planned set laid out in time: its reps with what is planned of each, its breaks, its open end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.layout import CueChoice, Wait, lay_out
from liftronome.domain.scheme.planned import PlannedRep, PlannedSet
from liftronome.domain.scheme.scheme import OPEN_REPS
from liftronome.domain.set_cues import SetTraits
from liftronome.domain.tempo import Tempo
from liftronome.domain.tempo_change import change_words, ramp_words
from liftronome.domain.timeline import RepPlan, Timeline
from liftronome.domain.words import lifts_downwards

MAX_SET_MS: Final = 15 * 60_000
"""A set, count-in included, is at most 15 minutes: 86 MB of samples."""


class OpenSetError(InputError):
    """An open set was to be performed where no key can end it."""

    def __init__(self) -> None:
        super().__init__(
            "an open set goes on until a key ends it, and none can here: give each set a number of reps"
        )


def lay_out_set(
    planned: PlannedSet, wait: Wait, count_in_ms: int, choice: CueChoice, tempo_before: Tempo | None = None
) -> Timeline:
    """A set as it is to be performed. An open one is laid out to its most reps, 100, or to 15 minutes.
    With `tempo_before`, that of the set before, it is told if this one begins otherwise.

    Raises InputError if count-in and reps are longer than 15 minutes, phases of own pace not counted.
    """
    check_set_length(planned, count_in_ms)
    reps = reps_of(planned, MAX_SET_MS - count_in_ms)
    return lay_out(
        [found.rep for found in reps],
        count_in_ms=count_in_ms,
        wait=wait,
        choice=replace(choice, traits=traits_of(planned)),
        breaks=planned.breaks_behind,
        plans=rep_plans(reps, len(planned.written), choice.exercise, tempo_before),
    )


def traits_of(planned: PlannedSet) -> SetTraits:
    """What its cues need to know of a set as a whole."""
    ranges = zip(planned.least or (), planned.written, strict=False)
    least = tuple(low if low != most else 0 for low, most in ranges)
    if planned.open and planned.written[-1]:
        before = least[:-1] if least else (0,) * (len(planned.written) - 1)
        least = (*before, planned.written[-1])
    return SetTraits(planned.open, planned.hold, planned.drop, planned.warm_up, least)


def reps_of(planned: PlannedSet, most_ms: int) -> tuple[PlannedRep, ...]:
    """The reps of a set; of an open one as many as it may have, phases of own pace not counted."""
    reps = list(planned.reps)
    if planned.open:
        length_ms = planned.timed_ms
        for found in chain(planned.beyond, repeat(planned.further)):
            length_ms += sum(step.duration_ms for step in found.rep.steps if not step.own_pace)
            if len(reps) == OPEN_REPS or (reps and length_ms > most_ms):
                break
            reps.append(replace(found, number=len(reps) + 1))
    return tuple(reps)


def rep_plans(
    reps: Sequence[PlannedRep],
    mini_sets: int,
    exercise: Exercise | None = None,
    tempo_before: Tempo | None = None,
) -> list[RepPlan]:
    """What is planned of each rep. A ramp is announced at its first step, and not again."""
    minis = [found.mini_set for found in reps]
    sizes = tuple(minis.count(number) for number in range(1, mini_sets + 1))
    down_lifts = exercise is not None and lifts_downwards(exercise)
    plans, is_ramp_told, before, was_in_ramp = [], False, tempo_before, False
    for found in reps:
        change = ""
        if before is not None and found.tempo is not None and before != found.tempo:
            if was_in_ramp and found.in_ramp:
                change = "" if is_ramp_told else ramp_words(before, found.tempo)
                is_ramp_told = True
            else:
                change = change_words(before, found.tempo, down_lifts=down_lifts)
        plans.append(RepPlan(found.mini_set, sizes, str(found.tempo or ""), change))
        before, was_in_ramp = found.tempo, found.in_ramp
    return plans


def check_set_length(planned: PlannedSet, count_in_ms: int) -> None:
    """Raises InputError if a set with its count-in is longer than 15 minutes, own pace not counted."""
    length_ms = count_in_ms + planned.timed_ms
    if length_ms > MAX_SET_MS:
        raise InputError(
            f"a set is at most {MAX_SET_MS // 60_000} minutes long, and this one would be "
            f"{length_ms / 60_000:.1f}: fewer reps or a quicker tempo would fit"
        )
