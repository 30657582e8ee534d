"""Kills processes at random moments while they save, and counts what was lost: `python -m tests.store.killing
FOLDER KILLS SEED` prints it as JSON.

A child reports each save, change and deletion once the store has returned from it, and not before.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.exercise import Exercise, Library
from app.domain.phase import Start
from app.domain.preset import default_preset
from app.domain.tempo import Tempo, timed
from app.store.opening import Opened, open_database
from app.store.own_exercises import OwnExercises
from app.store.presets import PresetStore

SQUAT: Final = Exercise(
    "squat", "Squat", Start.ECCENTRIC, Tempo(timed(3000), timed(0), timed(1000), timed(1000))
)
KILLS_A_FOLDER: Final = 10
"""So that some processes die while they make the file."""

LONGEST_LIFE_S: Final = 0.06
"""From the first moment on, or from the first save on: both for half of them, however busy the machine is."""

DELETED: Final = 0


def store_of(opened: Opened) -> PresetStore:
    return PresetStore(opened.database, OwnExercises(opened.database, Library((SQUAT,))))


def save_for_ever(folder: Path, life: int, report: int) -> None:
    """Report "name reps" after each save; 0 reps stand for a deletion."""
    store = store_of(open_database(folder))
    for number in range(1_000_000):
        name = f"{life}-{number}"
        kept = store.add(replace(default_preset(SQUAT), name=name, reps=1))
        os.write(report, f"{name} 1\n".encode())
        store.save(replace(kept, preset=replace(kept.preset, reps=2)))
        os.write(report, f"{name} 2\n".encode())
        if number % 3 == 0:
            store.delete(kept.id)
            os.write(report, f"{name} {DELETED}\n".encode())


def killed(folder: Path, life: int, after_s: float) -> list[str]:
    """The reports of a child that was killed so long after it began, or, every other one, after it had
    saved for the first time."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            save_for_ever(folder, life, writer)
        finally:
            os._exit(1)
    os.close(writer)
    if life % 2:
        select.select([reader], [], [], 10)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("a child failed before it was killed")
    with os.fdopen(reader) as reports:
        return reports.read().splitlines()


def lost(reported: list[str], opened: Opened) -> list[str]:
    """The presets that are not as they were last reported, or as the next step would have made them."""
    kept = {stored.preset.name: stored.preset.reps for stored in store_of(opened).all()}
    last = {name: int(reps) for name, reps in (line.split() for line in reported)}
    follows = {1: {1, 2}, 2: {2, DELETED}, DELETED: {DELETED}}
    return [name for name, reps in last.items() if kept.get(name, DELETED) not in follows[reps]]


def main(base: Path, kills: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    counts = {"kills": 0, "reported": 0, "killed_before_any_save": 0, "set_aside": 0}
    missing: list[str] = []
    reported: list[str] = []
    for life in range(kills):
        folder = base / str(life // KILLS_A_FOLDER)
        if life % KILLS_A_FOLDER == 0:
            reported = []
        new = killed(folder, life, chance.uniform(0, LONGEST_LIFE_S))
        reported += new
        opened = open_database(folder)
        missing += lost(reported, opened)
        counts["kills"] += 1
        counts["reported"] += len(new)
        counts["killed_before_any_save"] += not new
        counts["set_aside"] += opened.set_aside is not None
        opened.database.close()
    return {**counts, "missing": missing}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
