"""Presets as lines, and a data folder that keeps them."""

from __future__ import annotations

from typing import Final

from liftronome.domain.line.reader import read_line
from liftronome.domain.preset import Preset
from liftronome.store.presets.exercises import load_library
from liftronome.terminal.data import data_in
from liftronome.terminal.naming import Named, named

HEAVY: Final = "Hip thrust – heavy 4x8 @ 31X2 rest 120"
SQUAT: Final = "Back squat – heavy 3x5 @ 4010 rest 90"
LIGHT: Final = "Hip thrust – light 2x15 @ 2010 rest 60"


def keep(*lines: str) -> None:
    """Keep the presets of these lines in the usual data folder."""
    with data_in() as data:
        for line in lines:
            data.presets.add(preset(line))


def found(name: str) -> Named:
    """What is found by a name in the usual data folder."""
    with data_in(soon=True) as data:
        return named(name, data)


def preset(line: str) -> Preset:
    """The preset of a line."""
    return read_line(line, load_library()).preset
