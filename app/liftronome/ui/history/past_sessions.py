"""The last sessions of an exercise in short: sets and reps, time under tension, load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from liftronome.presentation.texts import clock_text
from liftronome.ui.widgets.buttons import EnterButton

if TYPE_CHECKING:
    from liftronome.domain.log_entry import LoggedSession, LoggedSet

FOOT_ROW: Final = 100
"""Below any number of sessions."""


class PastSessions(QFrame):
    """A row for each session, the newest first; hidden while there are none. `opened` tells that the lifter
    wants to see them in full."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Last sessions")
        self._labels: list[QLabel] = []
        caption = QLabel("Last sessions", self)
        caption.setProperty("role", "caption")
        self.setProperty("opens", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Correct or delete sets")
        self.button = EnterButton("Open", self)
        self.button.setObjectName("link")
        self.button.setAccessibleName("Open the last sessions")
        self.button.clicked.connect(self.opened)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 14, 20, 16)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(4, 1)
        self._grid.addWidget(caption, 0, 0, 1, 4)
        self._grid.addWidget(self.button, 0, 4, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def set_foot(self, foot: QWidget) -> None:
        """Show a widget below the sessions."""
        self._grid.addWidget(foot, FOOT_ROW, 0, 1, 5)

    @property
    def texts(self) -> list[str]:
        """What is shown, row by row."""
        return [label.text() for label in self._labels]

    def show_sessions(self, sessions: Sequence[LoggedSession]) -> None:
        """Show these sessions."""
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        if shown := [session.standing_sets for session in sessions if session.standing_sets]:
            self._show(shown)
        self.setVisible(bool(shown))

    def _show(self, sessions: Sequence[Sequence[LoggedSet]]) -> None:
        from datetime import datetime

        from liftronome.ui.text.days import day_texts

        days = day_texts([sets[0].plan.started_at for sets in sessions], datetime.now())
        for row, (sets, day) in enumerate(zip(sessions, days, strict=True), start=1):
            for column, text in enumerate((day, *session_texts(sets))):
                self._add(text, row, column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card opens it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def _add(self, text: str, row: int, column: int) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted" if column in (0, 4) else "")
        self._grid.addWidget(label, row, column)
        self._labels.append(label)


def session_texts(sets: Sequence[LoggedSet]) -> tuple[str, str, str, str]:
    """A session in a row, after its day: sets and reps, time under tension, load, and the preset's name."""
    first = sets[0].plan
    # In full seconds, as on the bench and where the sessions are corrected.
    tension_ms = sum(logged.tension_ms for logged in sets) // 1000 * 1000
    tension = f"{clock_text(tension_ms)} under tension" if any(logged.is_paced for logged in sets) else ""
    named = " ".join(part for part in (first.preset_name, first.tempo) if part)
    if origin := sets[0].origin:
        named = named or f"from {origin.program}"
    return reps_text(sets), tension, load_text(sets), named


def reps_text(sets: Sequence[LoggedSet]) -> str:
    """The reps done: "3 × 10", or set by set "10, 10, 8"."""
    reps = [logged.done_reps for logged in sets]
    if len(set(reps)) == 1:
        return f"{len(reps)} × {reps[0]}"
    return ", ".join(map(str, reps))


def load_text(sets: Sequence[LoggedSet]) -> str:
    """The load of most sets, "" if none was said."""
    said = [logged.annotation for logged in sets if logged.annotation.load is not None]
    if not said:
        return ""
    (load, unit), _ = Counter((each.load, each.unit) for each in said).most_common(1)[0]
    return f"{load:g} {unit}"
