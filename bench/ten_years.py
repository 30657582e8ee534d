"""What a log of ten years costs: `python -m bench.ten_years` makes one and times it beside an empty one.

`python -m bench.ten_years FOLDER` makes a data folder with such a log in it, to try things out with.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library

from bench.presets import milliseconds
from bench.startup import LIFTRONOME, start_once
from tests.screen import hidden_screen

SETS: Final = 48_000
SETS_A_SESSION: Final = 12
REPS_A_SET: Final = 10
FIRST_S: Final = 1_480_000_000.0
DAY_S: Final = 86_400

ROUNDS: Final = 7
AIM_RATIO: Final = 1.1
AIM_MORE_MB: Final = 20.0
AIM_QUERY_MS: Final = 100.0

_RUN: Final = (
    "import os, subprocess, sys\n"
    "process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
    "used = os.wait4(process.pid, 0)[2]\n"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
)
"""Runs a command from a small process: a process counts the memory of the one that started it as its own
peak."""

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
        connection.executemany("INSERT INTO logged_rep VALUES (?, ?, ?, 1, 1)", _reps(sets))
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


def command_cost(folder: Path, *words: str) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of a command of `liftronome`."""
    command = [sys.executable, "-m", "liftronome", *words, "--data-dir", str(folder)]
    said = subprocess.run(
        [sys.executable, "-c", _RUN, *command], check=True, capture_output=True, text=True
    ).stdout
    cpu_s, peak_kb = map(float, said.split())
    return cpu_s, peak_kb / 1024


def query_ms(folder: Path) -> float:
    """Milliseconds for the last sessions of an exercise, or of all: the slower of the two, median of some."""
    database = open_database(folder).database
    log = SetLogStore(database)
    exercise = log.sets(limit=1)[0].plan.exercise_id
    slower = max(
        milliseconds(lambda: log.last_sessions(exercise, 3)), milliseconds(lambda: log.last_sessions(n=3))
    )
    database.close()
    return slower


def main() -> int:
    """Prints the figures; 1 if an aim is missed."""
    with TemporaryDirectory() as name, hidden_screen() as env:
        empty, full = Path(name) / "empty", Path(name) / "full"
        fill_log(empty, 0)
        fill_log(full)
        rows = [("open the file", "ms", _open_ms(empty), _open_ms(full))]
        for what, options in (
            ("log --json", ("log", "--json")),
            ("log --csv", ("log", "--csv", f"{name}/log.csv")),
        ):
            before, after = command_cost(empty, *options), command_cost(full, *options)
            rows += [(what, "s CPU", before[0], after[0]), (what, "MB", before[1], after[1])]
        last_ms = query_ms(full)
        seen_s: dict[Path, list[float]] = {empty: [], full: []}
        for _ in range(ROUNDS):
            for folder, times in seen_s.items():
                times.append(start_once(LIFTRONOME, folder, env)[0])
        rows.append(("the window is seen", "s", median(seen_s[empty]), median(seen_s[full])))
    print(f"A log of {SETS:,} sets                   empty   ten years")
    for what, unit, less, more in rows:
        print(f"  {f'{what}, {unit}':28} {less:10.2f} {more:10.2f}")
    print(f"  last sessions, ms            {last_ms:21.1f}    (aim: {AIM_QUERY_MS:.0f})")
    ratio = rows[-1][3] / rows[-1][2]
    more_mb = max(more - less for _, unit, less, more in rows if unit == "MB")
    print(f"  window against empty         {ratio:21.2f}    (aim: {AIM_RATIO})")
    print(f"  memory against empty, MB     {more_mb:21.1f}    (aim: {AIM_MORE_MB:.0f})")
    return 0 if ratio <= AIM_RATIO and more_mb <= AIM_MORE_MB and last_ms <= AIM_QUERY_MS else 1


def _open_ms(folder: Path) -> float:
    return milliseconds(lambda: open_database(folder).database.close())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        fill_log(Path(sys.argv[1]))
    else:
        sys.exit(main())
