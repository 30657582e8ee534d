"""Presets that are saved, changed and deleted for ever, to be killed in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.phase import Start
from liftronome.domain.preset import default_preset
from liftronome.domain.tempo import Tempo, timed
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore

from tests.store.killing import Report, Work

SQUAT: Final = Exercise(
    "squat", "Squat", Start.ECCENTRIC, Tempo(timed(3000), timed(0), timed(1000), timed(1000))
)
DELETED: Final = 0


def store_of(opened: Opened) -> PresetStore:
    """The presets of a file."""
    return PresetStore(opened.database, OwnExercises(opened.database, Library((SQUAT,))))


def save_for_ever(folder: Path, life: int, report: Report) -> None:
    """Report "name reps" after each save; 0 reps stand for a deletion."""
    store = store_of(open_database(folder))
    for number in range(1_000_000):
        name = f"{life}-{number}"
        kept = store.add(replace(default_preset(SQUAT), name=name, reps=1))
        report(f"{name} 1")
        store.save(replace(kept, preset=replace(kept.preset, reps=2)))
        report(f"{name} 2")
        if number % 3 == 0:
            store.delete(kept.id)
            report(f"{name} {DELETED}")


def lost(reported: Sequence[str], opened: Opened) -> list[str]:
    """The presets that are not as they were last reported, or as the next step would have made them."""
    kept = {stored.preset.name: stored.preset.scheme.first_reps for stored in store_of(opened).all()}
    last = {name: int(reps) for name, reps in (line.split() for line in reported)}
    follows = {1: {1, 2}, 2: {2, DELETED}, DELETED: {DELETED}}
    return [name for name, reps in last.items() if kept.get(name, DELETED) not in follows[reps]]


WORK: Final = Work(0.06, save_for_ever, lost)
