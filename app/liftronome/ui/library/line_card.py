"""A preset written on one line: read while it is typed, with what is wrong marked, and created with Enter."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Library
from liftronome.domain.line import EXAMPLE_LINE, AmbiguousLine, LineError
from liftronome.domain.line.formatting import sets_shown
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.tempo import seconds_text
from liftronome.presentation.texts import DASH, capitalised
from liftronome.ui.widgets.buttons import EnterButton

LOOKS_LIKE_LINE: Final = re.compile(
    r"@|\btempo\b|\d\s*[x×]\s*\d|\brest\s*:?\s*\d|\d[-/.]\d[-/.]", re.IGNORECASE
)
"""Found in lines, but not in names that are searched for."""

SHOWN: Final = 24
"""How many characters are shown before the place that is wrong."""


class LineCard(QFrame):
    """Hidden until what is typed looks like a line. `taken` carries the Preset that the line describes."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lineCard")
        self._preset: Preset | None = None
        self._lines: tuple[str, ...] = ()
        self._library = Library(())
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.place = QLabel(self)
        self.place.setObjectName("place")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setWordWrap(True)
        self.place.setWordWrap(True)
        self.make = EnterButton("Create this preset", self)
        self.make.clicked.connect(lambda: self.accept())
        self.readings = (EnterButton(self), EnterButton(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        for widget in (self.place, self.said, self.make, *self.readings):
            column.addWidget(widget)
        for number, button in enumerate(self.readings):
            button.setObjectName("reading")
            button.clicked.connect(lambda _=False, number=number: self._answer(number))
        self.hide()

    def read(self, text: str, library: Library) -> None:
        """Read what is typed if it looks like a line."""
        self._clear()
        self._library = library
        if LOOKS_LIKE_LINE.search(text):
            self._read(text)
            self.show()
        else:
            self.hide()

    def ask(self, text: str, library: Library) -> None:
        """Ask for a line, even before anything that looks like one is typed."""
        self.read(text, library)
        if self.isHidden():
            self.said.setText(f"Type or paste a preset on one line, for example: {EXAMPLE_LINE}")
            self._role("muted")
            self.show()

    def accept(self) -> bool:
        """Create the preset, if the line can be read; returns whether there is a line at all."""
        if self.isHidden() or not (self._preset or self._lines or self.place.text()):
            return False
        if self._preset is not None:
            preset = self._preset
            self._clear()
            self.hide()
            self.taken.emit(preset)
        elif self._lines:
            self.readings[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _read(self, text: str) -> None:
        from liftronome.domain.line.reader import read_line

        line = text.strip()
        try:
            preset = read_line(line, self._library).preset
        except AmbiguousLine as error:
            self._ask_reading(error)
        except LineError as error:
            self._point(line, error.position)
            self._role("problem")
            self.said.setText(f"{capitalised(str(error))}.")
        except InputError as error:
            self._role("problem")
            self.said.setText(f"{capitalised(str(error))}.")
        else:
            self._preset = preset
            self._role("")
            self.said.setText(summary(preset))
            self.make.show()

    def _ask_reading(self, error: AmbiguousLine) -> None:
        self._lines = error.lines
        self._role("problem")
        self.said.setText(f"{capitalised(error.why)}:")
        for button, reading in zip(self.readings, error.choices, strict=True):
            button.setText(f"{reading.text}   {reading.meaning}")
            button.show()

    def _answer(self, number: int) -> None:
        line = self._lines[number]
        self._clear()
        self._read(line)
        self.accept()

    def _point(self, line: str, at: int) -> None:
        """Show the line around the place that is wrong, which is marked."""
        end = at
        while end < len(line) and not line[end].isspace() and end - at < SHOWN:
            end += 1
        before = line[max(0, at - SHOWN) : at]
        blamed = line[at:end] or " "
        cut = "…" if at > SHOWN else ""
        self.place.setText(f"{cut}{before}▸{blamed}◂{line[end : end + 8]}")
        self.place.show()

    def _clear(self) -> None:
        self._preset, self._lines = None, ()
        self.place.clear()
        for widget in (self.place, self.make, *self.readings):
            widget.hide()

    def _role(self, role: str) -> None:
        if self.said.property("role") != role:
            self.said.setProperty("role", role)
            self.said.style().polish(self.said)


def summary(preset: Preset) -> str:
    """A preset in one line, as it was understood."""
    pace = str(preset.tempo) if preset.tempo else f"a beat of {seconds_text(preset.beat_ms)} s"
    name = f"{DASH}{preset.name}" if preset.name else ""
    sides = "" if preset.sides is Sides.BOTH else " each side"
    rest = f"rest {seconds_text(preset.rest_ms)} s"
    return f"{preset.exercise.name}{name}: {sets_shown(preset.scheme.sets)}{sides} at {pace}, {rest}"
