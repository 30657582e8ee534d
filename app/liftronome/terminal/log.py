"""`liftronome log`: the sets that were performed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import folded
from liftronome.presentation.texts import counted
from liftronome.store.log.log import SetLogStore
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.terminal.files import refuse_odd_target, written_whole
from liftronome.terminal.kept import kept_log
from liftronome.terminal.log_formats import set_as_json, write_csv
from liftronome.terminal.log_table import print_sessions
from liftronome.terminal.streams import say, say_json, tell

SHOWN: Final = 10
"""So many sessions are shown to people unless they say otherwise; scripts get all."""


def show_log(
    data_dir: Path | None, *, exercise: str | None, last: int | None, as_json: bool, csv: Path | None
) -> None:
    """Print the log, the oldest session first, as a table or as JSON (see `set_as_json`); with `csv`, write
    that file instead of the table. `last` is for so many sessions, the newest.

    Raises InputError if the exercise is unknown, StoreError if the log cannot be read, OutputError if the
    file cannot be written; what was there before is then left as it was.
    """
    if csv is not None:
        refuse_odd_target(csv, data_dir)
    with kept_log(data_dir) as log:
        exercise_id = None if exercise is None else _exercise_id(exercise, log)
        for_people = not as_json and csv is None
        n = SHOWN if for_people and last is None else last
        sessions = log.last_sessions(exercise_id, n)[::-1]
        there_are = log.session_count(exercise_id)
    sets = [logged for session in sessions for logged in session.sets]
    if csv is not None:
        with written_whole(csv) as file:
            write_csv(file, sets)
    if as_json:
        say_json([set_as_json(logged) for logged in sets], indent=1)
    elif csv is not None:
        say(f"{csv}: {counted(len(sets), 'set')}")
    elif not sessions:
        tell("no sets yet" + (f" of {exercise}" if exercise else "") + ": they are logged as they are done")
    else:
        print_sessions(sessions)
        if len(sessions) < there_are:
            tell(f"the last {len(sessions)} of {there_are} sessions; “--last {there_are}” shows all")


def _exercise_id(name: str, log: SetLogStore) -> str:
    """The id of the exercise of that name, be it one that only the log still knows. Raises InputError."""
    try:
        return OwnExercises(log.database, load_library()).library().find(name).id
    except InputError:
        for exercise_id, known in log.exercise_names().items():
            if folded(known) == folded(name):
                return exercise_id
        raise
