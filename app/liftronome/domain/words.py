"""The tempo in words, in the order in which an exercise is performed."""

from __future__ import annotations

from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.phase import PLAYING_ORDER, Phase, Start
from liftronome.domain.tempo import Pace, PhaseTime, Tempo, seconds_text

SEPARATOR = " · "


def step_words(phase: Phase, exercise: Exercise | None = None, *, explosive: bool = False) -> str:
    """What a phase is called while it is performed: "lower", "hold", "drive up", "squeeze".

    `explosive` is a movement as fast as intended (X). Without an exercise the words are the general ones.
    """
    words = exercise.words if exercise else Words()
    match phase:
        case Phase.ECCENTRIC:
            return f"{words.eccentric} fast" if explosive else words.eccentric
        case Phase.CONCENTRIC:
            return words.explosive if explosive else words.concentric
        case Phase.PAUSE_SHORTENED if exercise and exercise.squeezed:
            return "squeeze"
        case _:
            return "hold"


def tempo_words(tempo: Tempo, start: Start, exercise: Exercise | None = None) -> str:
    """A tempo in words: "lower 4 · no pause · explode up · hold 1".

    A tempo without any movement is a hold, and its words are those of its pauses alone.
    """
    times = tempo.by_phase
    is_hold = tempo.eccentric.is_nothing and tempo.concentric.is_nothing
    return SEPARATOR.join(
        _timed_words(phase, times[phase], exercise)
        for phase in PLAYING_ORDER[start]
        if not (is_hold and times[phase].is_nothing)
    )


def lifts_downwards(exercise: Exercise) -> bool:
    """True if the weight is lifted on the way down, as on a pulldown."""
    words = exercise.words
    return "down" in words.concentric.split() or "up" in words.eccentric.split()


def beat_words(beat_ms: int) -> str:
    """The pace of a ballistic exercise in words: "one beat every 1.5 s"."""
    return f"one beat every {seconds_text(beat_ms)} s"


def default_words(exercise: Exercise) -> str:
    """An exercise's default tempo in words, its beat if it is ballistic, or that it is a hold."""
    if exercise.is_hold:
        return "hold still"
    if exercise.tempo is None:
        return beat_words(exercise.beat_ms)
    return tempo_words(exercise.tempo, exercise.start, exercise)


def _timed_words(phase: Phase, time: PhaseTime, exercise: Exercise | None) -> str:
    words = step_words(phase, exercise, explosive=time.pace is Pace.EXPLOSIVE)
    if time.pace is Pace.EXPLOSIVE:
        return words
    if time.pace is Pace.OWN:
        return f"{words} at your own pace"
    if time.is_nothing:
        return f"no {phase.value}" if phase.is_movement else "no pause"
    return f"{words} {seconds_text(time.ms)}"
