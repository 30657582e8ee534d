"""The Sounds window of a preset: which sounds it uses, and each of them to be heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.limits import Limits
from liftronome.domain.own_sound import KeptSound
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import Sound, Timeline
from liftronome.presentation.preferences import MAX_VOLUME, VOLUME_STEP
from liftronome.presentation.texts import capitalised
from liftronome.presentation.window_keys import Act
from liftronome.store.sounds.own_sounds import ALL, OwnSound, SoundKey
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.files.export_dialog import ExportDialog
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.options.options import Options
from liftronome.ui.sounds.choices import SoundChoices
from liftronome.ui.sounds.coaching import CoachingVoice
from liftronome.ui.sounds.cue_rows import CueRows, one_cue, two_reps
from liftronome.ui.sounds.preset_sounds import NONE, PresetSounds
from liftronome.ui.sounds.preview import SoundPreview
from liftronome.ui.sounds.reading import Reading, SoundReader
from liftronome.ui.widgets.buttons import EnterButton, Segments
from liftronome.ui.widgets.labels import ElidedLabel, problem_label, show_line
from liftronome.ui.widgets.number_field import NumberField
from liftronome.ui.widgets.pages import Scrolled, fit_window_below

if TYPE_CHECKING:
    from liftronome.ui.sounds.preview import MakeOutput


class SoundUndo(QObject):
    """Undo and redo for the Sounds window, limited to what was done there.

    The stack may emit while it is being destroyed; then it must not be called, only listened to.
    """

    def __init__(self, page: SoundPage, editing: Editing) -> None:
        super().__init__(page)
        self._page = page
        self._editing = editing
        self._first = editing.stack.index()
        self._has_done = False
        self._can_redo = False
        self._undo = self._action(Act.UNDO)
        self._redo = self._action(Act.REDO)
        self._undo.triggered.connect(editing.stack.undo)
        self._redo.triggered.connect(editing.stack.redo)
        page.undo.clicked.connect(self._undo.trigger)
        editing.opened.connect(self._show_page)
        editing.stack.indexChanged.connect(self._enable)
        editing.stack.canRedoChanged.connect(self._enable_redo)
        editing.stack.undoTextChanged.connect(self._name)
        self._enable(self._first)

    def _action(self, act: Act) -> QAction:
        action = QAction(act.value[0], self._page)
        action.setShortcuts([QKeySequence(key) for key in act.value[1]])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._page.addAction(action)
        return action

    def _show_page(self) -> None:
        try:
            self._page.show_preset(self._editing.draft.preset)
        except LiftronomeError as error:
            self._page.say(f"{capitalised(str(error))}.")

    def _enable(self, index: int) -> None:
        can_undo = index > self._first
        self._has_done |= can_undo
        self._undo.setEnabled(can_undo)
        self._page.undo.setEnabled(can_undo)
        self._enable_redo(self._can_redo)

    def _enable_redo(self, can_redo: bool) -> None:
        """What was undone before the window opened cannot be redone in it."""
        self._can_redo = can_redo
        self._redo.setEnabled(can_redo and self._has_done)

    def _name(self, text: str) -> None:
        self._page.undo.setToolTip(text if self._undo.isEnabled() else "")


T = TypeVar("T")
KeepSound: TypeAlias = Callable[[SoundKey, KeptSound | None], None]
"""Gives a cue an own sound, or with None the pack's. Raises StoreError."""

SOUND_FILES: Final = "Sounds (*.wav *.flac *.ogg *.oga *.mp3 *.WAV *.FLAC *.OGG *.MP3);;All files (*)"
TRY_OUT: Final = "▶  Hear two reps"
STOP: Final = "■  Stop"
SCOPES: Final = ("This preset", "All presets")
SIZE: Final = QSize(860, 640)
"""In pixels, where the window is as large."""

VOLUME: Final = Limits("the volume", 0, MAX_VOLUME)


