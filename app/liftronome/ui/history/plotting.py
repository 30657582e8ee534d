"""Charts drawn with pyqtgraph: the only module that loads it, itself loaded with the history alone."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from liftronome.presentation.history.chart import Chart, Measure, Point, Series, Shape
from liftronome.presentation.palette import PAPER, Theme
from liftronome.presentation.texts import clock_text
from liftronome.ui.history.legend import colour_of, draw_legend, fill_of, mixed
from liftronome.ui.look.theme_manager import THEME_MANAGER, current_theme

_hooks = sys.excepthook, threading.excepthook
import pyqtgraph  # noqa: E402

sys.excepthook, threading.excepthook = _hooks
# Its own clean-up at exit looks at every object there is, for bindings that Liftronome does not use.
pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)

BAR: Final = 0.8
BAR_COMPARED: Final = 0.38
DOT_PX: Final = 8
ZOOM: Final = 1.4
PNG_SIZE: Final = QSize(1600, 900)
SVG_SIZE: Final = QSize(1000, 562)
HEAD: Final = 0.19
"""The part of a saved picture that title and sentence have."""

TICK_PX: Final = 42
CLOCK_STEPS: Final = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000, 36_000, 72_000)
NUMBER_STEPS: Final = tuple(step * 10.0**power for power in range(-1, 9) for step in (1, 2, 5))

_PLOTTED_KEYS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -(10**9),
    Qt.Key.Key_End: 10**9,
}


class _ValueAxis(pyqtgraph.AxisItem):  # type: ignore[misc]
    """The axis at the side: minutes and seconds at whole steps, or numbers."""

    measure = Measure.NUMBER

    def tickValues(self, least: float, most: float, size: float) -> list[tuple[float, list[float]]]:
        """The values that have a tick: at the smallest round step that leaves room for the labels."""
        steps = CLOCK_STEPS if self.measure is Measure.CLOCK else NUMBER_STEPS
        room = max(size / TICK_PX, 2)
        step = next((step for step in steps if (most - least) / step <= room), steps[-1])
        first = int(least // step)
        return [(step, [step * number for number in range(first, int(most // step) + 1)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Their labels."""
        if self.measure is Measure.CLOCK:
            return [clock_text(value * 1000) if value >= 0 else "" for value in values]
        return [f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}" for value in values]


