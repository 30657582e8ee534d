"""`liftronome exercises`: the exercises there are."""

from __future__ import annotations

import sys
from typing import Any, Final

from liftronome.domain.exercise import Exercise
from liftronome.domain.words import default_words
from liftronome.terminal.data import Data
from liftronome.terminal.streams import Row, console, print_columns, say_json

HEADINGS: Final = ("Exercise", "Starts with", "Tempo", "In words")
DIFFERS_NOTE: Final = "* lifters start this one either way: choose with “--start”"


def list_exercises(data: Data, *, as_json: bool) -> None:
    """Print the exercises that ship, with cues as the lifter has changed them, and behind them the lifter's
    own: a table for people, one line each where no terminal is, or JSON."""
    library = data.look_up(lambda presets: presets.exercises.library(), lambda shipped: shipped)
    exercises = library.exercises
    if as_json:
        say_json([exercise_as_json(exercise) for exercise in exercises])
    elif sys.stdout and sys.stdout.isatty():
        _print_table([_row(exercise) for exercise in exercises])
    else:
        print_columns(HEADINGS, [_row(exercise) for exercise in exercises])


def exercise_as_json(exercise: Exercise) -> dict[str, Any]:
    """An exercise in the form that scripts rely on. A ballistic one has beat_seconds and no tempo. The id of
    one of the lifter's own begins with "own-"."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "aliases": list(exercise.aliases),
        "start": exercise.start.value,
        "start_differs": exercise.start_differs,
        "tempo": None if exercise.tempo is None else str(exercise.tempo),
        "beat_seconds": exercise.beat_ms / 1000 if exercise.is_ballistic else None,
        "words": default_words(exercise),
        "squeezed": exercise.squeezed,
        "cues": {phase.value: cue for phase, cue in exercise.cues.items()},
        "hold": exercise.is_hold,
        "one_limb": exercise.one_limb,
    }


def _row(exercise: Exercise) -> Row:
    start = exercise.start.value + (" *" if exercise.start_differs else "")
    tempo = "hold" if exercise.is_hold else "a beat" if exercise.is_ballistic else str(exercise.tempo)
    return exercise.name, start, tempo, default_words(exercise)


def _print_table(rows: list[Row]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, caption=DIFFERS_NOTE, caption_justify="left", pad_edge=False)
    for heading, style in zip(HEADINGS, ("bold", "", "cyan", ""), strict=True):
        table.add_column(heading, style=style, no_wrap=heading in ("Starts with", "Tempo"))
    for row in rows:
        table.add_row(*map(Text, row))  # names are the lifter's, and no markup
    console().print(table)
