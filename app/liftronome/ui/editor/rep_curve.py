"""The curve of one rep: the height of the bar over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from liftronome.domain.motion import height_at
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.tempo import seconds_text
from liftronome.ui.look.style import BODY_PX, SMALL_PX
from liftronome.ui.look.theme_manager import current_theme

POINTS: Final = 48
"""Points of the curve per phase: enough that no corner shows."""

EXPLOSIVE_SHARE: Final = 0.35
"""The share of the slot of X in which the bar goes up: fast, whatever the slot."""

OWN_PACE_DRAWN_MS: Final = 3000
"""How long a phase of own pace is drawn."""

TICK_STEPS_MS: Final = (500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000)

HALF_SECONDS_BELOW_MS: Final = 3000
"""Only shorter reps have ticks at half seconds."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One phase of a drawn rep: its start and width as shares of the whole width, and the points of its
    curve, each a share of the whole width and a height, 0 to 1."""

    step: PhaseStep
    left: float
    width: float
    points: tuple[tuple[float, float], ...]


def strokes(rep: Rep) -> tuple[Stroke, ...]:
    """The phases of a rep, side by side. A rep of one explosive movement, a beat, swings there and back."""
    whole_ms = sum(map(drawn_ms, rep.steps))
    drawn, start_ms = [], 0
    for step in rep.steps:
        left, width = start_ms / whole_ms, drawn_ms(step) / whole_ms
        shares = (point / POINTS for point in range(POINTS + 1))
        points = tuple((left + width * at, drawn_height(step, at, rep)) for at in shares)
        drawn.append(Stroke(step, left, width, points))
        start_ms += drawn_ms(step)
    return tuple(drawn)


def ticks(rep: Rep, width: float, gap: float) -> tuple[tuple[int, float], ...]:
    """The ticks of an axis of this width, at least `gap` apart: milliseconds, and their share of the width.

    They end where a phase of own pace begins, since its end is unknown.
    """
    whole_ms = sum(map(drawn_ms, rep.steps))
    known_ms = 0
    for step in rep.steps:
        if step.own_pace:
            break
        known_ms += step.duration_ms
    least_ms = TICK_STEPS_MS[0] if whole_ms < HALF_SECONDS_BELOW_MS else TICK_STEPS_MS[1]
    fitting = (step for step in TICK_STEPS_MS if step >= least_ms and width * step / whole_ms >= gap)
    step_ms = next(fitting, TICK_STEPS_MS[-1])
    return tuple((at_ms, at_ms / whole_ms) for at_ms in range(0, known_ms + 1, step_ms))


def drawn_ms(step: PhaseStep) -> int:
    """How long a phase is drawn."""
    return OWN_PACE_DRAWN_MS if step.own_pace else step.duration_ms


def drawn_height(step: PhaseStep, progress: float, rep: Rep) -> float:
    """The height of the bar, 0 to 1, that far into a phase of a rep, with soft turns between phases."""
    if len(rep.steps) == 1 and step.explosive:
        return _swing(progress)
    if step.explosive:
        progress = min(progress / EXPLOSIVE_SHARE, 1.0)
    return height_at(step.heights, (progress + _eased(progress)) / 2)


def _swing(progress: float) -> float:
    return _eased(1 - abs(2 * progress - 1))


def _eased(progress: float) -> float:
    return progress * progress * (3 - 2 * progress)


TICK_GAP_PX: Final = 30
LINE_PX: Final = 3.5
MARGIN_PX: Final = 14
LABELS_PX: Final = 26
FLOOR_PX: Final = 6
"""Between the lowest place of the bar and the axis."""


class RepCurve(QWidget):
    """Draws a rep, each phase in its colour and with its seconds above it."""

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
        return QSize(180, 120)

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
        painter.setPen(QPen(QColor(current_theme().outline), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, floor))
        painter.setPen(QColor(current_theme().muted))
        label = f"{seconds_text(at_ms)} s" if at_ms == 0 else seconds_text(at_ms)
        painter.drawText(QRectF(x - 20, floor, 40, 18), Qt.AlignmentFlag.AlignCenter, label)
    painter.setPen(QPen(QColor(current_theme().outline), 1))
    painter.drawLine(QPointF(plot.left(), floor), QPointF(plot.right(), floor))


def _paint_stroke(painter: QPainter, plot: QRectF, stroke: Stroke) -> None:
    places = [
        QPointF(plot.left() + plot.width() * x, plot.bottom() - plot.height() * height)
        for x, height in stroke.points
    ]
    line = QPainterPath(places[0])
    for place in places[1:]:
        line.lineTo(place)
    colour = QColor(current_theme().phases[stroke.step.phase])
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
        painter.setPen(QColor(current_theme().phases[stroke.step.phase]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _label(stroke: Stroke, *, alone: bool) -> str:
    if stroke.step.own_pace:
        return "*"
    if stroke.step.explosive and not alone:
        return "X"
    return seconds_text(stroke.step.duration_ms)
