"""A text field with a button at either side that steps its value."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleValueChangeEvent, QAccessibleValueInterface, QKeyEvent
from PySide6.QtWidgets import QAccessibleWidget, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

STEP_KEYS: Final = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 5,
    Qt.Key.Key_PageDown: -5,
}
MAX_TEXT: Final = 24
REPEAT_DELAY_MS: Final = 350
REPEAT_INTERVAL_MS: Final = 90


class StepField(QWidget):
    """Shows a text whose meaning is up to its owner. For screen readers it is a spin box.

    `stepped` carries the number of steps asked for, `typed` the text after each keystroke. `left` follows
    when Enter or a change of focus ends the typing.
    """

    stepped = Signal(int)
    typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _install_accessibility()
        self.value = self.least = self.most = 0.0
        self.edit = QLineEdit(self)
        self.edit.setObjectName("number")
        self.edit.setMaxLength(MAX_TEXT)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setMinimumWidth(44)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textEdited.connect(self.typed)
        self.edit.editingFinished.connect(self.left)
        self.edit.installEventFilter(self)
        LeadingSpaceFilter(self.edit)
        self.less = self._button("−", -1)
        self.more = self._button("+", 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.less, self.edit, self.more):
            row.addWidget(widget)
        self.setFocusProxy(self.edit)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What a screen reader calls the field."""
        self.setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.less.setAccessibleName(f"Decrease {name}")
        self.more.setAccessibleName(f"Increase {name}")

    def set_range(self, least: float, most: float) -> None:
        """The limits of `value`, for screen readers."""
        self.least, self.most = least, most

    def set_value(self, value: float) -> None:
        """What the text means, for screen readers."""
        if value != self.value:
            self.value = value
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, value))

    def show_text(self, text: str) -> None:
        """Show a text. The cursor stays where it is if the text is there already."""
        if self.edit.text() != text:
            self.edit.setText(text)

    def show_problem(self, problem: str) -> None:
        """Mark the text as wrong, with the reason as tooltip; "" unmarks it."""
        if bool(self.edit.property("wrong")) != bool(problem):
            self.edit.setProperty("wrong", bool(problem))
            self.edit.style().polish(self.edit)
        self.edit.setToolTip(problem)
        self.edit.setAccessibleDescription(problem)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            steps = STEP_KEYS.get(Qt.Key(event.key()))
            if steps and is_plain:
                self.stepped.emit(steps)
                self.edit.selectAll()
                return True
            if watched is not self.edit and is_plain and event.text().strip():
                self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                self.edit.selectAll()
                QCoreApplication.sendEvent(self.edit, event)  # a number may be typed after a click as well
                return True
        return super().eventFilter(watched, event)

    def _button(self, text: str, steps: int) -> QPushButton:
        """Only a click focuses it: Space then does what it does on the page, and types nothing."""
        button = QPushButton(text, self)
        button.setObjectName("step")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.setAutoRepeat(True)
        button.setAutoRepeatDelay(REPEAT_DELAY_MS)
        button.setAutoRepeatInterval(REPEAT_INTERVAL_MS)
        button.clicked.connect(lambda: self.stepped.emit(steps))
        button.installEventFilter(self)
        return button


class LeadingSpaceFilter(QObject):
    """Keeps a field from taking a blank as its first character, where it means nothing: Space stays the key
    that the page has for it, and cannot wipe out a text that is selected as a whole."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and event.key() == Qt.Key.Key_Space
            and not event.modifiers()
            and self._would_lead()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _would_lead(self) -> bool:
        edit = self._edit
        return (edit.selectionStart() if edit.hasSelectedText() else edit.cursorPosition()) == 0


class _Value(QAccessibleValueInterface):
    def __init__(self, field: StepField) -> None:
        super().__init__()
        self._field = field

    def currentValue(self) -> float:
        return self._field.value

    def setCurrentValue(self, value: float) -> None:
        self._field.show_text(f"{value:g}")
        self._field.typed.emit(self._field.edit.text())

    def minimumValue(self) -> float:
        return self._field.least

    def maximumValue(self) -> float:
        return self._field.most

    def minimumStepSize(self) -> float:
        return 0.0


class _SpinBox(QAccessibleWidget):
    def __init__(self, field: StepField) -> None:
        super().__init__(field, QAccessible.Role.SpinBox)
        self._value = _Value(field)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ValueInterface:
            return self._value
        return super().interface_cast(kind)


def _interface(_: str, watched: QObject) -> QAccessibleWidget | None:
    return _SpinBox(watched) if isinstance(watched, StepField) else None


def _install_accessibility() -> None:
    """Once; Qt asks only while a screen reader or another assistive program is running."""
    if not _INSTALLED:
        _INSTALLED.append(True)
        QAccessible.installFactory(_interface)


_INSTALLED: Final[list[bool]] = []
