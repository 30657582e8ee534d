"""The main window: a preset or an exercise is found, tuned, kept and started."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.line import format_line
from liftronome.domain.preset import Preset
from liftronome.presentation.texts import capitalised
from liftronome.presentation.window_keys import Act
from liftronome.store.presets.own_exercises import is_own
from liftronome.store.presets.presets import first_free
from liftronome.store.presets.recent_exercises import is_logged
from liftronome.ui.drafts.draft import Draft, Item
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.editor.preset_editor import PresetEditor
from liftronome.ui.files.drop_area import DropArea
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.files.transfer import Transfer, dropped_file
from liftronome.ui.library.preset_list import is_several_lines
from liftronome.ui.library.sidebar import Sidebar
from liftronome.ui.look.style import LARGE_SCALE
from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.text.preset_titles import offered_name
from liftronome.ui.widgets.notice import Notice, NoticeKind
from liftronome.ui.window.actions import MAIN_MENU, PRESET_MENU, make_actions, menu_of
from liftronome.ui.window.dialogs import Dialogs, UndoOffer
from liftronome.ui.window.place import USUAL

SIDEBAR_PX: Final = 300
SIDEBAR_NARROW_PX: Final = 240
NARROW_PX: Final = 1100
LARGE_PX: Final = (1600, 900)
"""From this width and height on everything is larger."""

MORE_KEY: Final = "window.more"
if TYPE_CHECKING:
    from liftronome.domain.log_entry import LoggedSession

SESSIONS: Final = 3


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
        self._home = QWidget(self._pages)
        self._home.setObjectName("page")
        self._pages.addWidget(self._home)
        self.sidebar = Sidebar(repository, self._home)
        self.list = self.sidebar.list
        self.editor = PresetEditor(self._home)
        self._drop_area = DropArea(self._home)
        self._scale = 1.0
        self._is_painted = False
        self._name_taker = self.editing.save_as
        self._arrange()
        self._add_actions()
        self._take_drops_of(self)
        self._connect()
        self.editor.fold.open(repository.settings.get(MORE_KEY, False))
        self.editing.open_last()
        self.list.search.setFocus()
        # Last: each widget is styled once, where it would be again whenever it gets another parent.
        self._style_sheet = ThemeStyleSheet(self._home)

    @cached_property
    def notice(self) -> Notice:
        """Says what has been done or is wrong, over the page; made when there is something to say."""
        return Notice(self.editor, self.editor.bar)

    @cached_property
    def _undo_offer(self) -> UndoOffer:
        return UndoOffer(self.notice, self.editing.stack)

    def show_notice(self, text: str, offer: str = "", act: Callable[[], None] | None = None) -> None:
        """Say something that must not be missed, and stays until it is dismissed; "" takes it away."""
        self.notice.show_text(text, offer, act, stays=True)

    def show_done(self, text: str, offers_undo: bool = False) -> None:
        """Say for a while that something has been done, with the offer to undo it or without."""
        if offers_undo:
            self._undo_offer.show_text(text)
        else:
            self.notice.show_text(text, kind=NoticeKind.DONE)

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
        self._show_sessions()
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

    def start(self) -> None:
        """Start what is shown, or say why it cannot be started."""
        self.list.show_found()
        if self.editor.can_start:
            self.editor.start()
        elif problem := self.editor.problem:
            self.notice.show_text(f"{capitalised(problem).removesuffix('.')}.")

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
        self.list.opened.connect(self.editing.open)
        self.list.entered.connect(self.editor.focus_tempo)
        self.list.variant_entered.connect(self._ask_name_of_variant)
        self.list.lines_taken.connect(self.editing.add_all)
        self.list.exercise_wanted.connect(self._dialogs.new_exercise)
        self.list.menu_wanted.connect(self._show_menu)
        self.sidebar.history_button.clicked.connect(self.show_history)
        self.editor.edited.connect(self._edited)
        self.editor.start_requested.connect(self._start)
        self.editor.bar.button.pressed.connect(self.list.show_found)
        self.editor.fields.sounds_wanted.connect(self._dialogs.show_sounds)
        self.editor.fold.toggled.connect(lambda is_open: self._remember(MORE_KEY, is_open))
        self.editor.past.opened.connect(self._correct_log)
        header = self.editor.header
        header.named.connect(lambda name: self._name_taker(name))
        header.save_clicked.connect(self.editing.save)
        header.star_clicked.connect(self.editing.toggle_favourite)
        header.naming_ended.connect(self.editor.bar.button.setFocus)
        self.editing.opened.connect(self._show_item)
        self.editing.name_wanted.connect(self._ask_name)
        self.editing.told.connect(self._tell)
        self.transfer.told.connect(self.show_done)
        self.transfer.warned.connect(lambda text: self.notice.show_text(text))
        self.transfer.sound_given.connect(
            lambda text: self.show_notice(text, "Open Sounds", self._dialogs.show_sounds)
        )
        self.repository.failed.connect(lambda text: self._tell(f"{capitalised(text)}.", False))
        self.repository.changed.connect(self._show_saved)

    def _show_item(self, item: Item) -> None:
        self.editor.show_item(item, self._draft())
        self.list.show_open(item.key)
        self._show_sessions()
        self._enable_actions()

    def _draft(self) -> Draft:
        try:
            return self.editing.draft
        except LiftronomeError as error:
            self.editing.tell_error(error)
            return Draft(self.editing.item.preset)

    def _edited(self, draft: Draft) -> None:
        self.editing.edit(draft)
        self._show_saved()

    def _show_saved(self) -> None:
        item = self.editing.item
        self.editor.show_saved(item, unsaved=self.repository.is_unsaved(item.key))
        self._enable_actions()

    def _show_sessions(self) -> None:
        try:
            self.editor.past.show_sessions(self._last_sessions())
        except LiftronomeError as error:
            self.editing.tell_error(error)

    def _last_sessions(self) -> list[LoggedSession]:
        exercise_id = self.editing.item.exercise.id
        if not is_logged(self.repository.database, exercise_id):
            return []
        from liftronome.store.log.log import SetLogStore

        return SetLogStore(self.repository.database).last_sessions(exercise_id, SESSIONS)

    def _correct_log(self) -> None:
        from liftronome.store.log.log import SetLogStore

        self._dialogs.correct_log(SetLogStore(self.repository.database), self._show_sessions)

    def show_history(self) -> None:
        """Show what years of sets came to, the open exercise first."""
        if not self.is_home:
            return
        self.repository.keep_drafts()
        page = self._dialogs.history_page(self.editing.item.exercise.id, self._scale)
        page.left.connect(self.show_home)
        self.show_screen(page)
        page.focus_list()

    def _start(self, preset: Preset) -> None:
        self.repository.keep_drafts()
        self.editing.mark_performed()
        self.start_requested.emit(preset)

    def _ask_name(self, to_rename: bool) -> None:
        editing = self.editing
        stored = editing.item.stored
        name = stored.preset.name if stored else offered_name(self._draft().preset)
        if not to_rename:
            name = first_free(name, set(self.repository.names(editing.item.exercise)))
        self._show_name_field(name, to_rename)

    def _ask_name_of_variant(self, variant: str) -> None:
        """Offer the variant that was searched for, as in “DB bench”, as the name of a new preset."""
        self._show_name_field(first_free(variant, set(self.repository.names(self.editing.item.exercise))))

    def _show_name_field(self, name: str, to_rename: bool = False) -> None:
        editing, header = self.editing, self.editor.header
        self._name_taker = editing.rename if to_rename else editing.save_as
        header.ask_name(
            name,
            "Rename" if to_rename else "Save",
            lambda text: editing.name_problem(text, to_rename=to_rename),
        )

    def _tell(self, text: str, offers_undo: bool) -> None:
        """What can be undone has been done; all else is to be looked at."""
        if offers_undo:
            self.show_done(text, offers_undo=True)
        else:
            self.notice.show_text(text)

    def _catch_up(self) -> None:
        """Take in what another window has changed."""
        try:
            if self.repository.catch_up():
                key = self.editing.item.key
                self.editing.open(key if self.repository.has(key) else self.editing.item.exercise.id)
        except LiftronomeError as error:
            self.editing.tell_error(error)

    def _copy_line(self) -> None:
        draft = self._draft()
        if self.editing.is_unreadable(draft):
            return
        QGuiApplication.clipboard().setText(format_line(draft.preset, self.repository.library))
        self.show_done("Copied as one line. Paste it into the search field, or send it to someone.")

    def _write_line(self) -> None:
        text = QGuiApplication.clipboard().text().strip()
        self.list.write_line(text if is_several_lines(text) or ("\n" not in text and "@" in text) else "")

    def _remember(self, key: str, value: bool) -> None:
        try:
            self.repository.settings.set(key, value)
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

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.editor, 1)
        row = QHBoxLayout(self._home)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)

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
            Act.COPY_LINE: self._copy_line,
            Act.EXPORT_ONE: transfer.ask_export_one,
            Act.EDIT_EXERCISE: dialogs.edit_exercise,
            Act.SOUNDS: dialogs.show_sounds,
            Act.EXPORT_SOUND: dialogs.export_sound,
            Act.PAST: self._correct_log,
            Act.HISTORY: self.show_history,
            Act.DELETE: editing.delete,
            Act.SEARCH: self.list.focus_search,
            Act.NEW_LINE: self._write_line,
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
