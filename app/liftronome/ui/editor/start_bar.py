"""What a set comes to, and the button that starts it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from liftronome.domain.overview import Overview
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import WRITTEN_ORDER
from liftronome.presentation.texts import capitalised, clock_text
from liftronome.ui.look.theme_manager import current_theme
from liftronome.ui.widgets.buttons import EnterButton

NOTHING: Final = "–"


class StartBar(QFrame):
    """Figures, the reason why a set cannot be started if there is one, and the Start button."""

    start_clicked = Signal()

    def __init__(self, content_px: int, margin_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startBar")
        self.button = EnterButton("Start", self)
        self.button.setObjectName("start")
        self.button.setAccessibleName("Start the first set")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.start_clicked)
        self.reason = QLabel(self)
        self.reason.setProperty("role", "problem")
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setWordWrap(True)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reason.hide()
        self.set_length = self._figure()
        self.tension = self._figure()
        self.session = self._figure()
        self._shares = PhaseShares(self)
        self._lay_out(content_px)
        self.set_margin(margin_px)

    def set_margin(self, pixels: int) -> None:
        """Keep as far from the edges as the page above."""
        self._content.setContentsMargins(pixels, 12, pixels, 8)

    def set_content_width(self, pixels: int) -> None:
        """Keep within the width of the page above."""
        self._content.setMaximumWidth(pixels)

    def show_overview(self, overview: Overview | None) -> None:
        """Show the figures of a preset; dashes if it has none."""
        for figure, ms in (
            (self.set_length, overview.set_ms if overview else None),
            (self.tension, overview.tension_ms if overview else None),
            (self.session, overview.session_ms if overview else None),
        ):
            figure.setText(
                NOTHING if ms is None else clock_text(ms) + "+" * bool(overview and overview.is_open)
            )
        self._shares.show_shares(overview.tension_by_phase_ms if overview else {})

    def show_reason(self, reason: str) -> None:
        """Say why nothing can be started; "" if it can."""
        self.button.setEnabled(not reason)
        self.button.setToolTip(reason)
        self.reason.setText(capitalised(reason))
        self.reason.setVisible(bool(reason))

    def _lay_out(self, content_px: int) -> None:
        """Figures to the left and the button to the right, within the width of the page above."""
        figures = QHBoxLayout()
        figures.setSpacing(32)
        for caption, figure in (
            ("One set", self.set_length),
            ("Under tension, a set", self.tension),
            ("Session", self.session),
        ):
            figures.addLayout(self._captioned(caption, figure, below=self._below(figure)))
        figures.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.reason)
        left.addLayout(figures)
        key = QLabel("Ctrl + Enter", self)
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
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addStretch(1)
        whole.addWidget(self._content, 1000)
        whole.addStretch(1)

    def _below(self, figure: QLabel) -> QWidget | None:
        return self._shares if figure is self.tension else None

    def _captioned(self, text: str, figure: QLabel, below: QWidget | None) -> QVBoxLayout:
        caption = QLabel(text, self)
        caption.setProperty("role", "caption")
        figure.setBuddy(caption)
        column = QVBoxLayout()
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


class PhaseShares(QWidget):
    """A thin bar that shows how the time under tension divides among the phases."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tension_ms: Mapping[Phase, int] = {}
        self.setFixedHeight(6)
        self.setMinimumWidth(150)
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
