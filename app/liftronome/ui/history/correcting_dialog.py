"""Sessions of an exercise, to be put right: every set can be corrected, deleted and put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol, TypeVar, Unpack

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.log_entry import Changes, LoggedSession, LoggedSet
from liftronome.presentation.texts import capitalised
from liftronome.ui.history.comparison import Comparison, columns_of_log, name_of
from liftronome.ui.history.comparison_table import ComparisonTable
from liftronome.ui.history.entry_panel import EntryPanel
from liftronome.ui.history.set_entry import Field, SetEntry
from liftronome.ui.look.theme_manager import THEME_MANAGER, ThemeStyleSheet, current_theme
from liftronome.ui.options.key_events import key_name
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.key_hints import KeyHints
from liftronome.ui.widgets.pages import fit_window_below

SIZE: Final = QSize(900, 560)
"""In pixels, where the window is as large."""

SHOWN: Final = 4
HINTS: Final = (
    ("↑ ↓", "set"),
    ("← →", "session"),
    ("Enter", "correct"),
    ("Del", "delete"),
    ("Ctrl+Z", "put back"),
    ("Esc", "close"),
)
HINTS_IN_A_FIELD: Final = (
    ("0–9", "type"),
    ("Enter", "accept"),
    ("Tab", "pass by"),
    ("Del", "empty"),
    ("Esc", "leave the field"),
)

NOTHING: Final = "No set of this exercise is in the log."

REPEATING: Final = frozenset({"Up", "Down", "Left", "Right", "Backspace"})
"""The keys that go on while they are held down: what deletes or accepts is meant once."""

T = TypeVar("T")


class CorrectableLog(Protocol):
    """What is asked of the log: `store.log.log.SetLogStore`. Every method may raise a LiftronomeError."""

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """The last `n` sessions with an exercise that began before another, the newest first."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> LoggedSet:
        """Keep what the lifter says of a set."""

    def delete(self, set_id: str) -> LoggedSet:
        """Delete a set and return it."""

    def restore(self, logged: LoggedSet) -> None:
        """Put a deleted set back."""


