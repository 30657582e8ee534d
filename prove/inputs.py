"""Any input there is: texts, files of presets and of sounds, and command lines, by the thousand."""

from __future__ import annotations

from typing import Final

from prove.figures import Figure
from tests.test_fuzz import INPUTS, fuzz

TITLE: Final = "Any input there is"
TRIES: Final = 5000
QUICK_TRIES: Final = 200


def prove(quick: bool) -> list[Figure]:
    """How many inputs of each kind were understood, or refused in one line."""
    tries = QUICK_TRIES if quick else TRIES
    return [
        Figure(f"{what}: understood, or refused in one line", f"all {fuzz(what, tries)}") for what in INPUTS
    ]
