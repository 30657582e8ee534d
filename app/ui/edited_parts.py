"""What of a preset an edit touches, and what that is called where it is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Final

from app.domain.phase import Phase
from app.domain.preset import Preset
from app.ui.draft import Draft

PART_NAMES: Final[Mapping[str, str]] = {
    "rest_ms": "rest",
    "ready_ms": "get-ready time",
    "count_in_ms": "count-in",
    "x_slot_ms": "time for X",
    "beat_ms": "beat",
    "pack": "sound",
    "seconds": "ticks",
    "pre_cue_ms": "pre-cue",
    "speak_coaching": "spoken coaching",
    "changeover_ms": "changeover",
    "own_pace_limit_ms": "limit of own pace",
    "wait_for_key": "wait for a key",
}
"""Fields of a preset whose names are no words of a lifter's."""


def change_text(parts: Iterable[str]) -> str:
    """What an edit of these fields is called."""
    return f"change of {', '.join(sorted(PART_NAMES.get(part, part) for part in parts))}"


def changed_parts(before: Draft, after: Draft) -> frozenset[str]:
    """The names of the fields in which two drafts of a preset differ."""
    names: Sequence[str] = [each.name for each in fields(Preset) if each.name not in ("exercise", "name")]
    parts = {name for name in names if getattr(before.preset, name) != getattr(after.preset, name)}
    phases = {phase.value for phase in Phase}
    for field in before.unread.keys() | after.unread.keys():
        if before.unread.get(field) != after.unread.get(field):
            parts.add("tempo" if field in phases else field)
    return frozenset(parts)
