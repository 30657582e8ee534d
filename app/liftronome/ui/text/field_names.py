"""What fields are called, on their page and in messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from liftronome.domain.exercise import Exercise
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Preset
from liftronome.domain.tempo import WRITTEN_ORDER, Pace, Tempo
from liftronome.domain.words import step_words
from liftronome.presentation.texts import capitalised

TEMPO: Final = "tempo"
NOTES: Final = "notes"
LINE: Final = "line"
LABELS: Final[Mapping[str, str]] = {
    TEMPO: "The tempo",
    LINE: "The line",
    "beat_ms": "One rep",
    "sets": "Sets",
    "reps": "Reps",
    "hold_ms": "Hold",
    "set_least": "Least reps",
    "set_reps": "Reps",
    "open_reps": "At least",
    "limit_ms": "Reps begin within",
    "set_hold_ms": "Hold",
    "mini_sets": "Mini-sets",
    "mini_reps": "Reps of each mini-set",
    "set_tempo": "Tempo",
    "ramp_to": "Ramp to tempo",
    "loads": "Load",
    "break_ms": "Break between mini-sets",
    "last_tempo": "Tempo of the last rep",
    "last_hold_ms": "Held for",
    "every_ms": "From set to set",
    "effort": "RPE or RIR",
    "warm_ups": "Warm-up sets",
    "rest_ms": "Rest",
    "changeover_ms": "Changeover",
    "ready_ms": "Get ready",
    "count_in_ms": "Count-in",
    "pre_cue_ms": "Pre-cue",
    "x_slot_ms": "Time for X",
    "own_pace_limit_ms": "Longest own pace",
    NOTES: "The notes",
}
VARIED: Final = (
    *("set_least", "set_reps", "open_reps", "limit_ms", "set_hold_ms", "mini_sets", "mini_reps", "set_tempo"),
    *("ramp_to", "loads", "break_ms", "last_tempo", "last_hold_ms", "every_ms", "effort", "warm_ups"),
)
"""The fields of sets that vary."""

AT_SETS: Final = " of set "
"""Between the name of such a field and the numbers of the sets that its text is about."""

PHASE_NAMES: Final[Mapping[Phase, str]] = {
    Phase.ECCENTRIC: "eccentric",
    Phase.PAUSE_STRETCHED: "stretched pause",
    Phase.CONCENTRIC: "concentric",
    Phase.PAUSE_SHORTENED: "shortened pause",
}


STARTS: Final = (Start.ECCENTRIC, Start.CONCENTRIC)
"""The two ways to begin a rep, in the order in which they are offered."""


def start_labels(eccentric: str, concentric: str) -> list[str]:
    """Labels for the two ways to begin, in an exercise's words: "Lower first", "Lift first"."""
    return [f"{capitalised(word)} first" for word in (eccentric, concentric)]


def phase_labels(tempo: Tempo, exercise: Exercise) -> dict[Phase, str]:
    """The exercise's words for the four phases, in written order. Equal words are told apart: "Hold
    stretched", "Hold shortened"."""
    words = {
        phase: capitalised(step_words(phase, exercise, explosive=part.pace is Pace.EXPLOSIVE))
        for phase, part in tempo.by_phase.items()
    }
    often = [word for word in words.values() if list(words.values()).count(word) > 1]
    return {
        phase: f"{word} {PHASE_NAMES[phase].removesuffix(' pause')}" if word in often else word
        for phase, word in words.items()
    }


def field_label(field: str, preset: Preset) -> str:
    """The label of a field of a preset, or of a phase by its value."""
    phases = {phase.value: phase for phase in WRITTEN_ORDER}
    if field in phases and preset.tempo is not None:
        return phase_labels(preset.tempo, preset.exercise)[phases[field]]
    name, at, numbers = field.partition(AT_SETS)
    return f"{LABELS.get(name, capitalised(name))}{at}{numbers}"
