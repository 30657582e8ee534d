"""Files of presets that are imported for ever, to be killed in between."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.store.transfer.file_format import FORMAT, VERSION
from liftronome.store.transfer.import_plan import OnConflict, apply_import, read_import

from tests.store.killing import Report, Work

PRESETS: Final = 40


def store_of(opened: Opened) -> PresetStore:
    """The presets of a file."""
    return PresetStore(opened.database, OwnExercises(opened.database, load_library()))


def a_file(name: str) -> bytes:
    """Presets that are not there yet; each name begins with that of the file."""
    presets = [
        {"exercise": "Hip thrust", "name": f"{name} {index}", "reps": 1 + index % 20}
        for index in range(PRESETS)
    ]
    return json.dumps({"format": FORMAT, "version": VERSION, "presets": presets}).encode()


def import_for_ever(folder: Path, life: int, report: Report) -> None:
    """Report each file."""
    store = store_of(open_database(folder))
    for number in range(1_000_000):
        name = f"{life}-{number}"
        apply_import(read_import(a_file(name), store), store, OnConflict.KEEP_BOTH)
        report(name)


def lost(reported: Sequence[str], opened: Opened) -> list[str]:
    """Files that were reported imported and are not there, and those of which a part is."""
    there = Counter(stored.preset.name.split()[0] for stored in store_of(opened).all())
    by_half = [f"{name}: {count} of {PRESETS}" for name, count in there.items() if count != PRESETS]
    return [name for name in reported if name not in there] + by_half


WORK: Final = Work(0.12, import_for_ever, lost)
