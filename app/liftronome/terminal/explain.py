"""`liftronome explain`: a tempo in words, and how long a rep is."""

from __future__ import annotations

import sys
from typing import Any

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import PLAYING_ORDER, Phase, Start
from liftronome.domain.rep import DEFAULT_X_SLOT_MS
from liftronome.domain.tempo import Pace, PhaseTime, Tempo, seconds_text
from liftronome.domain.words import beat_words, lifts_downwards, step_words, tempo_words
from liftronome.terminal.data import Data
from liftronome.terminal.naming import exercise_named
from liftronome.terminal.streams import console, say, say_json


def explain(text: str, exercise_name: str | None, data: Data, *, as_json: bool) -> None:
    """Print what a tempo means, for an exercise or in general.

    Raises InputError if the text is no tempo, the exercise is unknown, or is not paced in four digits.
    """
    exercise = None if exercise_name is None else exercise_named(exercise_name, data)
    tempo = parse_tempo(text, down_lifts=exercise is not None and lifts_downwards(exercise))
    if exercise is not None and exercise.is_ballistic:
        raise InputError(
            f"{exercise.name} is paced {beat_words(exercise.beat_ms)}, not in four digits: "
            "name an exercise that has a tempo"
        )
    start = exercise.start if exercise else Start.ECCENTRIC
    if as_json:
        say_json(explanation(tempo, start, exercise))
    else:
        _print_lines(
            [
                ("Tempo", str(tempo)),
                ("In words", tempo_words(tempo, start, exercise)),
                ("One rep", _rep_text(tempo)),
            ]
        )


def explanation(tempo: Tempo, start: Start, exercise: Exercise | None) -> dict[str, Any]:
    """The explanation in the form that scripts rely on: the phases that last, in playing order.

    The seconds of a phase of the lifter's own pace are None, and then those of the rep are too.
    """
    steps = [(phase, tempo.by_phase[phase]) for phase in PLAYING_ORDER[start]]
    return {
        "tempo": str(tempo),
        "start": start.value,
        "steps": [_step(phase, time, exercise) for phase, time in steps if not time.is_nothing],
        "rep_seconds": None if tempo.has_own_pace else _timed_ms(tempo) / 1000,
    }


def _step(phase: Phase, time: PhaseTime, exercise: Exercise | None) -> dict[str, Any]:
    explosive = time.pace is Pace.EXPLOSIVE
    own_pace = time.pace is Pace.OWN
    return {
        "phase": phase.value,
        "seconds": None if own_pace else _slot_ms(time) / 1000,
        "explosive": explosive,
        "own_pace": own_pace,
        "words": step_words(phase, exercise, explosive=explosive),
    }


def _slot_ms(time: PhaseTime) -> int:
    return DEFAULT_X_SLOT_MS if time.pace is Pace.EXPLOSIVE else time.ms


def _timed_ms(tempo: Tempo) -> int:
    return sum(_slot_ms(time) for time in tempo.parts)


def _rep_text(tempo: Tempo) -> str:
    parts = [f"{seconds_text(_timed_ms(tempo))} s"]
    if tempo.has_own_pace:
        parts.append("what you take at your own pace")
    if any(time.pace is Pace.EXPLOSIVE for time in tempo.parts):
        parts[0] += f" (X counted as {seconds_text(DEFAULT_X_SLOT_MS)} s)"
    return " + ".join(parts)


def _print_lines(lines: list[tuple[str, str]]) -> None:
    """Aligned lines, the names dimmed where a terminal shows it."""
    if not (sys.stdout and sys.stdout.isatty()):
        for name, value in lines:
            say(f"{name:<10}{value}")
        return
    from rich.text import Text

    out = console()
    for name, value in lines:
        out.print(Text.assemble((f"{name:<10}", "dim"), (value, "bold")))
