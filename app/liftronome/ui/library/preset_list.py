"""The one list of presets and exercises, found by typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from liftronome.domain.exercise import Library
from liftronome.domain.line import MAX_LINE
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.library.line_card import LOOKS_LIKE_LINE, LineCard
from liftronome.ui.library.list_row import ListRow, fold_area
from liftronome.ui.library.list_rows import Kind, ListModel, ListRows
from liftronome.ui.text.key_names import native_key
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.labels import breakable

MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
SEARCH: Final = "Search, or type a preset"
FOLLOWING_MS: Final = 80
"""The page follows this long after the last letter: no letter waits for it."""


class _ListView(QListView):
    """Asks `pressed` first whether a click is for it.

    An event filter on the viewport would do as well, but PySide6 looks for its type among all of Qt's
    widgets, which takes as long as to make the whole list.
    """

    def __init__(self, pressed: Callable[[QMouseEvent], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._is_pressed = pressed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._is_pressed(event):
            super().mousePressEvent(event)


class PresetList(QWidget):
    """A search field over a list.

    `opened` carries the key of what the lifter goes to, by click, by arrow key, or by searching: the page
    shows what is marked in the list, so that Start and its key mean the same. `entered` says that Enter was
    pressed on it, or `variant_entered`, with its name, on a variant of an exercise. `lines_taken` carries the
    Presets that were written, each on a line; `exercise_wanted` the name of an exercise to create;
    `menu_wanted` where on the screen a menu for what is open is asked for.
    """

    opened = Signal(str)
    entered = Signal()
    variant_entered = Signal(str)
    lines_taken = Signal(object)
    exercise_wanted = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, repository: PresetRepository, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._repository = repository
        self._rows = ListRows(repository)
        self._folded: set[str] = set()
        self._is_marking = False
        self._before_search = ""
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(FOLLOWING_MS)
        self._following.timeout.connect(self._follow)
        self.model = ListModel(repository, self)
        self.search = self._search_field()
        self.line = LineCard(self)
        self.line.taken.connect(self._take_lines)
        self.view = self._view()
        self.empty = QLabel(self)
        self.make = EnterButton(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty_page())
        # On a small screen the list makes room for the line that is being written.
        self._pages.setMinimumHeight(1)
        self.first = QLabel(
            f"No presets yet. Adjust an exercise, then press {native_key('Ctrl+S')} to save it as a preset.",
            self,
        )
        self.first.setProperty("role", "caption")
        self.first.setWordWrap(True)
        self.first.setMargin(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.line)
        column.addWidget(self._pages, 1)
        column.addWidget(self.first)
        repository.changed.connect(self._read)
        repository.drafted.connect(self.model.refresh)
        self._read()

    @property
    def library(self) -> Library:
        """The exercises among which a line is read."""
        return self._repository.library

    def show_open(self, key: str) -> None:
        """Mark an item as the one whose page is shown."""
        self.model.mark_open(key)
        here = self.model.row(self.view.currentIndex().row())
        if here is None or here.key != key:
            self._unfold(key)
            self._go_to(self.model.open_number)

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def write_line(self, text: str) -> None:
        """Start typing a preset on one line, with a text that may be one, or several."""
        if is_several_lines(text):
            self.search.clear()
            self.line.read_all(text, self.library)
            self._show()
        else:
            self.search.setText(text)
            self.line.ask(text, self.library)
        self.focus_search()

    def open_marked(self) -> bool:
        """Open the marked row; returns whether there is one."""
        row = self.model.row(self.view.currentIndex().row())
        if row is not None and row.kind is not Kind.CAPTION:
            self.opened.emit(row.key)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.search and self._pastes_lines(event):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not _is_chord(event):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if watched is self.search and key in MOVES:
                self._move(MOVES[key])
                return True
            if watched is self.search and key == Qt.Key.Key_Escape and self.search.text():
                self._give_up_search()
                return True
            if watched is self.search and key == Qt.Key.Key_Escape and not self.line.isHidden():
                self.line.read("", self.library)
                self._show()
                return True
            if watched is self.view and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._fold_marked(key == Qt.Key.Key_Left)
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return watched is self.search and self._leaves(event)
        if isinstance(event, QContextMenuEvent) and watched is self.view:
            self._ask_menu(event)
            return True
        return super().eventFilter(watched, event)

    def _pastes_lines(self, event: QKeyEvent) -> bool:
        """Read lines that are pasted together, which the field would make one of; returns whether it did."""
        if event.type() != QEvent.Type.KeyPress or not event.matches(QKeySequence.StandardKey.Paste):
            return False
        text = QGuiApplication.clipboard().text()
        if is_several_lines(text):
            self.write_line(text)
            return True
        return False

    def _leaves(self, event: QKeyEvent) -> bool:
        """An empty field leaves deleting and undoing to the window."""
        keys = (
            QKeySequence.StandardKey.Undo,
            QKeySequence.StandardKey.Redo,
            QKeySequence.StandardKey.Delete,
        )
        if self.search.text() or not any(event.matches(key) for key in keys):
            return False
        event.ignore()
        return True

    def _read(self) -> None:
        """Presets or exercises have changed. The marked row stays where it is on the screen, unless the head
        of the list is shown: that stays."""
        self._rows.read()
        here = self.model.row(self.view.currentIndex().row())
        place, y = self.view.verticalScrollBar().value(), self._marked_y()
        self._show()
        number = self.model.number_of(here.key) if here else -1
        self._go_to(number if number >= 0 else self.model.open_number, scroll=False)
        self.view.verticalScrollBar().setValue(place)
        if place:
            self.view.verticalScrollBar().setValue(place + self._marked_y() - y)

    def _marked_y(self) -> int:
        """Where the marked row is, in pixels from the upper edge of the list."""
        return self.view.visualRect(self.view.currentIndex()).y()

    def _show(self) -> None:
        text = self.search.text().strip()
        rows = self._rows.found(text) if text else self._rows.all(self._folded)
        self.model.show_rows(rows)
        self._pages.setCurrentIndex(0 if rows else 1)
        if not rows:
            self.empty.setText(breakable(f"No results for “{_shortened(text)}”"))
            self.make.setText("Add as new exercise …")
            self.make.setAccessibleName(f"Add “{text}” as new exercise")
        is_line = self.line.isVisibleTo(self)
        self.first.setVisible(bool(rows) and not self._repository.headings and not is_line)
        for widget in (self.empty, self.make, self.clear):
            widget.setVisible(not is_line)

    def _searched(self, text: str) -> None:
        self.line.read(text, self.library)
        self._before_search = self._before_search or self.model.open_key
        self._following.stop()
        self._show()
        if not text.strip():
            self._before_search = ""
            self._go_to(self.model.open_number)
        elif (number := self.model.next_item(-1, 1)) >= 0:
            self._go_to(number)
            self._following.start()

    def show_found(self) -> None:
        """Show the page of what is marked while searching now, if it is still to follow."""
        if self._following.isActive():
            self._follow()

    def _follow(self) -> None:
        self._following.stop()
        if self.line.isHidden() and not self.model.is_open(self.view.currentIndex().row()):
            self.open_marked()

    def _give_up_search(self) -> None:
        """Empty the search field, and go back to what was open before."""
        before = self._before_search
        self.search.clear()
        if before and before != self.model.open_key:
            self.opened.emit(before)

    def _move(self, by: int) -> None:
        here = self.view.currentIndex().row()
        is_unopened = here >= 0 and not self.model.is_open(here) and by > 0
        self._go_to(here if is_unopened else self.model.next_item(here, by))
        self.open_marked()

    def _enter(self) -> None:
        if self.search.hasFocus() and self.line.accept():
            return
        row = self.model.row(self.view.currentIndex().row())
        if row is None or not self.open_marked():
            return
        if row.kind is Kind.EXERCISE and row.exercise:
            self.variant_entered.emit(row.text)
        else:
            self.entered.emit()

    def _take_lines(self, presets: object) -> None:
        self.search.clear()
        self.lines_taken.emit(presets)

    def _pressed(self, event: QMouseEvent) -> bool:
        """Fold or unfold an exercise whose arrow was clicked; returns whether one was."""
        index = self.view.indexAt(event.position().toPoint())
        row = self.model.row(index.row())
        if row is None or not row.presets:
            return False
        if not fold_area(self.view.visualRect(index)).contains(event.position().toPoint()):
            return False
        self._fold(row.key, not row.folded)
        return True

    def _fold_marked(self, fold: bool) -> None:
        row = self.model.row(self.view.currentIndex().row())
        if row is None or self.search.text().strip():
            return
        key = row.key
        if row.inner and fold and (heading := self._repository.headings.get(key)):
            key = heading.exercise_id
        self._fold(key, fold)
        self._go_to(self.model.number_of(key))

    def _fold(self, exercise_id: str, fold: bool) -> None:
        (self._folded.add if fold else self._folded.discard)(exercise_id)
        place = self.view.verticalScrollBar().value()
        here = self.model.row(self.view.currentIndex().row())
        self._show()
        self._go_to(self.model.number_of(here.key) if here else -1)
        self.view.verticalScrollBar().setValue(place)

    def _unfold(self, key: str) -> None:
        heading = self._repository.headings.get(key)
        if heading is not None and heading.exercise_id in self._folded:
            self._fold(heading.exercise_id, False)

    def _go_to(self, number: int, *, scroll: bool = True) -> None:
        """Mark a row without opening it."""
        self._is_marking = True
        self.view.setAutoScroll(scroll)
        self.view.setCurrentIndex(self.model.index(number))
        self.view.setAutoScroll(True)
        self._is_marking = False

    def _ask_menu(self, event: QContextMenuEvent) -> None:
        index = self.view.indexAt(event.pos())
        if index.isValid() and event.reason() is QContextMenuEvent.Reason.Mouse:
            self.view.setCurrentIndex(index)
        place = self.view.visualRect(self.view.currentIndex()).bottomLeft()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_wanted.emit(event.globalPos() if by_mouse else self.view.viewport().mapToGlobal(place))

    def _current_changed(self, _: QModelIndex) -> None:
        if not self._is_marking:
            self.open_marked()

    def _search_field(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setObjectName("search")
        search.setPlaceholderText(SEARCH)
        search.setAccessibleName("Search presets and exercises, or type a preset on one line")
        search.setToolTip(f"{native_key('Ctrl+F')} or /")
        search.setMaxLength(MAX_LINE + 1)
        search.textChanged.connect(self._searched)
        search.installEventFilter(self)
        return search

    def _view(self) -> QListView:
        view = _ListView(self._pressed, self)
        view.setModel(self.model)
        view.setItemDelegate(ListRow(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setAccessibleName("Presets and exercises")
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.clicked.connect(lambda: self.open_marked())
        view.installEventFilter(self)
        return view

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        self.empty.setProperty("role", "muted")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setMargin(10)
        self.make.setObjectName("link")
        self.make.clicked.connect(lambda: self.exercise_wanted.emit(self.search.text().strip()))
        self.clear = EnterButton("Clear search", page)
        self.clear.setObjectName("link")
        self.clear.clicked.connect(self.search.clear)
        self.clear.clicked.connect(self.focus_search)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 16, 8, 0)
        column.setSpacing(4)
        column.addWidget(self.empty)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page


def is_several_lines(text: str) -> bool:
    """True for lines that were copied together, and look like lines of presets."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and any(map(LOOKS_LIKE_LINE.search, lines))


def _is_chord(event: QKeyEvent) -> bool:
    chords = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    return bool(event.modifiers() & chords)


def _shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
