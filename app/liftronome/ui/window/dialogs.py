"""Opening the dialogs of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.preset import Preset
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from liftronome.store.log.history import History
    from liftronome.ui.history.correcting_dialog import CorrectableLog
    from liftronome.ui.history.page import HistoryPage


class UndoOffer(QObject):
    """Says in a notice what has been done, and offers to undo it as long as undoing takes back that.

    After something else has been done the offer goes, and after it has been undone the news too.
    """

    def __init__(self, notice: Notice, stack: QUndoStack) -> None:
        super().__init__(notice)
        self._notice = notice
        self._stack = stack
        self._text = ""
        self._index = 0
        stack.indexChanged.connect(self._moved)

    def show_text(self, text: str) -> None:
        """Say what has been done by the change that is on top of the stack."""
        self._text, self._index = text, self._stack.index()
        self._notice.show_text(text, "Undo", self._stack.undo, NoticeKind.DONE)

    def _moved(self, index: int) -> None:
        text, self._text = self._text, ""
        if not text or self._notice.text != text:
            return
        if index < self._index:
            self._notice.hide()
        else:
            self._notice.show_text(text, kind=NoticeKind.DONE)


class Dialogs(QObject):
    """Opens each over a window. They are loaded when they are asked for, not with the window."""

    def __init__(
        self,
        window: QWidget,
        editing: Editing,
        options: Options,
        sounds: PresetSounds,
        places: FilePlaces,
    ) -> None:
        super().__init__(window)
        self._places = places
        self._window = window
        self._editing = editing
        self._options = options
        self._sounds = sounds
        self._history: History | None = None

    def show_help(self) -> None:
        """Show the keys."""
        from liftronome.ui.window.help_dialog import HelpDialog

        HelpDialog(self._window).open()

    def show_options(self) -> None:
        """Show what is chosen once for every session."""
        from liftronome.ui.options.dialog import OptionsDialog

        OptionsDialog(self._options, parent=self._window).open()

    def show_sounds(self) -> None:
        """Show the sounds of what is open. What is changed there is an edit like any other."""
        from liftronome.ui.sounds.page import SoundPage, SoundUndo

        editing = self._editing
        try:
            preset = editing.draft.preset
            page = SoundPage(
                preset, self._sounds, editing.keep_sound, self._options, self._window, places=self._places
            )
        except LiftronomeError as error:
            editing.tell_error(error)
            return
        page.changed.connect(self._take_sounds)
        SoundUndo(page, editing)
        page.open()

    def export_sound(self) -> None:
        """Ask what of the open preset is to be written to a sound file, and write it."""
        from liftronome.ui.files.export_dialog import ExportDialog

        try:
            draft = self._editing.draft
            if self._editing.is_unreadable(draft):
                return
            preset = draft.preset
            dialog = ExportDialog(preset, self._sounds.pack_maker(preset), self._window, places=self._places)
        except LiftronomeError as error:
            self._editing.tell_error(error)
            return
        dialog.open()

    def correct_log(self, log: CorrectableLog, on_close: Callable[[], None]) -> None:
        """Show the last sessions of the exercise that is open, to be put right."""
        from liftronome.ui.history.correcting_dialog import CorrectingDialog

        dialog = CorrectingDialog(log, self._editing.item.exercise.id, self._options, self._window)
        dialog.finished.connect(lambda _: on_close())
        dialog.open()

    def history_page(self, exercise_id: str, scale: float) -> HistoryPage:
        """The history, an exercise first. What it has added up is kept for the next time."""
        from liftronome.store.log.history import History
        from liftronome.ui.history.page import HistoryPage

        database = self._editing.repository.database
        if self._history is None:
            self._history = History(database)
        return HistoryPage(
            database, self._options, self._places, self._history, exercise_id, self._window, scale
        )

    def new_exercise(self, name: str = "") -> None:
        """Make an exercise, which may have a name already."""
        from liftronome.ui.editor.exercise_dialog import ExerciseDialog

        ExerciseDialog(self._editing, None, name, self._window).open()

    def edit_exercise(self) -> None:
        """Change the exercise of what is open, or its cues."""
        from liftronome.ui.editor.exercise_dialog import ExerciseDialog

        exercise = self._editing.item.exercise
        ExerciseDialog(self._editing, exercise, exercise.name, self._window).open()

    def _take_sounds(self, preset: Preset) -> None:
        draft = self._editing.draft
        unread = {
            field: text
            for field, text in draft.unread.items()
            if getattr(preset, field, None) == getattr(draft.preset, field, None)
        }  # what was wrong in a field that is set here is over
        self._editing.edit(Draft(preset, unread))
        self._editing.open(self._editing.item.key)