class ChartView(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """Draws one chart. `pointed` carries the Point under the mouse or at the keyboard's place, or None;
    `chosen` the id of the session that was clicked, or on which Enter was pressed."""

    pointed = Signal(object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._values = _ValueAxis("left")
        super().__init__(parent, axisItems={"left": self._values})
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(120)
        self.setFrameShape(self.Shape.NoFrame)
        self._chart: Chart | None = None
        self._place = -1
        self._theme = current_theme()
        self._at: Any = None
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=True, y=False)
        self.scene().sigMouseMoved.connect(self._hovered)
        self.scene().sigMouseClicked.connect(self._clicked)
        THEME_MANAGER.changed.connect(self._follow_theme)

    @property
    def chart(self) -> Chart | None:
        """What is drawn."""
        return self._chart

    @property
    def place(self) -> Point | None:
        """The point that is looked at."""
        if self._chart is None or not 0 <= self._place < len(self._chart.points):
            return None
        return self._chart.points[self._place]

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart."""
        self._chart, self._place = chart, -1
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.sentence)
        self._draw(self._theme)
        self.pointed.emit(None)

    def go_to_session(self, session_id: str) -> None:
        """Mark the point of a session, if the chart has one."""
        points = self._chart.points if self._chart else ()
        found = (index for index, point in enumerate(points) if point.session_id == session_id)
        self._go_to(next(found, -1))

    def zoom(self, factor: float) -> None:
        """Show more of the chart, or less; 0 shows all."""
        box = self.getViewBox()
        if factor == 0:
            self._show_all()
            return
        low, high = box.viewRange()[0]
        place = self.place
        middle = place.x if place is not None and low <= place.x <= high else (low + high) / 2
        half = (high - low) / 2 / factor
        box.setXRange(middle - half, middle + half, padding=0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, zoom, and choose."""
        key = Qt.Key(event.key())
        count = len(self._chart.points) if self._chart else 0
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            event.ignore()
        elif key in _PLOTTED_KEYS and count:
            start = self._place if self._place >= 0 else count if _PLOTTED_KEYS[key] < 0 else -1
            self._go_to(min(max(start + _PLOTTED_KEYS[key], 0), count - 1), in_sight=True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
            self.zoom({Qt.Key.Key_Minus: 1 / ZOOM, Qt.Key.Key_0: 0}.get(key, ZOOM))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place and self.place.session_id:
            self.chosen.emit(self.place.session_id)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all again."""
        self.zoom(0)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go_to(-1)

    def png(self) -> QImage:
        """The chart as a picture on white paper."""
        image = QImage(PNG_SIZE, QImage.Format.Format_RGB32)
        image.fill(QColor(PAPER.background))
        painter = QPainter(image)
        self._render(painter, PNG_SIZE)
        painter.end()
        return image

    def save_svg(self, file: str) -> None:
        """Write the chart as an SVG file on white paper. pyqtgraph's own exporter fails with Qt 6.11."""
        generator = QSvgGenerator()
        generator.setFileName(file)
        # The axes are drawn once and played back, which scales them where the resolution is another.
        generator.setResolution(self.logicalDpiX())
        generator.setSize(SVG_SIZE)
        generator.setViewBox(QRectF(QPointF(), SVG_SIZE.toSizeF()))
        if self._chart is not None:
            generator.setTitle(self._chart.title)
            generator.setDescription(self._chart.sentence)
        painter = QPainter(generator)
        self._render(painter, SVG_SIZE)
        painter.end()

    def _render(self, painter: QPainter, size: QSize) -> None:
        """Title, sentence and chart in the colours for paper."""
        chart = self._chart
        if chart is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, margin = size.height() * HEAD, size.width() * 0.02
        for text, top, pixels, weight in (
            (chart.title, 0.08, 0.24, QFont.Weight.Bold),
            (chart.sentence, 0.4, 0.15, QFont.Weight.Normal),
        ):
            font = QFont(self.font())
            font.setPixelSize(round(head * pixels))
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(PAPER.text))
            room = QRectF(margin, head * top, size.width() - 2 * margin, head * 0.3)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        room = QRectF(margin, head * 0.72, size.width() - 2 * margin, head * 0.28)
        draw_legend(painter, chart.series, PAPER, room)
        place, ranges = self._place, self.getViewBox().viewRange()
        self._draw(PAPER, ranges)
        target = QRectF(0, head, size.width(), size.height() - head)
        self.render(painter, target, self.viewport().rect(), Qt.AspectRatioMode.IgnoreAspectRatio)
        self._draw(self._theme, ranges)
        self._go_to(place)

    def _follow_theme(self) -> None:
        self._theme = current_theme()
        if self._chart is not None:
            self._draw(self._theme, self.getViewBox().viewRange())
            self._go_to(self._place)

    def _draw(self, theme: Theme, ranges: Sequence[Sequence[float]] | None = None) -> None:
        """Draw everything anew, at the range that is given or at all of it."""
        chart = self._chart
        item = self.getPlotItem()
        item.clear()
        self._at = None
        self.setBackground(QColor(theme.background))
        self._draw_axes(theme)
        if chart is None or not chart.groups:
            return
        for group, points in enumerate(chart.groups):
            series = [each for each in chart.series if each.group == group]
            if chart.drops and len(series) > 1:
                self._draw_drops(points, series, theme)
            self._draw_bars(points, series, theme, is_compared=len(chart.groups) > 1)
            for each in series:
                self._draw_series(points, each, theme)
        for mark in chart.marks:
            self._draw_mark(mark.x, mark.text, theme)
        pen = pyqtgraph.mkPen(theme.text, width=1, style=Qt.PenStyle.DotLine)
        self._at = pyqtgraph.InfiniteLine(angle=90, movable=False, pen=pen)
        self._at.hide()
        if not chart.is_calendar:
            item.addItem(self._at, ignoreBounds=True)
        if ranges is None:
            self._show_all()
        else:
            self.getViewBox().setRange(xRange=ranges[0], yRange=ranges[1], padding=0)

    def _draw_axes(self, theme: Theme) -> None:
        chart = self._chart
        measure = chart.measure if chart is not None else Measure.NUMBER
        self._values.measure = measure
        is_calendar = chart is not None and chart.is_calendar
        self.getViewBox().invertY(is_calendar)
        self.getViewBox().setAspectLocked(is_calendar)
        item = self.getPlotItem()
        item.setMouseEnabled(x=not is_calendar, y=False)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setPen(pyqtgraph.mkPen(theme.background if is_calendar else theme.outline))
            axis.setTextPen(pyqtgraph.mkPen(theme.muted))
            axis.setStyle(tickLength=0, tickTextOffset=6, hideOverlappingLabels=False)
        item.getAxis("left").setGrid(False if is_calendar else 60)
        item.getAxis("bottom").setTicks([list(chart.ticks)] if chart is not None else None)
        days = [[(0.0, "Mon"), (2.0, "Wed"), (4.0, "Fri"), (6.0, "Sun")]]
        self._values.setTicks(days if is_calendar else None)

    def _draw_bars(
        self, points: Sequence[Point], series: Sequence[Series], theme: Theme, *, is_compared: bool
    ) -> None:
        bottoms = [0.0] * len(points)
        xs = [point.x for point in points]
        for each in series:
            if each.shape is not Shape.BARS:
                continue
            heights = [value or 0.0 for value in each.values]
            edge = QColor(theme.background) if each.group == 0 else QColor(theme.text)
            self.addItem(
                pyqtgraph.BarGraphItem(
                    x=xs,
                    y0=list(bottoms),
                    height=heights,
                    width=BAR_COMPARED if is_compared else BAR,
                    brush=fill_of(each, theme),
                    pen=pyqtgraph.mkPen(edge, width=1 if len(points) < 150 else 0)
                    if len(points) < 150
                    else None,
                )
            )
            bottoms = [bottom + height for bottom, height in zip(bottoms, heights, strict=True)]

    def _draw_drops(self, points: Sequence[Point], series: Sequence[Series], theme: Theme) -> None:
        xs: list[float] = []
        ys: list[float] = []
        for point, top, low in zip(points, series[0].values, series[1].values, strict=True):
            if top is not None and low is not None:
                xs += [point.x, point.x]
                ys += [top, low]
        pen = pyqtgraph.mkPen(mixed(colour_of(series[0], theme), QColor(theme.background), 0.6), width=2)
        self.addItem(pyqtgraph.PlotCurveItem(xs, ys, connect="pairs", pen=pen))

    def _draw_series(self, points: Sequence[Point], series: Series, theme: Theme) -> None:
        pairs = zip(points, series.values, strict=True)
        known = [(point.x, value) for point, value in pairs if value is not None]
        xs, ys = [x for x, _ in known], [y for _, y in known]
        colour = colour_of(series, theme)
        match series.shape:
            case Shape.LINE | Shape.DASHES:
                style = Qt.PenStyle.SolidLine if series.shape is Shape.LINE else Qt.PenStyle.DashLine
                self.addItem(
                    pyqtgraph.PlotCurveItem(xs, ys, pen=pyqtgraph.mkPen(colour, width=2, style=style))
                )
            case Shape.DOTS | Shape.RINGS:
                is_ring = (series.shape is Shape.RINGS) != (series.group == 1)
                self.addItem(
                    pyqtgraph.ScatterPlotItem(
                        xs,
                        ys,
                        size=DOT_PX if len(xs) < 150 else DOT_PX / 2,
                        symbol="o" if series.group == 0 else "s",
                        pen=pyqtgraph.mkPen(colour, width=1.5),
                        brush=QColor(theme.background) if is_ring else colour,
                    )
                )
            case Shape.TILES:
                self._draw_tiles(points, series, theme)
            case Shape.BARS:
                pass

    def _draw_tiles(self, points: Sequence[Point], series: Series, theme: Theme) -> None:
        chart = self._chart
        if chart is None:
            return
        most = max((value or 0 for value in series.values), default=0) or 1
        ground, colour = QColor(theme.background), colour_of(series, theme)
        none = mixed(QColor(theme.outline), ground, 0.45)
        self.addItem(
            pyqtgraph.ScatterPlotItem(
                [point.x for point in points],
                list(chart.tile_ys),
                size=0.82,
                pxMode=False,
                symbol="s",
                pen=[
                    pyqtgraph.mkPen(none if value is None else colour, width=1) for value in series.values
                ],
                brush=[
                    ground if value is None else mixed(colour, ground, 0.35 + 0.65 * value / most)
                    for value in series.values
                ],
            )
        )  # fmt: skip

    def _draw_mark(self, x: float, text: str, theme: Theme) -> None:
        """Draw a line and what changed there. On paper it has no ground: an SVG has that at a wrong place."""
        ground = theme.surface if theme is self._theme else None
        line = pyqtgraph.InfiniteLine(
            x,
            angle=90,
            pen=pyqtgraph.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine),
            label=text,
            labelOpts={
                "position": 0.97,
                "color": theme.text,
                "anchors": [(0, 0), (0, 0)],
                "fill": ground,
            },
        )
        self.getPlotItem().addItem(line, ignoreBounds=True)

    def _show_all(self) -> None:
        chart = self._chart
        if chart is None or not chart.points:
            return
        box = self.getViewBox()
        xs = [point.x for point in chart.points]
        box.setLimits(xMin=min(xs) - 1.5, xMax=max(xs) + 1.5, minXRange=2)
        if chart.is_calendar:
            box.setRange(xRange=(min(xs) - 0.6, max(xs) + 0.6), yRange=(-0.6, 6.6), padding=0)
            return
        top = max([point.top for point in chart.points] + [chart.most]) or 1
        values = [
            value
            for each in chart.series
            if each.shape is not Shape.BARS
            for value in each.values
            if value is not None
        ]
        has_bars = any(each.shape is Shape.BARS for each in chart.series)
        low = min(values, default=0.0)
        bottom = 0 if has_bars or chart.most or low < top / 2 else low - (top - low) * 0.3 - 1
        # One bar alone stays a bar, and fills no wall.
        side = max(0.0, (6 - (max(xs) - min(xs))) / 2)
        box.setLimits(xMin=min(xs) - 1.5 - side, xMax=max(xs) + 1.5 + side, minXRange=2)
        box.setRange(
            xRange=(min(xs) - 0.7 - side, max(xs) + 0.7 + side),
            yRange=(max(bottom, 0), top + (top - max(bottom, 0)) * (0.22 if chart.marks else 0.12)),
            padding=0,
        )

    def _go_to(self, place: int, *, in_sight: bool = False) -> None:
        """Look at a point; -1 for none."""
        before = self._place
        self._place = place
        point = self.place
        if self._at is not None:
            self._at.setVisible(point is not None)
            if point is not None:
                self._at.setPos(point.x)
        if point is not None and in_sight:
            low, high = self.getViewBox().viewRange()[0]
            if not low <= point.x <= high:
                shift = point.x - (low + high) / 2
                self.getViewBox().setXRange(low + shift, high + shift, padding=0)
        if place != before:
            chart = self._chart
            told = f"{point.label}: {point.said}" if point is not None else chart.sentence if chart else ""
            self.setAccessibleDescription(told)
            self.pointed.emit(point)

    def _hovered(self, at: QPointF) -> None:
        self._go_to(self._nearest(at))

    def _clicked(self, event: Any) -> None:
        place = self._nearest(event.scenePos())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._go_to(place)
            if self.place is not None and self.place.session_id:
                self.chosen.emit(self.place.session_id)

    def _nearest(self, at: QPointF) -> int:
        """The index of the point nearest to a place of the scene; -1 beside the chart."""
        chart, box = self._chart, self.getViewBox()
        points = chart.points if chart is not None else ()
        if chart is None or not points or not box.sceneBoundingRect().contains(at):
            return -1
        view = box.mapSceneToView(at)
        if chart.is_calendar:
            x, y = round(view.x()), round(view.y())
            days = zip(points, chart.tile_ys, strict=True)
            return next((index for index, (point, row) in enumerate(days) if (point.x, row) == (x, y)), -1)
        return min(range(len(points)), key=lambda index: abs(points[index].x - view.x()))
