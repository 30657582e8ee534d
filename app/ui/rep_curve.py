"""A drawn curve of one rep: where the bar is, over time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.motion import bar_height
from app.domain.phase import Phase
from app.domain.rep import PhaseStep, Rep
from app.domain.tempo import seconds_text
from app.ui.style import SMALL_PX
from app.ui.theme import DARK

POINTS_A_PHASE: Final = 24
EXPLOSIVE_SHARE: Final = 0.35
"""The bar is up within this share of the slot of X: as fast as intended, whatever the slot."""
LABEL_GAP_PX: Final = 34
TICK_STEPS_S: Final = (0.5, 1, 2, 5, 10, 15, 30, 60)


def height(step: PhaseStep, progress: float) -> float:
    """The height of the bar (0 to 1) when `progress` (0 to 1) of a step is over, with soft turns."""
    if step.explosive:
        progress = min(progress / EXPLOSIVE_SHARE, 1.0)
    eased = progress * progress * (3 - 2 * progress)
    return bar_height(step.phase, (progress + eased) / 2)


def tick_step_s(duration_ms: int, width: float) -> float:
    """The distance of the ticks on an axis, in seconds, so that their labels have room."""
    for step in TICK_STEPS_S:
        if duration_ms and width * step * 1000 / duration_ms >= LABEL_GAP_PX:
            return step
    return TICK_STEPS_S[-1]


class RepCurve(QWidget):
    """Draws a rep, each phase in its hue; or a line of text where there is no rep to draw."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rep: Rep | None = None
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Curve of one rep: height of the bar over time")

    def show_rep(self, rep: Rep) -> None:
        """Draw `rep`."""
        self._rep, self._text = rep, ""
        self.setAccessibleDescription(f"{seconds_text(rep.duration_ms)} s a rep")
        self.update()

    def show_text(self, text: str) -> None:
        """Say why there is no curve."""
        self._rep, self._text = None, text
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        plot = QRectF(self.rect()).adjusted(14, 26, -14, -26)
        if self._rep is None:
            painter.setPen(QColor(DARK.muted))
            painter.drawText(plot, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._text)
        else:
            self._paint_axis(painter, plot, self._rep.duration_ms)
            self._paint_rep(painter, plot, self._rep)
        painter.end()

    def _paint_axis(self, painter: QPainter, plot: QRectF, duration_ms: int) -> None:
        base = plot.bottom() + 6
        step = tick_step_s(duration_ms, plot.width())
        for index in range(int(duration_ms / 1000 / step) + 1):
            seconds = index * step
            x = plot.left() + plot.width() * seconds * 1000 / duration_ms
            painter.setPen(QPen(QColor(DARK.outline), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, base))
            painter.setPen(QColor(DARK.muted))
            label = f"{seconds:g} s" if index == 0 else f"{seconds:g}"
            painter.drawText(QRectF(x - 20, base, 40, 18), Qt.AlignmentFlag.AlignCenter, label)
        painter.setPen(QPen(QColor(DARK.outline), 1))
        painter.drawLine(QPointF(plot.left(), base), QPointF(plot.right(), base))

    def _paint_rep(self, painter: QPainter, plot: QRectF, rep: Rep) -> None:
        start_ms = 0
        for step in rep.steps:
            colour = QColor(DARK.phases[step.phase])
            left = plot.left() + plot.width() * start_ms / rep.duration_ms
            width = plot.width() * step.duration_ms / rep.duration_ms
            line = _line(step, QRectF(left, plot.top(), width, plot.height()), alone=len(rep.steps) == 1)
            _paint_below(painter, line, plot.bottom() + 6, colour)
            pen = QPen(colour, 3.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(line, pen)
            text = "X" if step.explosive and len(rep.steps) > 1 else seconds_text(step.duration_ms)
            _paint_label(painter, text, colour, QRectF(left, plot.top() - 24, width, 16))
            start_ms += step.duration_ms


def _line(step: PhaseStep, box: QRectF, alone: bool) -> QPainterPath:
    """The way of the bar in one step. A ballistic rep, one step alone, swings back within it."""
    path = QPainterPath()
    for point in range(POINTS_A_PHASE * 2 + 1):
        progress = point / (POINTS_A_PHASE * 2)
        swing = step.explosive and alone and step.phase is Phase.CONCENTRIC
        share = _swing(progress) if swing else height(step, progress)
        place = QPointF(box.left() + box.width() * progress, box.bottom() - box.height() * share)
        if point == 0:
            path.moveTo(place)
        else:
            path.lineTo(place)
    return path


def _swing(progress: float) -> float:
    up = min(progress / 0.4, 1.0) if progress < 0.5 else min((1 - progress) / 0.5, 1.0)
    return up * up * (3 - 2 * up)


def _paint_below(painter: QPainter, line: QPainterPath, base: float, colour: QColor) -> None:
    area = QPainterPath(line)
    box = line.boundingRect()
    area.lineTo(box.right(), base)
    area.lineTo(box.left(), base)
    area.closeSubpath()
    strong, faint = QColor(colour), QColor(colour)
    strong.setAlphaF(0.28)
    faint.setAlphaF(0.02)
    shade = QLinearGradient(0, box.top() - 40, 0, base)
    shade.setColorAt(0, strong)
    shade.setColorAt(1, faint)
    painter.fillPath(area, shade)


def _paint_label(painter: QPainter, text: str, colour: QColor, box: QRectF) -> None:
    if painter.fontMetrics().horizontalAdvance(text) <= box.width():
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
