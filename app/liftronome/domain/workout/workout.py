"""A workout: exercises in an order, some of them in supersets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.limits import REST, SETS, Limits
from liftronome.domain.line import MAX_LINE
from liftronome.domain.preset import MAX_NAME, MAX_NOTES
from liftronome.domain.writing import check_text, written_name

ENTRIES: Final = Limits("exercises of a workout", 0, 100)


@dataclass(frozen=True, slots=True)
class WorkoutEntry:
    """An exercise of a workout: a line, or by `preset_id` a kept preset, with the line that it had for when
    the preset is gone.

    Entries that follow each other and have the same `group`, a letter, are a superset. `rest_ms` and `rounds`
    (how many sets) are None for those of the line.
    """

    line: str
    preset_id: str | None = None
    group: str = ""
    rest_ms: int | None = None
    rounds: int | None = None

    def __post_init__(self) -> None:
        check_text("a line of the workout", self.line, MAX_LINE)
        if not self.line.strip():
            raise InputError("an exercise of a workout needs a line, as in Hip thrust 3x8 @ 3010")
        if self.group and not (len(self.group) == 1 and "A" <= self.group <= "Z"):
            raise InputError(f"a superset is named by a letter from A to Z, not “{self.group}”")
        if self.rest_ms is not None:
            REST.check(self.rest_ms)
        if self.rounds is not None:
            SETS.check(self.rounds)


@dataclass(frozen=True, slots=True)
class Workout:
    """Exercises in an order, at most 100. Raises InputError if a text is too long, or a superset is torn."""

    name: str
    entries: tuple[WorkoutEntry, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        ENTRIES.check(len(self.entries))
        check_text("the notes", self.notes, MAX_NOTES, may_break=True)
        seen: set[str] = set()
        before = ""
        for entry in self.entries:
            if entry.group and entry.group != before and entry.group in seen:
                raise InputError(f"superset {entry.group} is torn: its exercises follow each other")
            seen.add(entry.group)
            before = entry.group

    @property
    def labels(self) -> Sequence[str]:
        """What each entry is called: "A1", "A2" in a superset, "" for one on its own."""
        sizes = Counter(entry.group for entry in self.entries)
        counts: Counter[str] = Counter()
        found = []
        for entry in self.entries:
            counts[entry.group] += 1
            is_superset = entry.group and sizes[entry.group] > 1
            found.append(f"{entry.group}{counts[entry.group]}" if is_superset else "")
        return found


def workout_name(text: str) -> str:
    """`text` as a name: trimmed, 1 to 80 characters of any script, on one line. Raises InputError."""
    return written_name(text, MAX_NAME, whose="a workout", example="Monday")
