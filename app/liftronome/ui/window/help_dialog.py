"""The keys of the window, and how a tempo is written."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.widgets.pages import Scrolled, fit

KEYS: Final = (
    ("Ctrl + Enter", "start the first set, from anywhere"),
    ("Space", "start, unless you are typing"),
    ("Enter", "open what is marked; accept the tempo; press a button"),
    ("Ctrl + F  or  /", "search presets and exercises, or write a preset on one line"),
    ("Up, Down", "go through the list; a number up or down"),
    ("Left, Right", "fold an exercise's presets in the list, or show them"),
    ("Ctrl + S", "save; with Shift under another name"),
    ("Ctrl + Z", "undo, whatever it was; with Shift do it again"),
    ("F2", "rename"),
    ("Ctrl + D", "duplicate"),
    ("Ctrl + B", "favourite"),
    ("Delete", "delete, from the list"),
    ("Ctrl + L", "new preset from a line; Ctrl + Shift + C copies one"),
    ("Ctrl + N", "new exercise; Ctrl + E changes one, or its cues"),
    ("Ctrl + U", "the sounds: hear them, change them"),
    ("Ctrl + H", "last sessions: correct what was done"),
    ("Ctrl + ,", "options"),
    ("Ctrl + O", "import a file, or drop it on the window"),
    ("F11", "full screen, and back"),
    ("F1", "this page"),
)
ABOUT_TEMPO: Final = (
    "A tempo is written eccentric first: 3-1-X-2 is lowered for 3 seconds, held for 1, lifted as fast as "
    "intended, and squeezed for 2. It is written so also where a rep begins by lifting."
)


class HelpDialog(QDialog):
    """A page of help; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        heading = QLabel("Keys", self)
        heading.setProperty("role", "heading")
        page = QWidget(self)
        keys = QGridLayout()
        keys.setHorizontalSpacing(16)
        keys.setVerticalSpacing(5)
        for row, (key, what) in enumerate(KEYS):
            label = QLabel(key, self)
            label.setProperty("role", "key")
            keys.addWidget(label, row, 0, Qt.AlignmentFlag.AlignLeft)
            keys.addWidget(QLabel(what, self), row, 1)
        about = QLabel(ABOUT_TEMPO, self)
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        content = QVBoxLayout(page)
        content.setContentsMargins(0, 0, 4, 0)
        content.setSpacing(16)
        content.addLayout(keys)
        content.addWidget(about)
        content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 16, 24)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(Scrolled(page, self), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 16, 0)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        fit(self)
