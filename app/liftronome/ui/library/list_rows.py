"""The rows of the list of presets and exercises, and their model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.exercise import Exercise, NameMatch
from liftronome.domain.exercise_names import name_words
from liftronome.domain.tempo import seconds_text
from liftronome.domain.writing import folded_name
from liftronome.presentation.texts import DASH, HOLD
from liftronome.store.presets.headings import Heading
from liftronome.store.presets.own_exercises import is_own
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.library.finding import Findable, findable_exercise, findable_preset, found, similar

RECENT: Final = 5
"""So many rows of what was performed last stand at the head of the list."""

MOST_FOUND: Final = 200
"""More results are counted, not listed."""


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
    """Makes the rows out of a repository. `read` has to be called when presets or exercises have changed."""

    def __init__(self, repository: PresetRepository) -> None:
        self._repository = repository
        self._by_exercise: dict[str, list[Heading]] = {}
        self._things: list[Findable] | None = None
        self.read()

    def read(self) -> None:
        """Sort what the repository holds."""
        self._things = None
        self._by_exercise = {exercise.id: [] for exercise in self._repository.library.exercises}
        for heading in self._repository.headings.values():
            self._by_exercise[heading.exercise_id].append(heading)
        for group in self._by_exercise.values():
            group.sort(key=_BY_NAME)

    def all(self, folded: Set[str]) -> list[Row]:
        """Favourites, what was performed last, all presets under their exercises, unless its id is among
        `folded`, then the exercises without presets, the lifter's own first; each section by name."""
        rows = self._group("Favourites", self._favourites())
        rows += self._group("Recent", self._last_performed())
        with_presets, own, shipped = list[Exercise](), list[Exercise](), list[Exercise]()
        for exercise in sorted(self._repository.library.exercises, key=_exercise_name):
            section = own if is_own(exercise) else shipped
            (with_presets if self._by_exercise[exercise.id] else section).append(exercise)
        for caption, section in (
            ("Your presets", with_presets),
            ("Your exercises", own),
            ("Exercises", shipped),
        ):
            if section and (rows or section is not shipped):
                rows.append(Row(Kind.CAPTION, "", caption))
            for exercise in section:
                rows += self._exercise(exercise.id, exercise.name, folded)
        return rows

    def found(self, text: str) -> list[Row]:
        """What is found by a text, the best first; of equals favourites, then what was performed last, then
        other presets, then exercises. If nothing is found, what is spelled like it."""
        if self._things is None:
            self._things = self._all_things()
        things = self._things
        keys = found(text, things, lambda: self._named(text, things))
        rows = [self._row(key) for key in keys[:MOST_FOUND]]
        match = self._repository.library.match(text)
        if match and match.variant:
            rows = [self._as_variant(row, match) for row in rows]
        if more := len(keys) - len(rows):
            rows.append(Row(Kind.CAPTION, "", f"{more:,} more: keep typing to narrow the list"))
        return rows

    def _named(self, text: str, things: Sequence[Findable]) -> list[str]:
        """What an exercise's name leads to, however it is written: presets of the variant that is meant, the
        exercise and its other presets, then all that have the same words. With a typing error, what it was
        to be."""
        library = self._repository.library
        if match := library.match(text):
            group = self._repository.of_exercise(match.exercise.id)
            variant = folded_name(match.variant)
            keys = [each.id for each in group if each.folded_name == variant]
            keys += [match.exercise.id, *(each.id for each in group)]
            return _once([*keys, *found(" ".join(name_words(text)), things)])
        near = [exercise.id for exercise in library.near(text)]
        return _once([*near, *similar(text, things)]) if near else []

    def _as_variant(self, row: Row, match: NameMatch) -> Row:
        """The row of the exercise that a variant is looked for of names the preset it would become."""
        if row.kind is Kind.EXERCISE and row.key == match.exercise.id:
            return row._replace(exercise=row.text, text=match.variant)
        return row

    def _favourites(self) -> list[str]:
        pinned = [heading for heading in self._repository.headings.values() if heading.favourite]
        return [heading.id for heading in sorted(pinned, key=self._folded_title)]

    def _last_performed(self) -> list[str]:
        repository = self._repository
        times = {
            heading.id: heading.used_at
            for heading in repository.headings.values()
            if heading.used_at is not None and not heading.favourite
        }
        times |= {key: at for key, at in repository.recent_exercises.items() if repository.has(key)}
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
        heading = self._repository.headings.get(key)
        if heading is not None:
            return Row(Kind.PRESET, key, heading.name, exercise=self._exercise_name(heading))
        exercise = self._repository.exercise(key)
        return Row(Kind.EXERCISE, key, exercise.name if exercise else "")

    def _exercise_name(self, heading: Heading) -> str:
        exercise = self._repository.exercise(heading.exercise_id)
        return exercise.name if exercise else ""

    def _folded_title(self, heading: Heading) -> str:
        return f"{self._exercise_name(heading)}{DASH}{heading.name}".casefold()

    def _all_things(self) -> list[Findable]:
        """In the order in which those that are found alike stand."""
        exercises = {
            exercise.id: findable_exercise(exercise) for exercise in self._repository.library.exercises
        }

        def things(headings: Iterable[Heading]) -> list[Findable]:
            return [
                findable_preset(each.id, exercises[each.exercise_id], each.folded_name) for each in headings
            ]

        # Presets stand before exercises that are found as well.
        first = [each for each in self._repository.headings.values() if each.favourite or each.used_at]
        first.sort(key=lambda heading: (not heading.favourite, -(heading.used_at or 0)))
        all_things = things(first)
        by_name = sorted(self._repository.library.exercises, key=_exercise_name)
        for exercise in by_name:
            group = self._by_exercise[exercise.id]
            all_things += things(each for each in group if not each.favourite and not each.used_at)
        return [*all_things, *(exercises[exercise.id] for exercise in by_name)]


