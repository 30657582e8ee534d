"""A whole session while other programs want all of the machine."""

from __future__ import annotations

from typing import Final

from bench.load import busy_processes
from prove.figures import Figure
from prove.session import leave_alone, under

BUSY: Final = 4
TITLE: Final = f"A whole session with {BUSY} busy processes, recorded"


def prove(quick: bool) -> list[Figure]:
    """The figures."""
    return under(quick, leave_alone, lambda: busy_processes(BUSY))
