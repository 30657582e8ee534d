"""The keys of the window, and how a tempo is written."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.text.key_names import native_key
from liftronome.ui.widgets.pages import Scrolled, fit

KEYS: Final = (
    (("Ctrl+Return",), "Start the first set, from anywhere"),
    (("Space",), "Start, unless you are typing"),
    (("Return",), "Open the marked item, accept the tempo, press a button"),
    (("Ctrl+F", "/"), "Search presets and exercises, or type a preset on one line"),
    (("Up", "Down"), "Move through the list, change a number"),
    (("Left", "Right"), "Hide or show the presets of an exercise in the list"),
    (("Ctrl+S", "Ctrl+Shift+S"), "Save, save under another name"),
    (("Ctrl+Z", "Ctrl+Shift+Z"), "Undo, redo"),
    (("F2",), "Rename"),
    (("Ctrl+D",), "Duplicate"),
    (("Ctrl+B",), "Add to favourites, or remove"),
    (("Delete",), "Delete (in the list)"),
    (("Ctrl+L", "Ctrl+Shift+C"), "New preset from one line, copy as one line"),
    (("Ctrl+N", "Ctrl+E"), "New exercise, edit exercise and cues"),
    (("Ctrl+U",), "Sounds"),
    (("Ctrl+H",), "History: past sessions and charts"),
    (("Ctrl+T",), "Take the proposed next step"),
    (("Ctrl+,",), "Options"),
    (("Ctrl+O",), "Import a file; you can also drop it on the window"),
    (("F11",), "Full screen"),
    (("F1",), "This page"),
    (("Ctrl+Q", "Ctrl+W"), "Quit"),
)
"""Keys as Qt names them, and what they do."""

WIDTH_PX: Final = 640

ABOUT_TEMPO: Final = (
    "A tempo is written with the eccentric first. 3-1-X-2 means: lower for 3 seconds, hold for 1, lift as "
    "fast as intended, squeeze for 2. The order is the same for exercises that start by lifting."
)


class HelpDialog(QDialog):
    """The page of keys; Esc closes it."""

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
        for row, (names, what) in enumerate(KEYS):
            label = QLabel(",  ".join(native_key(name) for name in names), self)
            label.setProperty("role", "key")
            keys.addWidget(label, row, 0, Qt.AlignmentFlag.AlignLeft)
            words = QLabel(what, self)
            words.setWordWrap(True)
            keys.addWidget(words, row, 1)
        keys.setColumnStretch(1, 1)
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
        fit(self, width_px=WIDTH_PX)
