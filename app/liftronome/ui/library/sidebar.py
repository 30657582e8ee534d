"""The left side of the window: the list, and above it what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.library.preset_list import PresetList
from liftronome.ui.widgets.buttons import EnterButton


class Sidebar(QWidget):
    """A name, a menu, and the list."""

    def __init__(self, repository: PresetRepository, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = PresetList(repository, self)
        title = QLabel("Liftronome", self)
        title.setProperty("role", "heading")
        self.history_button = EnterButton("◷", self)
        self.history_button.setObjectName("icon")
        self.history_button.setAccessibleName("History")
        self.history_button.setToolTip("History: past sessions and charts")
        self.menu_button = EnterButton("☰", self)
        self.menu_button.setObjectName("icon")
        self.menu_button.setAccessibleName("Menu")
        self.menu_button.setToolTip("New, import, export, keys")
        self.warning = QLabel(self)
        self.warning.setProperty("role", "problem")
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setWordWrap(True)
        self.warning.setMargin(10)
        self.warning.hide()
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(title, 1)
        head.addWidget(self.history_button)
        head.addWidget(self.menu_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.warning)

    def show_warning(self, text: str) -> None:
        """Say something that holds as long as the window is open."""
        self.warning.setText(text)
        self.warning.setVisible(bool(text))

    def set_menu(self, menu: QMenu) -> None:
        """What can be done with all of it."""
        self.menu_button.setMenu(menu)
