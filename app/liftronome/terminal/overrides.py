"""What the options of `play` and `render` change in a preset."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from liftronome.domain.errors import InputError
from liftronome.domain.limits import REPS
from liftronome.domain.line.formatting import sets_text, tempos_text
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.scheme import Drop
from liftronome.domain.tempo import Tempo, seconds_text


def with_options(preset: Preset, arguments: Namespace) -> Preset:
    """The preset with what the options say; no time to get ready unless asked for.

    Raises InputError if an option does not go with the exercise, or with sets that vary.
    """
    given = _given(arguments)
    _check_exercise(preset, given)
    _check_scheme(preset, given)
    return replace(preset, **{"ready_ms": 0, **given})


def _given(arguments: Namespace) -> dict[str, Any]:
    fields = {
        "tempo": None if arguments.tempo is None else parse_tempo(arguments.tempo),
        "start": None if arguments.start is None else Start(arguments.start),
        "reps": arguments.reps,
        "sets": arguments.sets,
        "rest_ms": arguments.rest,
        "count_in_ms": arguments.count_in,
        "ready_ms": arguments.ready,
        "pack": arguments.pack,
    }
    return {field: value for field, value in fields.items() if value is not None}


def _check_exercise(preset: Preset, given: dict[str, Any]) -> None:
    exercise = preset.exercise
    if exercise.is_ballistic and "start" in given:
        raise InputError(
            f"{exercise.name} is paced one beat per rep and has no start to choose: leave out --start"
        )
    for option in ("start", "reps"):
        if exercise.is_hold and option in given:
            raise InputError(
                f"{exercise.name} is held without movement: leave out --{option}, and write its "
                f"seconds, as in “{exercise.name} 3x30s”"
            )


def _check_scheme(preset: Preset, given: dict[str, Any]) -> None:
    """An option that speaks for all sets alike would silently undo what a preset says of single ones."""
    scheme, sets = preset.scheme, preset.scheme.sets
    counts = {(found.mini_sets, found.open) for found in sets}
    tempos = {(found.tempo, found.ramp_to) for found in sets}
    is_ramped = any(found.ramp_to for found in sets)
    reps = given.get("reps", REPS.most)
    sets_vary = f"sets that vary ({sets_text(sets)})"
    tempos_vary = f"tempos that vary ({tempos_text(preset.tempo, scheme)})" if preset.tempo else ""
    conflicts = (
        ("reps", scheme.has_breaks or any(found.is_timed for found in sets), f"{sets_text(sets)}"),
        ("reps", len(counts) > 1, sets_vary),
        ("reps", any(other.last > reps for other in scheme.rep_tempos), "the tempo of a rep beyond them"),
        ("sets", len(counts) > 1 or scheme.drop is Drop.LAST, sets_vary),
        ("sets", len(tempos) > 1, tempos_vary),
        ("sets", len(scheme.loads) > 1 and scheme.drop is Drop.NONE, "a load for each set"),
        ("tempo", len(tempos) > 1 or is_ramped, tempos_vary),
        (
            "tempo",
            bool(scheme.rep_tempos) or isinstance(scheme.last_rep, Tempo),
            "a tempo for some reps",
        ),
        ("rest_ms", scheme.every_ms is not None, f"a set every {seconds_text(scheme.every_ms or 0)} s"),
    )
    for field, has_conflict, what in conflicts:
        if field in given and has_conflict:
            option = f"--{field.removesuffix('_ms')}"
            raise InputError(f"{option} cannot be combined with {what}: leave it out, or write a line")
