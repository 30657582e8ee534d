"""The main window: its page or a screen in place of that, its actions, and the files dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from liftronome.domain.errors import LiftronomeError
from liftronome.presentation.window_keys import Act
from liftronome.store.presets.own_exercises import is_own
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.files.drop_area import DropArea
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.files.transfer import Transfer, dropped_file
from liftronome.ui.look.style import LARGE_SCALE
from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.widgets.notice import Notice
from liftronome.ui.window.actions import MAIN_MENU, PRESET_MENU, make_actions, menu_of
from liftronome.ui.window.dialogs import Dialogs
from liftronome.ui.window.home import HomePage
from liftronome.ui.window.place import USUAL

SIDEBAR_PX: Final = 300
SIDEBAR_NARROW_PX: Final = 240
NARROW_PX: Final = 1100
LARGE_PX: Final = (1600, 900)
"""From this width and height on everything is larger."""


class MainWindow(QMainWindow):
    """`start_requested` carries the Preset whose first set is to start; `first_painted` tells that the
    window is on the screen, `closed` that it is about to close. `options` and `sounds` are what its dialogs
    change."""

    start_requested = Signal(object)
    closed = Signal()
    first_painted = Signal()
    home_shown = Signal()

    def __init__(
        self,
        repository: PresetRepository,
        options: Options,
        sounds: PresetSounds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Liftronome")
        self.resize(USUAL)
        self.setAcceptDrops(True)
        self.repository = repository
        self.editing = Editing(repository, self)
        places = FilePlaces(repository.database)
        self.transfer = Transfer(self.editing, self, places)
        self._dialogs = Dialogs(self, self.editing, options, sounds, places)
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self._home = home = HomePage(repository, self.editing, self._pages)
        self._pages.addWidget(home)
        self.sidebar, self.list, self.editor = home.sidebar, home.list, home.editor
        self._drop_area = DropArea(self._home)
        self._scale = 1.0
        self._is_painted = False
        self._add_actions()
        self._take_drops_of(self)
        self._connect()
        home.open_last()
        # Last: each widget is styled once, where it would be again whenever it gets another parent.
        self._style_sheet = ThemeStyleSheet(self._home)

    @property
    def notice(self) -> Notice:
        """What is said over the page."""
        return self._home.notice

    def show_notice(self, text: str, offer: str = "", act: Callable[[], None] | None = None) -> None:
        """Say something that must not be missed, and stays until it is dismissed; "" takes it away."""
        self._home.show_notice(text, offer, act)

    def show_done(self, text: str, offers_undo: bool = False) -> None:
        """Say for a while that something has been done, with the offer to undo it or without."""
        self._home.show_done(text, offers_undo)

    def start(self) -> None:
        """Start what is shown, or say why it cannot be started."""
        self._home.start()

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
        self._home.show_sessions()
        self.editor.bar.button.setFocus()
        self.home_shown.emit()

    @property
    def is_home(self) -> bool:
        """True while the window's own page is shown, not a session's screen."""
        return self._pages.currentWidget() is self._home

    def read_anew(self) -> None:
        """Show a file whose whole content has been replaced. Raises StoreError."""
        self.editing.stack.clear()
        self.repository.reload()
        self.editing.open_last()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to what was before."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_large = self.width() >= LARGE_PX[0] and self.height() >= LARGE_PX[1]
        scale = LARGE_SCALE if is_large else 1.0
        if scale != self._scale:
            self._scale = scale
            self._style_sheet.set_scale(scale)
            self.editor.set_scale(scale)
        width = SIDEBAR_NARROW_PX if self.width() < NARROW_PX else SIDEBAR_PX
        self.sidebar.setFixedWidth(round(width * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._catch_up()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        file = dropped_file(event.mimeData())
        if self.is_home and file is not None:
            event.acceptProposedAction()
            self._drop_area.show_over(self._home, file)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_area.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_area.hide()
        file = dropped_file(event.mimeData())
        if file is not None and self.is_home:
            event.acceptProposedAction()
            self.transfer.import_file(file)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        self.transfer.stop()
        self.repository.keep_drafts_at_end()
        self.editing.remember_open()
        super().closeEvent(event)

    def _connect(self) -> None:
        home, transfer, dialogs = self._home, self.transfer, self._dialogs
        home.start_requested.connect(self.start_requested)
        home.changed.connect(self._enable_actions)
        self.list.exercise_wanted.connect(dialogs.new_exercise)
        self.list.menu_wanted.connect(self._show_menu)
        self.sidebar.history_button.clicked.connect(self.show_history)
        self.editor.fields.sounds_wanted.connect(dialogs.show_sounds)
        self.editor.past.opened.connect(self._correct_log)
        transfer.told.connect(self.show_done)
        transfer.warned.connect(lambda text: self.notice.show_text(text))
        transfer.sound_given.connect(lambda text: self.show_notice(text, "Open Sounds", dialogs.show_sounds))

    def _correct_log(self) -> None:
        from liftronome.store.log.log import SetLogStore

        self._dialogs.correct_log(SetLogStore(self.repository.database), self._home.show_sessions)

    def show_history(self) -> None:
        """Show what years of sets came to, the open exercise first."""
        if not self.is_home:
            return
        self.repository.keep_drafts()
        page = self._dialogs.history_page(self.editing.item.exercise.id, self._scale)
        page.left.connect(self.show_home)
        self.show_screen(page)
        page.focus_list()

    def _catch_up(self) -> None:
        """Take in what another window has changed."""
        try:
            if self.repository.catch_up():
                key = self.editing.item.key
                self.editing.open(key if self.repository.has(key) else self.editing.item.exercise.id)
        except LiftronomeError as error:
            self.editing.tell_error(error)

    def _show_menu(self, place: QPoint) -> None:
        self._preset_menu.popup(place)

    def _enable_actions(self) -> None:
        item = self.editing.item
        is_preset, is_unsaved = item.stored is not None, self.repository.is_unsaved(item.key)
        self._actions[Act.SAVE].setEnabled(not is_preset or is_unsaved)
        self._actions[Act.GIVE_UP].setEnabled(is_unsaved)
        self._actions[Act.DELETE].setEnabled(is_preset or is_own(item.exercise))
        for act in (Act.RENAME, Act.EXPORT_ONE):
            self._actions[act].setEnabled(is_preset)
        is_favourite = item.stored is not None and item.stored.favourite
        what = "Remove from favourites" if is_favourite else "Add to favourites"
        self._actions[Act.FAVOURITE].setText(what)

    def _take_drops_of(self, part: QWidget) -> None:
        """Import a file that is dropped on a text field, too."""
        for edit in (*part.findChildren(QLineEdit), *part.findChildren(QPlainTextEdit)):
            edit.setAcceptDrops(False)

    def _add_actions(self) -> None:
        """What the home page does; it rests while another screen is shown."""
        editing, transfer, dialogs = self.editing, self.transfer, self._dialogs
        slots = {
            Act.START: self.start,
            Act.SAVE: editing.save,
            Act.SAVE_AS: editing.ask_name_to_save,
            Act.RENAME: editing.ask_name,
            Act.DUPLICATE: editing.duplicate,
            Act.FAVOURITE: editing.toggle_favourite,
            Act.GIVE_UP: editing.give_up_changes,
            Act.COPY_LINE: self._home.copy_line,
            Act.EXPORT_ONE: transfer.ask_export_one,
            Act.EDIT_EXERCISE: dialogs.edit_exercise,
            Act.SOUNDS: dialogs.show_sounds,
            Act.EXPORT_SOUND: dialogs.export_sound,
            Act.PAST: self._correct_log,
            Act.HISTORY: self.show_history,
            Act.DELETE: editing.delete,
            Act.SEARCH: self.list.focus_search,
            Act.NEW_LINE: self._home.write_line,
            Act.NEW_EXERCISE: lambda: dialogs.new_exercise(),
            Act.IMPORT: transfer.ask_import,
            Act.EXPORT_ALL: transfer.ask_export_all,
            Act.OPTIONS: dialogs.show_options,
            Act.FULL_SCREEN: self.toggle_full_screen,
            Act.HELP: dialogs.show_help,
            Act.QUIT: lambda: QTimer.singleShot(0, self.close),
        }
        self._actions, claim = make_actions(self._home, editing.stack, slots)
        self.editor.part_made.connect(claim.cover)
        self.editor.part_made.connect(self._take_drops_of)
        self._preset_menu = menu_of(PRESET_MENU, self._actions, self._home)
        self.editor.header.set_menu(self._preset_menu)
        self.sidebar.set_menu(menu_of(MAIN_MENU, self._actions, self._home))
        space = QShortcut(QKeySequence("Space"), self._home)
        space.setAutoRepeat(False)
        space.activated.connect(self.editor.start)
        # Where nothing can be started, Space presses the button that has the focus.
        self.editor.startable.connect(space.setEnabled)
