"""The rows of the list: what was found, or all there is in its groups."""

from __future__ import annotations

from collections.abc import Iterable, Set
from enum import Enum
from operator import attrgetter
from typing import Final, NamedTuple

from app.store.headings import Heading
from app.store.own_exercises import is_own
from app.ui.finding import Findable, findable_exercise, findable_preset, found
from app.ui.item import DASH
from app.ui.shelf import Shelf

RECENT: Final = 5
"""So many rows of what was performed last stand at the head of the list."""

MOST_FOUND: Final = 200
"""More rows than anybody reads: whoever seeks types on."""


class Kind(Enum):
    """What a row is."""

    CAPTION = "caption"
    EXERCISE = "exercise"
    PRESET = "preset"


class Row(NamedTuple):
    """A row: `key` is that of its item, "" for a caption. `presets` says how many stand, or would stand,
    under an exercise, which is then `folded` or not; `inner` is a preset that stands under its exercise. Of
    one that does not, `exercise` is written before its name."""

    kind: Kind
    key: str
    text: str
    presets: int = 0
    folded: bool = False
    inner: bool = False
    exercise: str = ""

    @property
    def title(self) -> str:
        """All that the row is called: "Hip thrust – heavy"."""
        return f"{self.exercise}{DASH}{self.text}" if self.exercise else self.text


_BY_NAME: Final = attrgetter("folded_name")


class ListRows:
    """Makes the rows out of a shelf. `read` has to be called when presets or exercises have changed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._by_exercise: dict[str, list[Heading]] = {}
        self._things: list[Findable] | None = None
        self.read()

    def read(self) -> None:
        """Sort what the shelf holds."""
        self._things = None
        self._by_exercise = {exercise.id: [] for exercise in self._shelf.library.exercises}
        for heading in self._shelf.headings.values():
            self._by_exercise[heading.exercise_id].append(heading)
        for group in self._by_exercise.values():
            group.sort(key=_BY_NAME)

    def all(self, folded: Set[str]) -> list[Row]:
        """Favourites, what was performed last, the lifter's own exercises and those that ship, each with its
        presets unless its id is among `folded`."""
        rows = self._group("Favourites", self._favourites())
        rows += self._group("Recent", self._last_performed())
        own = [exercise for exercise in self._shelf.library.exercises if is_own(exercise)]
        shipped = [exercise for exercise in self._shelf.library.exercises if not is_own(exercise)]
        if own:
            rows.append(Row(Kind.CAPTION, "", "Your exercises"))
            for exercise in own:
                rows += self._exercise(exercise.id, exercise.name, folded)
        if rows:
            rows.append(Row(Kind.CAPTION, "", "Exercises"))
        for exercise in shipped:
            rows += self._exercise(exercise.id, exercise.name, folded)
        return rows

    def found(self, text: str) -> list[Row]:
        """What is found by a text, the best first; of equals favourites, then what was performed last."""
        if self._things is None:
            self._things = self._all_things()
        keys = found(text, self._things)
        rows = [self._row(key) for key in keys[:MOST_FOUND]]
        if more := len(keys) - len(rows):
            rows.append(Row(Kind.CAPTION, "", f"and {more:,} more: type on"))
        return rows

    def _favourites(self) -> list[str]:
        pinned = [heading for heading in self._shelf.headings.values() if heading.favourite]
        return [heading.id for heading in sorted(pinned, key=self._folded_title)]

    def _last_performed(self) -> list[str]:
        shelf = self._shelf
        times = {
            heading.id: heading.used_at
            for heading in shelf.headings.values()
            if heading.used_at is not None and not heading.favourite
        }
        times |= {key: at for key, at in shelf.recent_exercises.items() if shelf.has(key)}
        return sorted(times, key=lambda key: -times[key])[:RECENT]

    def _group(self, caption: str, keys: Iterable[str]) -> list[Row]:
        rows = [self._row(key) for key in keys]
        return [Row(Kind.CAPTION, "", caption), *rows] if rows else []

    def _exercise(self, exercise_id: str, name: str, folded: Set[str]) -> list[Row]:
        group = self._by_exercise[exercise_id]
        is_folded = exercise_id in folded
        row = Row(Kind.EXERCISE, exercise_id, name, len(group), is_folded)
        if is_folded:
            return [row]
        return [row, *(Row(Kind.PRESET, heading.id, heading.name, inner=True) for heading in group)]

    def _row(self, key: str) -> Row:
        heading = self._shelf.headings.get(key)
        if heading is not None:
            return Row(Kind.PRESET, key, heading.name, exercise=self._exercise_name(heading))
        exercise = self._shelf.exercise(key)
        return Row(Kind.EXERCISE, key, exercise.name if exercise else "")

    def _exercise_name(self, heading: Heading) -> str:
        exercise = self._shelf.exercise(heading.exercise_id)
        return exercise.name if exercise else ""

    def _folded_title(self, heading: Heading) -> str:
        return f"{self._exercise_name(heading)}{DASH}{heading.name}".casefold()

    def _all_things(self) -> list[Findable]:
        """In the order in which those that are found alike stand."""
        exercises = {exercise.id: findable_exercise(exercise) for exercise in self._shelf.library.exercises}

        def things(headings: Iterable[Heading]) -> list[Findable]:
            return [
                findable_preset(each.id, exercises[each.exercise_id], each.folded_name) for each in headings
            ]

        first = [each for each in self._shelf.headings.values() if each.favourite or each.used_at]
        first.sort(key=lambda heading: (not heading.favourite, -(heading.used_at or 0)))
        all_things = things(first)
        for exercise_id, group in self._by_exercise.items():
            all_things.append(exercises[exercise_id])
            all_things += things(each for each in group if not each.favourite and not each.used_at)
        return all_things
