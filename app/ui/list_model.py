"""The rows of the list, as Qt asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.errors import LiftronomeError
from app.domain.tempo import seconds_text
from app.ui.list_rows import Kind, Row
from app.ui.shelf import Shelf

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

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
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
        heading = self._shelf.headings.get(row.key)
        return RowView(
            row,
            self._pace(row.key),
            bool(heading and heading.favourite),
            bool(row.key) and self._shelf.is_unsaved(row.key),
            bool(row.key) and row.key == self._open_key,
        )

    def _pace(self, key: str) -> str:
        if not key:
            return ""
        try:
            pace = self._shelf.pace(key)
        except LiftronomeError:  # it is said elsewhere; a row stays without its end
            return ""
        if pace.tempo is not None:
            return str(pace.tempo)
        return f"{seconds_text(pace.beat_ms)} s" if pace.beat_ms else ""

    def _tooltip(self, row: Row) -> str:
        exercise = self._shelf.exercise(row.key)
        return " · ".join(exercise.names) if exercise else row.title

    def _spoken(self, view: RowView) -> str:
        parts = [view.row.title, view.detail]
        parts += ["favourite"] * view.favourite + ["unsaved"] * view.unsaved
        if view.row.presets:
            parts.append(f"{view.row.presets} preset{'s' * (view.row.presets > 1)}")
        return ", ".join(part for part in parts if part)
