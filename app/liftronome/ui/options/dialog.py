"""The options: how Liftronome looks, its keys, and when sound is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from liftronome.audio.output import AudioOutput
from liftronome.presentation.palette import ThemeName
from liftronome.presentation.texts import capitalised
from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.options.keys_page import KeysPage
from liftronome.ui.options.latency_page import LatencyPage
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.buttons import EnterButton, Segments
from liftronome.ui.widgets.pages import Scrolled, fit_window_below

THEME_TEXTS: Final = {
    ThemeName.DARK: "Dark",
    ThemeName.LIGHT: "Light",
    ThemeName.HIGH_CONTRAST: "High contrast",
    ThemeName.SYSTEM: "As the system",
}


class LookPage(QWidget):
    """The theme holds at once, what is of the bench from the next session on."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        self.theme = self._row(
            "Theme", "", list(THEME_TEXTS.values()), list(THEME_TEXTS).index(options.theme_name)
        )
        self.theme.chosen.connect(self._choose_theme)
        self.fewer_motions = self._switch(
            "Fewer motions", "the bar steps once a second", options.fewer_motions, self._choose_motions
        )
        self.flashes = self._switch(
            "Flash the screen",
            "with each change of phase, where cues cannot be heard",
            options.flashes,
            self._choose_flashes,
        )
        self.full_screen = self._switch(
            "Full screen", "while a set is performed", options.full_screen, self._choose_full_screen
        )
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _switch(self, name: str, about: str, is_on: bool, choose: Callable[[int], None]) -> Segments:
        switch = self._row(name, about, ["Off", "On"], int(is_on))
        switch.chosen.connect(choose)
        return switch

    def _row(self, name: str, about: str, texts: list[str], choice: int) -> Segments:
        """A choice at the right edge. One of two leaves the middle to the words before it."""
        row, middle = self._grid.rowCount(), 2 if len(texts) == 2 else 1
        label = QLabel(f"{name}: {about}" if about else name, self)
        label.setWordWrap(True)
        self._grid.addWidget(label, row, 0, 1, middle)
        segments = Segments(name, texts, self)
        segments.show_choice(choice)
        at_edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(segments, row, middle, 1, 3 - middle, at_edge)
        return segments

    def _choose_theme(self, index: int) -> None:
        self._options.theme_name = list(THEME_TEXTS)[index]

    def _choose_motions(self, index: int) -> None:
        self._options.fewer_motions = bool(index)

    def _choose_flashes(self, index: int) -> None:
        self._options.flashes = bool(index)

    def _choose_full_screen(self, index: int) -> None:
        self._options.full_screen = bool(index)


SIZE: Final = QSize(760, 680)
"""In pixels, where the window is as large."""


class OptionsPage(QWidget):
    """Three pages, chosen at the head. What cannot be kept is said at the foot."""

    def __init__(
        self,
        options: Options,
        make_output: Callable[[], AudioOutput] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = options
        self.choice = Segments("Options", ["Look", "Keys", "Sound and sight"], self)
        self.look = LookPage(options, self)
        self.keys = KeysPage(options, self)
        self.latency = LatencyPage(options, make_output or ticks_alone, self)
        self._pages = QStackedWidget(self)
        for page in (Scrolled(self.look, self), self.keys, Scrolled(self.latency, self)):
            self._pages.addWidget(page)
        self.problem = QLabel(self)
        self.problem.setProperty("role", "problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._pages, 1)
        column.addWidget(self.problem)
        self.choice.chosen.connect(self._pages.setCurrentIndex)
        self.choice.show_choice(0)
        options.changed.connect(self._show_problem)
        self._show_problem()

    def _show_problem(self) -> None:
        text = capitalised(self._options.problem)
        self.problem.setText(f"{text}. The choice holds until Liftronome is closed." if text else "")
        self.problem.setVisible(bool(text))


class OptionsDialog(QDialog):
    """The options in a window of their own; Esc closes it."""

    def __init__(
        self,
        options: Options,
        make_output: Callable[[], AudioOutput] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Options")
        ThemeStyleSheet(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel("Options", self)
        heading.setProperty("role", "heading")
        self.page = OptionsPage(options, make_output, self)
        close = EnterButton("Close", self)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(self.page, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        fit_window_below(self, SIZE)


def ticks_alone() -> AudioOutput:
    """An output that sounds plain tones and knows of no latency."""
    from liftronome.audio.click_track import ClickTrack
    from liftronome.audio.packs.loading import load_pack
    from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput

    pack = load_pack("tones")
    return SimpleaudioOutput(lambda timeline: ClickTrack(timeline, pack), latency_ns=0)