def _once(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _exercise_name(exercise: Exercise) -> str:
    return exercise.name.casefold()


NO_INDEX: Final = QModelIndex()
VIEW_ROLE: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class RowView:
    """What is drawn of a row. `detail` stands at its end."""

    row: Row
    detail: str
    favourite: bool
    unsaved: bool
    is_open: bool


class ListModel(QAbstractListModel):
    """The rows that are listed."""

    def __init__(self, repository: PresetRepository, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._repository = repository
        self._rows: Sequence[Row] = ()
        self._open_key = ""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these and no others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def mark_open(self, key: str) -> None:
        """Mark the item whose page is shown."""
        self._open_key = key
        self.refresh()

    def refresh(self) -> None:
        """Ask anew for what the rows show."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row(self, number: int) -> Row | None:
        """The row of a number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, key: str) -> int:
        """The number of the row that stands for an item, of several the last, which is the one in its place;
        -1 if it is not listed."""
        numbers = range(len(self._rows) - 1, -1, -1)
        return next((number for number in numbers if self._rows[number].key == key), -1)

    @property
    def open_key(self) -> str:
        """The key of the item whose page is shown."""
        return self._open_key

    @property
    def open_number(self) -> int:
        """The number of the row whose page is shown, -1 if it is not listed."""
        return self.number_of(self._open_key)

    def is_open(self, number: int) -> bool:
        """True if the page of this row's item is shown."""
        row = self.row(number)
        return row is not None and row.key == self._open_key

    def next_item(self, number: int, by: int) -> int:
        """The number of the row some items further down or up; the last that there is."""
        step, here = (1 if by > 0 else -1), number
        for _ in range(abs(by)):
            ahead = here + step
            while (row := self.row(ahead)) is not None and row.kind is Kind.CAPTION:
                ahead += step
            if row is None:
                break
            here = ahead
        return here

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is None or row.kind is Kind.CAPTION:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(self.view(row))
            case _ if role == VIEW_ROLE:
                return self.view(row)
        return None

    def view(self, row: Row) -> RowView:
        """What is drawn of a row."""
        heading = self._repository.headings.get(row.key)
        return RowView(
            row,
            self._pace(row.key),
            bool(heading and heading.favourite),
            bool(row.key) and self._repository.is_unsaved(row.key),
            bool(row.key) and row.key == self._open_key,
        )

    def _pace(self, key: str) -> str:
        if not key:
            return ""
        heading = self._repository.headings.get(key)
        exercise = self._repository.exercise(heading.exercise_id if heading else key)
        if exercise is not None and exercise.is_hold:
            return HOLD
        try:
            pace = self._repository.pace(key)
        except LiftronomeError:  # it is said elsewhere; a row stays without its end
            return ""
        if pace.tempo is not None:
            return str(pace.tempo)
        return f"{seconds_text(pace.beat_ms)} s" if pace.beat_ms else ""

    def _tooltip(self, row: Row) -> str:
        exercise = self._repository.exercise(row.key)
        return " · ".join(exercise.names) if exercise else row.title

    def _spoken(self, view: RowView) -> str:
        parts = [view.row.title, view.detail]
        parts += ["favourite"] * view.favourite + ["unsaved"] * view.unsaved
        if view.row.presets:
            parts.append(f"{view.row.presets} preset{'s' * (view.row.presets > 1)}")
        return ", ".join(part for part in parts if part)
