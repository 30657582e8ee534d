"""Texts of fields about sets that vary: how they are read, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.limits import REPS
from liftronome.domain.line.formatting import loads_text
from liftronome.domain.notation import read_tempo
from liftronome.domain.scheme.load import Load, Unit, number_text
from liftronome.domain.scheme.scheme import MiniSet, Scheme
from liftronome.domain.tempo import Tempo
from liftronome.domain.words import lifts_downwards


def tempo_or_none(text: str, exercise: Exercise | None) -> Tempo | None:
    """A tempo, None for no text. Raises InputError."""
    if not text.strip():
        return None
    return read_tempo(text, down_lifts=exercise is not None and lifts_downwards(exercise)).tempo


def tempo_text(tempo: Tempo | None) -> str:
    """A tempo as it is written, "" for none."""
    return "" if tempo is None else str(tempo)


def several_reps(text: str) -> tuple[int, ...]:
    """Numbers of reps with a plus, a comma or a blank between them. Raises InputError."""
    words = [word for word in re.split(r"[\s+,;/.–-]+", text.strip()) if word]
    if not words or not all(re.fullmatch(r"[0-9]{1,3}", word) for word in words):
        raise InputError("numbers with a plus between them, such as 12+10+8")
    for word in words:
        REPS.check(int(word))
    return tuple(map(int, words))


def several_reps_text(reps: Sequence[int]) -> str:
    """Numbers of reps: "12+10+8"."""
    return "+".join(map(str, reps))


def warm_ups(text: str) -> tuple[MiniSet, ...]:
    """Warm-up sets by their reps, none for no text. Raises InputError."""
    if not text.strip():
        return ()
    try:
        return tuple(MiniSet(reps) for reps in several_reps(text))
    except InputError as error:
        raise InputError("the reps of each warm-up set, such as 8, 5") from error


def warm_ups_text(sets: Sequence[MiniSet]) -> str:
    """The reps of warm-up sets: "8, 5"."""
    return ", ".join(f"{found.limit_ms // 1000} s" if found.limit_ms else str(found.reps) for found in sets)


def hold_warm_ups(text: str) -> tuple[MiniSet, ...]:
    """Warm-up sets of a hold by their seconds. Raises InputError."""
    words = re.findall(r"[0-9]+", text)
    if text.strip() and not re.fullmatch(r"[\s0-9,;s+]+", text):
        raise InputError("the seconds of each warm-up set, such as 20, 15")
    return tuple(MiniSet(limit_ms=int(word) * 1000) for word in words)


def loads(text: str, unit: Unit) -> tuple[Load, ...]:
    """Loads as a line has them, none for no text; a number alone has the unit given. Raises InputError."""
    from liftronome.domain.line.details import DETAILS
    from liftronome.domain.line.text import PartKind, plain_line

    plain = plain_line(text.strip())
    if not plain:
        return ()
    if re.search(r"[0-9]$", plain):
        plain += unit
    for detail in DETAILS:
        if detail.kind is PartKind.LOAD and (match := detail.pattern.fullmatch(plain)):
            return tuple(detail.read(match).value)
    raise InputError("a load, such as 60, 62.5 kg, 135 lb, +20 kg or 2x24 kg")


def loads_field_text(found: Sequence[Load]) -> str:
    """Loads as a line has them, "" for none."""
    return loads_text(Scheme(loads=(found[0],))) if len(found) == 1 else _several(found)


def _several(found: Sequence[Load]) -> str:
    if not found:
        return ""
    before, after = str(found[0]).split(number_text(found[0].value), maxsplit=1)
    return f"{before}{'/'.join(number_text(load.value) for load in found)}{after}"


def effort_value(text: str) -> float:
    """A number in halves. Raises InputError."""
    plain = text.strip().replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,2}(\.[05])?", plain):
        raise InputError("a number in halves, such as 8 or 8.5")
    return float(plain)
