"""Every number on a chart, held against the log added up set by set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from math import isclose
from statistics import mean

import pytest
from liftronome.domain.history.figures import (
    EVERYTHING,
    KG_PER_LB,
    PHASES,
    DayFigures,
    Figures,
    HistoryFilter,
    OwnPaceRep,
    PhaseTimes,
    Step,
    TempoChange,
)
from liftronome.domain.log_entry import LoggedSet
from liftronome.domain.phase import Phase
from liftronome.domain.scheme.load import Unit
from liftronome.presentation.history.chart import Chart, ChartKind, Mark, Shape, csv_rows
from liftronome.presentation.history.charts import (
    MEAN_OF,
    Lens,
    chart_of,
    compared,
    own_pace_chart,
    year_chart,
)
from liftronome.presentation.history.days import day_of, day_text
from liftronome.store.base.database import Database
from liftronome.store.log.history import History
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.in_memory import in_memory_database

from bench.plausible_year import log_year

HIP_THRUST = HistoryFilter("hip-thrust")


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    database = in_memory_database()
    log_year(database, datetime(2026, 1, 5), weeks=34)
    yield database
    database.close()


@pytest.fixture(scope="module")
def sessions(database: Database) -> list[list[LoggedSet]]:
    """The sets of each session of hip thrusts, the oldest first, reps and all."""
    found = [list(session.sets) for session in SetLogStore(database).sessions("hip-thrust")]
    return sorted(found, key=lambda sets: sets[0].plan.started_at)


def chart(database: Database, kind: ChartKind, step: Step = Step.SESSION, unit: Unit = Unit.KG) -> Chart:
    history = History(database)
    return chart_of(kind, history.figures(HIP_THRUST, step), Lens(step, unit))


def values(chart: Chart, name: str) -> list[float | None]:
    (found,) = [each.values for each in chart.series if each.name == name]
    assert len(found) == len(chart.groups[0])
    return list(found)


def same(found: list[float | None], expected: list[float]) -> bool:
    return len(found) == len(expected) and all(
        one is not None and isclose(one, other, abs_tol=1e-9)
        for one, other in zip(found, expected, strict=True)
    )


def phase_s(sets: list[LoggedSet], wanted: Phase) -> float:
    total = 0
    for each in sets:
        for rep in each.reps:
            total += sum(phase.duration_ms for phase in rep.phases if phase.phase is wanted)
    return total / 1000


def rolling(numbers: list[float], width: int) -> list[float]:
    return [mean(numbers[max(end - width, 0) : end]) for end in range(1, len(numbers) + 1)]


def test_tension_is_stacked_by_phase_the_eccentric_first(
    database: Database, sessions: list[list[LoggedSet]]
) -> None:
    found = chart(database, ChartKind.TENSION)
    bars = [each for each in found.series if each.shape is Shape.BARS]
    assert [each.colour for each in bars] == list(PHASES)
    assert PHASES[0] is Phase.ECCENTRIC
    for each in bars:
        assert isinstance(each.colour, Phase)
        assert same(list(each.values), [phase_s(sets, each.colour) for sets in sessions])
    totals = [sum(each.tension_ms for each in sets) / 1000 for sets in sessions]
    assert same([point.top for point in found.points], totals)
    assert same(values(found, "Rolling mean of 5"), rolling(totals, MEAN_OF[Step.SESSION]))


@pytest.mark.parametrize("step", [Step.WEEK, Step.MONTH])
def test_tension_of_weeks_and_months_adds_up_their_sessions(
    database: Database, sessions: list[list[LoggedSet]], step: Step
) -> None:
    groups: dict[object, float] = defaultdict(float)
    for sets in sessions:
        day = date.fromtimestamp(sets[0].plan.started_at)
        group = day.isocalendar()[:2] if step is Step.WEEK else (day.year, day.month)
        groups[group] += sum(each.tension_ms for each in sets) / 1000
    found = chart(database, ChartKind.TENSION, step)
    assert same([point.top for point in found.points], list(groups.values()))


def test_weeks_without_training_leave_a_gap(database: Database) -> None:
    xs = [point.x for point in chart(database, ChartKind.TENSION, Step.WEEK).points]
    assert xs == [float(week) for week in range(34) if week not in (29, 30)]


def test_reps_are_those_of_the_first_and_the_last_set(
    database: Database, sessions: list[list[LoggedSet]]
) -> None:
    found = chart(database, ChartKind.REPS)
    assert same(values(found, "First set"), [float(sets[0].done_reps) for sets in sessions])
    assert same(values(found, "Last set"), [float(sets[-1].done_reps) for sets in sessions])
    means = [mean(each.done_reps for each in sets) for sets in sessions]
    assert same(values(found, "Rolling mean of 5"), rolling(means, 5))
    assert found.drops


@pytest.mark.parametrize("unit", list(Unit))
def test_loads_are_the_heaviest_in_the_lifters_unit(
    database: Database, sessions: list[list[LoggedSet]], unit: Unit
) -> None:
    per_unit = KG_PER_LB if unit is Unit.LB else 1
    heaviest = [max(each.annotation.load or 0 for each in sets) / per_unit for sets in sessions]
    found = chart(database, ChartKind.LOAD, unit=unit)
    assert same(values(found, "Heaviest set"), heaviest)
    assert found.unit == unit.value


def test_work_is_load_times_reps_times_seconds(database: Database, sessions: list[list[LoggedSet]]) -> None:
    work = [
        sum(
            (each.annotation.load or 0) * each.done_reps * (each.tension_ms / 1000 / each.paced_reps)
            for each in sets
        )
        for sets in sessions
    ]
    assert same(values(chart(database, ChartKind.WORK), "Load × reps × seconds"), work)


def test_effort_and_feeling_are_means(database: Database, sessions: list[list[LoggedSet]]) -> None:
    found = chart(database, ChartKind.EFFORT)
    efforts = [mean(each.annotation.effort or 0 for each in sets) for sets in sessions]
    assert same(values(found, "Effort (1 to 10)"), efforts)
    feelings = [mean(each.annotation.feeling or 0 for each in sets) for sets in sessions]
    assert same(values(found, "Feeling (1 to 5)"), feelings)
    assert found.most == 10


def test_own_pace_shows_each_reps_mean_and_extremes() -> None:
    found = own_pace_chart([OwnPaceRep(1, 4000, 3000, 5000, 2), OwnPaceRep(2, 3500, 3100, 3900, 2)])
    assert values(found, "Mean") == [4.0, 3.5]
    assert values(found, "Longest") == [5.0, 3.9]
    assert values(found, "Shortest") == [3.0, 3.1]
    assert found.sentence == "Lowering at your own pace falls from 4.0 s in the first rep to 3.5 s in rep 2."
    assert found.points[0].said == "4.0 s on average, 3.0 to 5.0 s in 2 sets"


def test_a_year_has_each_day_with_its_minutes(database: Database) -> None:
    days = History(database).days()
    found = year_chart(days, 2026)
    minutes = values(found, "Minutes under tension")
    assert len(minutes) == 365
    first = day_of(date(2026, 1, 1))
    assert {first + at: value for at, value in enumerate(minutes) if value is not None} == {
        day.day: day.tension_ms / 60_000 for day in days
    }
    assert found.tile_ys[:5] == (3, 4, 5, 6, 0)
    total = round(sum(day.tension_ms for day in days) / 60_000)
    assert found.sentence.startswith(f"2026: {len(days)} days trained, {total} minutes under tension.")
    assert year_chart(days, 2025).sentence == "Nothing to show yet."
    assert len(year_chart([DayFigures(first, 1, 60_000)], 2028).points) == 366


def figures(day: int, tension_ms: int, **other: object) -> Figures:
    return Figures(day, 1, 1, 10, tension_ms, PhaseTimes(tension_ms), **other)  # type: ignore[arg-type]


def test_a_chart_has_its_sentence() -> None:
    rows = [figures(20_000 + 14 * at, (140 + at * 10) * 1000) for at in range(5)]
    found = chart_of(ChartKind.TENSION, rows, Lens(Step.SESSION))
    assert found.sentence == "Time under tension per session grew from 2:25 to 2:55 in eight weeks."
    assert found.title == "Time under tension per session"
    one = chart_of(ChartKind.TENSION, rows[:1], Lens(Step.SESSION))
    assert one.sentence == "Time under tension per session: 2:20."
    same_all = chart_of(ChartKind.TENSION, [rows[0], rows[0]], Lens(Step.SESSION))
    assert same_all.sentence == "Time under tension per session stayed at 2:20."


def test_a_chart_without_values_says_why() -> None:
    assert chart_of(ChartKind.TENSION, [], Lens(Step.SESSION)).sentence == "Nothing to show yet."
    no_loads = chart_of(ChartKind.LOAD, [figures(1, 1000)], Lens(Step.SESSION))
    assert no_loads.sentence.startswith("No loads are noted here.")
    assert no_loads.points == ()


def test_hover_says_the_value_and_its_phases() -> None:
    times = PhaseTimes(60_000, 0, 20_000, 40_000)
    found = chart_of(
        ChartKind.TENSION, [Figures(20_000, 1, 3, 30, 120_000, times)], Lens(Step.SESSION)
    ).points[0]
    assert found.label == day_text(20_000)
    assert found.said == "2:00 under tension paced (lowering 1:00, lifting 0:20, shortened pause 0:40)"


def test_changes_of_tempo_and_preset_are_marked_before_the_session_that_has_them() -> None:
    rows = [figures(day, 1000, session_id=f"s{day}") for day in (1, 2, 3)]
    changes = [TempoChange(2, "s2", "heavy", "31X2", "41X2"), TempoChange(3, "s3", "light", None, "3010")]
    found = chart_of(ChartKind.TENSION, rows, Lens(Step.SESSION, changes=changes))
    assert found.marks == (Mark(0.5, "heavy: 3-1-X-2 → 4-1-X-2"), Mark(1.5, "new preset: light"))


def test_the_log_tells_where_tempos_changed(database: Database) -> None:
    changes = History(database).changes(HIP_THRUST, 10)
    assert [(change.preset, change.before, change.tempo) for change in changes] == [
        ("light", None, "3112"),
        ("heavy", "31X2", "41X2"),
    ]
    assert History(database).changes(EVERYTHING, 1) == History(database).changes(EVERYTHING, 9)[:1]


def test_two_presets_stand_side_by_side() -> None:
    one = chart_of(ChartKind.TENSION, [figures(1, 60_000), figures(8, 70_000)], Lens(Step.SESSION))
    other = chart_of(ChartKind.TENSION, [figures(2, 90_000)], Lens(Step.SESSION))
    found = compared(one, other, ("heavy", "light"))
    assert [len(group) for group in found.groups] == [2, 1]
    assert [round(point.x, 1) for point in found.points] == [-0.2, 0.2, 0.8]
    assert [point.said.split(" (")[0] for point in found.points] == [
        "heavy: 1:00 under tension paced",
        "light: 1:30 under tension paced",
        "heavy: 1:10 under tension paced",
    ]
    assert {each.group for each in found.series} == {0, 1}
    assert found.sentence == (
        "heavy: Time under tension per session grew from 1:00 to 1:10 in seven days. "
        "light: Time under tension per session: 1:30."
    )


def test_a_chart_is_a_table_too() -> None:
    rows = csv_rows(chart_of(ChartKind.WORK, [figures(20_000, 60_000, work_kgs=1234.5)], Lens(Step.SESSION)))
    assert rows == [
        ["point", "Load × reps × seconds (kg·s)", "Rolling mean of 5 (kg·s)"],
        [day_text(20_000), "1234.5", "1234.5"],
    ]
