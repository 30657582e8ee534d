"""The main window: an exercise is found, tuned and started."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.exercise import Exercise, Library
from app.domain.preset import default_preset
from app.domain.tempo import seconds_text
from app.ui.draft import Draft
from app.ui.exercise_list import ExerciseList
from app.ui.help_dialog import HelpDialog
from app.ui.notice import Notice
from app.ui.preset_editor import PresetEditor
from app.ui.style import style_sheet

SIDEBAR_PX: Final = 300
SIDEBAR_NARROW_PX: Final = 240
NARROW_PX: Final = 1100


class MainWindow(QMainWindow):
    """`start_requested` carries the Preset whose first set is to be started; `closed` tells that the
    window is about to go.

    `library` must not be empty; its first exercise is shown first.
    """

    start_requested = Signal(object)
    closed = Signal()

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Liftronome")
        self.setMinimumSize(840, 540)
        self.resize(1280, 800)
        self._drafts: dict[str, Draft] = {}
        self.list = ExerciseList(library, self._detail, self)
        self.list.opened.connect(self.open_exercise)
        self.editor = PresetEditor(self)
        self.list.entered.connect(self.editor.focus_tempo)
        self.editor.edited.connect(self._remember)
        self.editor.start_requested.connect(self.start_requested)
        self.notice = Notice(self)
        self._home = self._home_page()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._home)
        self.setCentralWidget(self._pages)
        self._add_keys()
        self.open_exercise(library.exercises[0])
        self.list.search.setFocus()

    def open_exercise(self, exercise: Exercise) -> None:
        """Show the page of an exercise, as it was left."""
        self.editor.show_draft(self._draft(exercise))
        self.list.open_exercise(exercise)

    def show_notice(self, text: str) -> None:
        """Say something at the head of the window until it is dismissed; "" takes it away."""
        self.notice.show_text(text)

    def show_screen(self, screen: QWidget) -> None:
        """Show a screen in place of the window's own page."""
        self._pages.setCurrentIndex(self._pages.addWidget(screen))
        screen.setFocus()

    def show_home(self) -> None:
        """Go back to the window's own page; a screen that was shown is let go."""
        screen = self._pages.currentWidget()
        self._pages.setCurrentWidget(self._home)
        if screen is not self._home:
            self._pages.removeWidget(screen)
            screen.deleteLater()
        self.editor.bar.button.setFocus()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to what was before."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_help(self) -> None:
        """Show the keys."""
        HelpDialog(self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(SIDEBAR_NARROW_PX if self.width() < NARROW_PX else SIDEBAR_PX)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _draft(self, exercise: Exercise) -> Draft:
        return self._drafts.get(exercise.id) or Draft(default_preset(exercise))

    def _remember(self, draft: Draft) -> None:
        self._drafts[draft.preset.exercise.id] = draft
        self.list.model.refresh()

    def _detail(self, exercise: Exercise) -> str:
        preset = self._draft(exercise).preset
        return f"{seconds_text(preset.beat_ms)} s" if preset.tempo is None else str(preset.tempo)

    def _home_page(self) -> QWidget:
        home = QWidget(self)
        home.setObjectName("page")
        home.setStyleSheet(style_sheet())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self.editor, 1)
        row = QHBoxLayout(home)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        return home

    def _add_keys(self) -> None:
        """The keys of the home page; they rest while another screen is shown."""
        for keys, action in (
            ("Ctrl+Return", self.editor.start),
            ("Ctrl+Enter", self.editor.start),
            ("Space", self.editor.start),
            ("Ctrl+F", self.list.focus_search),
            ("/", self.list.focus_search),
            ("F1", self.show_help),
            ("F11", self.toggle_full_screen),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._home)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action)
            if keys == "Space":
                # Where nothing can be started, Space presses the button that has the focus.
                self.editor.startable.connect(shortcut.setEnabled)
