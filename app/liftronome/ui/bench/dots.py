"""The reps of a set as dots: full when done, a ring with a core for the one that is on, else a ring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from liftronome.presentation.palette import Theme
from liftronome.presentation.texts import counted
from liftronome.ui.bench.count_texts import HoldShown, RepsShown

GROUP: Final = 5
"""After so many dots there is a wider gap, so that they are counted at a glance."""

PITCH: Final = 1.4
GROUP_GAP: Final = 0.6
BREAK_GAP: Final = 1.8
ROW_BREAK: Final = 0.7
"""In diameters of a dot: from one dot to the next, and what a group or a break adds, across and down."""

CORE: Final = 0.24
"""The radius of the core of the rep that is on, in diameters."""

MAX_ROWS: Final = 6

LARGEST: Final = 0.45
"""The largest dot, in parts of the height."""

FADING: Final = (0.75, 0.45, 0.2)
"""How strong the rings are that an open set ends in."""

TRACK: Final = 0.3
"""The height of a hold's track, in parts of the height."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the dots are: their diameter in pixels, and the middle of each in diameters."""

    diameter: float
    middles: tuple[tuple[float, float], ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in diameters."""
        return max(x for x, _ in self.middles) + 0.5, max(y for _, y in self.middles) + 0.5


class RepDots(QProgressBar):
    """One dot for each rep of the set, as large as they fit in up to `MAX_ROWS` rows, mini-sets apart. For a
    hold, a track that fills up, with marks where something is told."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: RepsShown | HoldShown = RepsShown()

    def show_reps(self, reps: RepsShown) -> None:
        """Show the reps of a set."""
        if reps == self._shown:
            return
        self._shown = reps
        total = sum(reps.mini_sets)
        done = f"{counted(reps.done, 'rep')} done" if reps.is_open else f"{reps.done} of {total} reps done"
        several = f", {len(reps.mini_sets)} mini-sets" if len(reps.mini_sets) > 1 else ""
        self._tell(f"{done}{several}", reps.done, total)

    def show_hold(self, hold: HoldShown) -> None:
        """Show how far a hold has come."""
        if hold != self._shown:
            self._shown = hold
            self._tell(f"held {hold.gone_s} of {hold.whole_s} s", hold.gone_s, hold.whole_s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots, or the track."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(self._shown, HoldShown):
            self._draw_track(painter, self._shown)
        else:
            self._draw_reps(painter, self._shown)
        painter.end()

    def grid(self, reps: RepsShown) -> Grid:
        """The rows that give the largest dots."""
        mini_sets = _with_fading(reps)
        grids = []
        for middles in _arrangements(mini_sets):
            grid = Grid(1.0, middles)
            across, down = grid.size
            fitting = min(self.width() / across, self.height() / down, self.height() * LARGEST)
            grids.append(Grid(fitting, middles))
        return max(grids, key=lambda grid: grid.diameter)

    def _tell(self, name: str, value: int, most: int) -> None:
        self.setAccessibleName(name)
        self.setRange(0, max(most, 1))
        self.setValue(value)
        self.update()

    def _draw_reps(self, painter: QPainter, shown: RepsShown) -> None:
        if not sum(shown.mini_sets) and not shown.is_open:
            return
        grid = self.grid(shown)
        across, down = grid.size
        left = (self.width() - across * grid.diameter) / 2
        top = (self.height() - down * grid.diameter) / 2
        fading = len(grid.middles) - len(FADING) if shown.is_open else len(grid.middles)
        for index, (x, y) in enumerate(grid.middles):
            centre = QPointF(left + x * grid.diameter, top + y * grid.diameter)
            painter.setOpacity(FADING[index - fading] if index >= fading else 1.0)
            is_on = index + 1 == shown.on
            self._draw_dot(painter, centre, grid.diameter, is_done=index < shown.done, is_on=is_on)

    def _draw_dot(
        self, painter: QPainter, centre: QPointF, diameter: float, *, is_done: bool, is_on: bool
    ) -> None:
        line = max(diameter * 0.1, 1.0)
        colour = QColor(self._theme.text if is_done or is_on else self._theme.muted)
        if not is_done:
            painter.setPen(QPen(colour, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, (diameter - line) / 2, (diameter - line) / 2)
        if is_done or is_on:
            radius = diameter / 2 if is_done else diameter * CORE
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius, radius)

    def _draw_track(self, painter: QPainter, hold: HoldShown) -> None:
        height = self.height() * TRACK
        line = max(height * 0.08, 1.5)
        track = QRectF(line, (self.height() - height) / 2, self.width() - 2 * line, height)
        gone = QRectF(track)
        gone.setWidth(track.width() * min(hold.gone_s / hold.whole_s, 1.0))
        painter.fillRect(track, QColor(self._theme.surface))
        painter.fillRect(gone, QColor(self._theme.text))
        painter.setPen(QPen(QColor(self._theme.muted), line))
        painter.drawRect(track)
        for mark in hold.marks:
            x = track.left() + track.width() * mark / hold.whole_s
            over = QColor(self._theme.background if mark < hold.gone_s else self._theme.text)
            painter.fillRect(QRectF(x - line, track.top(), 2 * line, height), over)
            painter.fillRect(
                QRectF(x - line, track.top() - height * 0.45, 2 * line, height * 0.45),
                QColor(self._theme.text),
            )


def _with_fading(reps: RepsShown) -> Sequence[int]:
    """The dots of each mini-set, with those in which an open set ends."""
    return (*reps.mini_sets[:-1], reps.mini_sets[-1] + len(FADING)) if reps.is_open else reps.mini_sets


def _arrangements(mini_sets: Sequence[int]) -> Iterator[tuple[tuple[float, float], ...]]:
    """The ways to break the dots into rows: all mini-sets in one, or none beside another, unless there are
    too many; a mini-set is broken at its groups, each row at most as full as the first."""
    groups = [
        (min(GROUP, reps - first), first == 0)
        for reps in mini_sets
        for first in range(0, max(reps, 1), GROUP)
    ]
    whole = sum(dots * PITCH for dots, _ in groups) + BREAK_GAP * len(groups)
    found = list(_broken(groups, apart=True))
    if len(mini_sets) > 1:
        found += [rows for rows in (_rows(groups, whole, apart=False),) if rows]
    yield from found or _broken(groups, apart=False)


def _broken(groups: Sequence[tuple[int, bool]], *, apart: bool) -> Iterator[tuple[tuple[float, float], ...]]:
    widest = 0.0
    for number, (dots, begins) in enumerate(groups):
        widest += _gap(begins=begins) * (number > 0) + dots * PITCH
        found = _rows(groups, widest, apart=apart)
        if found is not None:
            yield found


def _rows(
    groups: Sequence[tuple[int, bool]], widest: float, *, apart: bool
) -> tuple[tuple[float, float], ...] | None:
    """The middles of the dots in rows that are at most so wide, None if those are too many. With `apart` each
    mini-set has rows of its own."""
    middles: list[tuple[float, float]] = []
    x, y, rows = 0.0, 0.5, 1
    for dots, begins in groups:
        gap = _gap(begins=begins) if x else 0.0
        if x and (x + gap + dots * PITCH > widest + 0.01 or (apart and begins)):
            x, y, gap, rows = 0.0, y + PITCH + ROW_BREAK * begins, 0.0, rows + 1
        middles += [(x + gap + 0.5 + PITCH * dot, y) for dot in range(dots)]
        x += gap + dots * PITCH
    return tuple(middles) if rows <= MAX_ROWS and middles else None


def _gap(*, begins: bool) -> float:
    return BREAK_GAP if begins else GROUP_GAP
