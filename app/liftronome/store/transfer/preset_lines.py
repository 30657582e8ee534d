"""Presets written one to a line, as `liftronome presets` prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Library
from liftronome.domain.line import LineError
from liftronome.domain.line.formatting import plain_name
from liftronome.domain.line.reader import LineReading, read_line
from liftronome.domain.plan import session_plan
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.load import Unit
from liftronome.domain.writing import folded_name
from liftronome.store.presets.presets import first_free
from liftronome.store.transfer.import_errors import ImportFileError

_WORK: Final = re.compile(r"[0-9]\s*[xX×]\s*[0-9A]|@|[0-9]+,[0-9]+,[0-9]")
"""What the line of a preset has, and other files hardly begin with."""


def lines_in(data: bytes) -> str | None:
    """The text of a file of lines; None for a file of another kind, also where its lines are wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    first = next((line for line in text.splitlines() if line.strip()), "")
    return text if is_preset_line(first) else None


def is_preset_line(line: str) -> bool:
    """True for a line that describes a preset, right or wrong; false for what other files begin with."""
    return line.lstrip()[:1] not in ("{", "[") and _WORK.search(line) is not None


def read_preset_lines(text: str, library: Library, unit: Unit) -> tuple[list[Preset], tuple[str, ...]]:
    """The presets of all lines that are not blank, and the choices made in reading them.

    Raises ImportFileError with the number of the first line that is wrong.
    """
    presets: list[Preset] = []
    said: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        reading = _reading(line, number, library, unit)
        preset = replace(reading.preset, notes=reading.notes)
        if not preset.name:
            preset = replace(preset, name=_free_name(preset, seen))
            said.append(f"line {number}: named “{preset.name}”")
        key = (preset.exercise.id, folded_name(preset.name))
        if key in seen:
            raise ImportFileError(
                f"line {number}: line {seen[key]} has a {preset.exercise.name} called “{preset.name}” too: "
                "give one of them another name"
            )
        seen[key] = number
        presets.append(preset)
        said += (f"line {number}: {choice}" for choice in reading.said)
    return presets, tuple(said)


def _reading(line: str, number: int, library: Library, unit: Unit) -> LineReading:
    try:
        reading = read_line(line.strip(), library, unit)
        session_plan(reading.preset)
    except (LineError, InputError) as error:
        raise ImportFileError(f"line {number}: {error}") from error
    return reading


def _free_name(preset: Preset, seen: Iterable[tuple[str, str]]) -> str:
    taken = {name for exercise_id, name in seen if exercise_id == preset.exercise.id}
    return first_free(plain_name(preset), taken)
