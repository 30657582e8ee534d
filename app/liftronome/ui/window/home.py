"""The window's own page: a preset or an exercise is found in the list, and tuned beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.line import format_line
from liftronome.domain.preset import Preset
from liftronome.presentation.texts import capitalised
from liftronome.store.presets.presets import first_free
from liftronome.store.presets.recent_exercises import is_logged
from liftronome.ui.drafts.draft import Draft, Item
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.editor.preset_editor import PresetEditor
from liftronome.ui.library.preset_list import is_several_lines
from liftronome.ui.library.sidebar import Sidebar
from liftronome.ui.text.preset_titles import offered_name
from liftronome.ui.widgets.notice import Notice, NoticeKind
from liftronome.ui.window.dialogs import UndoOffer

if TYPE_CHECKING:
    from liftronome.domain.log_entry import LoggedSession

MORE_KEY: Final = "window.more"
SESSIONS: Final = 3


class HomePage(QWidget):
    """The list and the page of what is open, with what is said over it.

    `start_requested` carries the Preset whose first set is to start; `changed` tells that another thing is
    open, or that it is saved or not.
    """

    start_requested = Signal(object)
    changed = Signal()

    def __init__(self, repository: PresetRepository, editing: Editing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.repository = repository
        self.editing = editing
        self.sidebar = Sidebar(repository, self)
        self.list = self.sidebar.list
        self.editor = PresetEditor(self)
        self._name_taker = editing.save_as
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.editor, 1)
        self._connect()

    def open_last(self) -> None:
        """Show what was open when the window closed last, as it was."""
        self.editor.fold.open(self.repository.settings.get(MORE_KEY, False))
        self.editing.open_last()
        self.list.search.setFocus()

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

    def tell(self, text: str, offers_undo: bool) -> None:
        """What can be undone has been done; all else is to be looked at."""
        if offers_undo:
            self.show_done(text, offers_undo=True)
        else:
            self.notice.show_text(text)

    def start(self) -> None:
        """Start what is shown, or say why it cannot be started."""
        self.list.show_found()
        if self.editor.can_start:
            self.editor.start()
        elif problem := self.editor.problem:
            self.notice.show_text(f"{capitalised(problem).removesuffix('.')}.")

    def draft(self) -> Draft:
        """What is open, with its unsaved changes; without them, and told, if they cannot be read."""
        try:
            return self.editing.draft
        except LiftronomeError as error:
            self.editing.tell_error(error)
            return Draft(self.editing.item.preset)

    def show_sessions(self) -> None:
        """Show the last sessions of the exercise that is open."""
        try:
            self.editor.past.show_sessions(self._last_sessions())
        except LiftronomeError as error:
            self.editing.tell_error(error)

    def copy_line(self) -> None:
        """Put the whole preset on the clipboard as one line."""
        draft = self.draft()
        if self.editing.is_unreadable(draft):
            return
        QGuiApplication.clipboard().setText(format_line(draft.preset, self.repository.library))
        self.show_done("Copied as one line. Paste it into the search field, or send it to someone.")

    def write_line(self) -> None:
        """Begin a preset that is written on one line, with the clipboard if it has such lines."""
        text = QGuiApplication.clipboard().text().strip()
        self.list.write_line(text if is_several_lines(text) or ("\n" not in text and "@" in text) else "")

    def _connect(self) -> None:
        listed, editing, editor, header = self.list, self.editing, self.editor, self.editor.header
        listed.opened.connect(editing.open)
        listed.entered.connect(editor.focus_tempo)
        listed.variant_entered.connect(self._ask_name_of_variant)
        listed.lines_taken.connect(editing.add_all)
        editor.edited.connect(self._edited)
        editor.start_requested.connect(self._start)
        editor.bar.button.pressed.connect(listed.show_found)
        editor.fold.toggled.connect(self._remember_fold)
        header.named.connect(lambda name: self._name_taker(name))
        header.save_clicked.connect(editing.save)
        header.star_clicked.connect(editing.toggle_favourite)
        header.naming_ended.connect(editor.bar.button.setFocus)
        editing.opened.connect(self._show_item)
        editing.name_wanted.connect(self._ask_name)
        editing.told.connect(self.tell)
        self.repository.failed.connect(lambda text: self.tell(f"{capitalised(text)}.", False))
        self.repository.changed.connect(self._show_saved)

    def _show_item(self, item: Item) -> None:
        self.editor.show_item(item, self.draft())
        self.list.show_open(item.key)
        self.show_sessions()
        self.changed.emit()

    def _edited(self, draft: Draft) -> None:
        self.editing.edit(draft)
        self._show_saved()

    def _show_saved(self) -> None:
        item = self.editing.item
        self.editor.show_saved(item, unsaved=self.repository.is_unsaved(item.key))
        self.changed.emit()

    def _last_sessions(self) -> list[LoggedSession]:
        exercise_id = self.editing.item.exercise.id
        if not is_logged(self.repository.database, exercise_id):
            return []
        from liftronome.store.log.log import SetLogStore

        return SetLogStore(self.repository.database).last_sessions(exercise_id, SESSIONS)

    def _start(self, preset: Preset) -> None:
        self.repository.keep_drafts()
        self.editing.mark_performed()
        self.start_requested.emit(preset)

    def _ask_name(self, to_rename: bool) -> None:
        editing = self.editing
        stored = editing.item.stored
        name = stored.preset.name if stored else offered_name(self.draft().preset)
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

    def _remember_fold(self, is_open: bool) -> None:
        try:
            self.repository.settings.set(MORE_KEY, is_open)
        except LiftronomeError as error:
            self.editing.tell_error(error)
