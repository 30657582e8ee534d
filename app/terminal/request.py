"""From what was typed to what is to be performed."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from app.domain.errors import InputError
from app.domain.notation import parse_tempo
from app.domain.phase import Start
from app.terminal.commands import Command
from app.terminal.keyboard import keyboard
from app.terminal.naming import Named, named


def named_in(arguments: Namespace) -> Named:
    """The preset or exercise that is named, with what the options say; no time to get ready unless asked for.

    Raises InputError if the name is unknown, a tempo is none, or a set cannot be paced so: OwnPaceError if a
    phase waits for a key where there is none to press.
    """
    found = named(arguments.name, arguments.data_dir)
    exercise = found.preset.exercise
    if exercise.is_ballistic and arguments.start:
        raise InputError(f"{exercise.name} is one beat a rep and has no start to choose: leave --start out")
    preset = replace(found.preset, **{"ready_ms": 0, **_given(arguments)})
    if arguments.command == Command.PLAY and keyboard() is not None:
        preset.round_timeline(preset.rounds()[0])
    else:
        preset.timeline()
    return replace(found, preset=preset)


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
