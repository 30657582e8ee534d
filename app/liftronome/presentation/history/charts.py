"""The charts of the history, made from its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from liftronome.domain.history.figures import (
    KG_PER_LB,
    PHASES,
    DayFigures,
    Figures,
    OwnPaceRep,
    Step,
    TempoChange,
)
from liftronome.domain.history.trends import DAYS_A_WEEK, longest_run_of_weeks, monday_of, rolling_mean, trend
from liftronome.domain.phase import Phase
from liftronome.domain.scheme.load import Unit
from liftronome.presentation.history.chart import Chart, ChartKind, Hue, Mark, Measure, Point, Series, Shape
from liftronome.presentation.history.days import MONTHS, date_of, day_of, day_text, month_text
from liftronome.presentation.history.sentences import (
    EACH,
    NOTHING,
    days_trained,
    moved,
    trend_sentence,
    value_text,
)
from liftronome.presentation.texts import clock_text, counted, set_apart

MEAN_OF: Final = {Step.SESSION: 5, Step.WEEK: 4, Step.MONTH: 3}
"""So many points are averaged by the rolling mean."""

PHASE_NAMES: Final = {
    Phase.ECCENTRIC: "Lowering",
    Phase.PAUSE_STRETCHED: "Stretched pause",
    Phase.CONCENTRIC: "Lifting",
    Phase.PAUSE_SHORTENED: "Shortened pause",
}

OTHER: Final = "No phase known"

MOST_TICKS: Final = 7
MOST_MARKS: Final = 12
COMPARED_APART: Final = 0.21
"""Half the distance between two points that are compared."""


@dataclass(frozen=True, slots=True)
class Lens:
    """How figures are looked at: what a point stands for, the unit of loads, and the changes to mark."""

    step: Step
    unit: Unit = Unit.KG
    changes: Sequence[TempoChange] = ()


def chart_of(kind: ChartKind, figures: Sequence[Figures], lens: Lens) -> Chart:
    """A chart over time. Weeks and months without training are left empty."""
    made = _MAKERS[kind](_without_gaps(figures, lens.step), lens)
    if not any(value is not None for series in made.series for value in series.values):
        return Chart(kind, kind.value, _nothing(kind, has_sessions=bool(figures)))
    return made


def _nothing(kind: ChartKind, *, has_sessions: bool) -> str:
    if not has_sessions:
        return NOTHING
    missing = {
        ChartKind.LOAD: "No loads are noted here. Note them after a set, or below.",
        ChartKind.WORK: "No loads are noted here. Note them after a set, or below.",
        ChartKind.EFFORT: "Neither effort nor feeling is noted here. Note them after a set, or below.",
    }
    return missing.get(kind, NOTHING)


def _without_gaps(figures: Sequence[Figures], step: Step) -> list[Figures | None]:
    """With None for each week or month in which nothing was logged."""
    if step is Step.SESSION:
        return list(figures)
    filled: list[Figures | None] = []
    for each in figures:
        if filled:
            last = next(found for found in reversed(filled) if found is not None)
            filled.extend([None] * (_steps_between(last.day, each.day, step) - 1))
        filled.append(each)
    return filled


def _steps_between(first: int, last: int, step: Step) -> int:
    if step is Step.WEEK:
        return (last - first) // DAYS_A_WEEK
    begin, end = date_of(first), date_of(last)
    return (end.year - begin.year) * 12 + end.month - begin.month


def label_of(figures: Figures, step: Step) -> str:
    """The name of a point: a day, a week by its Monday, a month."""
    if step is Step.MONTH:
        return month_text(figures.day)
    day = monday_of(figures.day) if step is Step.WEEK else figures.day
    return f"week of {day_text(day)}" if step is Step.WEEK else day_text(day)


Found = Sequence["Figures | None"]


def _tension(found: Found, lens: Lens) -> Chart:
    def said(each: Figures) -> str:
        phases = (
            f"{PHASE_NAMES[phase].lower()} {clock_text(ms)}"
            for phase, ms in each.times.by_phase_ms.items()
            if ms
        )
        return f"{clock_text(each.tension_ms)} under tension paced ({', '.join(phases)})"

    totals = _values(found, lambda each: each.tension_ms / 1000)
    series = [
        Series(
            PHASE_NAMES[phase],
            Shape.BARS,
            phase,
            _values(found, lambda each, phase=phase: each.times.by_phase_ms[phase] / 1000),  # type: ignore[misc]
        )
        for phase in PHASES
    ]
    other = _values(found, lambda each: max(each.tension_ms - sum(each.times.by_phase_ms.values()), 0) / 1000)
    if any(other):
        series.append(Series(OTHER, Shape.BARS, Hue.MUTED, other))
    return _chart(ChartKind.TENSION, found, lens, said, totals, series, Measure.CLOCK, mean_of=totals)


def _reps(found: Found, lens: Lens) -> Chart:
    def said(each: Figures) -> str:
        ends = ""
        if each.first_reps is not None and each.last_reps is not None:
            ends = f", first set {each.first_reps:.3g}, last set {each.last_reps:.3g}"
        return f"{value_text(each.reps_per_set or 0, Measure.NUMBER)} reps per set{ends}"

    firsts, lasts = _values(found, lambda each: each.first_reps), _values(found, lambda each: each.last_reps)
    means = _values(found, lambda each: each.reps_per_set)
    series = [
        Series("First set", Shape.DOTS, Hue.ACCENT, firsts),
        Series("Last set", Shape.RINGS, Hue.ACCENT, lasts),
    ]
    chart = _chart(ChartKind.REPS, found, lens, said, firsts, series, mean_of=means)
    falls = [
        None if first is None or last is None else first - last
        for first, last in zip(firsts, lasts, strict=True)
    ]
    fall, more = trend(falls), ""
    if fall is not None:
        more = f" The fall from the first to the last set {moved(fall, Measure.NUMBER)}."
    return replace(chart, drops=True, sentence=f"{chart.sentence}{more}")


def _load(found: Found, lens: Lens) -> Chart:
    unit = lens.unit.value

    def said(each: Figures) -> str:
        return "no load noted" if each.load_kg is None else f"{in_unit(each.load_kg, lens.unit):.5g} {unit}"

    loads = _values(found, lambda each: None if each.load_kg is None else in_unit(each.load_kg, lens.unit))
    series = [Series("Heaviest set", Shape.DOTS, Hue.ACCENT, loads)]
    return _chart(ChartKind.LOAD, found, lens, said, loads, series, unit=unit, mean_of=loads)


def _work(found: Found, lens: Lens) -> Chart:
    unit = f"{lens.unit.value}·s"
    works = _values(found, lambda each: None if each.work_kgs is None else in_unit(each.work_kgs, lens.unit))

    def said(each: Figures) -> str:
        if each.work_kgs is None:
            return "no load noted"
        return f"{in_unit(each.work_kgs, lens.unit):,.0f} {unit} (load × reps × seconds per rep)"

    series = [Series(ChartKind.WORK.value, Shape.BARS, Hue.ACCENT, works)]
    return _chart(ChartKind.WORK, found, lens, said, works, series, unit=unit, mean_of=works)


def _effort(found: Found, lens: Lens) -> Chart:
    def said(each: Figures) -> str:
        effort = "no effort noted" if each.effort is None else f"effort {each.effort:.3g} of 10"
        return effort if each.feeling is None else f"{effort}, felt {each.feeling:.3g} of 5"

    efforts = _values(found, lambda each: each.effort)
    feelings = _values(found, lambda each: each.feeling)
    tops = [
        effort if effort is not None else feeling for effort, feeling in zip(efforts, feelings, strict=True)
    ]
    series = [
        Series("Effort (1 to 10)", Shape.DOTS, Hue.WARNING, efforts),
        Series("Feeling (1 to 5)", Shape.RINGS, Hue.ACCENT, feelings),
        Series(
            "Feeling, rolling mean",
            Shape.DASHES,
            Hue.ACCENT,
            tuple(rolling_mean(feelings, MEAN_OF[lens.step])),
        ),
    ]
    chart = _chart(ChartKind.EFFORT, found, lens, said, tops, series, mean_of=efforts)
    more = ""
    if (felt := trend(feelings)) is not None:
        more = f" Feeling {moved(felt, Measure.NUMBER)} of 5."
    sentence = chart.sentence.removeprefix("Effort and feeling") if trend(efforts) else ""
    start = f"Effort{sentence}" if sentence else ""
    return replace(chart, most=10, sentence=f"{start}{more}".strip() or chart.sentence)


def in_unit(kg: float, unit: Unit) -> float:
    """A load in kilograms in the lifter's unit."""
    return kg / KG_PER_LB if unit is Unit.LB else kg


