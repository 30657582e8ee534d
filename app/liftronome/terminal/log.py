"""`liftronome log`: the sets that were performed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice
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

OWN_FORM: Final = "liftronome"
REASONS: Final = 10
"""So many rows that were not understood are told with the reason; all with their line."""

SHOWN: Final = 10
"""So many sessions are shown to people by default; scripts get all."""


def show_log(
    data: Data,
    *,
    exercise: str | None,
    last: int | None,
    as_json: bool,
    csv: Path | None,
    form: str | None = None,
) -> None:
    """Print the log, the oldest session first, as a table or as JSON (see `set_as_json`); with `csv`, write
    that file instead of the table, in the `form` of Liftronome or of another program. `last` limits it to so
    many sessions, the newest.

    Raises InputError if the exercise is unknown, StoreError if the log cannot be read, OutputError if the
    file cannot be written; whatever it held before is left as it was then.
    """
    if form is not None and csv is None:
        raise InputError("a format is for a file: write --csv FILE, too")
    if csv is not None:
        refuse_odd_target(csv, data.folder)
    log = SetLogStore(data.database)
    exercise_id = None if exercise is None else logged_exercise(exercise, data.database)

    def sets(*, with_reps: bool) -> Iterator[LoggedSet]:
        sessions = log.sessions(exercise_id, last, with_reps=with_reps)
        return chain.from_iterable(session.sets for session in sessions)

    if csv is not None:
        with written_whole(csv) as file:
            if form in (None, OWN_FORM):
                count = write_csv(file, sets(with_reps=False))
            else:
                from liftronome.store.transfer.other_formats import write_foreign_csv
                from liftronome.store.transfer.other_programs import Program

                program = next(each for each in Program if each.lower() == form)
                sessions = log.sessions(exercise_id, last, with_reps=False)
                count = write_foreign_csv(file, program, sessions, data.unit)
        if not as_json:
            say(f"{csv}: {counted(count, 'set')}")
    if as_json:
        if sys.stdout is not None:
            write_json(sys.stdout, sets(with_reps=True))
    elif csv is None:
        _print_table(log, exercise, exercise_id, SHOWN if last is None else last)


def import_log(file: Path | str, content: bytes, data: Data) -> None:
    """Bring the sets of a training log into the log, and print how many, how many were there already, and
    which rows were not understood.

    Raises InputError if nothing of it can be read, StoreError if the log cannot be written. Nothing has come
    in then.
    """
    from liftronome.store.transfer.log_importing import apply_log_import, read_log_import

    library, database = data.presets.exercises.library(), data.database
    data.keep_copy()
    try:
        plan = read_log_import(content, database, library, data.unit)
    except InputError as error:
        raise InputError(f"{file}: {error}; nothing was imported") from error
    done = apply_log_import(plan, database, library)
    wrong = plan.not_understood
    rows = f", {counted(len(wrong), 'row')} not understood: {_lines(list(wrong))}" if wrong else ""
    say(f"{file}: {counted(done.added, 'set')} of {plan.program} added, {done.known} already here{rows}")
    for said in plan.said:
        tell(said)
    for line, why in islice(wrong.items(), REASONS):
        tell(f"line {line}: {why}")
    if len(wrong) > REASONS:
        tell(f"and {len(wrong) - REASONS} more")


def _lines(lines: Sequence[int]) -> str:
    """Numbers of lines, those that follow each other as a range: "lines 3, 7-9"."""
    texts: list[str] = []
    for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0]):
        numbers = [line for _, line in run]
        texts.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    return f"{'line' if len(lines) == 1 else 'lines'} {', '.join(texts)}"


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
