"""The sessions of the history: what they can be filtered by, and the list of those that fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from liftronome.domain.history.figures import EVERYTHING, HistoryEntry, HistoryFilter
from liftronome.presentation.history.days import MONTHS, date_of, day_of, month_text
from liftronome.presentation.texts import counted, preset_title, under_tension
from liftronome.store.log.history import History
from liftronome.ui.history.choice import Choice
from liftronome.ui.look.theme_manager import current_theme

PAGE: Final = 64
"""So many sessions are read at a time."""

PAGES_KEPT: Final = 8
PADDING: Final = 9
TYPING_MS: Final = 120

ENTRY: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def entry_texts(entry: HistoryEntry) -> tuple[str, str, str]:
    """A session in the list: what was trained, the day, and what it came to. The year stands above them."""
    when = date_of(entry.day)
    day = f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"
    parts = [counted(entry.sets, "set"), counted(entry.reps, "rep")]
    if entry.tension_ms:
        parts.insert(0, under_tension(entry.tension_ms))
    if entry.is_imported:
        parts.append("imported")
    if entry.workout:
        parts.append(entry.workout)
    return preset_title(entry.exercise, entry.preset), day, " · ".join(parts)


class EntryModel(QAbstractListModel):
    """The entries of a filter, the newest first; read as they are shown."""

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._which = EVERYTHING
        self._count = 0
        self._pages: dict[int, Sequence[HistoryEntry]] = {}

    def show_filter(self, which: HistoryFilter) -> None:
        """Show what fits a filter. Raises StoreError."""
        self.beginResetModel()
        self._which, self._pages = which, {}
        self._count = 0
        try:
            self._count = self._history.count(which)
        finally:
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join((*entry_texts(entry), str(date_of(entry.day).year)))
        return None

    def entry(self, row: int) -> HistoryEntry | None:
        """The entry of a row, None if there is none."""
        page, place = divmod(row, PAGE)
        if not 0 <= row < self._count:
            return None
        if page not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = self._history.entries(self._which, PAGE, page * PAGE)
        entries = self._pages[page]
        return entries[place] if place < len(entries) else None

    def row_of(self, session_id: str) -> int:
        """The first row of a session; -1 if it does not fit the filter."""
        for row in range(self._count):
            entry = self.entry(row)
            if entry is not None and entry.session_id == session_id:
                return row
        return -1


class _EntryDelegate(QStyledItemDelegate):
    """Draws two lines for each entry: its name, and below it its day and what it came to."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, QFontMetrics(option.font).height() * 2 + 2 * PADDING + 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if entry is None:
            return
        theme, rect = current_theme(), QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            is_selected = bool(state & QStyle.StateFlag.State_Selected)
            painter.setBrush(QColor(theme.marked if is_selected else theme.hover))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
            if is_selected:
                painter.fillRect(
                    QRect(rect.left() + 2, rect.top() + 8, 3, rect.height() - 16), QColor(theme.accent)
                )
        name, day, came_to = entry_texts(entry)
        font = QFont(option.font)
        room = rect.adjusted(PADDING + 2, PADDING, -PADDING, -PADDING)
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = QRect(room.left(), room.top() + room.height() // 2, room.width(), room.height() // 2)
        small = QFont(font)
        small.setPixelSize(max(font.pixelSize() - 2, 10))
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        came_to = f"{day} · {came_to}"
        if QFontMetrics(small).horizontalAdvance(came_to) > lower.width():
            came_to = came_to.replace(" under tension", "")
        fitted = QFontMetrics(small).elidedText(came_to, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        fitted = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.restore()


class SessionList(QWidget):
    """`filtered` carries the HistoryFilter that is chosen, `chosen` the HistoryEntry that is current, or
    None. The methods that read raise StoreError."""

    filtered = Signal(object)
    chosen = Signal(object)

    def __init__(self, history: History, exercise_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._history = history
        self._is_filling = False
        self._wanted_exercise = exercise_id
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setPlaceholderText("Search names, tempos, notes")
        self.search.setAccessibleName("Search the history")
        self.search.setClearButtonEnabled(True)
        self.exercise = Choice("Exercise", self)
        self.preset = Choice("Preset", self)
        self.workout = Choice("Workout", self)
        self.period = Choice("Period", self)
        self.month = QLabel(self)
        self.month.setProperty("role", "caption")
        self.nothing = QLabel(self)
        self.nothing.setProperty("role", "muted")
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model = EntryModel(history, self)
        self.view = QListView(self)
        self.view.setAccessibleName("Sessions")
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setItemDelegate(_EntryDelegate(self.view))
        self.view.setModel(self.model)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _: self._typing.start())
        for combo in (self.exercise, self.preset, self.workout, self.period):
            combo.currentIndexChanged.connect(lambda _, combo=combo: self._picked(combo))
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._current_changed(now))
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self._show_month())
        self._lay_out()

    @property
    def which(self) -> HistoryFilter:
        """The filter that is chosen."""
        since, until = self.period.currentData() or (None, None)
        return HistoryFilter(
            self.exercise.currentData(),
            self.preset.currentData(),
            self.workout.currentData(),
            since,
            until,
            self.search.text().strip(),
        )

    @property
    def entry(self) -> HistoryEntry | None:
        """The session that is current."""
        return self.model.entry(self.view.currentIndex().row())

    def read(self) -> None:
        """Read what there is to choose from, and the sessions, anew; what is chosen stays where possible."""
        kept = self.entry
        self._is_filling = True
        wanted, self._wanted_exercise = self._wanted_exercise, None
        exercises = [(name, key) for key, name in self._history.exercises()]
        self.exercise.fill([("All exercises", None), *exercises], wanted)
        self._fill_presets()
        workouts = self._history.workouts()
        self.workout.fill([("All workouts", None), *((name, name) for name in workouts)])
        self.workout.setVisible(bool(workouts))
        self.period.fill([("All time", None), *self._periods()])
        self._is_filling = False
        self._show_filter(kept)

    def choose_session(self, session_id: str) -> None:
        """Go to a session, if it fits the filter."""
        row = self.model.row_of(session_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
            self.view.scrollTo(self.model.index(row))

    def _fill_presets(self) -> None:
        names = self._history.presets(self.exercise.currentData())
        choices = [(name or "Without a preset", name) for name in names if names != [""]]
        self.preset.fill([("All presets", None), *choices])

    def _periods(self) -> list[tuple[str, tuple[int | None, int | None]]]:
        today = day_of(date.today())
        months = self._history.months()
        years = sorted({date_of(first).year for first, _ in months}, reverse=True)
        return [
            ("Last 4 weeks", (today - 27, None)),
            ("Last 3 months", (today - 91, None)),
            ("Last 12 months", (today - 364, None)),
            *((str(year), (day_of(date(year, 1, 1)), day_of(date(year, 12, 31)))) for year in years),
            *((month_text(first), (first, last)) for first, last in months),
        ]

    def _picked(self, combo: Choice) -> None:
        if combo is self.exercise:
            self._is_filling = True
            self._fill_presets()
            self._is_filling = False
        self._filter()

    def _filter(self) -> None:
        if not self._is_filling:
            self._show_filter(self.entry)

    def _show_filter(self, kept: HistoryEntry | None) -> None:
        self._typing.stop()
        self.model.show_filter(self.which)
        has_any = self.model.rowCount() > 0
        self.view.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        self.nothing.setText(self._nothing_text() if not has_any else "")
        self.filtered.emit(self.which)
        row = 0
        if kept is not None:
            near = (self.model.entry(row) for row in range(min(self.model.rowCount(), PAGE)))
            row = next((row for row, entry in enumerate(near) if entry and _is_same(entry, kept)), 0)
        if has_any:
            self.view.setCurrentIndex(self.model.index(row))
        else:
            self.chosen.emit(None)
        self._show_month()

    def _nothing_text(self) -> str:
        if self.which == EVERYTHING:
            return "No sets yet. They are logged as you do them."
        text = self.search.text().strip()
        return f"No results for “{text}”." if text else "No sessions fit these filters."

    def _current_changed(self, now: QModelIndex) -> None:
        self.chosen.emit(self.model.entry(now.row()))

    def _show_month(self) -> None:
        top = self.model.entry(max(self.view.indexAt(self.view.viewport().rect().topLeft()).row(), 0))
        self.month.setText(month_text(top.day) if top is not None else "")

    def _lay_out(self) -> None:
        filters = QGridLayout()
        filters.setSpacing(6)
        filters.addWidget(self.search, 0, 0, 1, 2)
        filters.addWidget(self.exercise, 1, 0)
        filters.addWidget(self.preset, 1, 1)
        filters.addWidget(self.period, 2, 0, 1, 2)
        filters.addWidget(self.workout, 3, 0, 1, 2)
        filters.setColumnStretch(0, 1)
        filters.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(self.month)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1)


def _is_same(one: HistoryEntry, other: HistoryEntry) -> bool:
    return (one.session_id, one.exercise_id) == (other.session_id, other.exercise_id)
