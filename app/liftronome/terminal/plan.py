"""`liftronome plan` and `read`: what a line, a preset or a coach's sheet comes to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.plan import plan_json, plan_lines, session_plan
from liftronome.domain.workout.sheet import Sheet, SheetEntry, read_sheet
from liftronome.domain.workout.sheet_results import sheet_json, workout_of
from liftronome.presentation.texts import counted
from liftronome.store.base.errors import StoreError
from liftronome.terminal.data import Data
from liftronome.terminal.naming import named
from liftronome.terminal.streams import say, say_json

STANDARD_INPUT: Final = "-"
MAX_BYTES: Final = 5_000_000


def show_plan(text: str, data: Data, *, as_json: bool) -> None:
    """Print the plan in words, or in the form that scripts rely on.

    Raises InputError if the text names nothing and is no line, or if the sets cannot be performed so.
    """
    found = named(text, data)
    plan = session_plan(found.preset)
    notes = found.notes or found.preset.notes
    if as_json:
        say_json(plan_json(plan, notes=notes, said=found.said))
        return
    for line in plan_lines(plan, notes=notes, said=found.said):
        say(line)


def show_sheet(file: str, data: Data, save: str | None, *, as_json: bool) -> bool:
    """Print what was understood in a sheet, what was kept as a note, and what was not understood.

    Returns True if all of it was understood; then it is saved as the workout called `save`. Raises
    InputError if there is nothing to read or the name is taken, StoreError if the file cannot be read.
    """
    text = sheet_text(file)
    library = data.look_up(lambda presets: presets.exercises.library(), lambda shipped: shipped)
    sheet = read_sheet(text, library, data.unit)
    if not (sheet.title or sheet.entries or sheet.notes or sheet.not_understood):
        raise InputError(f"{file}: there is no sheet in it: write a title, then an exercise on each line")
    if as_json:
        say_json(sheet_json(sheet))
    else:
        _print(sheet)
    if save is not None and not sheet.not_understood:
        from liftronome.store.workouts.workouts import WorkoutStore

        stored = WorkoutStore(data.database).add(workout_of(sheet, save))
        if not as_json:
            say(f"Saved as the workout “{stored.workout.name}”")
    return not sheet.not_understood


def sheet_text(file: str) -> str:
    """The text of a file, or of standard input for "-". Raises InputError and StoreError."""
    if not file:
        raise InputError("a file needs a name, or “-” for standard input")
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise StoreError(f"{file} cannot be read: {(error.strerror or str(error)).lower()}") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{file} is longer than {MAX_BYTES // 1_000_000} MB: a sheet is a few pages of text")
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(f"{file} is no text: save the sheet as text, or as a CSV file")


def _print(sheet: Sheet) -> None:
    """The sheet in the order of its lines."""
    if sheet.title:
        say(f"Title: {sheet.title}")
    told = [
        *((entry.line, _entry_lines(entry)) for entry in sheet.entries),
        *((note.line, [f"note: {note.text}"]) for note in sheet.notes),
        *((wrong.line, [f"not understood: {wrong.text}", wrong.why]) for wrong in sheet.not_understood),
    ]
    for number, (first, *others) in sorted(told):
        say(f"Line {number}: {first}")
        for line in others:
            say(f"  {line}")
    say(
        f"{counted(len(sheet.entries), 'exercise')}, {counted(len(sheet.notes), 'note')}, "
        f"{counted(len(sheet.not_understood), 'line')} not understood"
    )


def _entry_lines(entry: SheetEntry) -> list[str]:
    first, *others = plan_lines(entry.plan, notes=entry.notes, said=entry.said)
    return [f"{entry.label}. {first}" if entry.label else first, *others]
