"""What a list shows of each preset, read without reading the presets themselves: thousands open at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from app.domain.errors import InputError
from app.domain.tempo import Tempo
from app.domain.writing import folded_name
from app.store.columns import TEMPO_COLUMNS, tempo_columns, tempo_from
from app.store.database import Database, Value
from app.store.presets import StoredPreset

_COLUMNS: Final = (
    "id",
    "exercise_id",
    "name",
    "folded_name",
    "favourite",
    "used_at",
    "beat_ms",
    *TEMPO_COLUMNS,
)


class Heading(NamedTuple):
    """A preset as it is listed. `folded_name` is the form in which names are compared; `used_at` is in
    seconds since 1970, None for a preset that was never performed; `beat_ms` is 0 where there is a tempo."""

    id: str
    exercise_id: str
    name: str
    folded_name: str
    favourite: bool
    used_at: float | None
    beat_ms: int
    eccentric_pace: str | None
    eccentric_ms: int | None
    pause_stretched_pace: str | None
    pause_stretched_ms: int | None
    concentric_pace: str | None
    concentric_ms: int | None
    pause_shortened_pace: str | None
    pause_shortened_ms: int | None

    @property
    def tempo(self) -> Tempo | None:
        """The tempo; None for a preset of a ballistic exercise, or if it is none that is known here."""
        try:
            return tempo_from(self._asdict())
        except (InputError, ValueError):
            return None


def headings(database: Database) -> list[Heading]:
    """The heading of every preset that is kept, the oldest first. Raises StoreError."""
    rows = database.rows(f"SELECT {', '.join(_COLUMNS)} FROM preset ORDER BY created_at, rowid")
    return [Heading._make(row) for row in rows]


def heading_of(stored: StoredPreset) -> Heading:
    """The heading of a preset."""
    preset = stored.preset
    tempo: Mapping[str, Value] = tempo_columns(preset.tempo)
    values: tuple[Any, ...] = (
        stored.id,
        preset.exercise.id,
        preset.name,
        folded_name(preset.name),
        stored.favourite,
        stored.used_at,
        preset.beat_ms if preset.exercise.is_ballistic else 0,
        *(tempo[column] for column in TEMPO_COLUMNS),
    )
    return Heading._make(values)
