"""What a sheet becomes: a workout, or the form that scripts rely on."""

from __future__ import annotations

from typing import Any

from liftronome.domain.plan import plan_json
from liftronome.domain.workout.sheet import Sheet
from liftronome.domain.workout.workout import Workout, WorkoutEntry


def workout_of(sheet: Sheet, name: str) -> Workout:
    """The workout that a sheet describes: entries that follow each other as A1, A2 … are a superset.

    Raises InputError if it has too many exercises, or a line that is too long.
    """
    keys = [_superset(entry.label) for entry in sheet.entries]
    entries: list[WorkoutEntry] = []
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letter = ""
    for number, (entry, key) in enumerate(zip(sheet.entries, keys, strict=True)):
        if not key or number == 0 or keys[number - 1] != key:
            is_superset = key and keys[number + 1 : number + 2] == [key]
            letter = next(letters, "") if is_superset else ""
        entries.append(WorkoutEntry(entry.as_line, group=letter))
    notes = "\n".join(note.text for note in sheet.notes)
    return Workout(name, tuple(entries), notes)


def _superset(label: str | None) -> str:
    """What the members of a superset share: the letter of "A1", the number of "1A"; "" outside one."""
    if label is None or len(label) < 2 or label.isdigit():
        return ""
    return label[0] if label[0].isalpha() else label[:-1]


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """The sheet in the form that scripts rely on (`liftronome read --json`)."""
    return {
        "title": sheet.title,
        "entries": [
            {
                "label": entry.label,
                "line": entry.line,
                "plan": plan_json(entry.plan, notes=entry.notes, said=entry.said),
            }
            for entry in sheet.entries
        ],
        "notes": [{"line": note.line, "text": note.text} for note in sheet.notes],
        "not_understood": [
            {"line": problem.line, "text": problem.text, "why": problem.why}
            for problem in sheet.not_understood
        ],
    }
