"""The history's figures, held against the log added up set by set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import isclose
from pathlib import Path
from statistics import mean

import pytest
from liftronome.domain.exercise import folded
from liftronome.domain.history.figures import (
    EVERYTHING,
    KG_PER_LB,
    PHASES,
    Figures,
    HistoryFilter,
    PhaseTimes,
    Step,
)
from liftronome.domain.log_entry import Annotation, LoggedSet, Origin, Unit
from liftronome.domain.performance import Ended, PerformedPhase, PerformedRep
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Side
from liftronome.store.base.database import Database
from liftronome.store.base.schema import MIGRATIONS
from liftronome.store.log.history import History
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database

from bench.plausible_year import log_year
from tests.store.log_examples import PLAN, logged, rep

FIRST = datetime(2026, 1, 5)
EPOCH = date(1970, 1, 1)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """Ten weeks of training, and a day with everything that is out of the ordinary."""
    database = in_memory_database()
    log_year(database, FIRST, weeks=10)
    log = SetLogStore(database)
    logged(log, "odd", day=-10, reps=4)
    logged(log, "odd", day=-10, reps=9, set_number=2, ended=Ended.RESTARTED)
    logged(log, "odd", day=-10, reps=3, set_number=2, ended=Ended.EARLY)
    logged(log, "odd", day=-10, reps=2, set_number=3, ended=None)
    pounds = logged(log, "odd", day=-10, reps=6, set_number=3, exercise="squat", ended=Ended.LEFT)
    log.annotate(pounds.id, load=135.0, unit=Unit.LB, done_reps=8, feeling=2, note="Über die Hüfte, 100% _")
    log.delete(logged(log, "gone", day=-9).id)
    restored = log.delete(logged(log, "restored", day=-8).id)
    log.restore(restored)
    for number, (warm_up, done) in enumerate(((True, 15), (False, 8), (False, 6)), start=1):
        plan = replace(PLAN, session_id="workout", set_number=number, warm_up=warm_up, workout="Lower body")
        set_id = log.begin_set(replace(plan, started_at=PLAN.started_at + 86_400 * 5 + number))
        log.add_rep(set_id, rep(1))
        log.end_set(set_id, Ended.COMPLETED, done, 6000)
        log.annotate(set_id, load=200.0 if warm_up else 90.0, unit=Unit.KG)
    log.restore(_imported())
    for side in Side:
        set_id = log.begin_set(replace(PLAN, session_id="sides", side=side, preset_name="", tempo="*-0-1-0"))
        for number in (1, 2, 3):
            log.add_rep(set_id, rep(number, lowering_ms=2000 + number * 10, complete=number < 3))
        log.add_rep(set_id, PerformedRep(3, True, (PerformedPhase(Phase.ECCENTRIC, 4000),)))
        log.end_set(set_id, Ended.COMPLETED, 3, 14_000)
    yield database
    database.close()


def _imported() -> LoggedSet:
    """A set that another program logged: of neither plan nor phases anything is known."""
    plan = replace(PLAN, session_id="imported", start=None, sets=None, reps=None, tempo="", preset_name="")
    return LoggedSet(
        "00000000-0000-0000-0000-000000000009",
        replace(plan, started_at=PLAN.started_at - 9e6),
        (),
        (),
        Ended.COMPLETED,
        7,
        0,
        Annotation(load=50.0, unit=Unit.KG),
        Origin("Strong", "00000000-0000-0000-0000-000000000008", "Hip Thrust", 2),
    )


def day_of(moment_s: float) -> int:
    return (date.fromtimestamp(moment_s) - EPOCH).days


def standing(database: Database) -> list[LoggedSet]:
    return [
        logged_set
        for session in SetLogStore(database).sessions()
        for logged_set in session.sets
        if logged_set.ended is not Ended.RESTARTED
    ]


def session_days(sets: Iterable[LoggedSet]) -> dict[str, int]:
    days: dict[str, int] = {}
    for each in sets:
        days.setdefault(each.plan.session_id, day_of(each.plan.started_at))
    return days


def phase_ms(sets: Iterable[LoggedSet]) -> dict[Phase, int]:
    total = dict.fromkeys(PHASES, 0)
    for each in sets:
        for rep_ in each.reps:
            for performed in rep_.phases:
                total[performed.phase] += performed.duration_ms
    return total


def load_kg(each: LoggedSet) -> float | None:
    said = each.annotation
    return None if said.load is None else said.load * (KG_PER_LB if said.unit is Unit.LB else 1)


def work(each: LoggedSet) -> float:
    return (load_kg(each) or 0) * each.done_reps * each.tension_ms / 1000 / each.paced_reps


def average(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return mean(known) if known else None


def only(names: Iterable[str]) -> str | None:
    found = set(names)
    return found.pop() if len(found) == 1 else None


def same(left: float | None, right: float | None) -> bool:
    return left == right if left is None or right is None else isclose(left, right)


def check(figures: Figures, sets: list[LoggedSet]) -> None:
    """Every figure, added up the slow way."""
    by_exercise: dict[tuple[str, str], list[LoggedSet]] = defaultdict(list)
    for each in sets:
        by_exercise[each.plan.session_id, each.plan.exercise_id].append(each)
    groups = [sorted(group, key=lambda each: each.plan.started_at) for group in by_exercise.values()]
    firsts = [group[0] for group in groups]
    working = [each for each in sets if not each.plan.warm_up]
    loads = [load for each in working if (load := load_kg(each)) is not None]
    worked = [[each for each in group if not each.plan.warm_up] for group in groups]
    assert figures.sessions == len({each.plan.session_id for each in sets})
    assert figures.sets == len(sets)
    assert figures.reps == sum(each.done_reps for each in sets)
    assert figures.tension_ms == sum(each.tension_ms for each in sets)
    assert figures.times.by_phase_ms == phase_ms(sets)
    assert same(figures.reps_per_set, mean(each.done_reps for each in working))
    assert same(figures.first_reps, mean(group[0].done_reps for group in worked))
    assert same(figures.last_reps, mean(group[-1].done_reps for group in worked))
    assert same(figures.load_kg, max(loads, default=None))
    assert same(figures.work_kgs, sum(map(work, sets)) if loads else None)
    assert same(figures.effort, average(each.annotation.effort for each in sets))
    assert same(figures.feeling, average(each.annotation.feeling for each in sets))
    assert figures.tempo == only(each.plan.tempo for each in firsts)
    assert figures.preset == only(each.plan.preset_name for each in firsts)


def monday(day: int) -> int:
    return day - (EPOCH + timedelta(day)).weekday()


def first_of_month(day: int) -> int:
    return ((EPOCH + timedelta(day)).replace(day=1) - EPOCH).days


@pytest.mark.parametrize(("step", "first_day"), [(Step.WEEK, monday), (Step.MONTH, first_of_month)])
def test_weeks_and_months_have_the_figures_of_their_sets(
    database: Database, step: Step, first_day: Callable[[int], int]
) -> None:
    sets = standing(database)
    days = session_days(sets)
    groups: dict[int, list[LoggedSet]] = defaultdict(list)
    for each in sets:
        groups[first_day(days[each.plan.session_id])].append(each)
    found = History(database).figures(EVERYTHING, step)
    assert [figures.day for figures in found] == sorted(groups)
    for figures in found:
        check(figures, groups[figures.day])


def test_sessions_have_the_figures_of_their_sets(database: Database) -> None:
    sets = standing(database)
    found = History(database).figures(EVERYTHING, Step.SESSION)
    assert {figures.session_id for figures in found} == {each.plan.session_id for each in sets}
    for figures in found:
        assert figures.day == session_days(sets)[figures.session_id]
        check(figures, [each for each in sets if each.plan.session_id == figures.session_id])
    assert History(database).figures(EVERYTHING, Step.SESSION, 4) == found[-4:]


def test_the_total_is_that_of_all_sets(database: Database) -> None:
    total = History(database).total()
    assert total is not None
    check(total, standing(database))


def test_an_entry_has_the_figures_of_an_exercise_in_a_session(database: Database) -> None:
    sets = standing(database)
    history = History(database)
    entries = history.entries()
    keys = {(each.plan.session_id, each.plan.exercise_id) for each in sets}
    assert {(entry.session_id, entry.exercise_id) for entry in entries} == keys
    assert len(entries) == len(keys) == history.count()
    for entry in entries:
        own = [
            each
            for each in sets
            if (each.plan.session_id, each.plan.exercise_id) == (entry.session_id, entry.exercise_id)
        ]
        assert (entry.sets, entry.reps) == (len(own), sum(each.done_reps for each in own))
        assert entry.tension_ms == sum(each.tension_ms for each in own)
        assert entry.times.by_phase_ms == phase_ms(own)
        assert entry.started_at == own[0].plan.started_at
        assert (entry.preset, entry.tempo) == (own[0].plan.preset_name, own[0].plan.tempo)
        assert entry.workout == own[0].plan.workout
        assert entry.is_imported == (own[0].origin is not None)
        assert entry.has_note == any(each.annotation.note for each in own)


def test_entries_are_read_in_parts_in_both_orders(database: Database) -> None:
    history = History(database)
    newest_first = history.entries()
    assert newest_first == sorted(newest_first, key=lambda entry: -entry.started_at)
    assert history.entries(limit=3, offset=5) == newest_first[5:8]
    oldest_first = history.entries(oldest_first=True)
    assert oldest_first == sorted(newest_first, key=lambda entry: entry.started_at)


def test_days_have_their_sessions_and_minutes(database: Database) -> None:
    sets = standing(database)
    by_day: dict[int, list[LoggedSet]] = defaultdict(list)
    for each in sets:
        by_day[session_days(sets)[each.plan.session_id]].append(each)
    assert [(found.day, found.sessions, found.tension_ms) for found in History(database).days()] == [
        (day, len({each.plan.session_id for each in group}), sum(each.tension_ms for each in group))
        for day, group in sorted(by_day.items())
    ]


@pytest.mark.parametrize(
    ("which", "belongs"),
    [
        (HistoryFilter("hip-thrust"), lambda each: each.plan.exercise_id == "hip-thrust"),
        (HistoryFilter("hip-thrust", "light"), lambda each: each.plan.preset_name == "light"),
        (HistoryFilter(workout="Lower body"), lambda each: each.plan.session_id == "workout"),
        (HistoryFilter(text="lower BODY"), lambda each: each.plan.session_id == "workout"),
        (HistoryFilter(preset=""), lambda each: each.plan.preset_name == ""),
        (HistoryFilter(text="LIGHT hip"), lambda each: each.plan.preset_name == "light"),
        (HistoryFilter(text="über"), lambda each: each.plan.session_id == "odd"),
        (HistoryFilter(text="100%"), lambda each: each.plan.session_id == "odd"),
        (HistoryFilter(text="zercher"), lambda _: False),
        (HistoryFilter(since=20_480), lambda each: day_of(each.plan.started_at) >= 20_480),
        (
            HistoryFilter(since=20_470, until=20_480),
            lambda each: 20_470 <= day_of(each.plan.started_at) <= 20_480,
        ),
    ],
)
def test_a_filter_leaves_what_fits(
    database: Database, which: HistoryFilter, belongs: Callable[[LoggedSet], bool]
) -> None:
    sets = standing(database)
    searched: dict[tuple[str, str], str] = defaultdict(str)
    for each in sets:
        plan = each.plan
        searched[plan.session_id, plan.exercise_id] += " ".join(
            (plan.exercise_name, plan.preset_name, plan.workout, plan.tempo, each.annotation.note, "")
        )
    expected = {
        key
        for each in sets
        if (key := (each.plan.session_id, each.plan.exercise_id))
        and belongs(each)
        and all(folded(word) in folded(searched[key]) for word in which.text.split())
    }
    found = History(database).entries(which)
    assert {(entry.session_id, entry.exercise_id) for entry in found} == expected


def test_lowering_at_own_pace_is_averaged_by_rep(database: Database) -> None:
    times: dict[int, list[int]] = defaultdict(list)
    for each in standing(database):
        if each.plan.tempo.startswith("*"):
            for rep_ in each.reps:
                lowering = [p.duration_ms for p in rep_.phases if p.phase is Phase.ECCENTRIC]
                if rep_.complete and lowering:
                    times[rep_.number].append(sum(lowering))
    found = History(database).own_pace_lowering()
    assert [(r.rep, r.least_ms, r.most_ms, r.count) for r in found] == [
        (number, min(values), max(values), len(values)) for number, values in sorted(times.items())
    ]
    assert all(same(r.mean_ms, mean(times[r.rep])) for r in found)


def test_choices_are_what_the_log_has(database: Database) -> None:
    history = History(database)
    assert [name for _, name in history.exercises()] == sorted(
        {each.plan.exercise_name for each in standing(database)}, key=str.casefold
    ) or len(history.exercises()) == len({each.plan.exercise_id for each in standing(database)})
    assert history.presets("hip-thrust") == ["", "heavy", "light"]
    assert history.workouts() == ["Lower body"]
    months = history.months()
    assert all(first_of_month(first) == first for first, _ in months)
    assert all(first_of_month(last + 1) == last + 1 for _, last in months)
    assert {first_of_month(found.day) for found in history.days()} == {first for first, _ in months}


def test_phases_that_an_older_release_logged_are_added_up_when_its_file_is_opened(tmp_path: Path) -> None:
    before = open_database(tmp_path, MIGRATIONS[:2]).database
    before.connection.executescript("""
        INSERT INTO logged_set (key, id, session_id, started_at, exercise_id, exercise_name, preset_name,
            tempo, start, set_number, sets, planned_reps, ended, paced_reps, tension_ms)
        VALUES (1, '00000000-0000-0000-0000-000000000001', 'old', 1700000000, 'squat', 'Squat', '', '30X1',
            'eccentric', 1, 3, 5, 'completed', 2, 9000);
        INSERT INTO logged_rep VALUES (1, 0, 1, 1), (1, 1, 2, 1);
        INSERT INTO logged_phase VALUES (1, 0, 0, 'eccentric', 3000), (1, 0, 1, 'concentric', 1000),
            (1, 1, 0, 'eccentric', 3200), (1, 1, 1, 'pause_shortened', 1800);
    """)
    before.close()
    database = open_database(tmp_path).database
    (entry,) = History(database).entries()
    assert entry.times == PhaseTimes(6200, 0, 1000, 1800)
    database.close()


def test_what_is_logged_or_corrected_is_seen_at_the_next_look() -> None:
    database = in_memory_database()
    history, log = History(database), SetLogStore(database)
    assert (history.count(), history.total()) == (0, None)
    first = logged(log)
    assert history.count() == 1
    log.annotate(first.id, done_reps=7)
    assert history.entries()[0].reps == 7
    log.delete(first.id)
    assert history.count() == 0
    database.close()
