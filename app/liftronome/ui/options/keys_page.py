"""The page of the bench's keys: each action with its keys, which can be added and removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.presentation.bench_keys import WORDS, Action
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.texts import capitalised
from liftronome.ui.options.key_events import key_name, native_label
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.pages import Scrolled

CANCEL = "Esc"


class KeyCatcher(EnterButton):
    """A button that, once pressed, takes the next key whatever it is; Esc takes none.

    `caught` carries the key's name.
    """

    caught = Signal(str)

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self._is_catching = False
        self.clicked.connect(lambda: self._catch(True))
        self._catch(False)

    @property
    def is_catching(self) -> bool:
        """True while it waits for a key."""
        return self._is_catching

    def event(self, event: QEvent) -> bool:
        """Take a key before anything else does."""
        if self._is_catching and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take(key_name(event))
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop waiting."""
        super().focusOutEvent(event)
        self._catch(False)

    def _take(self, name: str) -> None:
        if not name:
            return  # Shift or Control alone: what they are held for is still to come
        self._catch(False)
        if name != CANCEL:
            self.caught.emit(name)

    def _catch(self, is_catching: bool) -> None:
        self._is_catching = is_catching
        self.setText("Press a key …" if is_catching else "Add a key")
        said = "press a key, Escape for none" if is_catching else "add a key"
        self.setAccessibleName(f"{self._what}: {said}")


ABOUT: Final = (
    "“Go” starts a set that waits, ends a phase of your own pace, and otherwise pauses and resumes. Foot "
    "pedals and presenters are keyboards: press one to assign what it sends. Click a key to remove it."
)

PAD_ENTER: Final = "Enter (pad)"
"""The second Enter of a keyboard, told from the first where either can be removed."""


class KeysPage(QWidget):
    """A row for each action. A clash is shown at once and changes nothing."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        about = QLabel(ABOUT, self)
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        self.problem = QLabel(self)
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self._rows: dict[Action, QHBoxLayout] = {}
        self.catchers: dict[Action, KeyCatcher] = {}
        self.reset = EnterButton("Restore defaults", self)
        self.reset.clicked.connect(self._reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._scrolled(about), 1)
        column.addWidget(self.problem)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.problem.hide()
        self._show()

    def _scrolled(self, about: QLabel) -> Scrolled:
        """The rows and their explanation; a clash stays in sight below."""
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(about)
        column.addLayout(self._grid())
        column.addStretch(1)
        return Scrolled(content, self)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, action in enumerate(Action):
            row, catcher = QHBoxLayout(), KeyCatcher(WORDS[action], self)
            row.setSpacing(6)
            catcher.caught.connect(lambda name, action=action: self.assign(action, name))
            self._rows[action], self.catchers[action] = row, catcher
            grid.addWidget(QLabel(WORDS[action], self), number, 0)
            grid.addLayout(row, number, 1)
            grid.addWidget(catcher, number, 2)
        return grid

    def assign(self, action: Action, name: str) -> None:
        """Give an action one more key."""
        self._change(lambda keys: keys.with_key(action, name))

    def remove(self, action: Action, name: str) -> None:
        """Remove a key from an action."""
        self._change(lambda keys: keys.without_key(action, name))

    def _reset(self) -> None:
        self._change(lambda _: KeyMap())

    def _change(self, changed: Callable[[KeyMap], KeyMap]) -> None:
        try:
            self._options.keys = changed(self._options.keys)
        except InputError as error:
            self._say(capitalised(str(error)))
            return
        self._say("")
        self._show()

    def _say(self, text: str) -> None:
        self.problem.setText(f"{text}." if text else "")
        self.problem.setVisible(bool(text))
        self.problem.setAccessibleName(text)

    def _show(self) -> None:
        for action, row in self._rows.items():
            while (item := row.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for name in self._options.keys.keys[action]:
                row.addWidget(self._chip(action, name))
            row.addStretch(1)

    def _chip(self, action: Action, name: str) -> EnterButton:
        chip = EnterButton(PAD_ENTER if name == "Enter" else native_label(name), self)
        chip.setObjectName("reading")
        chip.setAccessibleName(f"{WORDS[action]}: remove {native_label(name)}")
        chip.setToolTip("Remove this key")
        chip.clicked.connect(lambda: self.remove(action, name))
        return chip
