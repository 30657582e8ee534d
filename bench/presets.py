"""How long reading and searching presets takes, with few and with many: `python -m bench.presets`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from liftronome.domain.exercise import folded
from liftronome.domain.preset import default_preset
from liftronome.domain.writing import folded_name
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore, StoredPreset

COUNTS: Final = (50, 5000)
ROUNDS: Final = 7
TYPED: Final = ("h", "hi", "hip", "hip h", "row", "zzz")
KEY_AIM_MS: Final = 16.0
"""A key in a search field is to be answered within this."""


def filled(folder: Path, count: int) -> None:
    """A data folder with so many presets, of all exercises in turn."""
    database = open_database(folder).database
    exercises = load_library().exercises
    store = PresetStore(database, OwnExercises(database, load_library()))
    with database.changing():
        for number in range(count):
            preset = default_preset(exercises[number % len(exercises)])
            store.add(replace(preset, name=f"day {number}", notes="felt good " * 10))
    database.close()


def milliseconds(task: Callable[[], object]) -> float:
    """The median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        task()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def search(presets: list[StoredPreset], text: str) -> list[StoredPreset]:
    """The presets in whose name or exercise every word of the text occurs."""
    words = folded(text).split()
    return [
        stored
        for stored in presets
        if all(
            word in f"{folded(stored.preset.exercise.name)} {folded_name(stored.preset.name)}"
            for word in words
        )
    ]


def measured(folder: Path) -> tuple[float, float, float, float]:
    """Milliseconds for opening the file, for all its presets, for a search of them, and of the exercises."""

    def open_and_close() -> None:
        open_database(folder).database.close()

    open_ms = milliseconds(open_and_close)
    database = open_database(folder).database
    store = PresetStore(database, OwnExercises(database, load_library()))
    all_ms = milliseconds(store.all)
    presets, library = store.all(), store.exercises.library()
    key_ms = median(milliseconds(lambda text=text: search(presets, text)) for text in TYPED)  # type: ignore[misc]
    library_ms = median(milliseconds(lambda text=text: library.search(text)) for text in TYPED)  # type: ignore[misc]
    database.close()
    return open_ms, all_ms, key_ms, library_ms


def main() -> int:
    """Prints the table; 1 if a search takes longer than the aim."""
    slowest_ms = 0.0
    print("Presets, milliseconds (median)      open the file   read all   search all   search exercises")
    for count in COUNTS:
        with TemporaryDirectory() as name:
            filled(Path(name), count)
            open_ms, all_ms, key_ms, library_ms = measured(Path(name))
        slowest_ms = max(slowest_ms, key_ms)
        print(f"  {count:5} presets {open_ms:34.1f} {all_ms:10.1f} {key_ms:12.2f} {library_ms:18.2f}")
    print(f"  (aim for a search: {KEY_AIM_MS:.0f})")
    return 0 if slowest_ms <= KEY_AIM_MS else 1


if __name__ == "__main__":
    sys.exit(main())
