"""What is released: the wheel's content, and the versions it was tested with."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from importlib.metadata import requires, version
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.imports import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The wheel's files and what is in them, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.iterdir()
    with ZipFile(built) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_the_wheel_puts_nothing_but_liftronome_on_the_top_level(wheel: dict[str, str]) -> None:
    info = f"liftronome-{PROJECT['version']}.dist-info"
    assert {name.split("/")[0] for name in wheel} == {"liftronome", info}


def test_the_wheel_brings_every_sound_and_the_exercises(wheel: dict[str, str]) -> None:
    sounds = {path.relative_to(ROOT / "sounds").as_posix() for path in (ROOT / "sounds").rglob("*.wav")}
    assert sounds
    assert {f"liftronome/_sounds/{sound}" for sound in sounds} <= wheel.keys()
    assert "liftronome/data/exercises.toml" in wheel


def test_the_wheel_leaves_out_what_is_only_for_working_on_it(wheel: dict[str, str]) -> None:
    assert [name for name in wheel if re.search(r"tests/|__pycache__|\.pyc$", name)] == []


def test_the_wheel_starts_the_same_thing_by_command_and_by_menu(wheel: dict[str, str]) -> None:
    (text,) = (text for name, text in wheel.items() if name.endswith("/entry_points.txt"))
    entries = ConfigParser()
    entries.read_string(text)
    assert dict(entries["console_scripts"]) == {"liftronome": "liftronome.cli:main"}
    assert dict(entries["gui_scripts"]) == {"liftronome-window": "liftronome.cli:main"}


def test_the_wheel_says_its_licence_and_brings_its_text(wheel: dict[str, str]) -> None:
    (metadata,) = (text for name, text in wheel.items() if name.endswith("/METADATA"))
    assert "\nLicense-Expression: MIT\n" in metadata
    assert any(name.endswith("/licenses/LICENSE") for name in wheel)


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): release for name, release in pinned}


def needed(name: str, extras: set[str], seen: set[str]) -> set[str]:
    """All that a distribution needs here, and what that needs in turn."""
    seen.add(name)
    for text in requires(name) or []:
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""}):
            other = canonicalize_name(requirement.name)
            if other not in seen:
                needed(other, requirement.extras, seen)
    return seen


def test_everything_that_is_needed_is_pinned_and_in_use_as_pinned() -> None:
    names = needed("liftronome", {"dev"}, set()) - {"liftronome"}
    assert len(names) > 20
    assert {name: version(name) for name in names} == {name: pins().get(name) for name in names}


def test_the_pins_name_no_host() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert not re.search(r"://|--|@", text)


def test_the_documents_name_only_what_is_there() -> None:
    places = (ROOT, ROOT / "app" / "liftronome", ROOT / "docs", ROOT / "docs" / "decisions")
    missing = []
    for document in (
        ROOT / "CONTRIBUTING.md",
        ROOT / "README.md",
        *(ROOT / "docs" / "decisions").glob("*.md"),
    ):
        text = document.read_text("utf-8")
        named = re.findall(r"`([\w./-]+/|[\w./-]+\.(?:py|toml|md|txt))`|\]\(([^)#:]+)\)", text)
        for path in filter(None, (one or other for one, other in named)):
            sides = (*places, ROOT / "app/liftronome/ui/editor", document.parent)
            if not any((place / path).exists() for place in sides):
                missing.append(f"{document.name}: {path}")
    assert missing == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\(([^)]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert sorted(listed) == sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")


def test_before_a_commit_runs_what_make_check_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\ncheck:")[1].split("\n\n")[0]
    for command in re.findall(r"-m (ruff check|ruff format --check|mypy)", recipe):
        assert f"-m {command}" in hooks
    assert "://" not in hooks


def test_the_changelog_has_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(PROJECT['version'])} – \d{{4}}-\d\d-\d\d$", text, re.MULTILINE)
    assert text.index("## Unreleased") < text.index(f"## {PROJECT['version']}")
