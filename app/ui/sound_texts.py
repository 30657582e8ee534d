"""What the page of sounds calls the cues, and how each is heard by itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.domain.layout import CueChoice, lay_out
from app.domain.phase import PLAYING_ORDER, Interval, Phase
from app.domain.preset import Preset
from app.domain.rep import PhaseStep, Rep
from app.domain.timeline import Cue, CueKind, Sound, Span, Timeline
from app.domain.words import step_words
from app.ui.sentences import capitalised

_CUES: Final[Mapping[Sound, tuple[CueKind, str]]] = MappingProxyType(
    {
        Sound.TICK: (CueKind.SECOND, "Tick of each second"),
        Sound.PRE_CUE: (CueKind.PRE_CUE, "Before the turn"),
        Sound.COUNT_IN: (CueKind.COUNT_IN, "Count-in"),
        Sound.COUNT_IN_LAST: (CueKind.COUNT_IN, "Count-in, last three"),
        Sound.LAST_REP: (CueKind.LAST_REP, "Last rep"),
        Sound.SET_END: (CueKind.SET_END, "End of the set"),
        Sound.REST_WARNING: (CueKind.REST, "Ten seconds of rest left"),
        Sound.READY: (CueKind.READY, "Get ready"),
        Sound.CHANGE_SIDES: (CueKind.REST, "Change sides"),
    }
)

_OWN_PACE_MS: Final = 3000
"""A phase of own pace is tried out for so long."""

_PHASE_MS: Final = 2000
"""A phase that the tempo does not have is tried out for so long."""

_CUE_MS: Final = 1500


def sounds_of(preset: Preset) -> list[tuple[Sound, str]]:
    """The cues that can have an own sound, each with its name, the phases first and in their order."""
    phases = [(Sound(phase.value), _phase_name(phase, preset)) for phase in PLAYING_ORDER[preset.start]]
    return [*phases, *((sound, name) for sound, (_, name) in _CUES.items())]


def one_cue(sound: Sound, preset: Preset) -> Timeline:
    """A cue by itself, a phase's as long as the tempo has it."""
    if sound not in _CUES:
        phase = Phase(sound.value)
        step = next((step for step in _timed(preset).steps if step.phase is phase), None)
        return _phase_alone(step or PhaseStep(phase, _PHASE_MS), preset)
    kind, _ = _CUES[sound]
    text = "3" if sound is Sound.COUNT_IN_LAST else ""
    return Timeline((Span(Interval.REST, None, 0, _CUE_MS),), (Cue(0, kind, sound, text=text),))


def two_reps(preset: Preset) -> Timeline:
    """The beginning of a set, after the last three ticks of its count-in."""
    return lay_out([_timed(preset)] * 2, count_in_ms=3000, choice=preset.cue_choice)


def _phase_alone(step: PhaseStep, preset: Preset) -> Timeline:
    choice = CueChoice(seconds=False, pre_cue_ms=0, exercise=preset.exercise)
    whole = lay_out([Rep((step,))], count_in_ms=0, choice=choice)
    return Timeline(whole.spans, tuple(cue for cue in whole.cues if cue.kind is CueKind.PHASE))


def _timed(preset: Preset) -> Rep:
    """A rep whose phases of own pace end by themselves."""
    return Rep(
        tuple(
            PhaseStep(step.phase, _OWN_PACE_MS if step.own_pace else step.duration_ms, step.explosive)
            for step in preset.rep.steps
        )
    )


def _phase_name(phase: Phase, preset: Preset) -> str:
    if phase.is_movement:
        return capitalised(step_words(phase, preset.exercise))
    place = "stretched" if phase is Phase.PAUSE_STRETCHED else "shortened"
    return f"{capitalised(step_words(phase, preset.exercise))}, {place}"
