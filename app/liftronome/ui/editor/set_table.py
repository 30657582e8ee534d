"""The working sets of a preset as a table, and buttons that add, remove and move them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liftronome.domain.limits import SETS
from liftronome.domain.line.formatting import sets_text
from liftronome.domain.preset import Preset
from liftronome.ui.editor.varied_texts import loads_field_text
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.wrapping import WrappingLayout

HEADINGS: Final = ("Set", "Reps", "Tempo", "Load")
HOLD_HEADINGS: Final = ("Set", "Hold", "Tempo", "Load")
ROWS_SHOWN: Final = 8
"""More sets than these scroll."""


class SetTable(QWidget):
    """Shows one row for each working set, numbered as they are performed: behind the warm-up sets.

    `selected` tells that other rows are selected; `order_wanted` carries the sets in the order asked for, by
    their numbers from 0, and the numbers to select then.

    Insert adds a set behind the selected ones, Delete removes them, Alt with Up or Down moves them.
    """

    selected = Signal()
    order_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self.table = QTableWidget(0, len(HEADINGS), self)
        self.table.setAccessibleName("Sets")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._selection_changed)
        self.table.installEventFilter(self)
        self.add = self._button("Add set", "Add a set like the selected one behind it (Insert)", self._add)
        self.remove = self._button("Remove", "Remove the selected sets (Delete)", self._remove)
        self.up = self._button("Move up", "Move the selected sets up (Alt+Up)", lambda: self._move(-1))
        self.down = self._button("Move down", "Move the selected sets down (Alt+Down)", lambda: self._move(1))
        self.all = self._button("Select all", "Change all sets at once (Ctrl+A)", self.table.selectAll)
        buttons = WrappingLayout(8, 8)
        for button in (self.add, self.remove, self.up, self.down, self.all):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addLayout(buttons)

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the selected sets, from 0; those of all where none is selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(rows) or tuple(range(self.table.rowCount()))

    @property
    def has_all(self) -> bool:
        """True if all sets are selected."""
        return len(self.rows) == self.table.rowCount()

    def show_sets(self, preset: Preset) -> None:
        """Show the sets of a preset; what was selected stays selected."""
        self._is_showing = True
        rows = () if self.has_all else self.rows
        cells = [_cells(preset, number) for number in range(len(preset.scheme.sets))]
        self.table.setRowCount(len(cells))
        self.table.setHorizontalHeaderLabels(HOLD_HEADINGS if preset.exercise.is_hold else HEADINGS)
        self.table.setColumnHidden(2, preset.tempo is None)
        for row, texts in enumerate(cells):
            for place, text in enumerate(texts):
                item = self.table.item(row, place) or QTableWidgetItem()
                if item.text() != text:
                    item.setText(text)
                    item.setToolTip(text)
                if item.tableWidget() is None:
                    self.table.setItem(row, place, item)
        self.select([row for row in rows if row < len(cells)])
        self._fit()
        self._is_showing = False

    def select(self, rows: Sequence[int]) -> None:
        """Select these sets, all of them if none is given."""
        was_showing, self._is_showing = self._is_showing, True
        model, selection = self.table.model(), self.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        wanted = [*rows] or [*range(self.table.rowCount())]
        current = wanted[0] if wanted else 0
        selection.setCurrentIndex(model.index(current, 0), flags.NoUpdate)
        selection.clearSelection()
        for row in wanted:
            selection.select(model.index(row, 0), flags.Select | flags.Rows)
        self._is_showing = was_showing
        self._enable()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if is_key and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            wanted = {
                (Qt.Key.Key_Insert, False): self.add,
                (Qt.Key.Key_Delete, False): self.remove,
                (Qt.Key.Key_Up, True): self.up,
                (Qt.Key.Key_Down, True): self.down,
            }.get((Qt.Key(event.key()), alt))
            if wanted is not None and (alt or plain):
                if event.type() == QEvent.Type.KeyPress:
                    wanted.click()
                event.accept()  # the window has other uses for some of these keys
                return True
        return super().eventFilter(watched, event)

    def _selection_changed(self) -> None:
        if not self._is_showing:
            self._enable()
            self.selected.emit()

    def _enable(self) -> None:
        rows, count = self.rows, self.table.rowCount()
        self.add.setEnabled(count < SETS.most)
        self.remove.setEnabled(len(rows) < count)
        is_block = rows == tuple(range(rows[0], rows[-1] + 1)) if rows else False
        self.up.setEnabled(is_block and rows[0] > 0)
        self.down.setEnabled(is_block and rows[-1] < count - 1)
        self.all.setEnabled(len(rows) < count)

    def _add(self) -> None:
        last = self.rows[-1]
        count = self.table.rowCount()
        self.order_wanted.emit([*range(last + 1), last, *range(last + 1, count)], [last + 1])

    def _remove(self) -> None:
        gone = self.rows
        order = [row for row in range(self.table.rowCount()) if row not in gone]
        self.order_wanted.emit(order, [min(gone[0], len(order) - 1)])

    def _move(self, by: int) -> None:
        rows = [*self.rows]
        order = [row for row in range(self.table.rowCount()) if row not in rows]
        at = rows[0] + by
        self.order_wanted.emit([*order[:at], *rows, *order[at:]], [row + by for row in rows])

    def _fit(self) -> None:
        """As high as its rows, up to a number of them."""
        row_px = round(self.table.fontMetrics().height() * 1.6)
        self.table.verticalHeader().setDefaultSectionSize(row_px)
        rows = min(self.table.rowCount(), ROWS_SHOWN)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows * row_px + 6)

    def _button(self, text: str, tooltip: str, act: object) -> EnterButton:
        button = EnterButton(text, self)
        button.setToolTip(tooltip)
        button.clicked.connect(lambda: act())  # type: ignore[operator]
        return button


def _cells(preset: Preset, number: int) -> tuple[str, ...]:
    scheme = preset.scheme
    found = scheme.sets[number]
    reps = sets_text((found,)).removeprefix("1x").replace("-", "–").replace("+", " + ")
    if found.open and found.mini_sets[-1].reps is not None:
        reps = reps.removesuffix(" + ") + "+"
    tempo = str(found.tempo or preset.tempo or "")
    if found.ramp_to is not None:
        tempo = f"{tempo} > {found.ramp_to}"
    loads = tuple(dict.fromkeys(scheme.loads_of(number)))
    return (str(len(scheme.warm_ups) + number + 1), reps, tempo, loads_field_text(loads))
