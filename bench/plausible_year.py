"""A log as a lifter's year may look, to try the history out with: `python -m bench.plausible_year FOLDER`.

Three days a week with some missed and two weeks of holiday. Control costs reps at first, and gives them back;
loads go up, a tempo is slowed down in summer, and back extensions are lowered at the lifter's own pace.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from liftronome.domain.log_entry import Unit
from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import Ended, PerformedPhase, PerformedRep, SetPlan
from liftronome.domain.phase import PLAYING_ORDER, Start
from liftronome.domain.tempo import Pace, Tempo
from liftronome.store.base.database import Database
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database

WEEKS: Final = 52
HOLIDAY: Final = range(29, 31)
SLOWER_FROM: Final = 26


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of the plan, on some days of the week (0 is Monday)."""

    id: str
    name: str
    preset: str
    days: tuple[int, ...]
    tempo: str
    slower: str
    start: Start
    sets: int
    reps: int
    load: float
    gain: float


PLAN: Final = (
    Exercise("hip-thrust", "Hip thrust", "heavy", (0,), "31X2", "41X2", Start.CONCENTRIC, 4, 8, 80, 0.7),
    Exercise("hip-thrust", "Hip thrust", "light", (4,), "3112", "3112", Start.CONCENTRIC, 3, 15, 50, 0.4),
    Exercise("back-squat", "Back squat", "", (0, 4), "30X1", "30X1", Start.ECCENTRIC, 3, 8, 70, 0.5),
    Exercise("bent-over-row", "Bent-over row", "", (2,), "3111", "3111", Start.CONCENTRIC, 3, 10, 40, 0.3),
    Exercise(
        "back-extension",
        "Back extension",
        "own pace",
        (2,),
        "*-0-2-1",
        "*-0-2-1",
        Start.ECCENTRIC,
        3,
        10,
        10,
        0.1,
    ),
)


def log_year(database: Database, first: datetime, weeks: int = WEEKS, seed: int = 3) -> None:
    """Log so many weeks from the Monday `first` on, local time; always the same for the same seed."""
    chance = random.Random(seed)
    log = SetLogStore(database)
    with database.changing():
        for week in range(weeks):
            if week in HOLIDAY:
                continue
            for day in (0, 2, 4):
                if chance.random() < 0.1:
                    continue
                moment = first + timedelta(weeks=week, days=day, hours=18, minutes=chance.randrange(40))
                for exercise in (each for each in PLAN if day in each.days):
                    moment = _log_session(log, exercise, week, moment, chance)


def _log_session(
    log: SetLogStore, exercise: Exercise, week: int, moment: datetime, chance: random.Random
) -> datetime:
    text = exercise.slower if week >= SLOWER_FROM else exercise.tempo
    load = round((exercise.load + exercise.gain * week) / 2.5) * 2.5
    control = min(week, 16) / 16 if text == exercise.tempo else min(week - SLOWER_FROM, 12) / 12
    for number in range(1, exercise.sets + 1):
        tired = (number - 1) * (1 - control) * 1.6
        done = max(round(exercise.reps * (0.72 + 0.28 * control) - tired + chance.uniform(-0.6, 0.6)), 3)
        done = min(done, exercise.reps)
        plan = SetPlan(
            f"{exercise.id}-{exercise.preset}-{moment:%Y%m%d}", moment.timestamp(), exercise.id,
            exercise.name, exercise.preset, text, exercise.start, number, exercise.sets, None, exercise.reps,
        )  # fmt: skip
        reps = list(_reps(parse_tempo(text), exercise.start, done, week, chance))
        tension_ms = sum(phase.duration_ms for rep in reps for phase in rep.phases)
        set_id = log.begin_set(plan)
        for rep in reps:
            log.add_rep(set_id, rep)
        log.end_set(set_id, Ended.COMPLETED if done == exercise.reps else Ended.EARLY, done, tension_ms)
        effort = min(round((7 + number * 0.5 + chance.uniform(-0.5, 1)) * 2) / 2, 10)
        note = "kept the muscle on all the way down" if number == 1 and chance.random() < 0.08 else ""
        feeling = min(2 + round(control * 2 + chance.random()), 5)
        log.annotate(set_id, load=load, unit=Unit.KG, effort=effort, feeling=feeling, note=note)
        moment += timedelta(milliseconds=tension_ms, seconds=95)
    return moment + timedelta(minutes=3)


def _reps(tempo: Tempo, start: Start, count: int, week: int, chance: random.Random) -> Iterator[PerformedRep]:
    for number in range(1, count + 1):
        phases = []
        for phase in PLAYING_ORDER[start]:
            time = tempo.by_phase[phase]
            ms = {Pace.TIMED: time.ms, Pace.EXPLOSIVE: 1000}.get(time.pace)
            if ms is None:
                ms = round(3000 + 50 * min(week, 30) - 110 * number + chance.uniform(-250, 250))
            if ms:
                phases.append(PerformedPhase(phase, ms))
        yield PerformedRep(number, True, tuple(phases))


def main(folder: Path) -> None:
    """Log the year up to this week in a data folder."""
    today = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    database = open_database(folder).database
    log_year(database, monday - timedelta(weeks=WEEKS - 1))
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