class CorrectingDialog(QDialog):
    """The last sessions of an exercise side by side, and the fields of the chosen set below them."""

    def __init__(
        self, log: CorrectableLog, exercise_id: str, options: Options, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Last sessions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        self._log, self._exercise_id, self._options = log, exercise_id, options
        self._sessions: list[LoggedSession] = []
        self._deleted: list[LoggedSet] = []
        self._session = self._set = 0
        self._entry: SetEntry | None = None
        self._fault = ""
        self._make_drawn()
        self.problem = QLabel(self)
        self.problem.setProperty("role", "problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        fit_window_below(self, SIZE)
        self._read()
        THEME_MANAGER.changed.connect(self._draw_anew)

    @property
    def chosen(self) -> LoggedSet | None:
        """The set whose fields are shown."""
        if not self._sessions:
            return None
        return self._sessions[self._session].standing_sets[self._set]

    def event(self, event: QEvent) -> bool:
        """Take every key: nothing here has the focus but the fields, which are drawn."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            name = key_name(event)
            if name in REPEATING or not event.isAutoRepeat():
                self._press(name)
            return True
        return super().event(event)

    def _make_drawn(self) -> None:
        """Make what is drawn, as on the bench, in the theme that is worn when it is made."""
        self.table = ComparisonTable(self, current_theme())
        self.fields = EntryPanel(self, current_theme())
        self._hints = KeyHints(self, current_theme())
        self.table.set_pixels(20)
        self.fields.set_pixels(24, 13)
        self.fields.setFixedHeight(76)
        self._hints.set_pixels(14)
        self._hints.setFixedHeight(32)
        for part in (self.table, self.fields):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _column, _row: self._edit(None))

    def _draw_anew(self) -> None:
        """The system has changed its colours."""
        before = (self.table, self.fields, self._hints)
        self._make_drawn()
        for old, new in zip(before, (self.table, self.fields, self._hints), strict=True):
            self._column.replaceWidget(old, new)
            old.deleteLater()
        self._show()

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 16)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        for widget in (self.fields, self.problem, self._hints):
            column.addWidget(widget)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        """What the keys do, for the mouse: the keys stay with the drawn fields."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.newer = self._button("‹ Newer", lambda: self._choose(self._session - 1, self._set))
        self.older = self._button("Older ›", lambda: self._choose(self._session + 1, self._set))
        self.delete_button = self._button("Delete set", self._delete)
        self.put_back_button = self._button("Put back", self._put_back)
        close = self._button("Close", self.accept)
        for button in (self.newer, self.older, self.delete_button, self.put_back_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoDefault(False)
        button.clicked.connect(self._leave_field)
        button.clicked.connect(act)
        return button

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a field takes the keys there."""
        field = self.fields.field_at(self.fields.mapFrom(self, event.position().toPoint()))
        if field is not None and self.fields.isVisible():
            self._edit(field)

    def _pick(self, column: int, name: str) -> None:
        """Choose a set of one of the sessions that are shown, by its name."""
        self._leave_field()
        session = self._session + column
        names = [name_of(logged) for logged in self._sessions[session].standing_sets]
        self._choose(session, names.index(name) if name in names else 0)

    def _edit(self, field: Field | None) -> None:
        """Let the keys go into a field of the chosen set."""
        if self._entry is not None:
            self._entry.begin(field)
            self._keep()
            self._show()

    def _leave_field(self) -> None:
        """Keep what was typed, and take no more of it."""
        if self._entry is not None and self._entry.is_active:
            self._entry.end()
            self._keep()

    def _press(self, name: str) -> None:
        if self._entry is not None and self._entry.take_key(name):
            self._keep()
            self._show()
            return
        keys: dict[str, Callable[[], None]] = {
            "Up": lambda: self._choose(self._session, self._set - 1),
            "Down": lambda: self._choose(self._session, self._set + 1),
            "Left": lambda: self._choose(self._session - 1, self._set),
            "Right": lambda: self._choose(self._session + 1, self._set),
            "Del": self._delete,
            "Ctrl+Z": self._put_back,
            "Esc": self.reject,
        }
        if name in keys:
            keys[name]()

    def done(self, result: int) -> None:
        """Keep what was typed, and close."""
        self._leave_field()
        super().done(result)

    def _read(self) -> None:
        """Read the sessions anew; the choice stays where it was, as far as that is still there."""
        self._fetch()
        self._choose(self._session, self._set)

    def _fetch(self) -> None:
        found = self._tried(lambda: self._log.last_sessions(self._exercise_id, SHOWN))
        if found is not None:
            self._sessions = [session for session in found if session.standing_sets]

    def _choose(self, session: int, number: int) -> None:
        self._entry = None
        if self._sessions:
            self._session = min(max(session, 0), len(self._sessions) - 1)
            sets = self._sessions[self._session].standing_sets
            self._set = min(max(number, 0), len(sets) - 1)
            logged = sets[self._set]
            self._entry = SetEntry(logged.paced_reps, self._options.unit)
            self._entry.show_said(logged.annotation)
        self._show()

    def _keep(self) -> None:
        """Keep what has been corrected, once its field has been left."""
        logged, entry = self.chosen, self._entry
        if logged is None or entry is None or entry.is_typing:
            return
        changes = entry.changes
        if changes and self._tried(lambda: self._log.annotate(logged.id, **changes)) is not None:
            self._fetch()

    def _delete(self) -> None:
        logged = self.chosen
        if logged is None:
            return
        deleted = self._tried(lambda: self._log.delete(logged.id))
        if deleted is not None:
            self._deleted.append(deleted)
            self._read()

    def _put_back(self) -> None:
        if not self._deleted:
            return
        logged = self._deleted[-1]
        if self._tried(lambda: self._restored(logged)):
            self._deleted.pop()
            self._read()

    def _restored(self, logged: LoggedSet) -> bool:
        self._log.restore(logged)
        return True

    def _tried(self, ask: Callable[[], T]) -> T | None:
        """What the log answers; None if it fails, and then it is said why."""
        try:
            answer = ask()
        except LiftronomeError as error:
            self._fault = str(error)
            self._show_problem()
            return None
        self._fault = ""
        return answer

    def _show(self) -> None:
        columns = columns_of_log(self._sessions, datetime.now())[self._session :]
        logged = self.chosen
        self.table.show_comparison(Comparison(columns), name_of(logged) if logged else "")
        self.fields.setVisible(self._entry is not None)
        is_in_field = self._entry is not None and self._entry.is_active
        self._hints.show_hints(HINTS_IN_A_FIELD if is_in_field else HINTS)
        self.newer.setEnabled(self._session > 0)
        self.older.setEnabled(self._session < len(self._sessions) - 1)
        self.delete_button.setEnabled(self._entry is not None)
        self.put_back_button.setEnabled(bool(self._deleted))
        if self._entry is not None:
            self.fields.show_entry(self._entry)
        self._show_problem()

    def _show_problem(self) -> None:
        """Say what cannot be read in the fields that are shown, else what the log has refused."""
        problem = self._entry.problem if self._entry is not None else ""
        said = problem or self._fault
        nothing = NOTHING if self._entry is None else ""
        self.problem.setText(f"{capitalised(said)}." if said else nothing)
