"""The wheel, installed with no source tree near: used in a terminal and in the window, on each Python."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from prove.figures import Figure
from tests.test_wheel import installed_and_used

TITLE: Final = "The installed wheel"
PYTHONS: Final = ("python3.11", "python3.12", "python3.13")


def prove(quick: bool) -> list[Figure]:
    """Whether a session was heard from it, for each interpreter that there is."""
    found = [python for python in PYTHONS if shutil.which(python)]
    return [_figure(python) for python in (found[:1] if quick else found)]


def _figure(python: str) -> Figure:
    with TemporaryDirectory() as folder:
        installed_and_used(python, Path(folder))
    return Figure(f"{python}: installed, and a session heard in terminal and window", "yes")
