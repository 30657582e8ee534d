"""The options: how Liftronome looks, its keys, and when sound is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.audio.output import AudioOutput
from app.ui.dialog_room import Scrolled, fit_window_below
from app.ui.enter_button import EnterButton
from app.ui.keys_page import KeysPage
from app.ui.latency_page import LatencyPage
from app.ui.look_page import LookPage
from app.ui.options import Options
from app.ui.segments import Segments
from app.ui.sentences import capitalised
from app.ui.wardrobe import Outfit

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
        Outfit(self)
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
    from app.audio.click_track import ClickTrack
    from app.audio.pack import load_pack
    from app.audio.simpleaudio_output import SimpleaudioOutput

    pack = load_pack("tones")
    return SimpleaudioOutput(lambda timeline: ClickTrack(timeline, pack), latency_ns=0)
