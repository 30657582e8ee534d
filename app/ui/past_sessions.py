"""How an exercise went the last times: sets and reps, time under tension, load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.domain.log_entry import LoggedSession, LoggedSet
from app.ui.start_bar import minutes_text


class PastSessions(QFrame):
    """A row a session, the newest first; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Last sessions")
        self._labels: list[QLabel] = []
        caption = QLabel("Last sessions", self)
        caption.setProperty("role", "caption")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 14, 20, 16)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(4, 1)
        self._grid.addWidget(caption, 0, 0, 1, 5)
        self.hide()

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
        shown = [session for session in sessions if session.standing_sets]
        for row, session in enumerate(shown, start=1):
            for column, text in enumerate(session_texts(session.standing_sets)):
                self._add(text, row, column)
        self.setVisible(bool(shown))

    def _add(self, text: str, row: int, column: int) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted" if column in (0, 4) else "")
        self._grid.addWidget(label, row, column)
        self._labels.append(label)


def session_texts(sets: Sequence[LoggedSet]) -> tuple[str, str, str, str, str]:
    """A session as one row: day, sets and reps, time under tension, load, and the preset that it was."""
    first = sets[0].plan
    began = QDateTime.fromSecsSinceEpoch(int(first.started_at)).date()
    day = QLocale().toString(began, QLocale.FormatType.ShortFormat)
    tension_ms = sum(logged.tension_ms for logged in sets)
    named = " ".join(part for part in (first.preset_name, first.tempo) if part)
    return day, reps_text(sets), f"{minutes_text(tension_ms)} under tension", load_text(sets), named


def reps_text(sets: Sequence[LoggedSet]) -> str:
    """The reps that were done: "3 × 10", or set by set "10, 10, 8"."""
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
