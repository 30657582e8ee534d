"""The sets and reps of a session, with planned and paced times; what the lifter said of them is corrected in
place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from liftronome.domain.history.figures import PHASES
from liftronome.domain.log_entry import LoggedSet
from liftronome.domain.performance import Ended, PerformedRep
from liftronome.presentation.history.charts import PHASE_NAMES
from liftronome.presentation.history.set_figures import (
    Correctable,
    paced_ms,
    phase_text,
    planned_ms,
    planned_times,
    seconds,
    shown,
    time_text,
)
from liftronome.presentation.texts import capitalised, clock_text, set_name

FIRST_PHASE: Final = 3
HEADINGS: Final = (
    *("Set", "Reps", "Tension"),
    *(PHASE_NAMES[phase].split()[0] for phase in PHASES),
    *("Load", "Effort", "Felt", "Note"),
)
COLUMNS: Final = {
    1: Correctable.REPS,
    7: Correctable.LOAD,
    8: Correctable.EFFORT,
    9: Correctable.FEELING,
    10: Correctable.NOTE,
}
"""The columns that can be corrected."""

SET_ID: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex

_ENDED: Final = {
    Ended.EARLY: "ended early",
    Ended.LEFT: "session left",
    Ended.RESTARTED: "begun anew",
    None: "broke off",
}


class _InPlace(QStyledItemDelegate):
    """Opens a field on what can be corrected, and tells what was typed instead of showing it. `typed` carries
    the set's id, what it is, and the text."""

    typed = Signal(str, object, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() not in COLUMNS or index.parent().isValid():
            return None  # type: ignore[return-value]  # which Qt takes for "none"
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(COLUMNS[index.column()].value)
        return editor

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        text = str(editor.property("text"))
        self.typed.emit(index.sibling(index.row(), 0).data(SET_ID), COLUMNS[index.column()], text)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        editor.setProperty("text", index.data(SET_ID))


class SessionDetails(QTreeWidget):
    """Sets, and below each its reps. `corrected` carries a set's id, the Correctable and what was typed;
    `delete_wanted` the id of a set."""

    corrected = Signal(str, object, str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sets and reps of the session")
        self.setHeaderLabels(HEADINGS)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        tip = "paced seconds, and behind the stroke the planned ones where they differ"
        for column, phase in enumerate(PHASES, start=FIRST_PHASE):
            self.headerItem().setToolTip(column, f"{PHASE_NAMES[phase]}: {tip}")
        for column in COLUMNS:
            self.headerItem().setToolTip(column, "Double-click, or press F2, to correct it")
        self._delegate = _InPlace(self)
        self._delegate.typed.connect(self.corrected)
        self.setItemDelegate(self._delegate)

    def show_sets(self, sets: Sequence[LoggedSet]) -> None:
        """Show the sets of a session; what was unfolded and current stays so."""
        unfolded = {item.data(0, SET_ID) for item in self._items() if item.isExpanded()}
        current, column = self._current_id(), max(self.currentColumn(), 0)
        self.clear()
        for logged in sets:
            item = self._set_item(logged)
            self.addTopLevelItem(item)
            item.addChildren([*_plan_items(logged), *map(_rep_item, logged.reps)])
            item.setExpanded(logged.id in unfolded)
            if logged.id == current:
                self.setCurrentItem(item, column)
        first = self.topLevelItem(0)
        if current not in {logged.id for logged in sets} and first is not None:
            self.setCurrentItem(first, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del deletes the set, Enter corrects what is current."""
        key = event.key()
        if key == Qt.Key.Key_Delete and self._current_id():
            self.delete_wanted.emit(self._current_id())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._can_correct():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _can_correct(self) -> bool:
        """False while a field is open: the Enter that ends it comes here too."""
        is_open = self.state() == QAbstractItemView.State.EditingState
        return bool(self._current_id()) and self.currentColumn() in COLUMNS and not is_open

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for row in range(self.topLevelItemCount()) if (item := self.topLevelItem(row))]

    def _current_id(self) -> str:
        item = self.currentItem()
        return str(item.data(0, SET_ID) or "") if item is not None else ""

    def _set_item(self, logged: LoggedSet) -> QTreeWidgetItem:
        plan, paced = logged.plan, paced_ms(logged.reps)
        name = capitalised(set_name(plan.set_number, plan.side))
        ended = _ENDED.get(logged.ended, "")
        texts = [
            f"{name}, warm-up" if plan.warm_up else name,
            _reps_text(logged),
            clock_text(logged.tension_ms),
        ]
        texts += [phase_text(paced[phase], planned_ms(logged, phase)) for phase in PHASES]
        texts += [shown(logged, what) for what in list(COLUMNS.values())[1:]]
        texts[-1] = texts[-1].replace("\n", " ")
        item = QTreeWidgetItem(texts)
        item.setData(0, SET_ID, logged.id)
        for column, what in COLUMNS.items():
            item.setData(column, SET_ID, shown(logged, what))
        if ended:
            item.setToolTip(0, capitalised(ended))
        item.setToolTip(len(texts) - 1, logged.annotation.note)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        for column in range(1, len(texts) - 1):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item


def _reps_text(logged: LoggedSet) -> str:
    """ "8 of 10"; with what was paced, if the lifter says otherwise: "9 of 10 (8 paced)"."""
    planned = "" if logged.plan.reps in (None, logged.done_reps) else f" of {logged.plan.reps}"
    paced = "" if logged.done_reps == logged.paced_reps else f" ({logged.paced_reps} paced)"
    return f"{logged.done_reps}{planned}{paced}"


def _plan_items(logged: LoggedSet) -> list[QTreeWidgetItem]:
    times = planned_times(logged)
    if not times or not logged.reps:
        return []
    return [_aligned(["Planned per rep", "", "", *(time_text(times[phase]) for phase in PHASES)])]


def _rep_item(rep: PerformedRep) -> QTreeWidgetItem:
    times = paced_ms([rep])
    name = f"Rep {rep.number}" if rep.complete else f"Rep {rep.number}, interrupted"
    total = f"{seconds(sum(times.values()))} s"
    return _aligned([name, "", total, *(f"{seconds(ms)} s" if ms else "" for ms in times.values())])


def _aligned(texts: list[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem(texts)
    for column in range(1, len(texts)):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
