"""Tables where no terminal is: columns as wide as they need to be, however narrow a reader is."""

from __future__ import annotations

from collections.abc import Sequence

from liftronome.domain.preset import Preset
from liftronome.domain.tempo import seconds_text
from liftronome.domain.words import beat_words, tempo_words


def pace_text(preset: Preset) -> str:
    """The tempo as written, or the beat: "31X2", "1.5 s a rep"."""
    return str(preset.tempo) if preset.tempo else f"{seconds_text(preset.beat_ms)} s a rep"


def pace_words(preset: Preset) -> str:
    """The tempo in words in the order in which it is performed, or the beat."""
    if preset.tempo is None:
        return beat_words(preset.beat_ms)
    return tempo_words(preset.tempo, preset.start, preset.exercise)


Row = tuple[str, ...]


def print_columns(headings: Row, rows: Sequence[Row]) -> None:
    """Print a line for each row under one of headings; all rows have as many cells."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
