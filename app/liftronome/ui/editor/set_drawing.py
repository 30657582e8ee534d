"""All sets of a preset, drawn rep by rep: the height of the weight over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from liftronome.domain.plan import SessionPlan, amount_text, set_groups
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.scheme.planned import PlannedRep, PlannedSet
from liftronome.domain.tempo import seconds_text
from liftronome.ui.editor.rep_curve import drawn_height, drawn_ms
from liftronome.ui.look.style import BODY_PX, SMALL_PX
from liftronome.ui.look.theme_manager import current_theme

FURTHER: Final = (0.75, 0.5, 0.28, 0.12)
"""How strongly the reps are drawn that an open set goes on with."""

BEYOND_LEAST: Final = 0.5
"""How strongly the reps of a range are drawn that may be left out."""

WARM_UP: Final = 0.55
BREAK_DRAWN_MS: Final = 5000
"""The longest gap that a break is drawn as."""

POINTS: Final = 8
"""Points of the line per movement."""

REP_PX: Final = 9
SET_PX: Final = 120
"""The least width of a rep and of a set."""

GAP_PX: Final = 20
LINE_PX: Final = 2.0
FILL: Final = 0.18
CURVE_PX: Final = 46
NUMBER_STEPS: Final = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A phase of a set, when it begins as it is drawn, and how strongly it is drawn, 0 to 1."""

    step: PhaseStep
    rep: Rep
    start_ms: int
    strength: float


@dataclass(frozen=True, slots=True)
class DrawnSet:
    """Sets that are alike, as one of them is drawn. Times are in milliseconds, as they are drawn.

    `reps` has number, start and end of each written rep; `breaks` the start and the end of each break, and
    what it really takes.
    """

    title: str
    amount: str
    steps: tuple[DrawnStep, ...]
    reps: tuple[tuple[int, int, int], ...]
    breaks: tuple[tuple[int, int, int], ...]
    whole_ms: int
    is_warm_up: bool
    is_hold: bool


def drawn_sets(sets: Sequence[PlannedSet]) -> tuple[DrawnSet, ...]:
    """The sets as they are drawn, those that follow each other and are alike as one."""
    return tuple(_drawn(title, planned) for title, planned in set_groups(sets))


def _drawn(title: str, planned: PlannedSet) -> DrawnSet:
    steps: list[DrawnStep] = []
    reps, breaks = [], []
    at_ms, mini_set = 0, 1
    for found, strength in _strengths(planned):
        if found.mini_set > mini_set:
            real_ms = planned.breaks_ms[mini_set - 1]
            breaks.append((at_ms, at_ms + min(real_ms, BREAK_DRAWN_MS), real_ms))
            at_ms, mini_set = breaks[-1][1], found.mini_set
        start_ms = at_ms
        for step in found.rep.steps:
            steps.append(DrawnStep(step, found.rep, at_ms, strength))
            at_ms += drawn_ms(step)
        if found.number <= len(planned.reps):
            reps.append((found.number, start_ms, at_ms))
    amount = amount_text(planned)
    return DrawnSet(
        title, amount, tuple(steps), tuple(reps), tuple(breaks), at_ms, planned.warm_up, planned.hold
    )


def _strengths(planned: PlannedSet) -> Iterator[tuple[PlannedRep, float]]:
    """The reps that are drawn, and how strongly."""
    usual = WARM_UP if planned.warm_up else 1.0
    for mini_set, reps in enumerate(planned.mini_set_reps()):
        least = planned.least[mini_set] if planned.least else len(reps)
        for number, found in enumerate(reps, start=1):
            yield found, usual if number <= least else usual * BEYOND_LEAST
    if planned.open:
        further = chain(planned.beyond, repeat(planned.further))
        for number, (found, strength) in enumerate(zip(further, FURTHER, strict=False)):
            yield replace(found, number=len(planned.reps) + 1 + number), strength


