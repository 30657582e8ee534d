"""The length of a set and of the session, and the button that starts it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from liftronome.domain.overview import Overview
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import WRITTEN_ORDER
from liftronome.presentation.texts import capitalised, clock_text
from liftronome.ui.look.theme_manager import current_theme
from liftronome.ui.text.key_names import native_key
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.labels import problem_label, show_line

NOTHING: Final = "–"
UNTIL_YOU_END_IT: Final = "until you end it"
"""Of a session with open sets or phases of own pace: its figures are what is known, with a plus."""

SHARES_WIDTH_PX: Final = 150


class Room(Enum):
    """How much of the figures there is room for."""

    FULL = auto()
    SHORT = auto()
    LEAST = auto()


class StartBar(QFrame):
    """Figures, the Start button, and the reason why it is disabled if it is."""

    start_clicked = Signal()
    _content_spacing = 24

    def __init__(self, content_px: int, margin_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startBar")
        self.button = EnterButton("Start", self)
        self.button.setObjectName("start")
        self.button.setAccessibleName("Start the first set")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.start_clicked)
        self.reason = problem_label(self)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_length = self._figure()
        self.tension = self._figure()
        self.session = self._figure()
        self.whole = QLabel(self)
        self.whole.setProperty("role", "caption")
        self._shares = PhaseShares(self)
        self._overview: Overview | None = None
        self._columns: list[QVBoxLayout] = []
        self._captions: list[tuple[QLabel, str, str]] = []
        self._lay_out(content_px)
        self.fit(margin_px, is_narrow=False)

    def fit(self, margin_px: int, *, is_narrow: bool) -> None:
        """Keep the margin of the page above, and short captions where it is narrow."""
        self._content.setContentsMargins(margin_px, 12, margin_px, 8)
        if bool(self.button.property("narrow")) != is_narrow:
            self.button.setProperty("narrow", is_narrow)
            self.button.style().polish(self.button)
        self._show_figures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_figures()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContentsRectChange:
            self._show_figures()
        return super().event(event)

    def set_content_width(self, pixels: int) -> None:
        """Keep the width of the page above."""
        self._content.setMaximumWidth(pixels)

    def show_overview(self, overview: Overview | None) -> None:
        """Show the figures of a preset; dashes without one."""
        self._overview = overview
        self._show_figures()
        self._shares.show_shares(overview.tension_by_phase_ms if overview else {})

    def _show_figures(self) -> None:
        """As much of them as there is room for: all in full words; else short captions and the first set's
        figures, and the rest as tooltips; else the session alone."""
        margins = self._content.contentsMargins()
        room = min(self.contentsRect().width(), self._content.maximumWidth())
        room -= margins.left() + margins.right() + self.button.sizeHint().width() + self._content_spacing
        for room_kind in Room:
            self._show(room_kind)
            if self._figures.sizeHint().width() <= room:
                return

    def _show(self, room: Room) -> None:
        shown, is_full = self._overview, room is Room.FULL
        more = "+" if shown is not None and shown.is_open else ""
        first: tuple[int | None, ...] = (None,) * 3
        whole = [NOTHING] * 3
        under = ""
        if shown is not None:
            first = (shown.set_ms, shown.tension_ms, shown.session_ms)
            ranges = (shown.set_range_ms, shown.tension_range_ms, (shown.session_ms,) * 2)
            whole = [_range_text(found) + more for found in ranges]
            tension = f"{clock_text(shown.session_tension_ms)} under tension"
            under = UNTIL_YOU_END_IT if shown.is_open else tension
        for label, ms, text in zip((self.set_length, self.tension, self.session), first, whole, strict=True):
            label.setText(text if is_full or ms is None else clock_text(ms) + more)
            label.setToolTip("" if is_full else text)
        for label, wide, narrow in self._captions:
            label.setText(wide if is_full else narrow)
            label.setToolTip("" if is_full else wide)
        self.whole.setText(under if is_full else "")
        self.session.setAccessibleDescription(under)
        self._shares.setMinimumWidth(SHARES_WIDTH_PX if is_full else 0)
        self._figures.setSpacing(32 if is_full else 16)
        for widget in (self.set_length, self.tension, *(label for label, *_ in self._captions[:2])):
            widget.setVisible(room is not Room.LEAST)
        self._shares.setVisible(room is not Room.LEAST)
        for column in self._columns:
            column.invalidate()
        self._figures.invalidate()

    def show_reason(self, reason: str) -> None:
        """Say why it cannot be started; "" if it can."""
        self.button.setEnabled(not reason)
        self.button.setToolTip(reason)
        show_line(self.reason, capitalised(reason))

    def _lay_out(self, content_px: int) -> None:
        """Figures at the left and the button at the right, as wide as the page above."""
        self._figures = QHBoxLayout()
        for wide, narrow, figure in (
            ("One set", "Set", self.set_length),
            ("Time under tension per set", "Tension", self.tension),
            ("Session", "Session", self.session),
        ):
            self._figures.addLayout(self._captioned(wide, narrow, figure, below=self._below(figure)))
        self._figures.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.reason)
        left.addLayout(self._figures)
        key = QLabel(native_key("Ctrl+Return"), self)
        key.setProperty("role", "caption")
        key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.button)
        right.addWidget(key)
        self._content = QWidget(self)
        self._content.setMaximumWidth(content_px)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._content_spacing)
        row.addLayout(left, 1)
        row.addLayout(right)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addStretch(1)
        whole.addWidget(self._content, 1000)
        whole.addStretch(1)

    def _below(self, figure: QLabel) -> QWidget | None:
        return {self.tension: self._shares, self.session: self.whole}.get(figure)

    def _captioned(self, wide: str, narrow: str, figure: QLabel, below: QWidget | None) -> QVBoxLayout:
        caption = QLabel(wide, self)
        caption.setProperty("role", "caption")
        self._captions.append((caption, wide, narrow))
        figure.setBuddy(caption)
        column = QVBoxLayout()
        self._columns.append(column)
        column.setSpacing(2)
        column.addWidget(caption)
        column.addWidget(figure)
        if below is not None:
            column.addSpacing(2)
            column.addWidget(below)
        column.addStretch(1)
        return column

    def _figure(self) -> QLabel:
        label = QLabel(NOTHING, self)
        label.setProperty("role", "figure")
        return label


def _range_text(range_ms: tuple[int, int]) -> str:
    """A time, or the shortest and the longest where they differ."""
    return "–".join(dict.fromkeys(map(clock_text, range_ms)))


class PhaseShares(QWidget):
    """A thin bar: how the time under tension divides among the phases."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tension_ms: Mapping[Phase, int] = {}
        self.setFixedHeight(6)
        self.setAccessibleName("Time under tension by phase")

    def show_shares(self, tension_ms: Mapping[Phase, int]) -> None:
        """Show milliseconds by phase; nothing for an empty mapping."""
        self._tension_ms = tension_ms
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        rounded = QPainterPath()
        rounded.addRoundedRect(whole, 3, 3)
        painter.setClipPath(rounded)
        painter.fillRect(whole, QColor(current_theme().outline))
        total = sum(self._tension_ms.values())
        left = 0.0
        for phase in WRITTEN_ORDER:
            width = whole.width() * self._tension_ms.get(phase, 0) / total if total else 0.0
            painter.fillRect(QRectF(left, 0, width, whole.height()), QColor(current_theme().phases[phase]))
            left += width
        painter.end()
