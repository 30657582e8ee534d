"""Asks which of two readings of a tempo is meant."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftronome.domain.notation import AmbiguousTempo, Reading
from liftronome.domain.tempo import Tempo
from liftronome.presentation.texts import capitalised
from liftronome.ui.widgets.buttons import EnterButton


class ReadingQuestion(QWidget):
    """A button for each reading; `answered` carries the Reading that was picked."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why = QLabel(self)
        self._why.setProperty("role", "problem")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        self.buttons = (EnterButton(self), EnterButton(self))
        self._readings: tuple[Reading, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._why)
        for index, button in enumerate(self.buttons):
            button.setObjectName("reading")
            button.clicked.connect(lambda _=False, index=index: self.answered.emit(self._readings[index]))
            button.installEventFilter(self)
            column.addWidget(button)
        column.addStretch(1)
        self.setFocusProxy(self.buttons[0])

    def ask(self, error: AmbiguousTempo, in_words: Callable[[Tempo], str]) -> None:
        """Show the two readings, with tooltips that tell them in words."""
        self._readings = error.readings
        self._why.setText(f"{capitalised(error.why)}:")
        for button, reading in zip(self.buttons, error.readings, strict=True):
            button.setText(f"{reading.tempo} – {reading.meaning}")
            button.setToolTip(in_words(reading.tempo))
            button.setAccessibleName(f"{reading.meaning}: {in_words(reading.tempo)}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, EnterButton)
        ) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            other = self.buttons[1 - self.buttons.index(watched)]
            other.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