_MAKERS: Final[dict[ChartKind, Callable[[Found, Lens], Chart]]] = {
    ChartKind.TENSION: _tension,
    ChartKind.REPS: _reps,
    ChartKind.LOAD: _load,
    ChartKind.WORK: _work,
    ChartKind.EFFORT: _effort,
}


def own_pace_chart(reps: Sequence[OwnPaceRep]) -> Chart:
    """The lowering phases at own pace, rep by rep."""
    kind = ChartKind.OWN_PACE
    if not reps:
        return Chart(kind, kind.value, "No lowering phase at your own pace (*) is logged here.")
    means = tuple(rep.mean_ms / 1000 for rep in reps)
    points = tuple(
        Point(
            rep.rep,
            rep.most_ms / 1000,
            f"rep {rep.rep}",
            f"{rep.mean_ms / 1000:.1f} s on average, {rep.least_ms / 1000:.1f} to {rep.most_ms / 1000:.1f} s "
            f"in {counted(rep.count, 'set')}",
        )
        for rep in reps
    )
    series = (
        Series("Longest", Shape.RINGS, Hue.MUTED, tuple(rep.most_ms / 1000 for rep in reps)),
        Series("Shortest", Shape.RINGS, Hue.MUTED, tuple(rep.least_ms / 1000 for rep in reps)),
        Series("Mean", Shape.LINE, Phase.ECCENTRIC, means),
    )
    first, last = f"{means[0]:.1f}", f"{means[-1]:.1f}"
    if len(means) == 1 or first == last:
        sentence = f"Lowering at your own pace lasts {first} s from the first rep to the last."
    else:
        goes = "grows" if means[-1] > means[0] else "falls"
        where = f"from {first} s in the first rep to {last} s in rep {reps[-1].rep}"
        sentence = f"Lowering at your own pace {goes} {where}."
    step = max(len(reps) // 10, 1)
    ticks = tuple((float(rep.rep), str(rep.rep)) for rep in reps[::step])
    return Chart(
        kind,
        "Own-pace lowering by rep",
        sentence,
        Measure.SECONDS,
        "s",
        (points,),
        series,
        ticks=ticks,
        drops=True,
    )


def year_chart(days: Sequence[DayFigures], year: int) -> Chart:
    """A calendar of a year: a column for each week, Monday above."""
    first, end = (day_of(date_of(0).replace(year=each, month=1, day=1)) for each in (year, year + 1))
    found = {each.day: each for each in days if first <= each.day < end}
    points = []
    for day in range(first, end):
        trained = found.get(day)
        said = "no training"
        if trained is not None:
            sessions = counted(trained.sessions, "session")
            said = f"{sessions}, {clock_text(trained.tension_ms)} under tension"
        x = (monday_of(day) - monday_of(first)) / DAYS_A_WEEK
        points.append(Point(x, (day + 3) % DAYS_A_WEEK, day_text(day), said))
    minutes = tuple(found[day].tension_ms / 60_000 if day in found else None for day in range(first, end))
    ticks = tuple(
        ((monday_of(day) - monday_of(first)) / DAYS_A_WEEK, MONTHS[month - 1])
        for month in range(1, 13)
        for day in [day_of(date_of(first).replace(month=month, day=1))]
    )
    total = sum(minute or 0 for minute in minutes)
    sentence = f"{year}: {days_trained(len(found), total, longest_run_of_weeks(found))}" if found else NOTHING
    return Chart(
        ChartKind.YEAR,
        str(year),
        sentence,
        unit="min",
        groups=(tuple(points),),
        series=(Series("Minutes under tension", Shape.TILES, Hue.ACCENT, minutes),),
        ticks=ticks,
        tile_ys=tuple((day + 3) % DAYS_A_WEEK for day in range(first, end)),
    )


def compared(one: Chart, other: Chart, names: tuple[str, str]) -> Chart:
    """Two charts of the same kind side by side, point by point from their first on."""
    groups, series = [], []
    for number, (chart, name) in enumerate(zip((one, other), names, strict=True)):
        shift = COMPARED_APART if number else -COMPARED_APART
        groups.append(
            tuple(
                replace(point, x=index + shift, said=f"{name}: {point.said}")
                for index, point in enumerate(chart.groups[0] if chart.groups else ())
            )
        )
        series += [
            replace(each, group=number, name=f"{name}: {each.name[:1].lower()}{each.name[1:]}")
            for each in chart.series
            if each.shape is not Shape.DASHES
        ]
    count = max(map(len, groups))
    sentence = " ".join(f"{name}: {chart.sentence}" for name, chart in zip(names, (one, other), strict=True))
    step = max(count // MOST_TICKS, 1)
    ticks = tuple((float(index), str(index + 1)) for index in range(0, count, step))
    return replace(
        one if one.groups else other,
        sentence=sentence,
        groups=tuple(groups),
        series=tuple(series),
        marks=(),
        ticks=ticks,
    )


def _values(found: Found, value: Callable[[Figures], float | None]) -> tuple[float | None, ...]:
    return tuple(None if each is None else value(each) for each in found)


def _chart(
    kind: ChartKind,
    found: Found,
    lens: Lens,
    said: Callable[[Figures], str],
    tops: Sequence[float | None],
    series: Sequence[Series],
    measure: Measure = Measure.NUMBER,
    unit: str = "",
    *,
    mean_of: Sequence[float | None],
) -> Chart:
    points = tuple(
        Point(float(index), tops[index] or 0, label_of(each, lens.step), said(each), each.session_id)
        for index, each in enumerate(found)
        if each is not None
    )
    kept = [index for index, each in enumerate(found) if each is not None]
    known = [each for each in found if each is not None]
    days = known[-1].day - known[0].day if known else 0
    mean = rolling_mean(mean_of, MEAN_OF[lens.step])
    name = f"Rolling mean of {MEAN_OF[lens.step]}"
    if kind is ChartKind.EFFORT:
        name = "Effort, rolling mean"
    all_series = [*series, Series(name, Shape.DASHES, Hue.TEXT, tuple(mean))]
    is_total = kind in (ChartKind.TENSION, ChartKind.WORK)
    what = f"{kind.value} {EACH[lens.step]}" if is_total else kind.value
    return Chart(
        kind,
        what,
        trend_sentence(what, _whole(mean_of, lens.step) if is_total else mean_of, days, measure, unit),
        measure,
        unit,
        (points,),
        tuple(replace(each, values=tuple(each.values[index] for index in kept)) for each in all_series),
        _marks(found, lens),
        _ticks(found, lens.step),
    )


def _whole(totals: Sequence[float | None], step: Step) -> Sequence[float | None]:
    """Without the first and the last week or month, which are seldom whole: their totals would be a trend."""
    return totals[1:-1] if step is not Step.SESSION and len(totals) >= 4 else totals


def _ticks(found: Found, step: Step) -> tuple[tuple[float, str], ...]:
    """A few labels at even distances; with the year where they span more than one."""
    known = [(index, each) for index, each in enumerate(found) if each is not None]
    if not known:
        return ()
    years = {date_of(each.day).year for _, each in known}
    apart = max(-(-len(found) // MOST_TICKS), 1)
    # The labels of the first and the last of many points would be cut off.
    end = len(found) if apart == 1 else len(found) - apart // 3 - 1
    ticks, last = [], -apart if apart == 1 else -(apart // 2) - 1
    for index, each in known:
        if index - last >= apart and index < end:
            when, last = date_of(each.day), index
            text = MONTHS[when.month - 1] if step is Step.MONTH else f"{when.day} {MONTHS[when.month - 1]}"
            ticks.append((float(index), f"{text} {when.year % 100:02}" if len(years) > 1 else text))
    return tuple(ticks)


def _marks(found: Found, lens: Lens) -> tuple[Mark, ...]:
    """Where a tempo or a preset changed, before the first point that has it; none if there are too many."""
    if len(lens.changes) > MOST_MARKS:
        return ()
    marks: dict[float, list[str]] = {}
    for change in lens.changes:
        for index, each in enumerate(found):
            if each is None:
                continue
            is_there = (
                each.session_id == change.session_id if each.session_id else _covers(each, change, lens.step)
            )
            if is_there:
                marks.setdefault(index - 0.5, []).append(change_text(change))
                break
    return tuple(Mark(x, "; ".join(texts)) for x, texts in marks.items())


def _covers(each: Figures, change: TempoChange, step: Step) -> bool:
    if step is Step.WEEK:
        return monday_of(each.day) == monday_of(change.day)
    return (date_of(each.day).year, date_of(each.day).month) == (
        date_of(change.day).year,
        date_of(change.day).month,
    )


def change_text(change: TempoChange) -> str:
    """ "3-1-X-2 → 4-1-X-2", "new preset: heavy"."""
    if change.before is None:
        return f"new preset: {change.preset}" if change.preset else "no preset"
    named = f"{change.preset}: " if change.preset else ""
    return f"{named}{set_apart(change.before) or '–'} → {set_apart(change.tempo) or '–'}"
