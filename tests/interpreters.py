"""The supported Pythons of this machine, also those that pyenv keeps off the path."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

VERSIONS: Final = ("3.11", "3.12", "3.13")


def command(version: str) -> str | None:
    """The command that runs a version of Python, None if it is not here."""
    return next((path for path in _places(version) if _runs(path)), None)


def _places(version: str) -> Iterator[str]:
    name = f"python{version}"
    yield name
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(folder / "bin" / name) for folder in sorted(pyenv.glob(f"versions/{version}.*")))


def _runs(python: str) -> bool:
    """Pyenv puts commands on the path that only say that they would need to be chosen first."""
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, timeout=30).returncode == 0
    except OSError:
        return False