class SetDrawing(QWidget):
    """Draws all sets; those that are alike once. They go on in the next row where the width runs out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sets: tuple[DrawnSet, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("The sets, rep by rep")

    def show_plan(self, plan: SessionPlan | None) -> None:
        """Draw the sets of a plan; nothing without one."""
        drawn = drawn_sets(plan.sets) if plan else ()
        if drawn != self._sets:
            self._sets = drawn
            self.setAccessibleDescription("; ".join(f"{found.title}: {found.amount}" for found in drawn))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._row_px())

    def heightForWidth(self, width: int) -> int:
        rows = len(self._rows(width))
        return max(rows, 1) * self._row_px() + max(rows - 1, 0) * GAP_PX // 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        top = 0
        for row in self._rows(self.width()):
            left = 0.0
            for found, width in row:
                _paint_set(painter, QRectF(left, top, width, self._row_px()), found)
                left += width + GAP_PX
            top += self._row_px() + GAP_PX // 2
        painter.end()

    def _small(self) -> QFont:
        font = self.font()
        font.setPixelSize(round(self.fontInfo().pixelSize() * SMALL_PX / BODY_PX))
        return font

    def _row_px(self) -> int:
        return CURVE_PX + 2 * _line_px(self) + 8

    def _rows(self, width: int) -> list[list[tuple[DrawnSet, float]]]:
        """The sets in their rows, each with its width: as long as they last, and none too narrow."""
        rows: list[list[tuple[DrawnSet, float]]] = []
        left = 0.0
        for found in self._sets:
            least = min(max(SET_PX, REP_PX * len(found.reps)), width)
            if not rows or left + least > width:
                rows.append([])
                left = 0.0
            rows[-1].append((found, least))
            left += least + GAP_PX
        longest_ms = max((sum(found.whole_ms for found, _ in row) for row in rows), default=1)
        return [_spread(row, width, longest_ms) for row in rows]


def _line_px(widget: QWidget) -> int:
    return round(widget.fontInfo().pixelSize() * SMALL_PX / BODY_PX * 1.4)


def _spread(row: list[tuple[DrawnSet, float]], width: int, longest_ms: int) -> list[tuple[DrawnSet, float]]:
    """The row with the width that is left given to its sets by their length: the longest row is filled, and
    the others are drawn to about the same scale."""
    wanted = [max(found.whole_ms, 1) for found, _ in row]
    whole = sum(wanted)
    room = (width - GAP_PX * (len(row) - 1)) * min(whole / max(longest_ms, 1), 1)
    room = max(room - sum(least for _, least in row), 0)
    return [(found, least + room * ms / whole) for (found, least), ms in zip(row, wanted, strict=True)]


def _paint_set(painter: QPainter, box: QRectF, found: DrawnSet) -> None:
    theme = current_theme()
    metrics = painter.fontMetrics()
    line_px = metrics.height()
    plot = QRectF(box.left() + 2, box.top() + line_px + 6, box.width() - 4, box.height() - 2 * line_px - 12)
    _paint_title(painter, QRectF(box.left(), box.top(), box.width(), line_px), found)
    painter.setPen(QPen(QColor(theme.outline), 1))
    floor = plot.bottom() + 3
    per_ms = plot.width() / max(found.whole_ms, 1)
    for start_ms, end_ms in _runs(found):
        painter.drawLine(
            QPointF(plot.left() + start_ms * per_ms, floor), QPointF(plot.left() + end_ms * per_ms, floor)
        )
    for drawn in found.steps:
        _paint_step(painter, plot, per_ms, drawn)
    painter.setPen(QColor(theme.muted))
    labels = QRectF(box.left(), floor + 1, box.width(), line_px)
    _paint_numbers(painter, labels, plot.left(), per_ms, found)


def _runs(found: DrawnSet) -> Iterator[tuple[int, int]]:
    """The stretches between the breaks."""
    start_ms = 0
    for begin_ms, end_ms, _ in found.breaks:
        yield start_ms, begin_ms
        start_ms = end_ms
    yield start_ms, found.whole_ms


def _paint_title(painter: QPainter, box: QRectF, found: DrawnSet) -> None:
    metrics = painter.fontMetrics()
    whole = f"{found.title} · {found.amount}"
    text = whole if metrics.horizontalAdvance(whole) <= box.width() else found.title
    painter.setPen(QColor(current_theme().muted if found.is_warm_up else current_theme().text))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_step(painter: QPainter, plot: QRectF, per_ms: float, drawn: DrawnStep) -> None:
    step = drawn.step
    left, width = plot.left() + drawn.start_ms * per_ms, drawn_ms(step) * per_ms
    count = 1 if step.from_height == step.to_height and not step.explosive else POINTS
    places = [
        QPointF(
            left + width * point / count,
            plot.bottom() - plot.height() * drawn_height(step, point / count, drawn.rep),
        )
        for point in range(count + 1)
    ]
    colour = QColor(current_theme().phases[step.phase])
    colour.setAlphaF(drawn.strength)
    fill = QColor(colour)
    fill.setAlphaF(FILL * drawn.strength)
    floor = plot.bottom() + 3
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([*places, QPointF(left + width, floor), QPointF(left, floor)]))
    style = Qt.PenStyle.DotLine if step.own_pace else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, LINE_PX, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF(places))


def _paint_numbers(painter: QPainter, box: QRectF, left: float, per_ms: float, found: DrawnSet) -> None:
    """The numbers of the reps as far as there is room, and the lengths of the breaks."""
    metrics = painter.fontMetrics()
    taken = box.left()

    def write(text: str, start_ms: int, end_ms: int) -> None:
        nonlocal taken
        width = metrics.horizontalAdvance(text) + 4
        x = left + (start_ms + end_ms) / 2 * per_ms - width / 2
        x = min(x, box.right() - width)
        if x >= taken:
            painter.drawText(QRectF(x, box.top(), width, box.height()), Qt.AlignmentFlag.AlignCenter, text)
            taken = x + width

    widest = metrics.horizontalAdvance("00") + 6
    room = min(((end_ms - start_ms) * per_ms for _, start_ms, end_ms in found.reps), default=widest)
    step = next((step for step in NUMBER_STEPS if step * room >= widest), NUMBER_STEPS[-1])
    labels = [
        (start_ms, end_ms, f"{seconds_text(end_ms - start_ms)} s" if found.is_hold else str(number))
        for number, start_ms, end_ms in found.reps
        if number % step == 0 or (number == 1 and step > NUMBER_STEPS[1])
    ]
    labels += [(start, end, f"{seconds_text(real)} s") for start, end, real in found.breaks]
    for start_ms, end_ms, text in sorted(labels):
        write(text, start_ms, end_ms)
