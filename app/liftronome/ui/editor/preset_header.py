"""The head of a page: what is open, whether it is saved, and the field for its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from liftronome.domain.preset import MAX_NAME
from liftronome.presentation.texts import capitalised
from liftronome.store.presets.own_exercises import is_own
from liftronome.ui.drafts.draft import Item
from liftronome.ui.text.key_names import native_key
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.labels import ElidedLabel, problem_label, show_line


class PresetHeader(QWidget):
    """Title and buttons, or in their place a field for a name.

    `named` carries a valid name; `save_clicked` and `star_clicked` are the buttons.
    """

    named = Signal(str)
    naming_ended = Signal()
    save_clicked = Signal()
    star_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = ""
        self._exercise = ""
        self._problem_of: Callable[[str], str] = lambda _: ""
        self.above = ElidedLabel("muted", self)
        self.title = ElidedLabel("title", self)
        self.unsaved = QLabel("● Unsaved", self)
        self.unsaved.setObjectName("unsaved")
        self.star = self._icon("☆", "Favourite")
        self.star.setCheckable(True)
        self.star.clicked.connect(self.star_clicked)
        self.save = EnterButton("Save", self)
        self.save.clicked.connect(self.save_clicked)
        self.menu_button = self._icon("⋯", "More actions")
        self._title_row = self._titles()
        self.name = QLineEdit(self)
        self.name.setObjectName("name")
        self.name.setMaxLength(MAX_NAME + 40)
        self.name.textEdited.connect(lambda _: self._check())
        self.name.installEventFilter(self)
        self.accept = EnterButton("Save", self)
        self.accept.setObjectName("main")
        self.accept.clicked.connect(self._accept)
        self.cancel = EnterButton("Cancel", self)
        self.cancel.clicked.connect(self.end_naming)
        self.problem = problem_label(self)
        self._name_row = self._naming()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.above)
        column.addWidget(self._title_row)
        column.addWidget(self._name_row)
        column.addWidget(self.problem)
        self.end_naming()

    @property
    def is_naming(self) -> bool:
        """True while a name is asked for."""
        return not self._name_row.isHidden()

    def show_item(self, item: Item, *, unsaved: bool) -> None:
        """Show what is open."""
        stored = item.stored
        kind = "Your exercise" if is_own(item.exercise) else "Exercise"
        self._exercise = item.exercise.name
        self._above = item.exercise.name if stored else kind
        if not self.is_naming:
            self.above.show_text(self._above)
        self.title.show_text(stored.preset.name if stored else item.exercise.name)
        is_favourite = bool(stored and stored.favourite)
        self.star.setVisible(stored is not None)
        self.star.setChecked(is_favourite)
        self.star.setText("★" if is_favourite else "☆")
        self.star.setToolTip(
            f"{'Remove from favourites' if is_favourite else 'Add to favourites'}  ({native_key('Ctrl+B')})"
        )
        self.unsaved.setVisible(unsaved)
        self.save.setEnabled(unsaved or stored is None)
        self.save.setText("Save" if stored else "Save as preset …")
        self.save.setToolTip(native_key("Ctrl+S"))

    def set_menu(self, menu: QMenu) -> None:
        """The actions for what is open."""
        self.menu_button.setMenu(menu)

    def ask_name(self, name: str, what: str, problem_of: Callable[[str], str]) -> None:
        """Ask for a name, and offer one. `what` labels the button, `problem_of` tells what is wrong.

        If this is asked again while a name is being typed, the typed one is taken.
        """
        if self.is_naming and self.name.hasFocus() and what == self.accept.text():
            self._accept()
            return
        self._problem_of = problem_of
        self.accept.setText(what)
        self.name.setText(name)
        self.name.setPlaceholderText("Name, such as heavy")
        self.name.setAccessibleName(f"Name of the preset of {self._exercise}")
        self.above.show_text(self._exercise)
        self._title_row.hide()
        self._name_row.show()
        self._show_problem("")
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def end_naming(self) -> None:
        """Show the title again."""
        had_focus = self.name.hasFocus()
        self._name_row.hide()
        self._title_row.show()
        self.above.show_text(self._above)
        self._show_problem("")
        if had_focus:
            self.naming_ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.name:
            is_alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_alone:
                self._accept()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.end_naming()
                return True
        return super().eventFilter(watched, event)

    def _accept(self) -> None:
        if not self._check(is_done=True):
            self.name.setFocus()
            return
        name = self.name.text()
        self.end_naming()
        self.named.emit(name)

    def _check(self, *, is_done: bool = False) -> bool:
        """True if the name is valid. That it is empty is a problem only once it is to be used."""
        problem = self._problem_of(self.name.text())
        self._show_problem(problem if is_done or self.name.text().strip() else "")
        return not problem

    def _show_problem(self, problem: str) -> None:
        show_line(self.problem, f"{capitalised(problem)}." if problem else "")
        self.name.setAccessibleDescription(problem)
        if bool(self.name.property("wrong")) != bool(problem):
            self.name.setProperty("wrong", bool(problem))
            self.name.style().polish(self.name)

    def _titles(self) -> QWidget:
        widget = QWidget(self)
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.unsaved)
        for button in (self.star, self.save, self.menu_button):
            row.addWidget(button)
        return widget

    def _naming(self) -> QWidget:
        widget = QWidget(self)
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.accept)
        row.addWidget(self.cancel)
        return widget

    def _icon(self, text: str, name: str) -> QPushButton:
        button = EnterButton(text, self)
        button.setObjectName("icon")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button
