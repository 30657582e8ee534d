"""The wheel, installed with no source tree near: used in a terminal and in the window, on each Python."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from prove.figures import Figure
from tests import interpreters
from tests.test_wheel import installed_and_used

TITLE: Final = "The installed wheel"


def prove(quick: bool) -> list[Figure]:
    """Whether a session was heard from it, on each supported Python."""
    found = {version: interpreters.command(version) for version in interpreters.VERSIONS}
    return [_figure(version, found.get(version)) for version in interpreters.VERSIONS[: 1 if quick else None]]


def _figure(version: str, python: str | None) -> Figure:
    what = f"Python {version}: installed, and a session heard in terminal and window"
    if python is None:
        return Figure(what, "not on this machine")
    with TemporaryDirectory() as folder:
        installed_and_used(python, Path(folder))
    return Figure(what, "yes")
