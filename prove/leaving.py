"""Leaving the interpreter at any moment while it sounds: never a hang, never a crash."""

from __future__ import annotations

from typing import Final

from prove.figures import Figure, none_of
from tests.faults.leaving import left_while_playing
from tests.soundserver import running_sound_server

TITLE: Final = "Leaving while it sounds"
TRIES: Final = 200
QUICK_TRIES: Final = 8


def prove(quick: bool) -> list[Figure]:
    """How many of all tries hung or crashed."""
    tries = QUICK_TRIES if quick else TRIES
    with running_sound_server() as server:
        failures = left_while_playing(server, tries)
    return [none_of("hung or crashed", len(failures), f"{tries}")]
