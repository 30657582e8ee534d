"""What a list shows of each preset, read without the presets themselves, as there may be thousands."""

from __future__ import annotations

from typing import Final, NamedTuple

from liftronome.domain.errors import InputError
from liftronome.domain.tempo import Tempo
from liftronome.domain.writing import folded_name
from liftronome.store.base.columns import TEMPO_COLUMNS, tempo_from
from liftronome.store.base.database import Database
from liftronome.store.presets.presets import StoredPreset

_COLUMNS: Final = ("id", "exercise_id", "name", "folded_name", "favourite", "used_at")


class Heading(NamedTuple):
    """A preset as it is listed. `folded_name` is the form in which names are compared; `used_at` is in
    seconds since 1970, None for a preset that was never performed."""

    id: str
    exercise_id: str
    name: str
    folded_name: str
    favourite: bool
    used_at: float | None


class Pace(NamedTuple):
    """How a preset is paced: by a tempo, or by a beat of `beat_ms`, which is 0 otherwise."""

    tempo: Tempo | None
    beat_ms: int


def headings(database: Database) -> list[Heading]:
    """The headings of all presets, the oldest first. Raises StoreError."""
    rows = database.rows(f"SELECT {', '.join(_COLUMNS)} FROM preset ORDER BY rowid")
    return [Heading._make(row) for row in rows]


def heading_of(stored: StoredPreset) -> Heading:
    """The heading of a preset."""
    preset = stored.preset
    return Heading(
        stored.id,
        preset.exercise.id,
        preset.name,
        folded_name(preset.name),
        stored.favourite,
        stored.used_at,
    )


def pace_of(database: Database, preset_id: str) -> Pace:
    """How a preset is paced, read for the few rows of a list that are visible. Raises StoreError.

    There is neither tempo nor beat if the preset is gone, or its tempo cannot be understood.
    """
    columns = ("beat_ms", *TEMPO_COLUMNS)
    rows = database.rows(f"SELECT {', '.join(columns)} FROM preset WHERE id = ?", (preset_id,))
    if not rows:
        return Pace(None, 0)
    found = dict(zip(columns, rows[0], strict=True))
    try:
        return Pace(tempo_from(found), found["beat_ms"])
    except (InputError, ValueError):
        return Pace(None, 0)
