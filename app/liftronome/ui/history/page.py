"""The history: sessions at the left, charts at the right, and below them the sets of one session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.history.figures import HistoryEntry, HistoryFilter
from liftronome.domain.log_entry import Annotation, Changes, LoggedSet, corrected
from liftronome.presentation.history.days import day_text
from liftronome.presentation.history.set_figures import Correctable, typed
from liftronome.presentation.texts import capitalised, counted, preset_title, set_name, under_tension
from liftronome.presentation.window_keys import Act
from liftronome.store.base.database import Database
from liftronome.store.log.history import History
from liftronome.store.log.log import SetLogStore
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.history.chart_panel import ChartPanel
from liftronome.ui.history.corrections import Corrections, Step
from liftronome.ui.history.session_details import SessionDetails
from liftronome.ui.history.session_list import SessionList
from liftronome.ui.history.sheet import history_sheet
from liftronome.ui.look.theme_manager import THEME_MANAGER, ThemeStyleSheet, current_theme
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.notice import Notice, NoticeKind

LIST_PX: Final = 320
LIST_NARROW_PX: Final = 258
NARROW_PX: Final = 1100

T = TypeVar("T")


class HistoryPage(QWidget):
    """`left` tells that the lifter goes back. It shows an exercise first, if one is given and has been
    trained. What fails is told in a notice, and leaves everything as it was."""

    left = Signal()

    def __init__(
        self,
        database: Database,
        options: Options,
        places: FilePlaces,
        history: History | None = None,
        exercise_id: str | None = None,
        parent: QWidget | None = None,
        scale: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("History")
        self._scale = scale
        self._log, self._options = SetLogStore(database), options
        self._history = history or History(database)
        self._corrections = Corrections()
        self._sets: Sequence[LoggedSet] = ()
        self.list = SessionList(self._history, exercise_id, self)
        self.charts = ChartPanel(self._history, options.unit, places, self)
        self.details = SessionDetails(self)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "muted")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.session = QLabel(self)
        self.session.setTextFormat(Qt.TextFormat.PlainText)
        self.back = self._button("‹ Back", self.left.emit)
        self.undo_button = self._button("Undo", self.undo)
        self.redo_button = self._button("Redo", self.redo)
        self.delete_set_button = self._button("Delete set", self._delete_current)
        self.delete_button = self._button("Delete session", self._delete_session)
        self._lay_out()
        self.notice = Notice(self)
        ThemeStyleSheet(self, scale)
        self._follow_theme()
        THEME_MANAGER.changed.connect(self._follow_theme)
        self._connect()
        self._add_keys()
        self._tried(self.list.read)
        self.list.view.setFocus()
        self._show_corrections()

    def undo(self) -> None:
        """Take the last correction or deletion back."""
        self._corrections.undo()
        self._show_corrections()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._corrections.redo()
        self._show_corrections()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = LIST_NARROW_PX if self.width() < NARROW_PX else LIST_PX
        self.list.setFixedWidth(round(width * self._scale))

    def focus_list(self) -> None:
        """Give the sessions the focus."""
        self.list.view.setFocus()

    def _connect(self) -> None:
        self.list.filtered.connect(self._filtered)
        self.list.chosen.connect(self._show_entry)
        self.charts.session_chosen.connect(lambda key: self._tried(lambda: self.list.choose_session(key)))
        self.charts.told.connect(self._tell)
        self.details.corrected.connect(self._correct)
        self.details.delete_wanted.connect(self._delete)
        self.details.currentItemChanged.connect(lambda *_: self._show_corrections())

    def _add_keys(self) -> None:
        undo, redo = Act.UNDO.value[1], Act.REDO.value[1]
        keys: dict[str, Callable[[], None]] = {
            "Esc": self._escape,
            **dict.fromkeys(Act.HISTORY.value[1], self.left.emit),
            **dict.fromkeys(undo, self.undo),
            **dict.fromkeys(redo, self.redo),
            **dict.fromkeys(Act.SEARCH.value[1], self.list.search.setFocus),
            **dict.fromkeys(Act.FULL_SCREEN.value[1], self._toggle_full_screen),
            **dict.fromkeys(Act.QUIT.value[1], lambda: QTimer.singleShot(0, self.window().close)),
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _escape(self) -> None:
        """Clear the search first, then go back."""
        if self.list.search.hasFocus() and self.list.search.text():
            self.list.search.clear()
        else:
            self.left.emit()

    def _toggle_full_screen(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _filtered(self, which: HistoryFilter) -> None:
        def show() -> None:
            self.charts.show_filter(which)
            total = self._history.total(which)
            if total is None:
                self.summary.setText("")
                return
            sessions = f"{total.sessions:,} {'session' if total.sessions == 1 else 'sessions'}"
            hours = under_tension(total.tension_ms)
            self.summary.setText(f"{sessions} · {total.sets:,} sets · {total.reps:,} reps · {hours}")

        self._tried(show)

    def _show_entry(self, entry: HistoryEntry | None) -> None:
        self._tried(lambda: self._show_sets(entry))

    def _show_sets(self, entry: HistoryEntry | None) -> None:
        sets: list[LoggedSet] = []
        if entry is not None:
            session = self._log.session(entry.session_id)
            sets = [
                logged for logged in session.standing_sets if logged.plan.exercise_id == entry.exercise_id
            ]
        self._sets = sets
        self.details.show_sets(sets)
        self._below.setVisible(bool(sets))
        self.session.setText(_session_text(entry) if entry is not None and sets else "")
        self.delete_button.setEnabled(bool(sets))
        self._show_corrections()

    def _read_again(self) -> bool:
        """Show what the log has now; the session that was current stays so."""
        if not self._history.refresh():
            return True
        self.list.read()
        entry = self.list.entry
        if entry is not None:
            self._show_sets(entry)
        return True

    def _correct(self, set_id: str, what: Correctable, text: str) -> None:
        logged = next((each for each in self._sets if each.id == set_id), None)
        if logged is None:
            return
        try:
            changes = typed(logged, what, text, self._options.unit)
            after = corrected(logged.annotation, changes)
        except LiftronomeError as error:
            self._tell(f"{capitalised(str(error))}.", True)
            return
        before = logged.annotation
        if after == before:
            return
        # After the editor has closed: what it belongs to is made anew.
        QTimer.singleShot(0, lambda: self._keep(logged, before, after))

    def _keep(self, logged: LoggedSet, before: Annotation, after: Annotation) -> None:
        if self._annotate(logged.id, after):
            name = set_name(logged.plan.set_number, logged.plan.side)
            self._corrections.add(
                Step(
                    f"correction of {name}",
                    lambda: self._annotate(logged.id, before),
                    lambda: self._annotate(logged.id, after),
                )
            )
            self._show_corrections()

    def _annotate(self, set_id: str, said: Annotation) -> bool:
        def annotate() -> bool:
            self._log.annotate(set_id, **_everything(said))
            return self._read_again()

        return bool(self._tried(annotate))

    def _delete_current(self) -> None:
        item = self.details.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        if item is not None:
            row = self.details.indexOfTopLevelItem(item)
            self._delete(self._sets[row].id)

    def _delete(self, set_id: str) -> None:
        logged = next((each for each in self._sets if each.id == set_id), None)
        if logged is not None:
            self._delete_all([logged], set_name(logged.plan.set_number, logged.plan.side))

    def _delete_session(self) -> None:
        self._delete_all(list(self._sets), counted(len(self._sets), "set"))

    def _delete_all(self, sets: Sequence[LoggedSet], what: str) -> None:
        def delete() -> bool:
            with self._log.database.changing():
                for logged in sets:
                    self._log.delete(logged.id)
            return self._read_again()

        def restore() -> bool:
            with self._log.database.changing():
                for logged in sets:
                    self._log.restore(logged)
            return self._read_again()

        if len(sets) > 0 and self._tried(delete):
            self._corrections.add(
                Step(
                    f"deletion of {what}",
                    lambda: bool(self._tried(restore)),
                    lambda: bool(self._tried(delete)),
                )
            )
            self._show_corrections()
            self.notice.show_text(f"Deleted {what}.", "Undo", self.undo, NoticeKind.DONE)

    def _show_corrections(self) -> None:
        for button, verb, what in (
            (self.undo_button, "Undo", self._corrections.undoable),
            (self.redo_button, "Redo", self._corrections.redoable),
        ):
            button.setEnabled(bool(what))
            button.setToolTip(f"{verb} the {what}" if what else "")
        self.delete_set_button.setEnabled(bool(self._sets))

    def _tried(self, act: Callable[[], T]) -> T | None:
        """What `act` returns; None if it fails, which is told."""
        try:
            return act()
        except LiftronomeError as error:
            self._tell(f"{capitalised(str(error))}.", True)
            return None

    def _tell(self, text: str, is_fault: bool) -> None:
        self.notice.show_text(text, kind=NoticeKind.ATTENTION if is_fault else NoticeKind.DONE)

    def _follow_theme(self) -> None:
        self._body.setStyleSheet(history_sheet(current_theme()))

    def _button(self, text: str, act: Callable[[], None]) -> EnterButton:
        button = EnterButton(text, self)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        title = QLabel("History", self)
        title.setProperty("role", "heading")
        self.summary.setMinimumWidth(1)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 16, 8)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(title)
        head.addWidget(self.summary, 1)
        head.addWidget(self.undo_button)
        head.addWidget(self.redo_button)
        self._below = QWidget(self)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.session.setMinimumWidth(1)
        foot.addWidget(self.session, 1)
        foot.addWidget(self.delete_set_button)
        foot.addWidget(self.delete_button)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(16, 6, 16, 12)
        below.setSpacing(6)
        below.addLayout(foot)
        below.addWidget(self.details, 1)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(5)
        self._split.addWidget(self.charts)
        self._split.addWidget(self._below)
        self._split.setStretchFactor(0, 66)
        self._split.setStretchFactor(1, 34)
        self._body = QWidget(self)
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._split, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._body, 1)


def _session_text(entry: HistoryEntry) -> str:
    name = preset_title(entry.exercise, entry.preset)
    imported = " · imported: nothing of it was paced" if entry.is_imported else ""
    return f"{name} · {day_text(entry.day)}{imported}"


def _everything(said: Annotation) -> Changes:
    """An annotation as the changes that lead to it from any other."""
    return {
        "done_reps": said.done_reps,
        "load": said.load,
        "unit": said.unit,
        "effort": said.effort,
        "feeling": said.feeling,
        "note": said.note,
    }
