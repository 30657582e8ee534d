"""Exporting a set or a whole session as an audio file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.preset import Preset
from liftronome.domain.session_layout import lay_out_session
from liftronome.domain.timeline import Timeline
from liftronome.presentation.texts import capitalised, clock_text, preset_title
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.widgets.background import Background
from liftronome.ui.widgets.buttons import EnterButton, Segments
from liftronome.ui.widgets.pages import take_close_keys

if TYPE_CHECKING:
    from liftronome.audio.packs.pack import CuePack

WHAT: Final = ("One set", "All sets with rests")
KINDS: Final = ("WAV audio (*.wav)", "FLAC audio, smaller (*.flac)")
ENDINGS: Final = (".wav", ".flac")


class ExportDialog(QDialog):
    """Asks what and where, and writes in the background. Cancelling leaves no part of the file."""

    def __init__(
        self,
        preset: Preset,
        make_pack: Callable[[], CuePack],
        parent: QWidget | None = None,
        *,
        places: FilePlaces | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export as audio file")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        self.setMinimumWidth(460)
        self._preset = replace(preset, ready_ms=0)
        self._make_pack = make_pack
        self._places = places or FilePlaces()
        self._work: Background | None = None
        self.what = Segments("What to export", WHAT, self)
        self.what.show_choice(1 if len(preset.rounds()) > 1 else 0)
        self.length = QLabel(self)
        self.length.setProperty("role", "muted")
        self.length.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.write_button = EnterButton("Choose file …", self)
        self.write_button.setObjectName("main")
        self.cancel_button = EnterButton("Cancel", self)
        self._arrange()
        self.what.chosen.connect(lambda _: self._show_length())
        self.write_button.clicked.connect(self._ask_file)
        self.cancel_button.clicked.connect(self.reject)
        self._show_length()
        take_close_keys(self)

    @property
    def timeline(self) -> Timeline:
        """What is written. Raises InputError if it cannot be."""
        if self.what.choice == 0:
            return self._preset.timeline()
        return lay_out_session(self._preset).timeline

    def write(self, path: Path) -> None:
        """Write it to a file in the background."""
        try:
            self._places.refuse_kept(path)
        except LiftronomeError as error:
            self.length.setText(f"{capitalised(str(error))}.")
            return
        timeline = self.timeline
        self._work = Background(self._writer(timeline, path), self)
        self._work.progressed.connect(self._show_progress)
        self._work.done.connect(self._written)
        self._work.failed.connect(self._failed)
        self._work.cancelled.connect(self._ended)
        self.what.setEnabled(False)
        self.write_button.setEnabled(False)
        self.bar.show()
        self.adjustSize()
        self.length.setText(f"Writing {path.name} …")
        self._path = path
        self._work.start()

    def done(self, result: int) -> None:
        if self._work is not None:
            self._work.finish()
        super().done(result)

    def _writer(self, timeline: Timeline, path: Path) -> Callable[[Callable[[float], None]], None]:
        def write(tell: Callable[[float], None]) -> None:
            from liftronome.audio.click_track import ClickTrack
            from liftronome.audio.export import write_sound_file

            tell(0.0)
            track = ClickTrack(timeline, self._make_pack())
            write_sound_file(path, track, lambda written: tell(written / track.length))

        return write

    def _ask_file(self) -> None:
        preset = self._preset
        name = preset_title(preset.exercise.name, preset.name)
        usual = f"{''.join('_' if sign in '/:*?<>|' or sign == chr(92) else sign for sign in name)}.wav"
        chosen, kind = QFileDialog.getSaveFileName(
            self, "Export as audio file", self._places.proposed(usual), ";;".join(KINDS)
        )
        if chosen:
            self._places.remember(Path(chosen))
            self.write(with_ending(Path(chosen), kind))

    def _show_length(self) -> None:
        try:
            length = clock_text(self.timeline.duration_ms)
        except LiftronomeError as error:
            self.length.setText(f"{capitalised(str(error))}.")
            self.write_button.setEnabled(False)
            return
        self.length.setText(f"{length} minutes, starting with the count-in. Nothing waits for a key.")
        self.write_button.setEnabled(True)

    def _show_progress(self, share: float) -> None:
        self.bar.setValue(round(1000 * share))

    def _written(self) -> None:
        self.bar.setValue(1000)
        self._ended()
        self.length.setText(f"Saved as {self._path}")
        self.write_button.hide()
        self.cancel_button.setText("Close")

    def _failed(self, why: str) -> None:
        self._ended()
        self.bar.hide()
        self.length.setText(why)

    def _ended(self) -> None:
        self._work = None
        self.what.setEnabled(True)
        self.write_button.setEnabled(True)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.write_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.length)
        column.addWidget(self.bar)
        column.addLayout(foot)
        self.bar.hide()


def with_ending(path: Path, kind: str) -> Path:
    """A path with the suffix of the chosen kind, unless it has one of the two already."""
    if path.suffix.lower() in ENDINGS:
        return path
    return path.with_name(path.name + ENDINGS[KINDS.index(kind) if kind in KINDS else 0])
