"""The exercises, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from app.domain.exercise import Exercise, Library
from app.ui.enter_button import EnterButton
from app.ui.exercise_row import DETAIL_ROLE, OPEN_ROLE, ExerciseRow

NO_INDEX: Final = QModelIndex()
MOVING_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ExerciseModel(QAbstractListModel):
    """The exercises that are listed. `detail` gives the short text at the end of an exercise's row."""

    def __init__(self, detail: Callable[[Exercise], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._detail = detail
        self._listed: Sequence[Exercise] = ()
        self._open_id = ""

    def show_exercises(self, exercises: Sequence[Exercise]) -> None:
        """List these and no others."""
        self.beginResetModel()
        self._listed = exercises
        self.endResetModel()

    def mark_open(self, exercise: Exercise) -> None:
        """Mark the exercise whose page is shown."""
        self._open_id = exercise.id
        self.refresh()

    def refresh(self) -> None:
        """Ask anew for what the rows show."""
        if self._listed:
            self.dataChanged.emit(self.index(0), self.index(len(self._listed) - 1))

    def exercise(self, row: int) -> Exercise | None:
        """The exercise of a row."""
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def row_of(self, exercise_id: str) -> int:
        """The row of an exercise, -1 if it is not listed."""
        return next((row for row, known in enumerate(self._listed) if known.id == exercise_id), -1)

    @property
    def open_row(self) -> int:
        """The row of the exercise whose page is shown, -1 if it is not listed."""
        return self.row_of(self._open_id)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._listed)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        exercise = self.exercise(index.row())
        if exercise is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return exercise.name
            case Qt.ItemDataRole.ToolTipRole:
                return " · ".join(exercise.names)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{exercise.name}, {self._detail(exercise)}"
            case _ if role == DETAIL_ROLE:
                return self._detail(exercise)
            case _ if role == OPEN_ROLE:
                return exercise.id == self._open_id
        return None


class ExerciseList(QWidget):
    """A search field over a list.

    `opened` carries the Exercise that the lifter goes to, by click or arrow key; `entered` says that
    Enter was pressed on it.
    """

    opened = Signal(object)
    entered = Signal()

    def __init__(
        self, library: Library, detail: Callable[[Exercise], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._library = library
        self._is_marking = False
        self.model = ExerciseModel(detail, self)
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setPlaceholderText("Search exercises")
        self.search.setAccessibleName("Search exercises")
        self.search.setToolTip("Ctrl+F or /")
        self.search.setMaxLength(100)
        self.search.textChanged.connect(self._searched)
        self.search.installEventFilter(self)
        self.view = self._view()
        self.empty = QLabel(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 8, 8)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self._pages, 1)
        self._searched("")

    def open_exercise(self, exercise: Exercise) -> None:
        """Mark an exercise as the one whose page is shown."""
        self.model.mark_open(exercise)
        self._go_to(self.model.open_row)

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not _is_chord(event):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if watched is self.search and event.key() in MOVING_KEYS:
                self._move(event)
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _searched(self, text: str) -> None:
        found = self._library.search(text)
        self.model.show_exercises(found)
        row = self.model.open_row
        self._go_to(row if row >= 0 and not text.strip() else 0)
        if not found:
            self.empty.setText(f"No exercise is called “{_shortened(text.strip())}”.")
        self._pages.setCurrentIndex(0 if found else 1)

    def _move(self, event: QKeyEvent) -> None:
        rows = self.model.rowCount()
        if rows == 0:
            return
        by = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -8,
            Qt.Key.Key_PageDown: 8,
        }[Qt.Key(event.key())]
        here = self.view.currentIndex().row()
        first_unopened = by > 0 and here == 0 and self.model.open_row != 0
        row = 0 if first_unopened else min(max(here + by, 0), rows - 1)
        self._go_to(row)
        self._open_current()

    def _enter(self) -> None:
        if self._open_current():
            self.entered.emit()

    def _open_current(self) -> bool:
        exercise = self.model.exercise(self.view.currentIndex().row())
        if exercise is not None:
            self.opened.emit(exercise)
        return exercise is not None

    def _go_to(self, row: int) -> None:
        """Mark a row without opening it."""
        self._is_marking = True
        self.view.setCurrentIndex(self.model.index(row))
        self._is_marking = False

    def _view(self) -> QListView:
        view = QListView(self)
        view.setModel(self.model)
        view.setItemDelegate(ExerciseRow(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setAccessibleName("Exercises")
        view.selectionModel().currentChanged.connect(lambda: self._is_marking or self._open_current())
        view.clicked.connect(lambda: self._open_current())
        view.installEventFilter(self)
        return view

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        self.empty.setProperty("role", "muted")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setMargin(10)
        self.clear = EnterButton("Show all exercises", page)
        self.clear.setObjectName("link")
        self.clear.clicked.connect(self.search.clear)
        self.clear.clicked.connect(self.focus_search)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 16, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.empty)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page


def _is_chord(event: QKeyEvent) -> bool:
    chords = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    return bool(event.modifiers() & chords)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
