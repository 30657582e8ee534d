"""Kills processes at random moments while they import, and counts what is there by half or lost.

A child imports one file after another, and reports each once the import has returned, not before.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.store.exercises import load_library
from app.store.file_format import FORMAT, VERSION
from app.store.import_plan import OnConflict, apply_import, read_import
from app.store.opening import Opened, open_database
from app.store.own_exercises import OwnExercises
from app.store.presets import PresetStore

PRESETS: Final = 40
KILLS_A_FOLDER: Final = 10
LONGEST_LIFE_S: Final = 0.12


@dataclass(slots=True)
class Counts:
    """What became of the imports."""

    kills: int = 0
    reported: int = 0
    lost: int = 0
    by_half: int = 0
    set_aside: int = 0


def a_file(life: int, number: int) -> bytes:
    """Presets that are not there yet."""
    presets = [
        {"exercise": "Hip thrust", "name": f"{life}-{number} {index}", "reps": 1 + index % 20}
        for index in range(PRESETS)
    ]
    return json.dumps({"format": FORMAT, "version": VERSION, "presets": presets}).encode()


def import_for_ever(folder: Path, life: int, report: int) -> None:
    """Report each file."""
    store = _store(open_database(folder))
    for number in range(1_000_000):
        apply_import(read_import(a_file(life, number), store), store, OnConflict.KEEP_BOTH)
        os.write(report, f"{life}-{number}\n".encode())


def killed(folder: Path, life: int, after_s: float) -> list[str]:
    """The reports of a child that was killed so long after it began, or, every other one, after its
    first import."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            import_for_ever(folder, life, writer)
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
        return reports.read().split()


def killed_imports(base: Path, kills: int, seed: int) -> Counts:
    """Kill so many, and look after each at what is there."""
    chance, counts = random.Random(seed), Counts()
    reported: list[str] = []
    for life in range(kills):
        if life % KILLS_A_FOLDER == 0:
            reported = []
        folder = base / str(life // KILLS_A_FOLDER)
        new = killed(folder, life, chance.uniform(0, LONGEST_LIFE_S))
        reported += new
        opened = open_database(folder)
        there = Counter(stored.preset.name.split()[0] for stored in _store(opened).all())
        counts.kills += 1
        counts.reported += len(new)
        counts.lost += sum(there[name] == 0 for name in reported)
        counts.by_half += sum(count != PRESETS for count in there.values())
        counts.set_aside += opened.set_aside is not None
        opened.database.close()
    return counts


def _store(opened: Opened) -> PresetStore:
    return PresetStore(opened.database, OwnExercises(opened.database, load_library()))
