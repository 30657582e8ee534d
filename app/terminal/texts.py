"""Short texts that several terminal commands print."""

from __future__ import annotations

from app.domain.preset import Preset, Side
from app.domain.tempo import seconds_text
from app.domain.words import beat_words, tempo_words


def clock_text(ms: float) -> str:
    """A length in minutes and whole seconds: 1:04."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"


def pace_text(preset: Preset) -> str:
    """The tempo as written, or the beat: "31X2", "1.5 s a rep"."""
    return str(preset.tempo) if preset.tempo else f"{seconds_text(preset.beat_ms)} s a rep"


def pace_words(preset: Preset) -> str:
    """The tempo in words in the order in which it is performed, or the beat."""
    if preset.tempo is None:
        return beat_words(preset.beat_ms)
    return tempo_words(preset.tempo, preset.start, preset.exercise)


def counted(count: int, what: str) -> str:
    """A count and its noun: "1 rep", "2 reps"."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def set_name(number: int, sets: int, side: Side | None) -> str:
    """A set, or one side of it: "set 2 / 3", "set 2 / 3 left"."""
    return f"set {number} / {sets}{f' {side}' if side else ''}"
