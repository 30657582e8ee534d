"""The columns for tempos and cues that presets and own exercises have in common."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, TypeAlias

from liftronome.domain.exercise import NO_CUES
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import WRITTEN_ORDER, Pace, PhaseTime, Tempo
from liftronome.store.base.database import Value

Columns: TypeAlias = dict[str, Value]

TEMPO_COLUMNS: Final = tuple(f"{phase}_{part}" for phase in WRITTEN_ORDER for part in ("pace", "ms"))
CUE_COLUMNS: Final = tuple(f"cue_{phase}" for phase in Phase)


def tempo_columns(tempo: Tempo | None) -> Columns:
    """A tempo's columns; all NULL for None."""
    if tempo is None:
        return dict.fromkeys(TEMPO_COLUMNS)
    columns: Columns = {}
    for phase, time in tempo.by_phase.items():
        columns[f"{phase}_pace"] = time.pace.value
        columns[f"{phase}_ms"] = time.ms
    return columns


def tempo_from(columns: Mapping[str, Any]) -> Tempo | None:
    """The tempo in these columns. Raises ValueError or InputError if they hold none."""
    values = tuple(columns[name] for name in TEMPO_COLUMNS)
    return None if values[0] is None else _tempo(*values)


def cue_columns(cues: Mapping[Phase, str]) -> Columns:
    """The columns of the cues; NULL where there is none."""
    return {f"cue_{phase}": cues.get(phase) for phase in Phase}


def cues_from(columns: Mapping[str, Any]) -> Mapping[Phase, str]:
    """The cues in these columns, of the phases that have one."""
    found = [columns[name] for name in CUE_COLUMNS]
    if found == [None, None, None, None]:
        return NO_CUES
    return {phase: cue for phase, cue in zip(Phase, found, strict=True) if cue is not None}


def inserting(table: str, columns: Columns) -> tuple[str, list[Value]]:
    """The statement that adds a row, and its values."""
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(columns.values())


def updating(table: str, key: str, columns: Columns) -> tuple[str, list[Value]]:
    """The statement that updates the row of the same `key` with these columns, and its values."""
    named = [name for name in columns if name != key]
    assignments = ", ".join(f"{name} = ?" for name in named)
    values = [columns[name] for name in named]
    return f"UPDATE {table} SET {assignments} WHERE {key} = ?", [*values, columns[key]]


@lru_cache(maxsize=512)
def _tempo(*values: Any) -> Tempo:
    """Cached, as thousands of presets share few tempos."""
    times = [PhaseTime(Pace(pace), ms) for pace, ms in zip(values[::2], values[1::2], strict=True)]
    return Tempo(*times)