class SoundPage(QDialog):
    """Edits the sounds of a preset. `changed` carries the Preset after each of the lifter's changes; own
    sounds are kept at once, by `keep`.

    Without `make_output` it plays on the default device. `voice` speaks the coaching cues.
    """

    changed = Signal(object)

    def __init__(
        self,
        preset: Preset,
        sounds: PresetSounds,
        keep: KeepSound,
        options: Options | None = None,
        parent: QWidget | None = None,
        *,
        make_output: MakeOutput | None = None,
        voice: CoachingVoice | None = None,
        places: FilePlaces | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sounds")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        self._sounds = sounds
        self._keep = keep
        self._places = places or FilePlaces()
        self.reader = SoundReader(sounds, self)
        self._options = options or Options(parent=self)
        self.note = problem_label(self)
        self.note.setProperty("role", "muted")
        self.problem = problem_label(self)
        self._preset_id = self._asked(lambda: sounds.id_of(preset), ALL)
        self.voice = voice or sounds.coaching_voice(parent or self)  # it goes on when this closes
        self.preview = SoundPreview(self, make_output)
        self.preview.volume = self._options.gain
        self.preview.failed.connect(self.say)
        self.choices = SoundChoices(preset, self)
        self.rows = CueRows(preset, self)
        self.scope = Segments("Your own sounds are used for", SCOPES, self)
        self.volume = NumberField("Volume", VOLUME, VOLUME_STEP, self)
        self.volume.show_value(self._options.volume)
        self.try_out = EnterButton(TRY_OUT, self)
        self.undo = EnterButton("Undo", self)
        self.export = EnterButton("Export as audio file …", self)
        self.close_button = EnterButton("Close", self)
        self._arrange(preset)
        fit_window_below(self, SIZE)
        self._connect()
        self._show_own()
        self._show_speaking()

    @property
    def preset(self) -> Preset:
        """The preset as it is now."""
        return self.choices.preset

    def show_preset(self, preset: Preset) -> None:
        """Show a preset with its own sounds, and forget earlier messages."""
        self._say_nothing()
        self.choices.show_preset(preset)
        self._show_own()
        self._show_speaking()

    def say(self, text: str) -> None:
        """Say what went wrong; "" if nothing did."""
        show_line(self.problem, text)

    def hear(self, timeline: Timeline) -> None:
        """Play a timeline with the sounds of the preset as it is now."""
        self.say("")
        try:
            self.preview.play(timeline, self._sounds.pack_maker(self.preset))
        except LiftronomeError as error:
            self._say_error(error)

    def choose(self, sound: Sound, file: Path) -> None:
        """Use a file as own sound of a cue, and play it. It is read in the background."""
        self._say_nothing()
        preset_id = self._preset_id if self.scope.choice == 0 else ALL
        self.reader.start(Reading(sound, (preset_id, sound), file))
        self._show_own()

    def ask_export(self) -> None:
        """Ask what to write to a sound file, and write it."""
        try:
            maker = self._sounds.pack_maker(self.preset)
        except LiftronomeError as error:
            self._say_error(error)
            return
        ExportDialog(self.preset, maker, self, places=self._places).open()

    def reject(self) -> None:
        """Esc first stops what is playing."""
        if self.preview.is_playing:
            self.preview.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.reader.close()
        self.preview.stop()
        super().done(result)

    def _read(self, reading: Reading, kept: KeptSound, note: str) -> None:
        if self._is_kept(reading.key, kept):
            self.hear(one_cue(reading.sound, self.preset))
            show_line(self.note, f"{note}." if note else "")

    def _not_read(self, why: str) -> None:
        self.say(why)
        self._show_own()

    def _is_kept(self, key: SoundKey, kept: KeptSound | None) -> bool:
        """Keep an own sound, or remove one; False if that failed."""
        try:
            self._keep(key, kept)
        except LiftronomeError as error:
            self._say_error(error)
            return False
        finally:
            self._show_own()
        return True

    def _edited(self, preset: Preset) -> None:
        self.voice.prepare(preset)
        self._show_speaking()
        self.changed.emit(preset)

    def _show_speaking(self) -> None:
        self.choices.show_speaking(self.voice.text(self.preset))

    def _show_own(self) -> None:
        own: Mapping[str, OwnSound] = self._asked(lambda: self._sounds.own(self.preset), NONE)
        self.rows.show_own(own, can_choose=self._sounds.can_keep)
        if reading := self.reader.reading:
            self.rows.show_reading(reading.sound, reading.file.name)

    def _ask_file(self, sound: Sound) -> None:
        folder = str(self._places.folder)
        name, _ = QFileDialog.getOpenFileName(self, "Choose a sound", folder, SOUND_FILES)
        if name:
            self._places.remember(Path(name))
            self.choose(sound, Path(name))

    def _remove(self, sound: Sound) -> None:
        self._say_nothing()
        own = self._asked(lambda: self._sounds.own(self.preset), NONE).get(sound)
        if own is not None:
            self._is_kept((ALL if own.for_all else self._preset_id, sound), None)

    def _say_nothing(self) -> None:
        self.say("")
        show_line(self.note, "")

    def _try_out(self) -> None:
        if self.preview.is_playing:
            self.preview.stop()
        else:
            self.hear(two_reps(self.preset))

    def _show_playing(self) -> None:
        self.try_out.setText(STOP if self.preview.is_playing else TRY_OUT)

    def _set_volume(self, volume: int) -> None:
        self._options.volume = volume
        self.preview.set_volume(self._options.gain)

    def _asked(self, ask: Callable[[], T], otherwise: T) -> T:
        try:
            return ask()
        except LiftronomeError as error:
            self._say_error(error)
            return otherwise

    def _say_error(self, error: LiftronomeError) -> None:
        self.say(f"{capitalised(str(error))}.")

    def _connect(self) -> None:
        self.choices.edited.connect(self._edited)
        self.reader.read.connect(self._read)
        self.reader.failed.connect(self._not_read)
        self.rows.hear_clicked.connect(lambda sound: self.hear(one_cue(sound, self.preset)))
        self.rows.choose_clicked.connect(self._ask_file)
        self.rows.remove_clicked.connect(self._remove)
        self.volume.edited.connect(self._set_volume)
        self.try_out.clicked.connect(self._try_out)
        self.preview.changed.connect(self._show_playing)
        self.export.clicked.connect(self.ask_export)
        self.close_button.clicked.connect(self.accept)
        self.voice.changed.connect(self._show_speaking)
        self.voice.failed.connect(self.say)

    def _arrange(self, preset: Preset) -> None:
        heading = ElidedLabel("heading", self)
        heading.show_text(f"Sounds · {preset.exercise.name}{f' – {preset.name}' if preset.name else ''}")
        self.scope.show_choice(0 if self._preset_id else 1)
        self.scope.buttons[0].setEnabled(bool(self._preset_id))
        self.scope.setVisible(self._sounds.can_keep)
        trying = QHBoxLayout()
        trying.setSpacing(16)
        self.volume.setMaximumWidth(190)
        self.try_out.setMinimumHeight(self.volume.field.sizeHint().height())
        trying.addWidget(self.volume)
        trying.addWidget(self.try_out, 0, Qt.AlignmentFlag.AlignBottom)
        trying.addStretch(1)
        content = QWidget(self)
        content.setObjectName("page")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(_card(self.choices, trying, parent=self))
        column.addWidget(_card(self._cue_heading(), self.rows, parent=self))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.export)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(heading)
        whole.addWidget(Scrolled(content, self), 1)
        whole.addWidget(self.note)
        whole.addWidget(self.problem)
        whole.addLayout(foot)

    def _cue_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = QLabel("Your own sounds are used for", self)
        title.setProperty("role", "caption")
        row.addWidget(title)
        row.addWidget(self.scope)
        row.addStretch(1)
        return row


def _card(*parts: QWidget | QHBoxLayout, parent: QWidget) -> QFrame:
    card = QFrame(parent)
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(16)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return card
