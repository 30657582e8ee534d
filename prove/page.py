"""The page on which the figures stand: a section for each proof, replaced when it is run again."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from prove.figures import Figure

PAGE: Final = Path(__file__).parent.parent / "docs" / "proofs.md"

HEAD: Final = """\
# Proofs

What `make prove` found, proof by proof. Each is run again by `make prove ARGS=NAME`; the name stands in
brackets behind its title. Sound is recorded from a private PulseAudio server's null sink, sample for sample.
"""


def machine() -> str:
    """Where the figures come from, on one line."""
    return (
        f"{datetime.now():%Y-%m-%d %H:%M} · {platform.system()} {platform.release()}, {_processor()}, "
        f"{os.cpu_count()} cores · Python {platform.python_version()}, "
        f"PySide6 {version('PySide6-Essentials')}, numpy {version('numpy')}"
    )


def section(title: str, name: str, minutes: float, figures: Sequence[Figure], note: str = "") -> str:
    """The section of a proof. `note` says what the figures mean."""
    rows = [f"| {figure.what} | {figure.value} | {_promise(figure)} |" for figure in figures]
    parts = [
        f"## {title} (`{name}`)",
        f"{machine()} · took {minutes:.1f} min",
        *([note] if note else []),
        "\n".join(["| measured | found | promised |", "|---|---|---|", *rows]),
    ]
    return "\n\n".join(parts) + "\n"


def put(text: str, name: str, order: Sequence[str]) -> None:
    """Write a section into the page, in place of the one of that name."""
    sections = {name_of(found): found for found in _sections()}
    sections[name] = text
    known = [sections[found] for found in order if found in sections]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join([HEAD, *known]))


def name_of(text: str) -> str:
    """The name of a section."""
    return text.split("(`", 1)[1].split("`", 1)[0]


def _sections() -> list[str]:
    if not PAGE.exists():
        return []
    return ["## " + part.rstrip() + "\n" for part in PAGE.read_text().split("\n## ")[1:]]


def _promise(figure: Figure) -> str:
    if not figure.promise:
        return ""
    return figure.promise if figure.kept else f"**{figure.promise}: BROKEN**"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
