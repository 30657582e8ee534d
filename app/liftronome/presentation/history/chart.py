"""A chart as values: what is drawn, what each point says, and one sentence for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from liftronome.domain.phase import Phase


class ChartKind(Enum):
    """The charts of the history, by their titles."""

    TENSION = "Time under tension"
    REPS = "Reps per set"
    LOAD = "Load"
    WORK = "Load × reps × seconds"
    OWN_PACE = "Own-pace lowering"
    EFFORT = "Effort and feeling"
    YEAR = "Year at a glance"


class Shape(Enum):
    """How a series is drawn."""

    BARS = "bars"
    """Bars; those of one group are stacked in the order of the series."""
    LINE = "line"
    DASHES = "dashes"
    DOTS = "dots"
    RINGS = "rings"
    TILES = "tiles"
    """A square for each day of a calendar, stronger for more."""


class Hue(Enum):
    """A colour that is none of a phase."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    WARNING = "warning"


class Measure(Enum):
    """How the values of a chart are written."""

    CLOCK = "clock"
    """Seconds, as minutes and seconds."""
    NUMBER = "number"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the chart that hover and keys go to: what it is called, what it says there, and how high it
    stands. `session_id` is "" where it is no single session."""

    x: float
    top: float
    label: str
    said: str
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A value for each point of its group, None where nothing is known. Where two are compared, the first is
    group 0, the other group 1."""

    name: str
    shape: Shape
    colour: Phase | Hue
    values: tuple[float | None, ...]
    group: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that changed between two points, at `x`."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`groups` has the points of each group. With `drops` the first two series of a group are joined, point
    by point. `ticks` are the labels of the axis below; `most` is where the axis at the side ends at least.
    `tile_ys` are the rows of a calendar's days, Monday 0. A chart without points says why in its sentence."""

    kind: ChartKind
    title: str
    sentence: str
    measure: Measure = Measure.NUMBER
    unit: str = ""
    groups: tuple[tuple[Point, ...], ...] = ()
    series: tuple[Series, ...] = ()
    marks: tuple[Mark, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    drops: bool = False
    most: float = 0
    tile_ys: tuple[int, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of all groups, from left to right."""
        return tuple(sorted((point for group in self.groups for point in group), key=lambda point: point.x))

    @property
    def is_calendar(self) -> bool:
        """True for tiles, of which each stands for a day."""
        return bool(self.tile_ys)


def csv_rows(chart: Chart) -> list[list[str]]:
    """The chart as a table: a row of headings, then one for each point. Times are in seconds."""
    rows = []
    for number, points in enumerate(chart.groups):
        series = [each for each in chart.series if each.group == number]
        rows.append(
            ["point", *(f"{each.name} ({chart.unit})" if chart.unit else each.name for each in series)]
        )
        for index, point in enumerate(points):
            values = (each.values[index] for each in series)
            rows.append([point.label, *("" if value is None else f"{value:g}" for value in values)])
    return rows
