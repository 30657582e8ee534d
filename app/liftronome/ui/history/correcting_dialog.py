"""The last sessions of an exercise: every set can be corrected or deleted, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, Protocol, TypeVar, Unpack

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.log_entry import Annotation, Changes, LoggedSession, LoggedSet, corrected
from liftronome.presentation.texts import capitalised
from liftronome.ui.history.comparison import Comparison, columns_of_log, names_of
from liftronome.ui.history.comparison_table import ComparisonTable
from liftronome.ui.history.corrections import Corrections, Step, all_of
from liftronome.ui.history.entry_panel import EntryPanel, field_hints, pad_hints
from liftronome.ui.history.set_entry import Field, SetEntry
from liftronome.ui.look.theme_manager import THEME_MANAGER, ThemeStyleSheet, current_theme
from liftronome.ui.options.key_events import key_name, native_label
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.key_hints import Hint, KeyHints
from liftronome.ui.widgets.pages import fit_window_below

SIZE: Final = QSize(900, 560)
"""In pixels, where the window is as large."""

SHOWN: Final = 4
HINTS: Final = (
    Hint("↑ ↓", "set"),
    Hint("← →", "session"),
    Hint("Enter", "correct", "Return"),
    Hint("Del", "delete", "Del"),
    Hint(native_label("Ctrl+Z"), "undo", "Ctrl+Z"),
    Hint("Esc", "close", "Esc"),
)

NOTHING: Final = "No sets of this exercise have been logged yet."

REPEATING: Final = frozenset({"Up", "Down", "Left", "Right", "Backspace"})
"""The keys that repeat while they are held down. What deletes or accepts counts once."""

T = TypeVar("T")


class CorrectableLog(Protocol):
    """What the dialog asks of the log (`store.log.log.SetLogStore`). All may raise a LiftronomeError."""

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        """The last `n` sessions with an exercise that began before another, the newest first."""

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> LoggedSet:
        """Log what the lifter says of a set."""

    def delete(self, set_id: str) -> LoggedSet:
        """Delete a set and return it."""

    def restore(self, logged: LoggedSet) -> None:
        """Restore a deleted set."""


class CorrectingDialog(QDialog):
    """The last sessions of an exercise side by side, and below them the fields of the chosen set."""

    def __init__(
        self, log: CorrectableLog, exercise_id: str, options: Options, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Last sessions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        self._log, self._exercise_id, self._options = log, exercise_id, options
        self._sessions: list[LoggedSession] = []
        self._corrections = Corrections()
        self._session = self._set = 0
        self._is_touched = False
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

    @property
    def _name(self) -> str:
        """The name of that set."""
        return names_of(self._sessions[self._session])[self.chosen.id] if self.chosen else ""

    def event(self, event: QEvent) -> bool:
        """Take every key: only the fields type, and they never have the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            name = key_name(event)
            if name in REPEATING or not event.isAutoRepeat():
                self.press(name)
            return True
        return super().event(event)

    def _make_drawn(self) -> None:
        """Make the parts that the bench has, too, in the current theme."""
        self.table = ComparisonTable(self, current_theme())
        self.fields = EntryPanel(self, current_theme())
        self._hints = KeyHints(self, current_theme())
        self.table.set_pixels(20)
        self.fields.set_pixels(24, 13)
        self.fields.setFixedHeight(76)
        self._hints.set_pixels(14)
        self._hints.setFixedHeight(36)
        for part in (self.table, self.fields):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _column, _row: self._edit(None))
        self.fields.asked.connect(self._touch)
        self._hints.asked.connect(self.press)

    def _draw_anew(self) -> None:
        """Make these parts again in another theme."""
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
        """Buttons for what the keys do."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.newer = self._button("‹ Newer", lambda: self._choose(self._session - 1, self._set))
        self.older = self._button("Older ›", lambda: self._choose(self._session + 1, self._set))
        self.delete_button = self._button("Delete set", self._delete)
        self.undo_button = self._button("Undo", self._undo)
        self.redo_button = self._button("Redo", self._redo)
        close = self._button("Close", self.accept)
        for button in (self.newer, self.older, self.delete_button, self.undo_button, self.redo_button):
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

    def _pick(self, column: int, name: str) -> None:
        """Choose a set of one of the sessions that are shown, by its name."""
        self._leave_field()
        session = self._session + column
        shown = names_of(self._sessions[session])
        names = [shown[logged.id] for logged in self._sessions[session].standing_sets]
        self._choose(session, names.index(name) if name in names else 0)

    def _edit(self, field: Field | None) -> None:
        """Type into a field of the chosen set."""
        if self._entry is not None:
            self._entry.begin(field)
            self._keep()
            self._show()

    def _touch(self, field: Field) -> None:
        """Type into a field that was clicked: its keys can be clicked, too."""
        self._is_touched = True
        self._edit(field)

    def _leave_field(self) -> None:
        """Log what was typed, and type no more."""
        self._is_touched = False
        if self._entry is not None and self._entry.is_active:
            self._entry.end()
            self._keep()

    def press(self, name: str) -> None:
        """Do what a key does, by its name."""
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
            "Ctrl+Z": self._undo,
            "U": self._undo,
            "Ctrl+Y": self._redo,
            "Ctrl+Shift+Z": self._redo,
            "Esc": self.reject,
        }
        if name in keys:
            keys[name]()

    def done(self, result: int) -> None:
        """Log what was typed, and close."""
        self._leave_field()
        super().done(result)

    def _read(self, set_id: str = "") -> bool:
        """Read the sessions again. Choose a set by its id, else the choice stays where it was, if that is
        still there."""
        self._fetch()
        places = {
            logged.id: (session, number)
            for session, each in enumerate(self._sessions)
            for number, logged in enumerate(each.standing_sets)
        }
        self._choose(*places.get(set_id, (self._session, self._set)))
        return True

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
        """Log what has been corrected, once its field has been left."""
        logged, entry = self.chosen, self._entry
        if logged is None or entry is None or entry.is_typing:
            return
        before = logged.annotation
        after = corrected(before, entry.changes)
        if after != before and self._annotate(logged.id, after):
            self._add(f"correction of {self._name}", logged.id, before, after)
            self._fetch()

    def _add(self, what: str, set_id: str, before: Annotation, after: Annotation) -> None:
        step = Step(
            what,
            lambda: self._annotate(set_id, before) and self._read(set_id),
            lambda: self._annotate(set_id, after) and self._read(set_id),
        )
        self._corrections.add(step)

    def _annotate(self, set_id: str, said: Annotation) -> bool:
        return self._tried(lambda: self._log.annotate(set_id, **all_of(said))) is not None

    def _delete(self) -> None:
        logged = self.chosen
        if logged is not None and self._deleted(logged):
            step = Step(
                f"deletion of {self._name}",
                lambda: self._restored(logged),
                lambda: self._deleted(logged),
            )
            self._corrections.add(step)
            self._show()

    def _deleted(self, logged: LoggedSet) -> bool:
        return self._tried(lambda: self._log.delete(logged.id)) is not None and self._read()

    def _restored(self, logged: LoggedSet) -> bool:
        def restore() -> bool:
            self._log.restore(logged)
            return True

        return self._tried(restore) is not None and self._read(logged.id)

    def _undo(self) -> None:
        """Take back what is half typed, else the last correction."""
        if self._entry is not None and self._entry.is_typing and self.chosen is not None:
            self._entry.show_said(self.chosen.annotation)
        else:
            self._corrections.undo()
        self._show()

    def _redo(self) -> None:
        self._corrections.redo()
        self._show()

    def _tried(self, ask: Callable[[], T]) -> T | None:
        """What the log answers; None if it fails, which is shown."""
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
        self.table.show_comparison(Comparison(columns, all_rows=True), self._name)
        self.fields.setVisible(self._entry is not None)
        self._hints.show_hints(self._current_hints())
        self.newer.setEnabled(self._session > 0)
        self.older.setEnabled(self._session < len(self._sessions) - 1)
        self.delete_button.setEnabled(self._entry is not None)
        for button, verb, what in (
            (self.undo_button, "Undo", self._corrections.undoable),
            (self.redo_button, "Redo", self._corrections.redoable),
        ):
            button.setEnabled(bool(what))
            button.setToolTip(f"{verb}: {what}" if what else "")
        if self._entry is not None:
            self.fields.show_entry(self._entry)
        self._show_problem()

    def _current_hints(self) -> Sequence[Hint]:
        if self._entry is None or not self._entry.is_active:
            return HINTS
        if self._is_touched:
            return pad_hints(self._entry)
        return [Hint("0–9", "type"), Hint("Del", "clear", "Del"), *field_hints(self._entry)]

    def _show_problem(self) -> None:
        """Show why a field cannot be read, else what the log has refused."""
        problem = self._entry.problem if self._entry is not None else ""
        said = problem or self._fault
        nothing = NOTHING if self._entry is None else ""
        self.problem.setText(f"{capitalised(said)}." if said else nothing)
