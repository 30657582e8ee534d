"""`liftronome log`: the sets that were performed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import folded
from liftronome.domain.log_entry import LoggedSet
from liftronome.presentation.texts import counted
from liftronome.store.base.database import Database
from liftronome.store.log.log import SetLogStore
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.terminal.data import Data
from liftronome.terminal.files import refuse_odd_target, written_whole
from liftronome.terminal.log_formats import write_csv, write_json
from liftronome.terminal.log_table import print_sessions
from liftronome.terminal.streams import say, tell

SHOWN: Final = 10
"""So many sessions are shown to people by default; scripts get all."""


def show_log(data: Data, *, exercise: str | None, last: int | None, as_json: bool, csv: Path | None) -> None:
    """Print the log, the oldest session first, as a table or as JSON (see `set_as_json`); with `csv`, write
    that file instead of the table. `last` limits it to so many sessions, the newest.

    Raises InputError if the exercise is unknown, StoreError if the log cannot be read, OutputError if the
    file cannot be written; whatever it held before is left as it was then.
    """
    if csv is not None:
        refuse_odd_target(csv, data.folder)
    log = SetLogStore(data.database)
    exercise_id = None if exercise is None else logged_exercise(exercise, data.database)

    def sets(*, with_reps: bool) -> Iterator[LoggedSet]:
        sessions = log.sessions(exercise_id, last, with_reps=with_reps)
        return chain.from_iterable(session.sets for session in sessions)

    if csv is not None:
        with written_whole(csv) as file:
            count = write_csv(file, sets(with_reps=False))
        if not as_json:
            say(f"{csv}: {counted(count, 'set')}")
    if as_json:
        if sys.stdout is not None:
            write_json(sys.stdout, sets(with_reps=True))
    elif csv is None:
        _print_table(log, exercise, exercise_id, SHOWN if last is None else last)


def _print_table(log: SetLogStore, exercise: str | None, exercise_id: str | None, last: int) -> None:
    sessions = list(log.sessions(exercise_id, last, with_reps=False))
    if not sessions:
        tell("no sets yet" + (f" of {exercise}" if exercise else "") + ": they are logged as they are done")
        return
    print_sessions(sessions)
    there_are = log.session_count(exercise_id)
    if len(sessions) < there_are:
        tell(f"the last {len(sessions)} of {there_are} sessions; “--last {there_are}” shows all")


def logged_exercise(name: str, database: Database) -> str:
    """The id of the exercise of that name, even if only the log still knows it. Raises InputError."""
    try:
        return OwnExercises(database, load_library()).library().find(name).id
    except InputError:
        for exercise_id, known in SetLogStore(database).exercise_names().items():
            if folded(known) == folded(name):
                return exercise_id
        raise
