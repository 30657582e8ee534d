"""The options: appearance, keys, and the delay of sound."""

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
from liftronome.ui.widgets.labels import problem_label, show_line
from liftronome.ui.widgets.pages import Scrolled, fit_window_below

THEME_TEXTS: Final = {
    ThemeName.DARK: "Dark",
    ThemeName.LIGHT: "Light",
    ThemeName.HIGH_CONTRAST: "High contrast",
    ThemeName.SYSTEM: "Match system",
}


class LookPage(QWidget):
    """The theme applies at once; what concerns the bench, from the next session on."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        self.theme = self._row("Theme", "", list(THEME_TEXTS.values()))
        self.theme.show_choice(list(THEME_TEXTS).index(options.theme_name))
        self.theme.chosen.connect(self._choose_theme)
        self.fewer_motions = self._switch("Reduce motion", "The bar moves once a second.", "fewer_motions")
        self.flashes = self._switch(
            "Flash the screen", "At each change of phase, where cues cannot be heard.", "flashes"
        )
        self.full_screen = self._switch("Full screen", "During a session.", "full_screen")
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _switch(self, name: str, about: str, option: str) -> Segments:
        switch = self._row(name, about, ["Off", "On"])
        switch.show_choice(int(getattr(self._options, option)))
        switch.chosen.connect(lambda index: setattr(self._options, option, bool(index)))
        return switch

    def _row(self, name: str, about: str, texts: list[str]) -> Segments:
        """A choice at the right, with its name and what it does at the left."""
        row = self._grid.rowCount()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(QLabel(name, self))
        if about:
            caption = QLabel(about, self)
            caption.setProperty("role", "caption")
            caption.setWordWrap(True)
            words.addWidget(caption)
        self._grid.addLayout(words, row, 0)
        segments = Segments(name, texts, self)
        segments.setAccessibleDescription(about)
        at_edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(segments, row, 1, at_edge)
        return segments

    def _choose_theme(self, index: int) -> None:
        self._options.theme_name = list(THEME_TEXTS)[index]


SIZE: Final = QSize(760, 680)
"""In pixels, where the window is as large."""


class OptionsDialog(QDialog):
    """Three pages, chosen at the top. What could not be saved is told at the bottom; Esc closes it."""

    def __init__(
        self,
        options: Options,
        make_output: Callable[[], AudioOutput] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Options")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        self._options = options
        heading = QLabel("Options", self)
        heading.setProperty("role", "heading")
        self.choice = Segments("Options", ["Appearance", "Keys", "Sound delay"], self)
        self.look = LookPage(options, self)
        self.keys = KeysPage(options, self)
        self.latency = LatencyPage(options, make_output or plain_output, self)
        pages = QStackedWidget(self)
        for page in (Scrolled(self.look, self), self.keys, Scrolled(self.latency, self)):
            pages.addWidget(page)
        self.problem = problem_label(self)
        close = EnterButton("Close", self)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(pages, 1)
        column.addWidget(self.problem)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.choice.chosen.connect(pages.setCurrentIndex)
        self.choice.show_choice(0)
        options.changed.connect(self._show_problem)
        self._show_problem()
        fit_window_below(self, SIZE)

    def _show_problem(self) -> None:
        text = capitalised(self._options.problem)
        show_line(self.problem, f"{text}. Your choice applies until Liftronome is closed." if text else "")


def plain_output() -> AudioOutput:
    """An output that plays plain tones and corrects no latency."""
    from liftronome.audio.packs.loading import load_pack
    from liftronome.audio.playing.outputs import output_of_pack

    return output_of_pack(load_pack("tones"))
