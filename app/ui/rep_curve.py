"""A drawn curve of one rep: where the bar is, over time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.rep import Rep
from app.domain.tempo import seconds_text
from app.ui.rep_shape import Stroke, strokes, ticks
from app.ui.style import BODY_PX, SMALL_PX
from app.ui.wardrobe import worn

TICK_GAP_PX: Final = 30
LINE_PX: Final = 3.5
MARGIN_PX: Final = 14
LABELS_PX: Final = 26
FLOOR_PX: Final = 6
"""Between the lowest place of the bar and the axis."""


class RepCurve(QWidget):
    """Draws a rep, each phase in its hue and with its seconds above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rep: Rep | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Curve of one rep: height of the bar over time")

    def show_rep(self, rep: Rep) -> None:
        """Draw `rep`."""
        if rep != self._rep:
            self._rep = rep
            self.setAccessibleDescription(", ".join(_label(stroke, alone=False) for stroke in strokes(rep)))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._rep is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(round(self.fontInfo().pixelSize() * SMALL_PX / BODY_PX))
        painter.setFont(font)
        plot = QRectF(self.rect()).adjusted(MARGIN_PX, LABELS_PX, -MARGIN_PX, -LABELS_PX)
        drawn = strokes(self._rep)
        _paint_axis(painter, plot, self._rep)
        for stroke in drawn:
            _paint_stroke(painter, plot, stroke)
            _paint_label(painter, plot, stroke, _label(stroke, alone=len(drawn) == 1))
        painter.end()


def _paint_axis(painter: QPainter, plot: QRectF, rep: Rep) -> None:
    floor = plot.bottom() + FLOOR_PX
    for at_ms, share in ticks(rep, plot.width(), TICK_GAP_PX):
        x = plot.left() + plot.width() * share
        painter.setPen(QPen(QColor(worn().outline), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, floor))
        painter.setPen(QColor(worn().muted))
        label = f"{seconds_text(at_ms)} s" if at_ms == 0 else seconds_text(at_ms)
        painter.drawText(QRectF(x - 20, floor, 40, 18), Qt.AlignmentFlag.AlignCenter, label)
    painter.setPen(QPen(QColor(worn().outline), 1))
    painter.drawLine(QPointF(plot.left(), floor), QPointF(plot.right(), floor))


def _paint_stroke(painter: QPainter, plot: QRectF, stroke: Stroke) -> None:
    places = [
        QPointF(plot.left() + plot.width() * x, plot.bottom() - plot.height() * height)
        for x, height in stroke.points
    ]
    line = QPainterPath(places[0])
    for place in places[1:]:
        line.lineTo(place)
    colour = QColor(worn().phases[stroke.step.phase])
    _paint_below(painter, line, plot, colour)
    style = Qt.PenStyle.DotLine if stroke.step.own_pace else Qt.PenStyle.SolidLine
    painter.strokePath(line, QPen(colour, LINE_PX, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))


def _paint_below(painter: QPainter, line: QPainterPath, plot: QRectF, colour: QColor) -> None:
    floor = plot.bottom() + FLOOR_PX
    area = QPainterPath(line)
    area.lineTo(line.boundingRect().right(), floor)
    area.lineTo(line.boundingRect().left(), floor)
    area.closeSubpath()
    strong, faint = QColor(colour), QColor(colour)
    strong.setAlphaF(0.25)
    faint.setAlphaF(0.03)
    shade = QLinearGradient(0, plot.top(), 0, floor)
    shade.setColorAt(0, strong)
    shade.setColorAt(1, faint)
    painter.fillPath(area, shade)


def _paint_label(painter: QPainter, plot: QRectF, stroke: Stroke, text: str) -> None:
    box = QRectF(plot.left() + plot.width() * stroke.left, plot.top() - 24, plot.width() * stroke.width, 16)
    if painter.fontMetrics().horizontalAdvance(text) <= box.width():
        painter.setPen(QColor(worn().phases[stroke.step.phase]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _label(stroke: Stroke, *, alone: bool) -> str:
    if stroke.step.own_pace:
        return "*"
    if stroke.step.explosive and not alone:
        return "X"
    return seconds_text(stroke.step.duration_ms)
