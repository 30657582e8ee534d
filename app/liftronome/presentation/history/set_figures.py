"""A logged set in figures: paced and planned times by phase, and what the lifter can correct, as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.history.figures import PHASES
from liftronome.domain.log_entry import Changes, LoggedSet, Unit
from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import PerformedRep
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import Pace, PhaseTime, Tempo
from liftronome.presentation.texts import quoted


class Correctable(Enum):
    """What can be corrected of a set."""

    REPS = "Reps"
    LOAD = "Load"
    EFFORT = "Effort"
    FEELING = "Felt"
    NOTE = "Note"


@lru_cache(maxsize=256)
def _tempo(text: str) -> Tempo | None:
    try:
        return parse_tempo(text)
    except InputError:
        return None


def paced_ms(reps: Sequence[PerformedRep]) -> dict[Phase, int]:
    """The paced time of each phase in some reps."""
    total = dict.fromkeys(PHASES, 0)
    for rep in reps:
        for phase in rep.phases:
            total[phase.phase] += phase.duration_ms
    return total


def planned_times(logged: LoggedSet) -> Mapping[Phase, PhaseTime]:
    """What each phase of a rep was planned to be; empty for a beat, a hold, or reps of several tempos."""
    tempos = set(logged.plan.rep_tempos) or {logged.plan.tempo}
    tempo = _tempo(tempos.pop()) if len(tempos) == 1 else None
    return {} if tempo is None else tempo.by_phase


def planned_ms(logged: LoggedSet, phase: Phase) -> int | None:
    """The planned time of a phase in the whole set; None if it is not known in advance."""
    tempos = logged.plan.rep_tempos or (logged.plan.tempo,) * (logged.plan.reps or 0)
    total = 0
    for text in tempos:
        tempo = _tempo(text)
        if tempo is None or tempo.by_phase[phase].pace is not Pace.TIMED:
            return None
        total += tempo.by_phase[phase].ms
    return total if tempos else None


def seconds(ms: int) -> str:
    """Seconds with a decimal where there is one: "24", "3.2"."""
    return f"{ms / 1000:.1f}".removesuffix(".0")


def phase_text(paced: int, planned: int | None) -> str:
    """Paced and planned seconds: "24 / 30 s"; "24 s" where they agree or nothing was planned; "" for none."""
    if not paced and not planned:
        return ""
    behind = "" if planned in (None, paced) else f" / {seconds(planned or 0)}"
    return f"{seconds(paced)}{behind} s"


def time_text(time: PhaseTime) -> str:
    """A planned phase of one rep: "3", "X", "*"."""
    return {Pace.EXPLOSIVE: "X", Pace.OWN: "*"}.get(time.pace, seconds(time.ms))


def shown(logged: LoggedSet, what: Correctable) -> str:
    """What is to be corrected, as it is typed."""
    said = logged.annotation
    match what:
        case Correctable.REPS:
            return str(logged.done_reps)
        case Correctable.LOAD:
            return "" if said.load is None or said.unit is None else f"{said.load:g} {said.unit.value}"
        case Correctable.EFFORT:
            return "" if said.effort is None else f"{said.effort:g}"
        case Correctable.FEELING:
            return "" if said.feeling is None else str(said.feeling)
        case Correctable.NOTE:
            return said.note


_LOAD: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(kg|kgs|lb|lbs)?", re.ASCII | re.IGNORECASE)


def typed(logged: LoggedSet, what: Correctable, text: str, usual: Unit) -> Changes:
    """What was typed, as a change of the set; nothing takes back what was said. A load without its unit is in
    the set's own, else in the `usual` one. Raises InputError."""
    text = text.strip()
    match what:
        case Correctable.REPS:
            if not text:
                return {"done_reps": None}
            done = _number(text, "the reps", "8")
            if done != int(done):
                raise InputError(f"the reps must be a whole number, such as 8, not {quoted(text)}")
            return {"done_reps": None if done == logged.paced_reps else int(done)}
        case Correctable.LOAD:
            if not text:
                return {"load": None}
            match = _LOAD.fullmatch(text)
            if match is None:
                raise InputError(f"the load must be a number, such as 62.5 kg, not {quoted(text)}")
            unit = match[2]
            said = logged.annotation.unit or usual
            return {
                "load": float(match[1].replace(",", ".")),
                "unit": Unit(unit.lower().removesuffix("s")) if unit else said,
            }
        case Correctable.EFFORT:
            return {"effort": _number(text, "the effort", "8.5") if text else None}
        case Correctable.FEELING:
            if not text:
                return {"feeling": None}
            feeling = _number(text, "the feeling", "4")
            if feeling != int(feeling):
                raise InputError(f"the feeling must be a whole number from 1 to 5, not {quoted(text)}")
            return {"feeling": int(feeling)}
        case Correctable.NOTE:
            return {"note": text}


def _number(text: str, what: str, example: str) -> float:
    if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,6})?", text, re.ASCII) is None:
        raise InputError(f"{what} must be a number, such as {example}, not {quoted(text)}")
    return float(text.replace(",", "."))
