"""What the colours and shapes of a chart stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from liftronome.domain.phase import Phase
from liftronome.presentation.history.chart import Hue, Series, Shape
from liftronome.presentation.palette import Theme
from liftronome.ui.look.theme_manager import current_theme

TINT: Final = 0.42
"""How strong the fill of a pause is: neighbours in a bar then differ in lightness too, and in print."""

SIGN: Final = 1.3
"""The room for a sign, in font heights."""


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """`share` of a colour on a ground, opaque."""
    above, below = (
        (colour.red(), colour.green(), colour.blue()),
        (ground.red(), ground.green(), ground.blue()),
    )
    return QColor(*(round(one * share + two * (1 - share)) for one, two in zip(above, below, strict=True)))


def colour_of(series: Series, theme: Theme) -> QColor:
    """The colour of a series, as lines have it."""
    if isinstance(series.colour, Phase):
        return QColor(theme.phases[series.colour])
    return QColor(getattr(theme, Hue(series.colour).value))


def fill_of(series: Series, theme: Theme) -> QColor:
    """The colour of its bars: pauses are lighter than movements."""
    is_pause = isinstance(series.colour, Phase) and not series.colour.is_movement
    return mixed(colour_of(series, theme), QColor(theme.background), TINT if is_pause else 1.0)


def legend_places(series: Sequence[Series], metrics: QFontMetricsF, width: float) -> list[QPointF]:
    """Where the sign of each series stands, from the left to the right on as few lines as they fit."""
    places: list[QPointF] = []
    x = y = 0.0
    for each in series:
        taken = metrics.horizontalAdvance(each.name) + metrics.height() * (SIGN + 0.9)
        if x and x + taken > width:
            x, y = 0.0, y + metrics.height() * 1.1
        places.append(QPointF(x, y))
        x += taken
    return places


def named(series: Sequence[Series]) -> list[Series]:
    """The series that a legend names: all but the days of a calendar."""
    return [each for each in series if each.shape is not Shape.TILES]


def draw_legend(painter: QPainter, series: Sequence[Series], theme: Theme, room: QRectF) -> None:
    """Draw the signs and the names of the series into a place, in the painter's font."""
    metrics = QFontMetricsF(painter.font())
    shown = named(series)
    for each, place in zip(shown, legend_places(shown, metrics, room.width()), strict=True):
        at = room.topLeft() + place
        _draw_sign(painter, each, theme, QRectF(at.x(), at.y(), metrics.height(), metrics.height()))
        painter.setPen(QColor(theme.muted))
        painter.drawText(at + QPointF(metrics.height() * SIGN, metrics.ascent()), each.name)


def _draw_sign(painter: QPainter, each: Series, theme: Theme, box: QRectF) -> None:
    colour = colour_of(each, theme)
    size = box.height() * 0.62
    square = QRectF(0, 0, size, size)
    square.moveCenter(box.center())
    match each.shape:
        case Shape.BARS:
            painter.fillRect(square, fill_of(each, theme))
            if each.group:
                painter.setPen(QColor(theme.text))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(square)
        case Shape.DOTS | Shape.RINGS:
            is_ring = (each.shape is Shape.RINGS) != (each.group == 1)
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(QColor(theme.background) if is_ring else colour)
            inner = square.adjusted(size * 0.12, size * 0.12, -size * 0.12, -size * 0.12)
            if each.group == 0:
                painter.drawEllipse(inner)
            else:
                painter.drawRect(inner)
        case _:
            style = Qt.PenStyle.DashLine if each.shape is Shape.DASHES else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour, max(size / 6, 2), style))
            painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))


class Legend(QWidget):
    """The legend of a chart in the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: Sequence[Series] = ()
        self.setAccessibleName("Legend")

    def show_series(self, series: Sequence[Series]) -> None:
        """Show the names of these."""
        self._series = named(series)
        self.setVisible(bool(self._series))
        self.setAccessibleDescription(", ".join(each.name for each in self._series))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_legend(painter, self._series, current_theme(), QRectF(self.rect()))
        painter.end()

    def _fit(self) -> None:
        metrics = QFontMetricsF(self.font())
        places = legend_places(self._series, metrics, self.width())
        last = places[-1].y() if places else 0.0
        self.setFixedHeight(round(last + metrics.height() * 1.15))
