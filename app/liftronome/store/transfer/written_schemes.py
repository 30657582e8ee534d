"""Sets that vary, in a preset file: as the line says them, without the rest, the sides and the waiting times,
which have keys of their own."""

from __future__ import annotations

from dataclasses import replace

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.line import LineError, format_details
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, default_preset
from liftronome.domain.tempo import Tempo, seconds_text


def written_line(preset: Preset) -> str | None:
    """The line of a preset's sets, with its tempo or beat; None if it would not be read back as it is."""
    usual = _usual(preset.exercise, preset.start, preset.tempo, preset.beat_ms)
    alone = replace(usual, scheme=preset.scheme)
    line = format_details(alone).removesuffix(f" rest {seconds_text(alone.rest_ms)}")
    try:
        return line if read_written_line(line, usual.exercise, preset.start, None, 0) == alone else None
    except InputError:
        return None


def read_written_line(
    line: str, exercise: Exercise, start: Start, tempo: Tempo | None, beat_ms: int
) -> Preset:
    """A preset with the sets, and the tempo or beat, of a line; all else is as usual.

    `tempo` and `beat_ms` are those said beside it, None and 0 if nothing is. Raises InputError.
    """
    from liftronome.domain.line.reader import read_details

    usual = _usual(exercise, start, tempo, beat_ms)
    try:
        read = read_details(line, usual.exercise)
    except LineError as error:
        raise InputError(str(error)) from error
    preset = read.preset
    if read.notes:
        raise InputError(f"“{read.notes}” is not understood: write notes as notes")
    if replace(preset, scheme=usual.scheme, tempo=usual.tempo, beat_ms=usual.beat_ms) != usual:
        raise InputError(
            "a line says sets, tempo, loads and effort here: rest, sides and the like have keys of their own"
        )
    if (tempo and preset.tempo != tempo) or (beat_ms and preset.beat_ms != beat_ms):
        raise InputError("the line and the key beside it say different tempos: keep one of them")
    preset.planned_sets()
    return preset


def _usual(exercise: Exercise, start: Start, tempo: Tempo | None, beat_ms: int) -> Preset:
    """The default preset of an exercise of that start and pace, for which lines are written and read."""
    pace = replace(exercise, start=start, tempo=tempo or exercise.tempo, beat_ms=beat_ms or exercise.beat_ms)
    return default_preset(pace)
