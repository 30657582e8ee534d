"""A button that waits for a key to be assigned."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.enter_button import EnterButton
from app.ui.key_map import key_name

CANCEL = "Esc"


class KeyCatcher(EnterButton):
    """Pressed, it takes the next key that is pressed, whatever it is; Esc takes none.

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
        """Wait no longer."""
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
        self.setText("press a key …" if is_catching else "Add a key")
        said = "press a key, Escape for none" if is_catching else "add a key"
        self.setAccessibleName(f"{self._what}: {said}")
