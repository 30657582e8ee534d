"""What a log of ten years costs: `python -m bench.ten_years` makes one and times it beside an empty one.

`python -m bench.ten_years FOLDER` makes a data folder with such a log in it, to try things out with.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library

SETS: Final = 48_000
SETS_A_SESSION: Final = 12
REPS_A_SET: Final = 10
FIRST_S: Final = 1_480_000_000.0
DAY_S: Final = 86_400

_PHASES: Final = (
    ("concentric", 1000),
    ("pause_shortened", 2000),
    ("eccentric", 3000),
    ("pause_stretched", 1000),
)


def fill_log(folder: Path, sets: int = SETS) -> None:
    """Log so many sets of ten reps and four phases each, in sessions of twelve on every day, in a data
    folder.

    It is always the same log. Written past the store, whose syncs to the disk would take an hour.
    """
    chance = random.Random(7)
    exercises = load_library().exercises
    database = open_database(folder).database
    with database.changing() as connection:
        for key in range(1, sets + 1):
            session, number = divmod(key - 1, SETS_A_SESSION)
            exercise = exercises[(session + number // 3) % len(exercises)]
            connection.execute(
                "INSERT INTO logged_set (key, id, session_id, started_at, exercise_id, exercise_name,"
                " preset_name, tempo, start, set_number, sets, planned_reps, ended, paced_reps, tension_ms,"
                " load, unit, effort, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(key, _id(chance), f"session-{session:06}", FIRST_S + session * DAY_S + number * 180),
                    *(exercise.id, exercise.name, "heavy day", "3-1-1-2", "concentric", number % 3 + 1, 3),
                    *(REPS_A_SET, "completed", REPS_A_SET, REPS_A_SET * 7000),
                    *(60.0 + number, "kg", 8.5, "felt good" if number == 0 else ""),
                ),
            )
        connection.executemany("INSERT INTO logged_rep VALUES (?, ?, ?, 1)", _reps(sets))
        connection.executemany("INSERT INTO logged_phase VALUES (?, ?, ?, ?, ?)", _phases(sets))
        pauses = ((key, 0, 7, 12_000) for key in range(1, sets + 1, 4))
        connection.executemany("INSERT INTO logged_pause VALUES (?, ?, ?, ?)", pauses)
    database.close()


def _id(chance: random.Random) -> str:
    digits = f"{chance.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _reps(sets: int) -> Iterator[tuple[int, int, int]]:
    return ((key, place, place + 1) for key in range(1, sets + 1) for place in range(REPS_A_SET))


def _phases(sets: int) -> Iterator[tuple[int, int, int, str, int]]:
    return (
        (key, place, index, phase, duration_ms)
        for key in range(1, sets + 1)
        for place in range(REPS_A_SET)
        for index, (phase, duration_ms) in enumerate(_PHASES)
    )


if __name__ == "__main__":
    fill_log(Path(sys.argv[1]))
