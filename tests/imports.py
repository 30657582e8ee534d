"""Which module imports which, read from the source text, so that nothing has to be loaded for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "app"


@dataclass(frozen=True)
class Import:
    """`module` is imported by `importer`.

    `lazy`: inside a function, so not when `importer` is loaded. `for_types`: never loaded at all.
    """

    importer: str
    module: str
    lazy: bool = False
    for_types: bool = False


def sources(package: str = "liftronome") -> dict[str, str]:
    """The source text of every module of a package, by the module's dotted name."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path.read_text(
            "utf-8"
        )
        for path in sorted((SOURCE / package).rglob("*.py"))
    }


def imports_of(texts: Mapping[str, str]) -> list[Import]:
    """Every import in these modules. A name imported from a package counts as a module if it is one
    of `texts`, or if it is one of Qt's."""
    return [
        found
        for importer, text in texts.items()
        for found in _walk(ast.parse(text), importer, texts, lazy=False, for_types=False)
    ]


def loaded_with(module: str, imports: list[Import], *, at_once: bool = False) -> set[str]:
    """All that is loaded with a module, the packages around it included; `at_once` leaves out what
    its functions, or those of what it loads, import only when they are called."""
    pending, loaded = [module], set[str]()
    while pending:
        name = pending.pop()
        if name in loaded:
            continue
        loaded.add(name)
        pending += [name.rpartition(".")[0]] if "." in name else []
        pending += [
            found.module
            for found in imports
            if found.importer == name and not found.for_types and not (at_once and found.lazy)
        ]
    return loaded


def _walk(
    node: ast.AST, importer: str, known: Mapping[str, str], *, lazy: bool, for_types: bool
) -> Iterator[Import]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        for guarded in node.body:
            yield from _walk(guarded, importer, known, lazy=lazy, for_types=True)
        for other in node.orelse:
            yield from _walk(other, importer, known, lazy=lazy, for_types=for_types)
        return
    for module in _modules(node, importer, known):
        yield Import(importer, module, lazy, for_types)
    lazy = lazy or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, importer, known, lazy=lazy, for_types=for_types)


def _modules(node: ast.AST, importer: str, known: Mapping[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = node.module or ""
        if node.level:
            own = (
                importer
                if any(name.startswith(f"{importer}.") for name in known)
                else importer.rpartition(".")[0]
            )
            base = own.split(".")[: len(own.split(".")) - node.level + 1]
            package = ".".join([*base, *filter(None, [node.module])])
        for alias in node.names:
            name = f"{package}.{alias.name}"
            yield name if name in known or package == "PySide6" else package
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
        yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))
